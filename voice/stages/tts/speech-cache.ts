import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wallClock } from '../../../main/contract';
import { decodeWav, encodeWav, type Pcm } from '../../audio/wav';

const WAV_HEADER = 44;

interface Entry {
  bytes: number;
  usedAt: number;
}

/**
 * Rendered speech on disk, one WAV a piece, named by the hash of all that shapes it. Least recently used
 * pieces go when the budget is full. A damaged file counts as missing. Only what the store itself says is
 * kept here, never a shopper's words.
 */
export class SpeechCache {
  private readonly entries = new Map<string, Entry>();
  private bytes = 0;
  private scanned: Promise<void> | undefined;

  /** `budget` in bytes. */
  constructor(
    private readonly dir: string,
    private readonly budget: number,
  ) {}

  /** The name of a piece of speech. */
  static key(...parts: readonly string[]): string {
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
  }

  async has(key: string): Promise<boolean> {
    await this.scan();
    return this.entries.has(key);
  }

  async get(key: string): Promise<Pcm | undefined> {
    await this.scan();
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    const sound = await readSound(this.file(key));
    if (!sound) {
      this.forget(key);
      await rm(this.file(key), { force: true }).catch(() => undefined);
      return undefined;
    }
    const now = wallClock();
    if (now - entry.usedAt > 60_000)
      void utimes(this.file(key), now / 1000, now / 1000).catch(() => undefined);
    entry.usedAt = now;
    return sound;
  }

  /** Keeps a piece; a full or read-only disk only means that it isn't kept. */
  async put(key: string, sound: Pcm): Promise<void> {
    await this.scan();
    const wav = encodeWav(sound);
    if (wav.length > this.budget) return;
    const file = this.file(key);
    const part = `${file}.${process.pid}.part`;
    try {
      await mkdir(join(this.dir, key.slice(0, 2)), { recursive: true });
      await writeFile(part, wav);
      await rename(part, file);
    } catch {
      await rm(part, { force: true }).catch(() => undefined);
      return;
    }
    this.forget(key);
    this.entries.set(key, { bytes: wav.length, usedAt: wallClock() });
    this.bytes += wav.length;
    await this.shrink();
  }

  /** Bytes kept now. */
  async size(): Promise<number> {
    await this.scan();
    return this.bytes;
  }

  private async shrink(): Promise<void> {
    if (this.bytes <= this.budget) return;
    const oldest = [...this.entries].sort((a, b) => a[1].usedAt - b[1].usedAt);
    for (const [key] of oldest) {
      if (this.bytes <= this.budget * 0.9) return;
      this.forget(key);
      await rm(this.file(key), { force: true }).catch(() => undefined);
    }
  }

  private forget(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.bytes -= entry.bytes;
    this.entries.delete(key);
  }

  private file(key: string): string {
    return join(this.dir, key.slice(0, 2), `${key}.wav`);
  }

  private scan(): Promise<void> {
    this.scanned ??= (async () => {
      const shelves = await readdir(this.dir).catch(() => []);
      for (const shelf of shelves) {
        for (const name of await readdir(join(this.dir, shelf)).catch(() => [])) {
          const found = await stat(join(this.dir, shelf, name)).catch(() => undefined);
          if (!found?.isFile()) continue;
          if (!name.endsWith('.wav')) {
            await rm(join(this.dir, shelf, name), { force: true }).catch(() => undefined);
            continue;
          }
          this.entries.set(name.slice(0, -4), { bytes: found.size, usedAt: found.mtimeMs });
          this.bytes += found.size;
        }
      }
    })();
    return this.scanned;
  }
}

/** A whole file's sound; undefined when it is missing, damaged or cut short. */
async function readSound(file: string): Promise<Pcm | undefined> {
  try {
    const bytes = await readFile(file);
    const sound = decodeWav(bytes);
    return bytes.length === WAV_HEADER + sound.samples.length * 2 ? sound : undefined;
  } catch {
    return undefined;
  }
}
