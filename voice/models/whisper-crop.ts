import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DaogouError } from '../../main/contract';
import {
  fieldsOf,
  GRAPH,
  int64Constant,
  messageOf,
  MODEL,
  node,
  NODE,
  stringOf,
  sub,
  text,
  type Field,
} from './onnx-file';

const ORIGINAL = 'onnx/encoder_model_quantized.onnx';
export const CROPPED_ENCODER = 'onnx/encoder_cropped.onnx';
const POSITIONS = 'embed_positions.weight';

/**
 * Makes Whisper's encoder take a window of any length up to 30 s, as whisper.cpp's `audio_ctx` does: where
 * the graph adds the position embedding [1500, d], it now adds its first T rows, T being the length of what
 * it is added to. A three-second question then costs a tenth.
 */
export function cropWhisperEncoder(model: Uint8Array): Uint8Array {
  const fields = fieldsOf(model);
  const graphAt = fields.findIndex((f) => f.number === MODEL.graph);
  const graph = fieldsOf(fields[graphAt]?.bytes ?? new Uint8Array());
  const at = graph.findIndex((f) => f.number === GRAPH.node && isAddOfPositions(f));
  if (at < 0)
    throw new DaogouError(
      'integrity',
      'The Whisper encoder is built otherwise than expected: its position embedding was not found.',
    );
  const inner = fieldsOf(graph[at]!.bytes);
  const other = stringOf(inner.find((f) => f.number === NODE.input && stringOf(f) !== POSITIONS));
  const add: Field = sub(
    GRAPH.node,
    inner.map((f) =>
      f.number === NODE.input && stringOf(f) === POSITIONS ? text(NODE.input, 'crop/positions') : f,
    ),
  );
  const slicing = [
    node('Shape', [other], ['crop/shape']),
    node('Gather', ['crop/shape', 'crop/one'], ['crop/length'], { axis: 0 }),
    node('Slice', [POSITIONS, 'crop/zero', 'crop/length', 'crop/zero'], ['crop/positions']),
  ];
  const cropped = [
    ...graph.slice(0, at),
    ...slicing,
    add,
    ...graph.slice(at + 1),
    int64Constant('crop/zero', [0]),
    int64Constant('crop/one', [1]),
  ]
    // Attention maps are of a fixed size and nobody reads them.
    .filter(
      (f) => !(f.number === GRAPH.output && stringOf(fieldsOf(f.bytes)[0]).startsWith('encoder_attentions')),
    );
  return messageOf(fields.map((f, i) => (i === graphAt ? sub(MODEL.graph, cropped) : f)));
}

function isAddOfPositions(field: Field): boolean {
  const parts = fieldsOf(field.bytes);
  return (
    stringOf(parts.find((f) => f.number === NODE.opType)) === 'Add' &&
    parts.some((f) => f.number === NODE.input && stringOf(f) === POSITIONS)
  );
}

/** Converts an installed Whisper folder in place: the cropped encoder replaces the original. */
export async function convertWhisper(folder: string): Promise<void> {
  await writeFile(join(folder, CROPPED_ENCODER), cropWhisperEncoder(await readFile(join(folder, ORIGINAL))));
  await rm(join(folder, ORIGINAL));
}
