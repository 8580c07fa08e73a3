/**
 * Kobuki byte stream (kobuki_driver, Appendix: Protocol Specification, "Structure of Bytestream"):
 * `AA 55 | length | payload | checksum`; checksum is the XOR of length and payload.
 */
export const HEADER_0 = 0xaa;
export const HEADER_1 = 0x55;
/** Shortest payload: one sub-payload with one byte of data. */
export const MIN_PAYLOAD = 3;

/** XOR of all bytes. */
export function xor(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum ^= byte;
  return sum;
}

/** Wraps one payload (all sub-payloads together, at most 255 bytes) into a frame. */
export function frame(payload: Uint8Array): Uint8Array {
  const out = new Uint8Array(payload.length + 4);
  out[0] = HEADER_0;
  out[1] = HEADER_1;
  out[2] = payload.length;
  out.set(payload, 3);
  out[out.length - 1] = xor(out.subarray(2, out.length - 1));
  return out;
}

export interface FramingCounters {
  frames: number;
  badChecksums: number;
  /** Bytes that belonged to no good frame. */
  skipped: number;
}

/**
 * Where a whole, sound frame begins after `from`; -1 when there is none. A damaged length may promise up to
 * 255 bytes; waiting for them would cost the frames that follow. Counts only what is also a chain of
 * sub-payloads, so that data which happens to look like a header is not taken for one.
 */
function wholeFrameAfter(bytes: Uint8Array, from: number): number {
  for (
    let at = bytes.indexOf(HEADER_0, from);
    at >= 0 && at + 6 < bytes.length;
    at = bytes.indexOf(HEADER_0, at + 1)
  ) {
    const end = at + bytes[at + 2]! + 4;
    if (
      bytes[at + 1] === HEADER_1 &&
      bytes[at + 2]! >= MIN_PAYLOAD &&
      end <= bytes.length &&
      xor(bytes.subarray(at + 2, end)) === 0 &&
      isChain(bytes, at + 3, end - 1)
    )
      return at;
  }
  return -1;
}

/** True when the bytes are sub-payloads from end to end. */
function isChain(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at + 1 < to) at += 2 + bytes[at + 1]!;
  return at === to;
}

/**
 * Cuts payloads out of a byte stream that may begin anywhere and be damaged anywhere. After a bad checksum it
 * goes on one byte after the false header, so that a good frame hidden behind damage is not lost. Holds at
 * most one frame (259 bytes) back.
 */
export class FrameParser {
  readonly counters: FramingCounters = { frames: 0, badChecksums: 0, skipped: 0 };
  #held = new Uint8Array(0);

  /** The payloads completed by these bytes, in order. */
  push(chunk: Uint8Array): Uint8Array[] {
    let bytes = chunk;
    if (this.#held.length > 0) {
      bytes = new Uint8Array(this.#held.length + chunk.length);
      bytes.set(this.#held);
      bytes.set(chunk, this.#held.length);
    }
    const payloads: Uint8Array[] = [];
    let at = 0;
    while (at < bytes.length) {
      if (bytes[at] !== HEADER_0 || (at + 1 < bytes.length && bytes[at + 1] !== HEADER_1)) {
        at += 1;
        this.counters.skipped += 1;
        continue;
      }
      if (at + 2 >= bytes.length) break;
      const length = bytes[at + 2]!;
      if (length < MIN_PAYLOAD) {
        at += 1;
        this.counters.skipped += 1;
        continue;
      }
      const end = at + length + 4;
      if (end > bytes.length) {
        const inner = wholeFrameAfter(bytes, at + 2);
        if (inner < 0) break;
        this.counters.skipped += inner - at;
        at = inner;
        continue;
      }
      if (xor(bytes.subarray(at + 2, end)) === 0) {
        payloads.push(bytes.slice(at + 3, end - 1));
        this.counters.frames += 1;
        at = end;
      } else {
        this.counters.badChecksums += 1;
        this.counters.skipped += 1;
        at += 1;
      }
    }
    this.#held = bytes.slice(at);
    return payloads;
  }
}
