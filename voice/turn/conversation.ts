import { randomUUID } from 'node:crypto';
import { MIC_FRAME, type FromVoice, type Lang, type MicState, type ServiceEmit, type TurnSource, type voiceService } from '../../main/contract';
import { EchoGuard } from '../audio/echo';
import { Framer, Lookback } from '../audio/frames';
import { meter } from '../audio/level';
import type { Hearing } from '../stages/asr/hearing';
import type { Recognizer } from '../stages/asr/recognizer';
import type { SileroStream, SileroVad } from '../stages/vad/silero';
import type { WakeSpotter } from '../stages/wake/spotter';
import { Endpointer, type Completeness } from './endpointer';
import { IDLE, type Turn, type TurnEffect, type TurnEvent } from './model';
import type { MouthPort } from './mouth-port';
import { isOwnSpeech, withoutWakeWord } from './own-words';
import { reduce } from './reducer';

const TICK_MS = 250;
/** Heard before speech was noticed and still part of the utterance. */
const PRE_ROLL_FRAMES = 12;
const LOOKBACK_FRAMES = 48;
/** The spotter answers a little after the phrase; a question said in the same breath has begun by then. */
const AFTER_WAKE_FRAMES = 10;
/** So short and so unsure: a noise, not a question. */
const NOISE = { characters: 2, confidence: 0.3 } as const;
/** The only syllables that are an answer by themselves. */
const ONE_SYLLABLE_ANSWER = /^(?:[好是对不停要行嗯有])$/u;
/** Ten levels a second. */
const LEVEL_EVERY = 3;
/** Samples a message: a second or two. */
const LONGEST_PLAY = 48_000;
/** A voice over the reply: this sure, for this many frames. */
const BARGE_PROBABILITY = 0.75;
const BARGE_FRAMES = 5;

export interface ConversationDeps {
  emit: ServiceEmit<typeof voiceService>;
  /** To the renderer's loudspeaker; answers false when nobody listens. */
  play: (message: FromVoice) => boolean;
  recognizer: Recognizer;
  vad?: SileroVad;
  wake?: WakeSpotter;
  /** Cut off where an utterance begins with one. */
  wakeWords?: readonly string[];
  mouth?: MouthPort;
  log: (level: 'info' | 'warn', message: string) => void;
  /** Milliseconds, monotonic. */
  now?: () => number;
}

/** Runs the turn reducer on real stages: frames and messages become events, effects become calls. */
export class Conversation {
  private turn: Turn = IDLE;
  private readonly framer = new Framer();
  private readonly lookback = new Lookback(LOOKBACK_FRAMES);
  private readonly vad: SileroStream | undefined;
  private readonly now: () => number;
  private readonly timer: NodeJS.Timeout;
  private ear: { turnId: string; hearing: Hearing; source: TurnSource; endpointer: Endpointer; completeness: Completeness } | undefined;
  private reply: { turnId: string; abort: AbortController } | undefined;
  private lastReply = '';
  private readonly echo = new EchoGuard();
  private work: Promise<void> = Promise.resolve();
  private frames = 0;
  private loud = 0;
  private closed = false;
  mic: MicState = 'starting';

  constructor(private readonly deps: ConversationDeps) {
    this.now = deps.now ?? (() => performance.now());
    this.vad = deps.vad?.stream();
    this.timer = setInterval(() => this.feed({ type: 'tick', at: this.now() }), TICK_MS);
  }

  get state(): Turn['state'] {
    return this.turn.state;
  }

  start(source: TurnSource, lang: Lang | undefined): string {
    const turnId = randomUUID();
    this.feed({ type: 'start', at: this.now(), turnId, source, lang: lang ?? null });
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
    if (state === 'absent' || state === 'denied' || state === 'lost') this.feed({ type: 'failed', at: this.now(), turnId: this.turn.turnId ?? undefined, message: MIC_FAULTS[state] });
    else if (state === 'ok') this.feed({ type: 'recovered', at: this.now() });
  }

  /** 16 kHz samples from the microphone, any number. */
  pcm(samples: Float32Array): void {
    for (const frame of this.framer.push(samples)) this.work = this.work.then(() => this.frame(frame)).catch((error: unknown) => this.trouble(error));
  }

  /** Resolves when every frame pushed so far has been dealt with. */
  settled(): Promise<void> {
    return this.work;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    this.reply?.abort.abort();
    this.ear?.hearing.retract();
    await this.work.catch(() => undefined);
  }

  private trouble(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.deps.log('warn', `hearing failed: ${message}`);
    this.feed({ type: 'failed', at: this.now(), turnId: this.turn.turnId ?? undefined, message: `Listening failed: ${message}` });
  }

  private async frame(frame: Float32Array): Promise<void> {
    if (this.closed || frame.length !== MIC_FRAME) return;
    this.frames++;
    this.lookback.push(frame);
    const probability = (await this.vad?.push(frame)) ?? 0;
    switch (this.turn.state) {
      case 'idle':
      case 'fault':
        return this.hearWake(frame);
      case 'listening':
      case 'endpointing':
        return this.hear(frame, probability);
      case 'speaking':
        return this.guard(frame, probability);
      default:
        return undefined;
    }
  }

  private hearWake(frame: Float32Array): void {
    if (this.deps.wake?.push(frame)) this.feed({ type: 'start', at: this.now(), turnId: randomUUID(), source: 'wake', lang: null });
  }

  private async hear(frame: Float32Array, probability: number): Promise<void> {
    const ear = this.ear;
    if (!ear) return;
    if (this.frames % LEVEL_EVERY === 0) this.deps.emit('level', { level: meter(frame) });
    const changed = await ear.hearing.push(frame);
    if (ear !== this.ear) return;
    const { turnId } = ear;
    if (changed) this.deps.emit('partial', { turnId, text: ear.hearing.partial });
    const at = this.now();
    switch (ear.endpointer.push(probability, ear.completeness, ear.hearing.partial.length)) {
      case 'speech':
        ear.hearing.onset();
        ear.hearing.retract();
        ear.completeness = 'unknown';
        return this.feed({ type: 'speech', at, turnId });
      case 'pause':
        if (!this.review(ear)) ear.hearing.speculate();
        return this.feed({ type: 'pause', at, turnId });
      case 'endpoint':
        return this.feed({ type: 'endpoint', at, turnId });
      case 'nothing':
        return this.feed({ type: 'nothing', at, turnId });
      case undefined:
    }
  }

  /** At a pause: what the words are by the store's vocabulary, and whether they are a whole question. True when no second pass is needed. */
  private review(ear: NonNullable<Conversation['ear']>): boolean {
    const { changed, complete, sure } = ear.hearing.review();
    const { partial } = ear.hearing;
    ear.completeness = complete ? 'complete' : HANGING.test(partial) ? 'open' : 'unknown';
    if (changed) this.deps.emit('partial', { turnId: ear.turnId, text: partial });
    return sure;
  }

  private guard(frame: Float32Array, probability: number): void {
    const echo = this.echo.isEcho(frame, this.now());
    this.loud = probability >= BARGE_PROBABILITY && !echo ? this.loud + 1 : 0;
    if (this.loud < BARGE_FRAMES || !this.turn.turnId) return;
    this.loud = 0;
    this.feed({ type: 'barge', at: this.now(), turnId: this.turn.turnId, by: randomUUID() });
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
        this.deps.mouth?.hold?.(effect.state !== 'idle');
        if (effect.state === 'idle') this.deps.wake?.reset();
        return emit('turn', { turnId: effect.turnId, state: effect.state, source: effect.source ?? undefined, fault: effect.fault });
      case 'listen':
        return this.openEar(effect);
      case 'recognize':
        void this.recognize(effect.turnId);
        return;
      case 'drop_ear':
        this.ear?.hearing.retract();
        this.ear = undefined;
        return;
      case 'silent':
        return emit('silent', { turnId: effect.turnId });
      case 'say':
        void this.say(effect.turnId, effect.text, effect.lang);
        return;
      case 'hush':
        return this.hush(effect.turnId);
    }
  }

  private openEar({ turnId, source, lang }: Extract<TurnEffect, { type: 'listen' }>): void {
    const speaking = source === 'barge_in';
    const hearing = this.deps.recognizer.open(lang ?? undefined, () => this.settled());
    this.ear = { turnId, hearing, source, endpointer: new Endpointer({ speaking }), completeness: 'unknown' };
    this.loud = 0;
    this.deps.wake?.reset();
    // What was said while the reply was being stopped, or just before a tap, is part of the question.
    const before = this.lookback.last(speaking ? LOOKBACK_FRAMES : source === 'tap' ? PRE_ROLL_FRAMES : source === 'wake' ? AFTER_WAKE_FRAMES : 0);
    this.work = this.work.then(async () => {
      for (const frame of before) await hearing.push(frame);
    });
  }

  private async recognize(turnId: string): Promise<void> {
    const ear = this.ear;
    this.ear = undefined;
    if (!ear || ear.turnId !== turnId) return this.feed({ type: 'recognized', at: this.now(), turnId, empty: true });
    try {
      const heard = await ear.hearing.finish();
      if (ear.source === 'wake') heard.text = withoutWakeWord(heard.text, this.deps.wakeWords ?? []);
      const noise = isNoise(heard.text, heard.confidence);
      const echo = ear.source === 'barge_in' && isOwnSpeech(heard.text, this.lastReply);
      const empty = heard.text === '' || noise || echo;
      if (this.turn.turnId !== turnId || this.turn.state !== 'recognizing') return;
      this.feed({ type: 'recognized', at: this.now(), turnId, empty });
      if (!empty) this.deps.emit('final', { turnId, ...heard });
    } catch (error) {
      this.trouble(error);
    }
  }

  private async say(turnId: string, text: string, lang: Lang): Promise<void> {
    const abort = new AbortController();
    this.reply?.abort.abort();
    this.reply = { turnId, abort };
    this.lastReply = text;
    this.echo.reset();
    this.loud = 0;
    const { mouth, play, emit } = this.deps;
    let seq = 0;
    let heard = false;
    try {
      if (!mouth) emit('caption', { turnId, text });
      for await (const chunk of mouth?.say({ text, lang, signal: abort.signal }) ?? []) {
        if (abort.signal.aborted) return;
        if (chunk.text) emit('caption', { turnId, text: chunk.text });
        this.echo.queue(chunk.samples, chunk.sampleRate);
        for (let at = 0; at < chunk.samples.length; at += LONGEST_PLAY) {
          const samples = new Float32Array(chunk.samples.subarray(at, at + LONGEST_PLAY));
          heard = play({ kind: 'play', turnId, seq: seq++, sampleRate: chunk.sampleRate, samples }) || heard;
        }
        this.feed({ type: 'sounding', at: this.now(), turnId });
      }
    } catch (error) {
      if (!abort.signal.aborted) this.deps.log('warn', `speaking failed: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (abort.signal.aborted) return;
    // Where no loudspeaker is attached, or nothing could be said, the caption was the reply.
    if (!heard || !play({ kind: 'end', turnId })) this.feed({ type: 'played', at: this.now(), turnId });
  }

  private hush(turnId: string): void {
    if (this.reply?.turnId === turnId) {
      this.reply.abort.abort();
      this.reply = undefined;
    }
    if (!this.deps.play({ kind: 'flush', turnId })) this.feed({ type: 'flushed', at: this.now(), turnId });
  }
}

const isNoise = (text: string, confidence: number): boolean =>
  text.length === 1 ? !ONE_SYLLABLE_ANSWER.test(text) : text.length <= NOISE.characters && confidence < NOISE.confidence;

/** Words after which more comes. */
const HANGING = /(?:的|和|跟|还有|或者|我想|我要|我想买|我要买|请问|那个|这个|有没有|帮我找|就是)$/u;

const MIC_FAULTS = {
  absent: 'No microphone is connected. Touch still works.',
  denied: 'The microphone is not allowed. Touch still works.',
  lost: 'The microphone was unplugged. Touch still works.',
} as const;
