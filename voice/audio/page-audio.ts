import { MIC_SAMPLE_RATE, ToVoice, type FromVoice, type MicState } from '../../main/contract';
import { Inflow } from './inflow';
import { MicWatch, rateOf, usableRate } from './mic-watch';
import { resample } from './resample';

/**
 * As Electron's MessagePortMain (`data` inside an event) or a worker's MessagePort (the data itself) gives
 * messages.
 */
export interface AudioPort {
  postMessage(message: FromVoice): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start?(): void;
  close?(): void;
}

/** What is done with the page's sound and signs, once the models are loaded. */
export interface Listener {
  microphone(state: MicState): void;
  sound(kind: 'played' | 'flushed' | 'started', turnId: string): void;
  /** 16 kHz samples. */
  pcm(samples: Float32Array): void;
  settled(): Promise<void>;
}

export interface PageAudioDeps {
  now: () => number;
  log: (level: 'info' | 'warn', message: string) => void;
  runner: () => Listener | undefined;
  /** The microphone may be in another state than before. */
  changed: () => void;
}

/** The page's side of the sound: what its microphone hears and is, and what its loudspeaker is to play. */
export class PageAudio {
  private port: AudioPort | undefined;
  private readonly watch = new MicWatch();
  private claimedRate: number = MIC_SAMPLE_RATE;
  private state: MicState = 'starting';

  constructor(private readonly deps: PageAudioDeps) {}

  /** The state of the microphone, as the page says it is. */
  get claimed(): MicState {
    return this.state;
  }

  /** Sends to the page's loudspeaker; false where there is no page. */
  play(message: FromVoice): boolean {
    this.port?.postMessage(message);
    return this.port !== undefined;
  }

  /** Takes a page's port; a new one replaces the old one. */
  attach(port: AudioPort): void {
    this.port = port;
    this.watch.reset();
    const inflow = new Inflow(this.deps.now);
    let told = false;
    const drop = (): void => {
      if (!told)
        this.deps.log(
          'warn',
          'the page sends more sound than any microphone hears; what is too much is dropped',
        );
      told = true;
    };
    port.on('message', (raw) => {
      const data = typeof raw === 'object' && raw !== null && 'data' in raw ? raw.data : raw;
      const message = ToVoice.safeParse(data);
      if (message.success && this.port === port) this.receive(message.data, inflow, drop);
    });
    port.on('close', () => {
      if (this.port === port) this.port = undefined;
    });
    port.start?.();
  }

  /** Tells the runner what the page says of its microphone, and what its sound shows. */
  tellMicrophone(): void {
    this.deps.runner()?.microphone(this.shown);
    this.deps.changed();
  }

  close(): void {
    this.port?.close?.();
  }

  private get shown(): MicState {
    if (this.state !== 'ok') return this.state;
    return usableRate(this.claimedRate) ? (this.watch.trouble ?? 'ok') : 'wrong_rate';
  }

  private receive(message: ToVoice, inflow: Inflow, drop: () => void): void {
    if (message.kind === 'pcm') return this.hear(message.samples, inflow, drop);
    if (!inflow.takesWord()) return drop();
    // The page tells how its microphone is once, which may be before the models are loaded.
    if (message.kind === 'mic') return this.claim(message);
    this.deps.runner()?.sound(message.kind, message.turnId);
  }

  private claim({ state, sampleRate = this.claimedRate }: Extract<ToVoice, { kind: 'mic' }>): void {
    if (sampleRate !== this.claimedRate) this.watch.reset();
    this.state = state;
    this.claimedRate = sampleRate;
    this.tellMicrophone();
  }

  private hear(samples: Float32Array, inflow: Inflow, drop: () => void): void {
    const rate = this.claimedRate;
    const usable = usableRate(rate);
    const seconds = samples.length / (usable ? rate : MIC_SAMPLE_RATE);
    if (!inflow.takesSound(seconds)) return drop();
    if (this.watch.push(samples, rate, this.deps.now())) this.tellMicrophone();
    const runner = this.deps.runner();
    if (runner && usable) runner.pcm(resample(samples, rateOf(this.watch, rate), MIC_SAMPLE_RATE));
    void (runner?.settled() ?? Promise.resolve()).then(() => inflow.done(seconds));
  }
}
