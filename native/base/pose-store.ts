import { readFileSync, renameSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Pose } from '../../main/contract';

const Stored = z.object({ pose: Pose, bound: z.number(), left: z.number(), right: z.number(), angle: z.number(), /** It stood at its post. */ atPost: z.boolean() });
export type StoredPose = z.infer<typeof Stored>;

/** Remembers where the base stood, with its raw counters, so that a restart of this program in the middle of the store does not lose it. */
export class PoseStore {
  constructor(readonly file: string) {}

  read(): StoredPose | undefined {
    try {
      return Stored.parse(JSON.parse(readFileSync(this.file, 'utf8')));
    } catch {
      return undefined;
    }
  }

  write(stored: StoredPose): void {
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      writeFileSync(`${this.file}.tmp`, JSON.stringify(stored));
      renameSync(`${this.file}.tmp`, this.file);
    } catch {
      // Without it a restart merely asks staff to bring the robot to its post.
    }
  }
}
