import { readFileSync, renameSync, writeFileSync, mkdirSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Pose } from '../../main/contract';

const Stored = z.object({
  pose: Pose,
  bound: z.number(),
  left: z.number(),
  right: z.number(),
  angle: z.number(),
  /** It stood at its post. */ atPost: z.boolean(),
});
export type StoredPose = z.infer<typeof Stored>;
/** It is known that nobody knows where it stands. */
const Lost = z.object({ lost: z.literal(true) });

/**
 * Remembers where the base stood, with its raw counters, so that a restart of this program in the middle of
 * the store does not lose it.
 */
export class PoseStore {
  #writing = false;

  constructor(readonly file: string) {}

  /** Where it stood; `lost` where that was not known, undefined where nothing was kept. */
  read(): StoredPose | 'lost' | undefined {
    try {
      const kept = z.union([Stored, Lost]).parse(JSON.parse(readFileSync(this.file, 'utf8')));
      return 'lost' in kept ? 'lost' : kept;
    } catch {
      return undefined;
    }
  }

  /**
   * Writes aside from the control loop, which must not wait for a disk; while one is being written the next
   * is left out, since another follows soon.
   */
  async writeSoon(stored: StoredPose): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    try {
      await mkdir(dirname(this.file), { recursive: true });
      await writeFile(`${this.file}.new`, JSON.stringify(stored));
      if (this.#writing) await rename(`${this.file}.new`, this.file);
    } catch {
      // As below.
    } finally {
      this.#writing = false;
    }
  }

  /** Writes now: at a standstill, and before the end. A write under way is overtaken. */
  write(stored: StoredPose | z.infer<typeof Lost>): void {
    this.#writing = false;
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      writeFileSync(`${this.file}.tmp`, JSON.stringify(stored));
      renameSync(`${this.file}.tmp`, this.file);
    } catch {
      // Without it a restart merely asks staff to bring the robot to its post.
    }
  }
}
