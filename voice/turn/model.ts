import type { Lang, TurnSource, TurnState, Understood, VoiceFault } from '../../main/contract';

/**
 * One turn's place between the shopper's first sound and the last of the reply. Times are milliseconds of a
 * monotonic clock.
 */
export interface Turn {
  state: TurnState;
  /** Null only in `idle` and in a fault that struck between turns. */
  turnId: string | null;
  source: TurnSource | null;
  /** The language asked for, where one was. */
  lang: Understood | null;
  /** When the watchdog of this state bites; null only in `idle`. */
  deadline: number | null;
  /** The recognizer opens again after the reply. */
  relisten: boolean;
  /** The turn that waits until the interrupted one is silent. */
  next: { turnId: string; source: TurnSource; lang: Understood | null } | null;
}

export type TurnEvent =
  | { type: 'start'; at: number; turnId: string; source: TurnSource; lang: Understood | null }
  /** Speech over the reply of `turnId`; it becomes turn `by`. */
  | { type: 'barge'; at: number; turnId: string; by: string }
  | { type: 'speech'; at: number; turnId: string }
  | { type: 'pause'; at: number; turnId: string }
  | { type: 'endpoint'; at: number; turnId: string }
  /** No speech came. */
  | { type: 'nothing'; at: number; turnId: string }
  | { type: 'recognized'; at: number; turnId: string; empty: boolean }
  | { type: 'answer'; at: number; turnId: string; text: string; lang: Lang; relisten: boolean }
  /** A chunk of the reply was made or heard: speech output is alive. */
  | { type: 'sounding'; at: number; turnId: string }
  | { type: 'played'; at: number; turnId: string }
  | { type: 'flushed'; at: number; turnId: string }
  | { type: 'cancel'; at: number; turnId?: string }
  /** A stage or the microphone failed during the turn, or (without `turnId`) between turns. */
  | { type: 'failed'; at: number; turnId?: string; fault: VoiceFault }
  | { type: 'recovered'; at: number }
  | { type: 'tick'; at: number };

export type TurnEffect =
  | { type: 'announce'; turnId: string; state: TurnState; source: TurnSource | null; fault?: VoiceFault }
  /**
   * Open the recognizer; where the source says that speech has begun already, what was just heard belongs to the
   * turn.
   */
  | { type: 'listen'; turnId: string; source: TurnSource; lang: Understood | null }
  | { type: 'recognize'; turnId: string }
  | { type: 'drop_session'; turnId: string }
  | { type: 'silent'; turnId: string }
  | { type: 'say'; turnId: string; text: string; lang: Lang }
  /** Ask whether anybody is still there. */
  | { type: 'ask_again'; turnId: string; lang: Understood | null }
  /** Stop making and playing the reply; `flushed` confirms. */
  | { type: 'stop_reply'; turnId: string };

export interface Step {
  turn: Turn;
  effects: TurnEffect[];
}

export const IDLE: Turn = Object.freeze({
  state: 'idle',
  turnId: null,
  source: null,
  lang: null,
  deadline: null,
  relisten: false,
  next: null,
});

/** How long each state may last without progress before the turn is given up, milliseconds. */
export const WATCHDOG_MS = {
  idle: null,
  /** The endpointer ends listening long before; this bites when frames stop coming. */
  listening: 25_000,
  endpointing: 3_000,
  recognizing: 8_000,
  /** The engine answers in milliseconds; a restarted catalog takes seconds. */
  answering: 12_000,
  /** Without a new chunk or a sign of playback. */
  speaking: 20_000,
  /** Playback that doesn't confirm its flush is taken to be silent. */
  interrupted: 500,
  fault: 4_000,
} as const satisfies Record<TurnState, number | null>;

/** Which state may follow which. */
export const TRANSITIONS: Readonly<Record<TurnState, readonly TurnState[]>> = {
  idle: ['listening', 'speaking', 'fault'],
  listening: ['listening', 'endpointing', 'recognizing', 'speaking', 'idle', 'fault'],
  endpointing: ['listening', 'recognizing', 'speaking', 'idle', 'fault'],
  recognizing: ['answering', 'listening', 'idle', 'fault'],
  answering: ['speaking', 'listening', 'idle', 'fault'],
  speaking: ['listening', 'speaking', 'interrupted', 'idle', 'fault'],
  interrupted: ['listening', 'speaking', 'interrupted', 'idle', 'fault'],
  fault: ['idle', 'listening', 'speaking', 'fault'],
};
