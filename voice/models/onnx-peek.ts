import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { DaogouError } from '../../main/contract';
import { fieldsOf } from './onnx-file';

/** Field numbers of `ModelProto` (onnx.proto3). */
const GRAPH = 7;
const METADATA = 14;
/** Of a top-level field no more than this is read: the graph, hundreds of megabytes, is skipped. */
const LONGEST_ENTRY = 65_536;

interface Peek {
  /** It has a graph, and its fields end where the file ends. */
  whole: boolean;
  metadata: Readonly<Record<string, string>>;
}

/** One entry of `metadata_props`; empty for one without a name. */
function entryOf(message: Uint8Array): Readonly<Record<string, string>> {
  const fields = fieldsOf(message);
  const textOf = (number: number): string =>
    Buffer.from(fields.find((f) => f.number === number)?.bytes ?? []).toString('utf8');
  const name = textOf(1);
  return name ? { [name]: textOf(2) } : {};
}

/** Looks at an ONNX file without reading its weights. Never throws: a file that is none is not whole. */
function peek(file: string): Peek {
  const metadata: Record<string, string> = {};
  let handle: number | undefined;
  try {
    handle = openSync(file, 'r');
    const { size } = statSync(file);
    let at = 0;
    let graph = false;
    const bytes = (from: number, length: number): Uint8Array => {
      const buffer = new Uint8Array(length);
      return buffer.subarray(0, readSync(handle!, buffer, 0, length, from));
    };
    const varint = (): number => {
      let value = 0;
      for (const [i, byte] of bytes(at, 10).entries()) {
        value += (byte & 127) * 2 ** (7 * i);
        if (byte < 128) {
          at += i + 1;
          return value;
        }
      }
      throw new Error('not a protobuf message');
    };
    while (at < size) {
      const key = varint();
      const [field, wire] = [key >> 3, key & 7];
      if (wire === 0) varint();
      else if (wire !== 2) return { whole: false, metadata };
      else {
        const length = varint();
        if (field === GRAPH) graph = length > 0;
        if (field === METADATA && length <= LONGEST_ENTRY)
          Object.assign(metadata, entryOf(bytes(at, length)));
        at += length;
      }
    }
    return { whole: graph && at === size, metadata };
  } catch {
    return { whole: false, metadata };
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** `metadata_props` of an ONNX file; empty for a file that is no ONNX model. */
export const metadataOf = (file: string): Readonly<Record<string, string>> => peek(file).metadata;

/**
 * Throws, naming the file, for an ONNX file that is empty, cut short or no ONNX model: native engines end the
 * process on those.
 */
export function checkOnnx(file: string): void {
  if (file.endsWith('.onnx') && !peek(file).whole)
    throw new DaogouError('integrity', `${file} is cut short or no ONNX model: copy it again`);
}
