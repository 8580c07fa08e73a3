/**
 * Protocol Buffers wire format (protobuf.dev/programming-guides/encoding), read and written losslessly: a
 * message is the list of its fields in file order, and a field nobody here knows goes back as it came. Enough
 * to edit an ONNX file without its whole schema.
 */
export type WireField =
  | { readonly no: number; readonly wire: 0; readonly value: bigint }
  | { readonly no: number; readonly wire: 1 | 5; readonly bytes: Uint8Array }
  | { readonly no: number; readonly wire: 2; readonly bytes: Uint8Array };

const utf8 = new TextDecoder();
const toUtf8 = new TextEncoder();

/**
 * Splits a message into its fields. Byte values are views into `buf`, not copies. Throws a RangeError on a
 * malformed message.
 */
export function readFields(buf: Uint8Array): WireField[] {
  const fields: WireField[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = buf[at++];
      if (byte === undefined) break;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new RangeError(`bad varint at byte ${at}`);
  };
  const take = (n: number): Uint8Array => {
    if (at + n > buf.length) throw new RangeError(`field runs past the end at byte ${at}`);
    at += n;
    return buf.subarray(at - n, at);
  };
  while (at < buf.length) {
    const tag = Number(varint());
    const no = tag >>> 3;
    const wire = tag & 7;
    if (wire === 0) fields.push({ no, wire, value: varint() });
    else if (wire === 1) fields.push({ no, wire, bytes: take(8) });
    else if (wire === 2) fields.push({ no, wire, bytes: take(Number(varint())) });
    else if (wire === 5) fields.push({ no, wire, bytes: take(4) });
    else throw new RangeError(`unknown wire type ${wire} at byte ${at}`);
  }
  return fields;
}

function varintBytes(value: bigint): number[] {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest > 0x7fn) {
    out.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  out.push(Number(rest));
  return out;
}

/** The message these fields make, in their order. */
export function writeFields(fields: readonly WireField[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const field of fields) {
    const head = varintBytes(BigInt((field.no << 3) | field.wire));
    if (field.wire === 0) head.push(...varintBytes(field.value));
    else if (field.wire === 2) head.push(...varintBytes(BigInt(field.bytes.length)));
    parts.push(Uint8Array.from(head));
    if (field.wire !== 0) parts.push(field.bytes);
  }
  return Buffer.concat(parts);
}

/** A length-delimited field holding text. */
export function textField(no: number, text: string): WireField {
  return { no, wire: 2, bytes: toUtf8.encode(text) };
}

/** A length-delimited field holding a message. */
export function messageField(no: number, fields: readonly WireField[]): WireField {
  return { no, wire: 2, bytes: writeFields(fields) };
}

/** A varint field. */
export function intField(no: number, value: number | bigint): WireField {
  return { no, wire: 0, value: BigInt(value) };
}

/** All texts under a field number. */
export function texts(fields: readonly WireField[], no: number): string[] {
  return fields.flatMap((f) => (f.no === no && f.wire === 2 ? [utf8.decode(f.bytes)] : []));
}

/** First byte value under a field number. */
export function bytesOf(fields: readonly WireField[], no: number): Uint8Array | undefined {
  for (const f of fields) if (f.no === no && f.wire === 2) return f.bytes;
  return undefined;
}

/** Repeated integers under a field number, packed or not. */
export function ints(fields: readonly WireField[], no: number): number[] {
  return fields.flatMap((f) => {
    if (f.no !== no) return [];
    if (f.wire === 0) return [Number(BigInt.asIntN(64, f.value))];
    const packed: number[] = [];
    let value = 0n;
    let shift = 0n;
    for (const byte of f.bytes) {
      value |= BigInt(byte & 0x7f) << shift;
      shift += 7n;
      if (byte < 0x80) {
        packed.push(Number(BigInt.asIntN(64, value)));
        value = 0n;
        shift = 0n;
      }
    }
    return packed;
  });
}
