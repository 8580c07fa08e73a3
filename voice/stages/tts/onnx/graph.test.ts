import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { floatConvolutions } from '../kokoro/float-convolutions';
import { OnnxGraph, intAttribute } from './graph';
import { intField, messageField, readFields, textField, writeFields, type WireField } from './wire';

const tensor = (name: string, type: number, dims: readonly number[], raw: Uint8Array): WireField =>
  messageField(5, [
    ...dims.map((d) => intField(1, d)),
    intField(2, type),
    textField(8, name),
    { no: 9, wire: 2, bytes: raw },
  ]);
const node = (
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: readonly WireField[] = [],
): WireField =>
  messageField(1, [
    ...inputs.map((i) => textField(1, i)),
    ...outputs.map((o) => textField(2, o)),
    textField(3, outputs[0] ?? op),
    textField(4, op),
    ...attributes,
  ]);
const value = (no: number, name: string, dims: readonly number[]): WireField =>
  messageField(no, [
    textField(1, name),
    messageField(2, [
      messageField(1, [
        intField(1, 1),
        messageField(
          2,
          dims.map((d) => messageField(1, [intField(1, d)])),
        ),
      ]),
    ]),
  ]);
const bytes = (values: Float32Array): Uint8Array => new Uint8Array(values.buffer);

/**
 * A convolution of 3 taps over 2 channels, quantized dynamically as onnxruntime writes it, and a node that
 * nothing needs.
 */
function quantizedModel(): Uint8Array {
  const graph = [
    node('DynamicQuantizeLinear', ['x'], ['xq', 'xs', 'xz']),
    node('ConvInteger', ['xq', 'w', 'xz', 'wz'], ['yi']),
    node('Mul', ['xs', 'ws'], ['s']),
    node('Cast', ['yi'], ['yf'], [intAttribute('to', 1)]),
    node('Mul', ['yf', 's'], ['y']),
    node('Neg', ['x'], ['unused']),
    tensor('w', 2, [1, 2, 3], Uint8Array.of(120, 140, 100, 130, 90, 200)),
    tensor('wz', 2, [], Uint8Array.of(128)),
    tensor('ws', 1, [], bytes(Float32Array.of(0.01))),
    value(11, 'x', [1, 2, 8]),
    value(12, 'y', [1, 1, 6]),
  ];
  return writeFields([
    intField(1, 9),
    messageField(7, [textField(2, 'g'), ...graph]),
    messageField(8, [textField(1, ''), intField(2, 17)]),
  ]);
}

async function run(model: Uint8Array): Promise<Float32Array> {
  const session = await InferenceSession.create(model);
  const x = new Tensor(
    'float32',
    Float32Array.from({ length: 16 }, (_, i) => Math.sin(i)),
    [1, 2, 8],
  );
  const out = await session.run({ x });
  await session.release();
  return out['y']?.data as Float32Array;
}

describe('editing an ONNX file', () => {
  it('writes back what it read', () => {
    const file = quantizedModel();
    expect(Buffer.from(writeFields(readFields(file))).equals(Buffer.from(file))).toBe(true);
  });

  it('turns quantized convolutions into float ones that say the same', async () => {
    const file = quantizedModel();
    const graph = new OnnxGraph(file);
    expect(floatConvolutions(graph, () => true)).toBe(1);
    graph.prune();
    expect(graph.nodes.map((n) => n.op)).toEqual(['Conv']);
    const [before, after] = [await run(file), await run(graph.encode())];
    expect(after).toHaveLength(before.length);
    before.forEach((v, i) => expect(after[i]).toBeCloseTo(v, 1));
  });

  it('cuts a graph at an inner tensor', async () => {
    const graph = new OnnxGraph(quantizedModel());
    graph.rename('yf', 'counts');
    graph.setFloatOutputs({ counts: [1, 1, 6] });
    graph.prune();
    expect(graph.nodes.map((n) => n.op)).toEqual(['DynamicQuantizeLinear', 'ConvInteger', 'Cast']);
    const session = await InferenceSession.create(graph.encode());
    expect(session.outputNames).toEqual(['counts']);
    await session.release();
  });

  it('says so when a file is no model', () => {
    expect(() => new OnnxGraph(Uint8Array.of(8, 1))).toThrow(/no ONNX model/);
    expect(() => new OnnxGraph(Uint8Array.of(0xff, 0xff))).toThrow(RangeError);
  });
});
