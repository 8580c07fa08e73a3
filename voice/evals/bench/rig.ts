import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline';
import {
  Config,
  MIC_FRAME,
  MIC_SAMPLE_RATE,
  type FromVoice,
  type Transcript,
  type Understood,
} from '../../../main/contract';
import { createVoiceService, type VoiceService } from '../../service';
import type { SpeechOutputPort } from '../../turn/speech-output-port';

export const FRAME_MS = (MIC_FRAME * 1_000) / MIC_SAMPLE_RATE;
export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
export const megabytes = (): number => Math.round(process.memoryUsage().rss / 1e6);
/** The hum of a quiet shop. */
export const silence = (seconds: number): Float32Array =>
  Float32Array.from({ length: seconds * MIC_SAMPLE_RATE }, () => (Math.random() - 0.5) * 0.002);

/** When what happened in a turn, milliseconds of the rig's clock. */
export interface Moments {
  endpointing?: number;
  endpoint?: number;
  final?: Transcript & { at: number };
  firstSound?: number;
  silent?: number;
  sources: string[];
}

export interface RigOptions {
  modelsDir: string;
  secondPass: boolean;
  threads: number;
  speechOutput: () => Promise<SpeechOutputPort>;
  /** Another clock than the real one, for sound fed faster than it was spoken. */
  now?: () => number;
}

/** The voice process's service with a page at its port that plays nothing and hears what it is fed. */
export class VoiceRig {
  moments: Moments = { sources: [] };
  readonly service: VoiceService;
  private readonly port = new EventEmitter();
  private readonly now: () => number;

  private constructor({
    modelsDir,
    secondPass,
    threads,
    speechOutput,
    now = () => performance.now(),
  }: RigOptions) {
    this.now = now;
    const config = Config.shape.voice.parse({ secondPass, threads, prerender: false });
    this.service = createVoiceService({
      config,
      modelsDir,
      speechOutput,
      now,
      emit: (event, payload) => this.told(event, payload as never),
    });
  }

  static async start(options: RigOptions): Promise<VoiceRig> {
    const rig = new VoiceRig(options);
    await rig.service.ready;
    rig.service.attachAudio(
      Object.assign(rig.port, { postMessage: (message: FromVoice) => rig.played(message) }) as never,
    );
    rig.port.emit('message', { data: { kind: 'mic', state: 'ok', sampleRate: MIC_SAMPLE_RATE } });
    return rig;
  }

  /** Starts a turn as a tap does. */
  async tap(lang: Understood): Promise<void> {
    await this.service.handlers.cancel({});
    this.moments = { sources: [] };
    await this.service.handlers.start({ source: 'tap', lang });
  }

  frame(samples: Float32Array): void {
    this.port.emit('message', { data: { kind: 'pcm', samples } });
  }

  /**
   * Feeds sound at the pace it was spoken until `done`; answers with the moment its first sample was heard.
   */
  async hear(sound: Float32Array, done: () => boolean = () => false): Promise<number> {
    const began = this.now();
    let next = began;
    for (let at = 0; at + MIC_FRAME <= sound.length && !done(); at += MIC_FRAME) {
      next += FRAME_MS;
      await wait(Math.max(0, next - this.now()));
      this.frame(sound.slice(at, at + MIC_FRAME));
    }
    return began;
  }

  private told(event: string, payload: { state?: string; source?: string }): void {
    const at = this.now();
    if (event === 'turn' && payload.source) this.moments.sources.push(payload.source);
    if (event === 'turn' && payload.state === 'endpointing') this.moments.endpointing = at;
    if (event === 'turn' && payload.state === 'recognizing') this.moments.endpoint ??= at;
    if (event === 'final') this.moments.final = { ...(payload as unknown as Transcript), at };
    if (event === 'silent') this.moments.silent = at;
  }

  private played(message: FromVoice): void {
    if (message.kind === 'play') this.moments.firstSound ??= this.now();
    if (message.kind === 'end')
      queueMicrotask(() => this.port.emit('message', { data: { kind: 'played', turnId: message.turnId } }));
    if (message.kind === 'flush')
      queueMicrotask(() => this.port.emit('message', { data: { kind: 'flushed', turnId: message.turnId } }));
  }
}

/** The answer engine as a process of its own, as in the terminal: `daogou ask` on a store feed. */
export class EngineProcess {
  private readonly waiting: ((line: string) => void)[] = [];

  private constructor(private readonly child: ChildProcess) {
    createInterface({ input: child.stdout! }).on('line', (line) => this.waiting.shift()?.(line));
  }

  static async start(store: string): Promise<EngineProcess> {
    const engine = new EngineProcess(
      spawn(process.execPath, ['build/daogou.mjs', 'ask', '--store', store], {
        stdio: ['pipe', 'pipe', 'inherit'],
      }),
    );
    await engine.ask('你好');
    return engine;
  }

  async ask(text: string): Promise<{ text: string; lang: Understood; ms: number }> {
    const line = await new Promise<string>((resolve, reject) => {
      const ended = () =>
        reject(
          new Error(
            'the answer engine ended: run `node build/bundle.mjs` and try `npm run --silent daogou -- ask`',
          ),
        );
      this.waiting.push((answer) => {
        this.child.off('exit', ended);
        resolve(answer);
      });
      this.child.once('exit', ended);
      this.child.stdin!.write(`---\n${text.replaceAll('\n', ' ')}\n`);
    });
    return JSON.parse(line) as { text: string; lang: Understood; ms: number };
  }

  close(): void {
    this.child.kill();
  }
}
