import { DaogouError } from '../../../../main/contract';
import { OnnxGraph } from '../onnx/graph';
import { floatConvolutions } from './float-convolutions';

/**
 * Where the Kokoro net is cut: before the vocoder. Between the halves lie, for `frames` frames of 25 ms, the
 * aligned text [1, 512, frames], and pitch and energy [1, 1, 2·frames]. The net wraps every utterance in half
 * a second or more of silence; frames of silence are dropped here, so that the vocoder, nearly all of the
 * cost, never runs on them.
 */
export const BOUNDARY = { text: 'aligned_text', pitch: 'pitch', energy: 'energy' } as const;
/** Channels of the aligned text. */
export const TEXT_CHANNELS = 512;

const INSIDE = {
  text: '/encoder/MatMul_1_output_0',
  pitch: '/decoder/decoder/Unsqueeze_output_0',
  energy: '/decoder/decoder/Unsqueeze_1_output_0',
} as const;

/**
 * Text to prosody: inputs `input_ids`, `style`, `speed`; outputs the boundary. Stays quantized: a few per
 * cent of the cost, a third of the weights.
 */
export function prosodyHalf(file: Uint8Array): Uint8Array {
  const graph = open(file);
  graph.setFloatOutputs({
    [BOUNDARY.text]: [1, TEXT_CHANNELS, 'frames'],
    [BOUNDARY.pitch]: [1, 1, 'half_frames'],
    [BOUNDARY.energy]: [1, 1, 'half_frames'],
  });
  graph.prune();
  return graph.encode();
}

/**
 * Prosody to sound: inputs the boundary and `style`; output `waveform`. Its generator's convolutions run in
 * float.
 */
export function vocoderHalf(file: Uint8Array): Uint8Array {
  const graph = open(file);
  floatConvolutions(graph, (node) => node.name.startsWith('/decoder/decoder/generator/'));
  graph.addFloatInput(BOUNDARY.text, [1, TEXT_CHANNELS, 'frames']);
  graph.addFloatInput(BOUNDARY.pitch, [1, 1, 'half_frames']);
  graph.addFloatInput(BOUNDARY.energy, [1, 1, 'half_frames']);
  graph.prune();
  return graph.encode();
}

function open(file: Uint8Array): OnnxGraph {
  const graph = new OnnxGraph(file);
  const made = new Set(graph.nodes.flatMap((n) => n.outputs));
  for (const key of ['text', 'pitch', 'energy'] as const) {
    if (!made.has(INSIDE[key]))
      throw new DaogouError(
        'integrity',
        `The Kokoro graph holds no tensor ${INSIDE[key]}: this file comes from another exporter.`,
      );
    graph.rename(INSIDE[key], BOUNDARY[key]);
  }
  return graph;
}
