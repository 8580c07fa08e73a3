import {
  assertNever,
  type TurnSource,
  type TurnState,
  type Understood,
  type VoiceFault,
} from '../../main/contract';
import { IDLE, WATCHDOG_MS, type Step, type Turn, type TurnEffect, type TurnEvent } from './model';

const same = (turn: Turn): Step => ({ turn, effects: [] });

/**
 * The whole life of a turn: `(turn, event) → {turn, effects}`, no clock, no chance, no I/O.
 * Events of another turn than the current one are stale and change nothing.
 */
export function reduce(turn: Turn, event: TurnEvent): Step {
  if (isStale(turn, event)) return same(turn);
  switch (event.type) {
    case 'start':
      return begin(turn, event);
    case 'answer':
      return answer(turn, event);
    case 'cancel':
      return cancel(turn, event.at);
    case 'failed':
      return fail(turn, event.at, event.fault);
    case 'recovered':
      return turn.state === 'fault' ? rest(turn) : same(turn);
    case 'tick':
      return isOverdue(turn, event.at) ? bite(turn, event.at) : same(turn);
    case 'speech':
    case 'pause':
    case 'endpoint':
    case 'nothing':
      return heard(turn, event);
    case 'recognized':
      return recognized(turn, event);
    case 'barge':
    case 'sounding':
    case 'played':
      return turn.state === 'speaking' ? whileSpeaking(turn, event) : same(turn);
    case 'flushed':
      return afterFlush(turn, event.at);
    default:
      return assertNever(event, 'turn event');
  }
}

/** Of another turn than the current one; a start and an answer name the turn that they begin. */
const isStale = (turn: Turn, event: TurnEvent): boolean =>
  'turnId' in event &&
  event.turnId !== undefined &&
  event.type !== 'start' &&
  event.type !== 'answer' &&
  event.turnId !== turn.turnId;

const isOverdue = ({ deadline }: Turn, at: number): boolean => deadline !== null && at >= deadline;

type Heard = Extract<TurnEvent, { type: 'speech' | 'pause' | 'endpoint' | 'nothing' }>;

/** What the endpointer noticed. */
function heard(turn: Turn, event: Heard): Step {
  if (turn.state !== 'listening' && turn.state !== 'endpointing') return same(turn);
  switch (event.type) {
    case 'speech':
      return enter(turn, 'listening', event.at, [], turn.state === 'endpointing');
    case 'pause':
      return turn.state === 'listening' ? enter(turn, 'endpointing', event.at) : same(turn);
    case 'endpoint':
      return enter(turn, 'recognizing', event.at, [{ type: 'recognize', turnId: event.turnId }]);
    case 'nothing':
      return unanswered(turn, event);
  }
}

/** What happens to a reply that sounds. */
function whileSpeaking(
  turn: Turn,
  event: Extract<TurnEvent, { type: 'barge' | 'sounding' | 'played' }>,
): Step {
  switch (event.type) {
    case 'barge':
      return interrupt(turn, event.at, { turnId: event.by, source: 'barge_in', lang: null });
    case 'sounding':
      return same({ ...turn, deadline: event.at + WATCHDOG_MS.speaking });
    case 'played':
      return afterReply(turn, event.at);
  }
}

/** The id under which the recognizer opens again after turn `turnId`: `x` → `x.2` → `x.3`. */
export function relistenId(turnId: string): string {
  const [, base, count] = /^(.*?)(?:\.(\d+))?$/s.exec(turnId) ?? [];
  return `${base}.${Number(count ?? 1) + 1}`;
}

function enter(
  turn: Turn,
  state: TurnState,
  at: number,
  effects: TurnEffect[] = [],
  announce = state !== turn.state,
): Step {
  const watchdog = WATCHDOG_MS[state];
  const next: Turn = { ...turn, state, deadline: watchdog === null ? null : at + watchdog };
  const told: TurnEffect[] =
    announce && next.turnId ? [{ type: 'announce', turnId: next.turnId, state, source: next.source }] : [];
  return { turn: next, effects: [...told, ...effects] };
}

/** Back to idle; the turn that ends is told. */
function rest(turn: Turn, effects: TurnEffect[] = []): Step {
  const told: TurnEffect[] = turn.turnId
    ? [{ type: 'announce', turnId: turn.turnId, state: 'idle', source: turn.source }]
    : [];
  return { turn: IDLE, effects: [...effects, ...told] };
}

function listen(turnId: string, source: TurnSource, lang: Understood | null, at: number): Step {
  return enter({ ...IDLE, turnId, source, lang }, 'listening', at, [
    { type: 'listen', turnId, source, lang },
  ]);
}

function begin(turn: Turn, event: Extract<TurnEvent, { type: 'start' }>): Step {
  if (event.turnId === turn.turnId) return same(turn);
  const next = { turnId: event.turnId, source: event.source, lang: event.lang };
  if (turn.state === 'speaking') return interrupt(turn, event.at, next);
  if (turn.state === 'interrupted') return same({ ...turn, next });
  const fresh = listen(next.turnId, next.source, next.lang, event.at);
  return hears(turn)
    ? { turn: fresh.turn, effects: [{ type: 'drop_session', turnId: turn.turnId! }, ...fresh.effects] }
    : fresh;
}

const hears = (turn: Turn): boolean =>
  turn.turnId !== null &&
  (turn.state === 'listening' || turn.state === 'endpointing' || turn.state === 'recognizing');

function interrupt(turn: Turn, at: number, next: Turn['next']): Step {
  return enter({ ...turn, next }, 'interrupted', at, [{ type: 'stop_reply', turnId: turn.turnId! }]);
}

/**
 * Nobody spoke. Whoever began the turn is asked once whether they are still there; a recognizer that opened by
 * itself just closes.
 */
function unanswered(turn: Turn, { at, turnId }: Extract<TurnEvent, { type: 'nothing' }>): Step {
  const drop: TurnEffect = { type: 'drop_session', turnId };
  if (turn.source === 'relisten' || turn.source === 'barge_in')
    return rest(turn, [drop, { type: 'silent', turnId }]);
  return enter({ ...turn, relisten: true }, 'speaking', at, [
    drop,
    { type: 'ask_again', turnId, lang: turn.lang },
  ]);
}

function recognized(turn: Turn, event: Extract<TurnEvent, { type: 'recognized' }>): Step {
  if (turn.state !== 'recognizing') return same(turn);
  if (!event.empty) return enter(turn, 'answering', event.at);
  const silent: TurnEffect = { type: 'silent', turnId: event.turnId };
  // After a miss the shopper says it again without the wake word, once.
  if (turn.source === 'relisten') return rest(turn, [silent]);
  const again = listen(relistenId(event.turnId), 'relisten', turn.lang, event.at);
  return { turn: again.turn, effects: [silent, ...again.effects] };
}

/**
 * A reply is spoken for the turn that waits for it, when nothing is under way (a touched question), or in
 * place of the reply that sounds.
 */
function answer(turn: Turn, event: Extract<TurnEvent, { type: 'answer' }>): Step {
  const { turnId, text, lang, relisten, at } = event;
  const say: TurnEffect = { type: 'say', turnId, text, lang };
  const expected = turn.state === 'answering' && turn.turnId === turnId;
  const free = turn.state === 'idle' || turn.state === 'fault';
  if (expected || free)
    return enter(
      { ...turn, turnId, source: expected ? turn.source : null, relisten, next: null },
      'speaking',
      at,
      [say],
    );
  if (turn.state === 'speaking') {
    const replaced = enter({ ...turn, turnId, source: null, relisten }, 'speaking', at, [say], true);
    return {
      turn: replaced.turn,
      effects: [{ type: 'stop_reply', turnId: turn.turnId! }, ...replaced.effects],
    };
  }
  return same(turn);
}

function afterReply(turn: Turn, at: number): Step {
  return turn.relisten ? listen(relistenId(turn.turnId!), 'relisten', turn.lang, at) : rest(turn);
}

function afterFlush(turn: Turn, at: number): Step {
  if (turn.state !== 'interrupted') return same(turn);
  return turn.next ? listen(turn.next.turnId, turn.next.source, turn.next.lang, at) : rest(turn);
}

function cancel(turn: Turn, at: number): Step {
  switch (turn.state) {
    case 'idle':
      return same(turn);
    case 'speaking':
      return interrupt(turn, at, null);
    case 'interrupted':
      return same({ ...turn, next: null });
    case 'fault':
    case 'answering':
      return rest(turn);
    case 'listening':
    case 'endpointing':
    case 'recognizing':
      return rest(turn, [{ type: 'drop_session', turnId: turn.turnId! }]);
    default:
      return assertNever(turn.state, 'turn state');
  }
}

function fail(turn: Turn, at: number, fault: VoiceFault): Step {
  // A reply that sounds does not need the recognizer.
  if (turn.state === 'speaking' || turn.state === 'interrupted' || turn.state === 'answering')
    return same(turn);
  const clean: TurnEffect[] = hears(turn) ? [{ type: 'drop_session', turnId: turn.turnId! }] : [];
  const failed: Turn = {
    ...IDLE,
    turnId: turn.turnId,
    source: turn.source,
    state: 'fault',
    deadline: at + WATCHDOG_MS.fault,
  };
  return {
    turn: failed,
    effects: [
      ...clean,
      { type: 'announce', turnId: turn.turnId ?? '', state: 'fault', source: turn.source, fault },
    ],
  };
}

/** The watchdog of the state bites. */
function bite(turn: Turn, at: number): Step {
  switch (turn.state) {
    case 'idle':
      return same(turn);
    case 'listening':
    case 'endpointing':
      return fail(turn, at, 'no_sound');
    case 'recognizing':
      return rest(turn, [
        { type: 'drop_session', turnId: turn.turnId! },
        { type: 'silent', turnId: turn.turnId! },
      ]);
    case 'answering':
    case 'fault':
      return rest(turn);
    case 'speaking':
      return interrupt(turn, at, null);
    case 'interrupted':
      return afterFlush(turn, at);
    default:
      return assertNever(turn.state, 'turn state');
  }
}
