/**
 * Just enough of the ONNX protobuf (onnx.proto3) to read a model's metadata and to edit its graph without a
 * schema library: messages are split into fields, and fields that aren't touched are copied byte for byte.
 */

/**
 * One field of a message. `bytes` holds the payload of a length-delimited field, `value` that of a varint.
 */
export interface Field {
  number: number;
  wire: number;
  value: bigint;
  bytes: Uint8Array;
}

const EMPTY = new Uint8Array();
/** Wire types of protobuf: a payload whose length is written before it, and those of a fixed length in bytes. */
const LENGTH_DELIMITED = 2;
const FIXED_LENGTHS: Readonly<Record<number, number>> = { 1: 8, 5: 4 };
const utf8 = new TextDecoder();
const encoder = new TextEncoder();

/** Splits a message into its fields. */
export function fieldsOf(message: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message[at++];
      if (byte === undefined || shift > 63n) throw new Error('not a protobuf message');
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const key = Number(varint());
    const [number, wire] = [key >> 3, key & 7];
    if (wire === 0) fields.push({ number, wire, value: varint(), bytes: EMPTY });
    else {
      const length = wire === LENGTH_DELIMITED ? Number(varint()) : (FIXED_LENGTHS[wire] ?? -1);
      if (length < 0 || at + length > message.length) throw new Error('not a protobuf message');
      fields.push({ number, wire, value: 0n, bytes: message.subarray(at, at + length) });
      at += length;
    }
  }
  return fields;
}

function varintBytes(value: bigint): number[] {
  const out: number[] = [];
  for (let v = BigInt.asUintN(64, value); ; v >>= 7n) {
    if (v < 128n) return [...out, Number(v)];
    out.push(Number(v & 127n) | 128);
  }
}

/** What stands between a field's key and its payload. */
function afterKey({ wire, value, bytes }: Field): number[] {
  if (wire === 0) return varintBytes(value);
  return wire === LENGTH_DELIMITED ? varintBytes(BigInt(bytes.length)) : [];
}

/** Puts fields together again. */
export function messageOf(fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.flatMap((f) => {
      const head = Uint8Array.from([...varintBytes(BigInt((f.number << 3) | f.wire)), ...afterKey(f)]);
      return f.wire === 0 ? [head] : [head, f.bytes];
    }),
  );
}

export const text = (number: number, value: string): Field => ({
  number,
  wire: 2,
  value: 0n,
  bytes: encoder.encode(value),
});
export const sub = (number: number, fields: readonly Field[]): Field => ({
  number,
  wire: 2,
  value: 0n,
  bytes: messageOf(fields),
});
export const integer = (number: number, value: number | bigint): Field => ({
  number,
  wire: 0,
  value: BigInt(value),
  bytes: EMPTY,
});
export const stringOf = (field: Field | undefined): string => (field ? utf8.decode(field.bytes) : '');

// Field numbers of onnx.proto3.
export const MODEL = { graph: 7, metadata: 14 } as const;
export const GRAPH = { node: 1, initializer: 5, input: 11, output: 12, valueInfo: 13 } as const;
export const NODE = { input: 1, output: 2, name: 3, opType: 4, attribute: 5 } as const;
export const TENSOR = { dims: 1, dataType: 2, name: 8, rawData: 9 } as const;
const ATTRIBUTE = { name: 1, i: 3, type: 20 } as const;
const INT64 = 7;
const ATTRIBUTE_INT = 2;

/** A node of the standard domain. Attributes are integers. */
export function node(
  opType: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, number>> = {},
): Field {
  return sub(GRAPH.node, [
    ...inputs.map((name) => text(NODE.input, name)),
    ...outputs.map((name) => text(NODE.output, name)),
    text(NODE.name, `${outputs[0]}/node`),
    text(NODE.opType, opType),
    ...Object.entries(attributes).map(([name, value]) =>
      sub(NODE.attribute, [
        text(ATTRIBUTE.name, name),
        integer(ATTRIBUTE.i, value),
        integer(ATTRIBUTE.type, ATTRIBUTE_INT),
      ]),
    ),
  ]);
}

/** A one-dimensional int64 constant. */
export function int64Constant(name: string, values: readonly number[]): Field {
  return sub(GRAPH.initializer, [
    integer(TENSOR.dims, values.length),
    integer(TENSOR.dataType, INT64),
    text(TENSOR.name, name),
    {
      number: TENSOR.rawData,
      wire: 2,
      value: 0n,
      bytes: new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer),
    },
  ]);
}

/** `metadata_props` of a model: how sherpa-onnx and others say what a file is. */
export function metadataOf(model: Uint8Array): Record<string, string> {
  const entries = fieldsOf(model)
    .filter((f) => f.number === MODEL.metadata)
    .map((f) => fieldsOf(f.bytes))
    .map((kv) => [stringOf(kv.find((f) => f.number === 1)), stringOf(kv.find((f) => f.number === 2))]);
  return Object.fromEntries(entries);
}
