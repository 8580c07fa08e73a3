import type { FromVoice, ToVoice } from '../../../main/contract';

/** What the queue needs of an audio output. Times in seconds of the output's own clock. */
export interface Output {
  now(): number;
  /** From scheduling to the ear, seconds. */
  latency(): number;
  /**
   * Plays `samples` from `at` on and calls `ended` when the last one was rendered. Returns how to silence it
   * at once.
   */
  schedule(samples: Float32Array, sampleRate: number, at: number, ended: () => void): () => void;
}

type Play = Extract<FromVoice, { kind: 'play' }>;

interface Turn {
  id: string;
  /** Still sounding or waiting. */
  stops: Set<() => void>;
  started: boolean;
  ended: boolean;
  timers: Set<ReturnType<typeof setTimeout>>;
}

/** Between the arrival of a turn's first chunk and its sound: what scheduling needs, no more. */
const LEAD_S = 0.02;
/** How long silencing takes: the output's fade. */
const FADE_MS = 12;
/**
 * An output whose clock stands still must not leave a turn hanging: this long after its sound should have
 * ended it counts as played.
 */
const GRACE_MS = 2_000;

/**
 * Plays a turn's chunks without gaps, in the order they come (a port keeps it), and tells voice when the turn
 * is first heard (`started`), all heard (`played`) or silenced (`flushed`). Chunks that arrive for a flushed
 * turn are dropped.
 */
export class PlaybackQueue {
  private turn: Turn | null = null;
  private flushed: string | null = null;
  /** When the sound scheduled last ends. */
  private until = 0;

  constructor(
    private readonly output: Output,
    private readonly tell: (message: ToVoice) => void,
  ) {}

  take(message: FromVoice): void {
    switch (message.kind) {
      case 'play':
        return this.play(message);
      case 'end':
        return this.end(message.turnId);
      case 'flush':
        return this.flush(message.turnId);
    }
  }

  /** Silences everything and forgets it, telling nobody: whoever asked for the sound is gone. */
  reset(): void {
    if (this.turn) this.silence(this.turn);
    this.turn = null;
    this.flushed = null;
  }

  private play(chunk: Play): void {
    if (chunk.turnId === this.flushed) return;
    this.schedule(this.open(chunk.turnId), chunk);
  }

  private open(id: string): Turn {
    if (this.turn?.id === id) return this.turn;
    // Voice waits for `flushed` or `played` before the next turn speaks; if it does not, the newer turn wins.
    if (this.turn) this.silence(this.turn);
    this.until = 0;
    return (this.turn = { id, stops: new Set(), started: false, ended: false, timers: new Set() });
  }

  private schedule(turn: Turn, chunk: Play): void {
    const at = Math.max(this.until, this.output.now() + LEAD_S);
    this.until = at + chunk.samples.length / chunk.sampleRate;
    const stop = this.output.schedule(chunk.samples, chunk.sampleRate, at, () => {
      turn.stops.delete(stop);
      this.settle(turn);
    });
    turn.stops.add(stop);
    if (!turn.started) {
      turn.started = true;
      this.later(turn, (at - this.output.now() + this.output.latency()) * 1000, () =>
        this.tell({ kind: 'started', turnId: turn.id }),
      );
    }
  }

  private end(turnId: string): void {
    if (turnId === this.flushed) return;
    const turn = this.open(turnId);
    turn.ended = true;
    if (turn.stops.size > 0)
      this.later(turn, (this.until - this.output.now()) * 1000 + GRACE_MS, () => this.finish(turn));
    this.settle(turn);
  }

  private settle(turn: Turn): void {
    if (turn.ended && turn.stops.size === 0)
      this.later(turn, this.output.latency() * 1000, () => this.finish(turn));
  }

  private finish(turn: Turn): void {
    if (this.turn !== turn) return;
    this.silence(turn);
    this.turn = null;
    this.tell({ kind: 'played', turnId: turn.id });
  }

  private flush(turnId: string): void {
    this.flushed = turnId;
    const turn = this.turn?.id === turnId ? this.turn : null;
    if (turn) {
      this.silence(turn);
      this.turn = null;
    }
    setTimeout(
      () => this.tell({ kind: 'flushed', turnId }),
      turn ? FADE_MS + this.output.latency() * 1000 : 0,
    );
  }

  private silence(turn: Turn): void {
    turn.timers.forEach(clearTimeout);
    turn.timers.clear();
    turn.stops.forEach((stop) => stop());
    turn.stops.clear();
    this.until = 0;
  }

  private later(turn: Turn, ms: number, run: () => void): void {
    const timer = setTimeout(
      () => {
        turn.timers.delete(timer);
        run();
      },
      Math.max(0, ms),
    );
    turn.timers.add(timer);
  }
}
