import { DaogouError } from '../../../../main/contract';
import type { OnnxGraph, OnnxNode, OnnxTensor } from '../onnx/graph';

/**
 * Turns the dynamically quantized convolutions (ONNX `ConvInteger` between `DynamicQuantizeLinear` and its
 * rescaling, as onnxruntime's `quantize_dynamic` writes them) back into float `Conv` with the dequantized
 * weights. On processors without VNNI the float kernels run two to three times as fast, and nothing is
 * rounded on the way. Returns how many convolutions were turned.
 */
export function floatConvolutions(graph: OnnxGraph, wanted: (node: OnnxNode) => boolean): number {
  const producer = new Map<string, OnnxNode>();
  const consumers = new Map<string, OnnxNode[]>();
  for (const node of graph.nodes) {
    for (const output of node.outputs) producer.set(output, node);
    for (const input of node.inputs) consumers.set(input, [...(consumers.get(input) ?? []), node]);
  }
  const only = (name: string): OnnxNode => {
    const [first, ...rest] = consumers.get(name) ?? [];
    if (!first || rest.length > 0) throw unknown(name);
    return first;
  };
  const make = (name: string | undefined, op: string): OnnxNode => {
    const node = producer.get(name ?? '');
    if (!node || node.op !== op) throw unknown(name ?? '');
    return node;
  };
  const other = (node: OnnxNode, input: string): string => node.inputs.find((i) => i !== input) ?? '';

  const replaced = new Map<OnnxNode, OnnxNode>();
  for (const conv of graph.nodes) {
    if (conv.op !== 'ConvInteger' || !wanted(conv)) continue;
    const [quantized, weight, , zeroPoint] = conv.inputs;
    const quantize = make(quantized, 'DynamicQuantizeLinear');
    let out = conv.outputs[0] ?? '';
    let next = only(out);
    let bias: string | undefined;
    if (next.op === 'Add') {
      bias = floatBias(make(other(next, out), 'Reshape'), make);
      out = next.outputs[0] ?? '';
      next = only(out);
    }
    if (next.op !== 'Cast') throw unknown(conv.name);
    out = next.outputs[0] ?? '';
    const rescale = only(out);
    const scales = make(other(rescale, out), 'Mul');
    const scale = other(scales, quantize.outputs[1] ?? '');
    const floatWeight = `${weight}_float`;
    graph.setTensor(
      floatWeight,
      dequantize(
        graph.tensor(weight ?? ''),
        zeroPoint ? graph.tensor(zeroPoint) : undefined,
        graph.tensor(scale),
      ),
    );
    replaced.set(rescale, {
      op: 'Conv',
      name: `${conv.name}_float`,
      inputs: [quantize.inputs[0] ?? '', floatWeight, ...(bias ? [bias] : [])],
      outputs: rescale.outputs,
      attributes: conv.attributes,
      domain: '',
    });
  }
  graph.nodes = graph.nodes.map((n) => replaced.get(n) ?? n);
  return replaced.size;
}

/** The bias before it was divided by the scales, floored, cast and reshaped. */
function floatBias(reshape: OnnxNode, make: (name: string | undefined, op: string) => OnnxNode): string {
  const cast = make(reshape.inputs[0], 'Cast');
  const floor = make(cast.inputs[0], 'Floor');
  return make(floor.inputs[0], 'Div').inputs[0] ?? '';
}

function dequantize(weight: OnnxTensor, zeroPoint: OnnxTensor | undefined, scale: OnnxTensor): OnnxTensor {
  const signed = weight.type === 3;
  const values = signed
    ? new Int8Array(weight.raw.buffer, weight.raw.byteOffset, weight.raw.length)
    : weight.raw;
  const zeros = zeroPoint ? [...(signed ? new Int8Array(zeroPoint.raw) : zeroPoint.raw)] : [0];
  const view = new DataView(scale.raw.buffer, scale.raw.byteOffset, scale.raw.byteLength);
  const perChannel = values.length / (weight.dims[0] ?? 1);
  const out = new Float32Array(values.length);
  const scaleCount = scale.raw.byteLength / 4;
  for (let i = 0; i < values.length; i++) {
    const channel = Math.floor(i / perChannel);
    const s = view.getFloat32(scaleCount > 1 ? channel * 4 : 0, true);
    out[i] = ((values[i] ?? 0) - (zeros[zeros.length > 1 ? channel : 0] ?? 0)) * s;
  }
  return { dims: weight.dims, type: 1, raw: new Uint8Array(out.buffer) };
}

function unknown(at: string): DaogouError {
  return new DaogouError(
    'integrity',
    `The Kokoro graph isn't built as expected near ${at}: this file comes from another exporter.`,
  );
}
