import { Framer } from './framer';

// The worklet's global scope is not in TypeScript's DOM library.
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
interface Options {
  /** The frame's size comes with the node: the contract's module would bring zod into the audio thread. */
  processorOptions: { frame: number };
}
type Processor = AudioWorkletProcessor & { process(inputs: Float32Array[][]): boolean };
declare function registerProcessor(name: string, processor: new (options: Options) => Processor): void;

/** Hands the first input channel on in frames of one size. */
class MicCapture extends AudioWorkletProcessor {
  private readonly framer: Framer;

  constructor({ processorOptions }: Options) {
    super();
    this.framer = new Framer(processorOptions.frame, (frame) => this.port.postMessage(frame, [frame.buffer]));
  }

  process(inputs: Float32Array[][]): boolean {
    const channel = inputs[0]?.[0];
    if (channel) this.framer.push(channel);
    return true;
  }
}

registerProcessor('mic-capture', MicCapture);
