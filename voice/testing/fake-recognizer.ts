import type { Understood } from '../../main/contract';
import type { Recognition } from '../stages/asr/recognition-session';
import type { RecognitionSession, RecognizerPort, WakePort } from '../turn/recognizer-port';
import type { VirtualClock } from './clock';

/** What the recognizer makes of one utterance. */
export interface Utterance {
  text?: string;
  lang?: Understood;
  confidence?: number;
  /** What may have been said instead. */
  others?: readonly string[];
  /** Words shown from this many frames on. */
  partials?: readonly (readonly [frames: number, text: string])[];
  /** What the review at a pause says. */
  complete?: boolean;
  sure?: boolean;
  /** Milliseconds from the last sample to the text; `Infinity`: it never comes. */
  takes?: number;
  /** Thrown instead of a text. */
  fails?: Error;
  /** Thrown at the first sample. */
  failsAtOnce?: Error;
}

export class FakeSession implements RecognitionSession {
  partial = '';
  frames = 0;
  onsets = 0;
  speculated = 0;
  retracted = 0;
  finished = false;

  constructor(
    private readonly script: Utterance,
    readonly lang: Understood | undefined,
    private readonly clock: VirtualClock,
  ) {}

  async push(): Promise<boolean> {
    if (this.script.failsAtOnce) throw this.script.failsAtOnce;
    this.frames++;
    const shown = this.script.partials?.findLast(([frames]) => this.frames >= frames)?.[1] ?? '';
    if (shown === this.partial) return false;
    this.partial = shown;
    return true;
  }

  onset(): void {
    this.onsets++;
  }

  review(): { changed: boolean; complete: boolean; sure: boolean } {
    return { changed: false, complete: this.script.complete ?? false, sure: this.script.sure ?? false };
  }

  speculate(): void {
    this.speculated++;
  }

  retract(): void {
    this.retracted++;
  }

  async finish(): Promise<Recognition> {
    this.finished = true;
    const { text = '', lang = 'zh', confidence = 0.9, takes = 0, fails, others = [] } = this.script;
    if (takes > 0) await this.clock.sleep(takes);
    if (fails) throw fails;
    const nbest = [text, ...others].map((one, i) => ({ text: one, score: -i }));
    return { text, lang, confidence, nbest, ms: { audio: 0, first: 0, total: takes } };
  }
}

/** Hears what a test wrote down, utterance by utterance; nothing where nothing is written. */
export class FakeRecognizer implements RecognizerPort {
  readonly sessions: FakeSession[] = [];
  private readonly scripts: Utterance[] = [];

  constructor(private readonly clock: VirtualClock) {}

  /** What the next utterances will be. */
  next(...utterances: Utterance[]): void {
    this.scripts.push(...utterances);
  }

  open(lang?: Understood): FakeSession {
    const session = new FakeSession(this.scripts.shift() ?? {}, lang, this.clock);
    this.sessions.push(session);
    return session;
  }
}

/** Hears the wake word in the next frame that it is told to. */
export class FakeWake implements WakePort {
  resets = 0;
  private heard = false;

  /** The wake word ends with the next frame. */
  call(): void {
    this.heard = true;
  }

  push(): string | undefined {
    const { heard } = this;
    this.heard = false;
    return heard ? '你好小店' : undefined;
  }

  reset(): void {
    this.resets++;
  }
}
