import { z } from 'zod';
import { Pose } from '../../../main/contract';

/**
 * Line protocol for bases that plan and steer by themselves ("goal line protocol", version 1; described in
 * `PROTOCOL.md` beside this file). One JSON object a line, `seq` counts up by one a line and side, `crc` is
 * the last member: CRC-16/CCITT-FALSE, four upper-case hex digits, over the line's bytes before `,"crc"`.
 */
export const HostMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('goto'), id: z.number().int(), goal: Pose, speed: z.number() }),
  z.object({ type: z.literal('cancel') }),
  z.object({ type: z.literal('pose'), id: z.number().int(), pose: Pose, bound: z.number() }),
]);
export type HostMessage = z.infer<typeof HostMessage>;

export const GoalState = z.object({
  type: z.literal('state'),
  pose: Pose.nullable(),
  /** Two sigma, metres. */
  bound: z.number().nonnegative(),
  /** The last `pose` message taken over. */
  poseId: z.number().int().optional(),
  linear: z.number(),
  angular: z.number(),
  nav: z.enum(['idle', 'driving', 'arrived', 'blocked', 'failed']),
  /** The goal that `nav` speaks of. */
  goalId: z.number().int().optional(),
  /** In [0,1]. */
  battery: z.number().min(0).max(1),
  charging: z.boolean(),
  docked: z.boolean(),
  hazards: z.array(z.enum(['bumper', 'cliff', 'wheel_drop', 'overcurrent', 'emergency_stop', 'button'])),
  /** Speed factor for people near, in [0,1]. */
  caution: z.number().min(0).max(1).optional(),
});
export type GoalState = z.infer<typeof GoalState>;

/** CRC-16/CCITT-FALSE: polynomial 0x1021, initial value 0xFFFF, no reflection; "123456789" gives 0x29B1. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++)
      crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}

/** One line with its sequence number and CRC, newline included. */
export function encodeLine(seq: number, message: Readonly<Record<string, unknown>>): string {
  const body = JSON.stringify({ seq, ...message }).slice(0, -1);
  return `${body},"crc":"${crc16(Buffer.from(body, 'utf8')).toString(16).toUpperCase().padStart(4, '0')}"}\n`;
}

export interface LineCodecCounters {
  lines: number;
  /** Damaged: no JSON, no or a wrong CRC, or not of the protocol's form. */
  damaged: number;
  /** Lines missing by their sequence numbers. */
  lost: number;
}

/** No line of the protocol is longer. */
const MAX_LINE = 2_048;

/** Puts lines together and checks them. Resynchronises at the next newline; holds at most one line back. */
export class LineDecoder<T> {
  readonly counters: LineCodecCounters = { lines: 0, damaged: 0, lost: 0 };
  #held = '';
  #seq: number | undefined;

  constructor(readonly schema: z.ZodType<T>) {}

  push(text: string): T[] {
    const lines = (this.#held + text).split('\n');
    this.#held = lines.pop() ?? '';
    if (this.#held.length > MAX_LINE) {
      this.#held = '';
      this.counters.damaged += 1;
    }
    return lines.flatMap((line) => this.#read(line) ?? []);
  }

  #read(line: string): T | undefined {
    const match = /^(\{.*),"crc":"([0-9A-F]{4})"\}\r?$/.exec(line);
    if (!match || crc16(Buffer.from(match[1]!, 'utf8')) !== parseInt(match[2]!, 16)) {
      if (line.trim() !== '') this.counters.damaged += 1;
      return undefined;
    }
    let value: unknown;
    try {
      value = JSON.parse(`${match[1]}}`);
    } catch {
      this.counters.damaged += 1;
      return undefined;
    }
    const seq = (value as { seq?: unknown }).seq;
    const message = this.schema.safeParse(value);
    if (typeof seq !== 'number' || !message.success) {
      this.counters.damaged += 1;
      return undefined;
    }
    // A repeated or older number is an echo or a line that was held up; only news count. A restart of the
    // other side begins at 0.
    if (this.#seq !== undefined && seq <= this.#seq && seq !== 0) return undefined;
    if (this.#seq !== undefined && seq > this.#seq + 1) this.counters.lost += seq - this.#seq - 1;
    this.#seq = seq;
    this.counters.lines += 1;
    return message.data;
  }
}
