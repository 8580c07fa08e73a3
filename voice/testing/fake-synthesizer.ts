import type { StageStatus, Understood } from '../../main/contract';
import type { SpeechOutputPort } from '../turn/speech-output-port';
import type { VirtualClock } from './clock';

const RATE = 16_000;

/** How replies come out. */
export interface Delivery {
  /** Milliseconds of sound of each chunk. */
  chunks?: readonly number[];
  /** Milliseconds until each chunk is made; `Infinity`: it never is. */
  takes?: number;
  /** Thrown after the chunks. */
  fails?: Error;
}

/** Makes silence of the length a test asks for, in the time it asks for. */
export class FakeSynthesizer implements SpeechOutputPort {
  readonly status: StageStatus = { stage: 'tts', ok: true, model: 'scripted' };
  delivery: Delivery = {};
  readonly said: { text: string; lang: Understood }[] = [];
  /** Replies that were cut off before they were made. */
  aborted = 0;
  readonly ambients: number[] = [];
  held = false;

  constructor(private readonly clock: VirtualClock) {}

  async *say({
    text,
    lang,
    signal,
  }: Parameters<SpeechOutputPort['say']>[0]): ReturnType<SpeechOutputPort['say']> {
    this.said.push({ text, lang });
    signal.addEventListener('abort', () => void this.aborted++);
    const { chunks = [1_000], takes = 50, fails } = this.delivery;
    for (const [i, ms] of chunks.entries()) {
      await this.clock.sleep(takes, signal);
      if (signal.aborted) return;
      const samples = new Float32Array((ms * RATE) / 1_000);
      yield { sampleRate: RATE, samples, ...(i === 0 && { text }) };
    }
    if (fails) throw fails;
  }

  prerender(): void {}
  adjust(): void {}

  ambient(level: number): void {
    this.ambients.push(level);
  }

  hold(on: boolean): void {
    this.held = on;
  }

  async close(): Promise<void> {}
}
