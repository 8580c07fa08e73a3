import { randomUUID } from 'node:crypto';
import {
  ifUnderstood,
  MIC_FRAME,
  understoodAs,
  type FromVoice,
  type Lang,
  type MicState,
  type ServiceEmit,
  type TurnSource,
  type VoiceFault,
  type voiceService,
} from '../../main/contract';
import { Ambient } from '../audio/ambient';
import { EchoGuard } from '../audio/echo';
import { Framer, Lookback } from '../audio/frames';
import { meter } from '../audio/level';
import type { VoiceActivity, VoiceActivityStream } from '../stages/vad/port';
import type { Recognition } from '../stages/asr/recognition-session';
import { completenessByWords, ONE_SYLLABLE_ANSWERS, STOP } from './completeness';
import { Endpointer, type Completeness } from './endpointer';
import { IDLE, type Turn, type TurnEffect, type TurnEvent } from './model';
import type { SpeechOutputPort } from './speech-output-port';
import { isOwnSpeech, withoutWakeWord } from './own-words';
import { STILL_THERE } from './phrases';
import type { RecognitionSession, RecognizerPort, WakePort } from './recognizer-port';
import { reduce } from './reducer';
import { Reply } from './reply';
import { BargeInDetector } from './barge-in-detector';

const TICK_MS = 250;
/** Heard before speech was noticed and still part of the utterance. */
const PRE_ROLL_FRAMES = 12;
/** Ten seconds: a busy machine may be that far behind when the page confirms that the reply is silent. */
const LOOKBACK_FRAMES = 320;
/** A voice over the reply has begun this long before it was noticed; earlier frames hold the reply's echo. */
const BEFORE_OVER_FRAMES = 5;
/** The spotter answers a little after the phrase; a question said in the same breath has begun by then. */
const AFTER_WAKE_FRAMES = 10;
/** So short and so unsure: a noise, not a question. */
const NOISE = { characters: 2, confidence: 0.3 } as const;
/** Ten levels a second. */
const LEVEL_EVERY = 3;
/** Frames between one report of the shop's noise and the next: ten seconds. */
const AMBIENT_EVERY = 320;

export interface TurnRunnerDeps {
  emit: ServiceEmit<typeof voiceService>;
  /** To the renderer's loudspeaker; answers false when nobody listens. */
  play: (message: FromVoice) => boolean;
  recognizer: RecognizerPort;
  vad?: VoiceActivity;
  wake?: WakePort;
  /** Cut off where an utterance begins with one. */
  wakeWords?: readonly string[];
  speechOutput?: SpeechOutputPort;
  log: (level: 'info' | 'warn', message: string) => void;
  /** Milliseconds, monotonic. */
  now?: () => number;
  /** Calls `run` every so many milliseconds of that clock until the answer is called. */
  every?: (ms: number, run: () => void) => () => void;
}

const onTheMachinesClock: NonNullable<TurnRunnerDeps['every']> = (ms, run) => {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
};

/** Runs the turn reducer on real stages: frames and messages become events, effects become calls. */
export class TurnRunner {
  private turn: Turn = IDLE;
  private readonly framer = new Framer();
  private readonly lookback = new Lookback(LOOKBACK_FRAMES);
  private readonly vad: VoiceActivityStream | undefined;
  private readonly now: () => number;
  private readonly stopTicking: () => void;
  private current:
    | {
        turnId: string;
        session: RecognitionSession;
        source: TurnSource;
        opened: Promise<void>;
        endpointer: Endpointer;
        completeness: Completeness;
      }
    | undefined;
  private readonly reply: Reply;
  private readonly echo = new EchoGuard();
  private readonly ambient = new Ambient();
  private readonly bargeIn = new BargeInDetector(this.echo, this.ambient);
  private work: Promise<void> = Promise.resolve();
  private frames = 0;
  private closed = false;
  mic: MicState = 'starting';

  constructor(private readonly deps: TurnRunnerDeps) {
    this.now = deps.now ?? (() => performance.now());
    this.vad = deps.vad?.stream();
    const { emit, play, speechOutput, log } = deps;
    const told = (type: 'sounding' | 'played' | 'flushed') => (turnId: string) =>
      this.feed({ type, at: this.now(), turnId });
    this.reply = new Reply({
      speechOutput,
      play,
      echo: this.echo,
      caption: (turnId, text) => emit('caption', { turnId, text }),
      sounding: told('sounding'),
      played: told('played'),
      flushed: told('flushed'),
      trouble: (message) => log('warn', message),
      now: this.now,
    });
    const every = deps.every ?? onTheMachinesClock;
    this.stopTicking = every(TICK_MS, () => this.feed({ type: 'tick', at: this.now() }));
  }

  get state(): Turn['state'] {
    return this.turn.state;
  }

  start(source: TurnSource, lang: Lang | undefined): string {
    const turnId = randomUUID();
    this.feed({ type: 'start', at: this.now(), turnId, source, lang: ifUnderstood(lang) ?? null });
    return turnId;
  }

  cancel(turnId: string | undefined): void {
    this.feed({ type: 'cancel', at: this.now(), turnId });
  }

  speak(turnId: string, text: string, lang: Lang, relisten: boolean): void {
    this.feed({ type: 'answer', at: this.now(), turnId, text, lang, relisten });
  }

  sound(kind: 'played' | 'flushed' | 'started', turnId: string): void {
    if (kind === 'started') this.echo.started(this.now());
    this.feed({ type: kind === 'started' ? 'sounding' : kind, at: this.now(), turnId });
  }

  microphone(state: MicState): void {
    if (state === this.mic) return;
    this.mic = state;
    if (state === 'absent' || state === 'denied' || state === 'lost')
      this.feed({
        type: 'failed',
        at: this.now(),
        turnId: this.turn.turnId ?? undefined,
        fault: MIC_FAULTS[state],
      });
    else if (state !== 'starting') this.feed({ type: 'recovered', at: this.now() });
  }

  /** 16 kHz samples from the microphone, any number. */
  pcm(samples: Float32Array): void {
    const at = this.now();
    // A busy machine deals with a frame later than it was heard.
    for (const frame of this.framer.push(samples))
      this.work = this.work.then(() => this.frame(frame, at)).catch((error: unknown) => this.trouble(error));
  }

  /** Resolves when every frame pushed so far has been dealt with. */
  settled(): Promise<void> {
    return this.work;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.stopTicking();
    this.reply.stop();
    this.current?.session.retract();
    await this.work.catch(() => undefined);
  }

  private trouble(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.deps.log('warn', `hearing failed: ${message}`);
    this.feed({
      type: 'failed',
      at: this.now(),
      turnId: this.turn.turnId ?? undefined,
      fault: 'hearing_failed',
    });
  }

  private async frame(frame: Float32Array, heardAt: number): Promise<void> {
    if (this.closed || frame.length !== MIC_FRAME) return;
    this.frames++;
    this.lookback.push(frame);
    const probability = (await this.vad?.push(frame)) ?? 0;
    switch (this.turn.state) {
      case 'idle':
      case 'fault':
        this.hearShop(frame);
        return this.hearWake(frame);
      case 'listening':
      case 'endpointing':
        return this.hear(frame, probability);
      case 'speaking':
        return this.guard(frame, probability, heardAt);
      default:
        return undefined;
    }
  }

  private hearWake(frame: Float32Array): void {
    if (this.deps.wake?.push(frame))
      this.feed({ type: 'start', at: this.now(), turnId: randomUUID(), source: 'wake', lang: null });
  }

  private async hear(frame: Float32Array, probability: number): Promise<void> {
    const open = this.current;
    if (!open) return;
    if (this.frames % LEVEL_EVERY === 0) this.deps.emit('level', { level: meter(frame) });
    await open.opened;
    if (open !== this.current) return;
    const changed = await open.session.push(frame);
    if (open !== this.current) return;
    const { turnId } = open;
    if (changed) this.deps.emit('partial', { turnId, text: open.session.partial });
    const at = this.now();
    switch (open.endpointer.push(probability, open.completeness, open.session.partial.length)) {
      case 'speech':
        open.session.onset();
        open.session.retract();
        open.completeness = 'unknown';
        return this.feed({ type: 'speech', at, turnId });
      case 'pause':
        if (!this.review(open)) open.session.speculate();
        return this.feed({ type: 'pause', at, turnId });
      case 'endpoint':
        return this.feed({ type: 'endpoint', at, turnId });
      case 'nothing':
        return this.feed({ type: 'nothing', at, turnId });
      case undefined:
    }
  }

  /**
   * At a pause: what the words are by the store's vocabulary, and whether they are a whole question. True
   * when no second pass is needed.
   */
  private review(open: NonNullable<TurnRunner['current']>): boolean {
    const { changed, complete, sure } = open.session.review();
    const { partial } = open.session;
    open.completeness = complete ? 'complete' : completenessByWords(partial);
    if (changed) this.deps.emit('partial', { turnId: open.turnId, text: partial });
    return sure;
  }

  private guard(frame: Float32Array, probability: number, heardAt: number): void {
    const over = this.bargeIn.push(frame, probability, heardAt);
    if (over && this.turn.turnId)
      this.feed({ type: 'barge', at: this.now(), turnId: this.turn.turnId, by: randomUUID() });
  }

  /** While neither side speaks: how loud the shop is, which speech output follows. */
  private hearShop(frame: Float32Array): void {
    this.ambient.push(frame);
    if (this.frames % AMBIENT_EVERY === 0 && this.ambient.level !== undefined)
      this.deps.speechOutput?.ambient?.(this.ambient.level);
  }

  private feed(event: TurnEvent): void {
    if (this.closed) return;
    const { turn, effects } = reduce(this.turn, event);
    this.turn = turn;
    for (const effect of effects) this.act(effect);
  }

  private act(effect: TurnEffect): void {
    const { emit } = this.deps;
    switch (effect.type) {
      case 'announce':
        this.deps.speechOutput?.hold?.(effect.state !== 'idle');
        if (effect.state === 'idle') this.deps.wake?.reset();
        return emit('turn', {
          turnId: effect.turnId,
          state: effect.state,
          source: effect.source ?? undefined,
          fault: effect.fault,
        });
      case 'listen':
        return this.openSession(effect);
      case 'recognize':
        void this.recognize(effect.turnId);
        return;
      case 'drop_session':
        this.current?.session.retract();
        this.current = undefined;
        return;
      case 'silent':
        return emit('silent', { turnId: effect.turnId });
      case 'say':
        return this.say(effect.turnId, effect.text, effect.lang);
      case 'ask_again': {
        const lang = understoodAs(effect.lang ?? this.reply.lang);
        return this.say(effect.turnId, STILL_THERE[lang], lang);
      }
      case 'stop_reply':
        return this.reply.interrupt(effect.turnId);
    }
  }

  private openSession({ turnId, source, lang }: Extract<TurnEffect, { type: 'listen' }>): void {
    const session = this.deps.recognizer.open(lang ?? undefined);
    this.deps.wake?.reset();
    // What was said while the reply was being stopped, or just before a tap, is part of the question.
    const before = this.lookback.last(this.framesBefore(source));
    // Before anything that is heard from now on, however much of that waits already.
    const opened = (async () => {
      for (const frame of before) await session.push(frame);
    })();
    opened.catch(() => undefined);
    this.current = {
      turnId,
      session,
      source,
      opened,
      endpointer: new Endpointer({ speaking: source === 'barge_in' }),
      completeness: 'unknown',
    };
  }

  /** How many of the last frames belong to a turn that begins so. */
  private framesBefore(source: TurnSource): number {
    switch (source) {
      case 'barge_in':
        return this.bargeIn.voiceFrames + BEFORE_OVER_FRAMES;
      case 'tap':
        return PRE_ROLL_FRAMES;
      case 'wake':
        return AFTER_WAKE_FRAMES;
      case 'presence':
      case 'relisten':
        return 0;
    }
  }

  private async recognize(turnId: string): Promise<void> {
    const open = this.current;
    this.current = undefined;
    if (!open || open.turnId !== turnId)
      return this.feed({ type: 'recognized', at: this.now(), turnId, empty: true });
    try {
      const heard = await open.session.finish();
      if (open.source === 'wake') heard.text = withoutWakeWord(heard.text, this.deps.wakeWords ?? []);
      const noise = isNoise(heard);
      const echo = open.source === 'barge_in' && isOwnSpeech(heard.text, this.reply.text);
      if (echo) this.echo.mistook();
      const empty = heard.text === '' || noise || echo;
      if (this.turn.turnId !== turnId || this.turn.state !== 'recognizing') return;
      this.feed({ type: 'recognized', at: this.now(), turnId, empty });
      if (!empty) this.deps.emit('final', { turnId, ...heard });
    } catch (error) {
      this.trouble(error);
    }
  }

  private say(turnId: string, text: string, lang: Lang): void {
    this.bargeIn.reset();
    void this.reply.say(turnId, text, lang);
  }
}

/** One syllable sounds like many: a stop that may have been said is never dropped. */
const isNoise = ({ text, confidence, nbest }: Recognition): boolean =>
  text.length === 1
    ? !ONE_SYLLABLE_ANSWERS.has(text) && !nbest.some((other) => other.text === STOP)
    : text.length <= NOISE.characters && confidence < NOISE.confidence;

const MIC_FAULTS = {
  absent: 'mic_absent',
  denied: 'mic_denied',
  lost: 'mic_lost',
} as const satisfies Partial<Record<MicState, VoiceFault>>;
