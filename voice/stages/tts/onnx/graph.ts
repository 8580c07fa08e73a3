import { DaogouError } from '../../../../main/contract';
import {
  bytesOf,
  intField,
  ints,
  messageField,
  readFields,
  textField,
  texts,
  writeFields,
  type WireField,
} from './wire';

/** Field numbers of onnx.proto3 (github.com/onnx/onnx, IR version 9). */
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12, valueInfo: 13 } as const;
const NODE = { input: 1, output: 2, name: 3, opType: 4, attribute: 5, domain: 7 } as const;
const TENSOR = { dims: 1, type: 2, floatData: 4, int32Data: 5, name: 8, raw: 9 } as const;
const ATTRIBUTE = { name: 1, i: 3, type: 20 } as const;
const INT_ATTRIBUTE = 2;

export interface OnnxNode {
  op: string;
  name: string;
  inputs: string[];
  outputs: string[];
  /** Attribute messages as they are in the file. */
  attributes: WireField[];
  domain: string;
}

export interface OnnxTensor {
  dims: number[];
  /** TensorProto.DataType: 1 float, 2 uint8, 3 int8, 6 int32, 7 int64. */
  type: number;
  raw: Uint8Array;
}

const TENSOR_BYTES: Readonly<Record<number, number>> = { 1: 4, 2: 1, 3: 1, 6: 4, 7: 8 };

/**
 * An ONNX model opened for editing: nodes and initializers are plain values, all else is kept as it was in
 * the file.
 */
export class OnnxGraph {
  nodes: OnnxNode[] = [];
  private readonly tensors = new Map<string, WireField | OnnxTensor>();
  private inputs: WireField[] = [];
  private outputs: WireField[] = [];
  private readonly model: readonly WireField[];
  private readonly others: WireField[] = [];

  constructor(file: Uint8Array) {
    this.model = readFields(file);
    const graph = bytesOf(this.model, MODEL_GRAPH);
    if (!graph) throw new DaogouError('integrity', 'The file is no ONNX model: it holds no graph.');
    for (const field of readFields(graph)) {
      if (field.wire !== 2) this.others.push(field);
      else if (field.no === GRAPH.node) this.nodes.push(readNode(field.bytes));
      else if (field.no === GRAPH.initializer)
        this.tensors.set(texts(readFields(field.bytes), TENSOR.name)[0] ?? '', field);
      else if (field.no === GRAPH.input) this.inputs.push(field);
      else if (field.no === GRAPH.output) this.outputs.push(field);
      else if (field.no !== GRAPH.valueInfo) this.others.push(field);
    }
  }

  has(name: string): boolean {
    return this.tensors.has(name);
  }

  /** An initializer's values as little-endian bytes. */
  tensor(name: string): OnnxTensor {
    const found = this.tensors.get(name);
    if (!found) throw new DaogouError('integrity', `The ONNX model holds no initializer ${name}.`);
    if (!('no' in found)) return found;
    const fields = readFields(found.wire === 2 ? found.bytes : new Uint8Array());
    const [type = 0] = ints(fields, TENSOR.type);
    const raw = bytesOf(fields, TENSOR.raw) ?? typedData(fields, type);
    const dims = ints(fields, TENSOR.dims);
    const size = TENSOR_BYTES[type];
    if (size === undefined || raw.length !== size * dims.reduce((a, b) => a * b, 1))
      throw new DaogouError('integrity', `Initializer ${name} of the ONNX model has no data of its shape.`);
    return { dims, type, raw };
  }

  setTensor(name: string, tensor: OnnxTensor): void {
    this.tensors.set(name, tensor);
  }

  /**
   * Makes a tensor inside the graph an input of it, of type float with these dimensions (a text is a dynamic
   * dimension's name).
   */
  addFloatInput(name: string, dims: readonly (number | string)[]): void {
    this.inputs.push(messageField(GRAPH.input, floatValueInfo(name, dims)));
  }

  /** Makes these float tensors inside the graph its only outputs. */
  setFloatOutputs(outputs: Readonly<Record<string, readonly (number | string)[]>>): void {
    this.outputs = Object.entries(outputs).map(([name, dims]) =>
      messageField(GRAPH.output, floatValueInfo(name, dims)),
    );
  }

  /** Gives a tensor another name wherever it is made or used. */
  rename(from: string, to: string): void {
    for (const node of this.nodes) {
      node.inputs = node.inputs.map((i) => (i === from ? to : i));
      node.outputs = node.outputs.map((o) => (o === from ? to : o));
    }
  }

  /** Drops nodes, initializers and inputs that no output needs. */
  prune(): void {
    const producer = new Map(this.nodes.flatMap((n) => n.outputs.map((o) => [o, n] as const)));
    const needed = new Set<OnnxNode>();
    const usedNames = new Set<string>();
    const given = new Set(this.inputs.map(valueName));
    const pending = this.outputs.map(valueName);
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      usedNames.add(name);
      const node = producer.get(name);
      if (!node || given.has(name) || needed.has(node)) continue;
      needed.add(node);
      pending.push(...node.inputs);
    }
    this.nodes = this.nodes.filter((n) => needed.has(n));
    for (const name of this.tensors.keys()) if (!usedNames.has(name)) this.tensors.delete(name);
    this.inputs = this.inputs.filter((f) => usedNames.has(valueName(f)));
  }

  encode(): Uint8Array {
    const graph: WireField[] = [
      ...this.nodes.map((n) => messageField(GRAPH.node, nodeFields(n))),
      ...this.others,
      ...[...this.tensors].map(([name, t]) =>
        'no' in t ? t : messageField(GRAPH.initializer, tensorFields(name, t)),
      ),
      ...this.inputs,
      ...this.outputs,
    ];
    return writeFields(this.model.map((f) => (f.no === MODEL_GRAPH ? messageField(MODEL_GRAPH, graph) : f)));
  }
}

/** An integer attribute of a node. */
export function intAttribute(name: string, value: number): WireField {
  return messageField(NODE.attribute, [
    textField(ATTRIBUTE.name, name),
    intField(ATTRIBUTE.i, value),
    intField(ATTRIBUTE.type, INT_ATTRIBUTE),
  ]);
}

/** Values kept in the typed fields: 8-bit ones each in an int32, floats one by one or packed. */
function typedData(fields: readonly WireField[], type: number): Uint8Array {
  if (type === 2 || type === 3) return Uint8Array.from(ints(fields, TENSOR.int32Data), (v) => v & 0xff);
  if (type !== 1) return new Uint8Array();
  return Buffer.concat(fields.flatMap((f) => (f.no === TENSOR.floatData && f.wire !== 0 ? [f.bytes] : [])));
}

/** Name of a graph input or output. */
function valueName(field: WireField): string {
  return (field.wire === 2 && texts(readFields(field.bytes), 1)[0]) || '';
}

function readNode(bytes: Uint8Array): OnnxNode {
  const f = readFields(bytes);
  return {
    op: texts(f, NODE.opType)[0] ?? '',
    name: texts(f, NODE.name)[0] ?? '',
    inputs: texts(f, NODE.input),
    outputs: texts(f, NODE.output),
    attributes: f.filter((a) => a.no === NODE.attribute),
    domain: texts(f, NODE.domain)[0] ?? '',
  };
}

function nodeFields(n: OnnxNode): WireField[] {
  return [
    ...n.inputs.map((i) => textField(NODE.input, i)),
    ...n.outputs.map((o) => textField(NODE.output, o)),
    textField(NODE.name, n.name),
    textField(NODE.opType, n.op),
    ...n.attributes,
    ...(n.domain ? [textField(NODE.domain, n.domain)] : []),
  ];
}

function tensorFields(name: string, t: OnnxTensor): WireField[] {
  return [
    ...t.dims.map((d) => intField(TENSOR.dims, d)),
    intField(TENSOR.type, t.type),
    textField(TENSOR.name, name),
    { no: TENSOR.raw, wire: 2, bytes: t.raw },
  ];
}

function floatValueInfo(name: string, dims: readonly (number | string)[]): WireField[] {
  const shape = dims.map((d) => messageField(1, [typeof d === 'number' ? intField(1, d) : textField(2, d)]));
  const tensorType = [intField(1, 1), messageField(2, shape)];
  return [textField(1, name), messageField(2, [messageField(1, tensorType)])];
}
