import type { Understood } from '../../../../main/contract';
import type { SecondPassResult } from '../second-pass';

/** What the second pass's thread is begun with. */
export interface ThreadSetup {
  folder: string;
  threads: number;
}

export type ToThread =
  | { kind: 'hear'; id: number; samples: Float32Array; prefer?: Understood }
  | { kind: 'drop'; id: number }
  | { kind: 'close' };

export type FromThread =
  | { kind: 'ready' }
  | { kind: 'unusable'; message: string }
  | { kind: 'heard'; id: number; result: SecondPassResult }
  | { kind: 'failed'; id: number; message: string };
