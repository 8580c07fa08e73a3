import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VoiceFault, type TurnState } from '../../main/contract';
import { IDLE, TRANSITIONS, WATCHDOG_MS, type Turn, type TurnEvent } from './model';
import { reduce } from './reducer';

const ids = fc.constantFrom('a', 'b', 'c', 'a.2', 'b.2');
const lang = fc.constantFrom('zh' as const, 'en' as const);
const shape = fc.oneof(
  fc.record({
    type: fc.constant('start' as const),
    turnId: ids,
    source: fc.constantFrom('tap' as const, 'wake' as const),
    lang: fc.option(lang),
  }),
  fc.record({ type: fc.constant('barge' as const), turnId: ids, by: ids }),
  fc.record({
    type: fc.constantFrom(
      'speech' as const,
      'pause' as const,
      'endpoint' as const,
      'nothing' as const,
      'sounding' as const,
      'played' as const,
      'flushed' as const,
    ),
    turnId: ids,
  }),
  fc.record({ type: fc.constant('recognized' as const), turnId: ids, empty: fc.boolean() }),
  fc.record({
    type: fc.constant('answer' as const),
    turnId: ids,
    text: fc.constant('好'),
    lang,
    relisten: fc.boolean(),
  }),
  fc.record({ type: fc.constant('cancel' as const) }),
  fc.record({ type: fc.constant('failed' as const), fault: fc.constantFrom(...VoiceFault.options) }),
  fc.record({ type: fc.constant('recovered' as const) }),
  fc.record({ type: fc.constant('tick' as const) }),
);
const timeline = fc
  .array(fc.tuple(shape, fc.integer({ min: 0, max: 30_000 })), { maxLength: 60 })
  .map((steps) => {
    let at = 0;
    return steps.map(([event, wait]) => ({ ...event, at: (at += wait) }) as TurnEvent);
  });

const run = (events: readonly TurnEvent[]): Turn =>
  events.reduce<Turn>((turn, event) => reduce(turn, event).turn, IDLE);

describe('turn reducer', () => {
  it('takes only the transitions of the table, with a watchdog on every state but idle', () => {
    fc.assert(
      fc.property(timeline, (events) => {
        let turn = IDLE;
        for (const event of events) {
          const { turn: next } = reduce(turn, event);
          if (next.state !== turn.state) expect(TRANSITIONS[turn.state]).toContain(next.state);
          expect(next.deadline === null).toBe(next.state === 'idle');
          expect(WATCHDOG_MS[next.state] === null).toBe(next.state === 'idle');
          if (next.state !== 'idle' && next.state !== 'fault') expect(next.turnId).not.toBeNull();
          turn = next;
        }
      }),
    );
  });

  it('drops events of other turns', () => {
    fc.assert(
      fc.property(timeline, shape, (events, event) => {
        const turn = run(events);
        if (
          !('turnId' in event) ||
          event.type === 'start' ||
          event.type === 'answer' ||
          event.turnId === turn.turnId
        )
          return;
        const step = reduce(turn, { ...event, at: 0 } as TurnEvent);
        expect(step).toEqual({ turn, effects: [] });
      }),
    );
  });

  it('comes to rest when nothing but time passes', () => {
    fc.assert(
      fc.property(timeline, (events) => {
        let turn = run(events);
        for (let i = 0; i < 6 && turn.deadline !== null; i++)
          turn = reduce(turn, { type: 'tick', at: turn.deadline }).turn;
        expect(turn.state).toBe('idle');
      }),
    );
  });

  it('never opens the recognizer for the next turn before the interrupted reply is flushed', () => {
    fc.assert(
      fc.property(timeline, (events) => {
        let turn = IDLE;
        for (const event of events) {
          const step = reduce(turn, event);
          if (turn.state === 'speaking' && step.effects.some((e) => e.type === 'listen'))
            expect(event.type).toBe('played');
          if (turn.state === 'interrupted' && step.effects.some((e) => e.type === 'listen'))
            expect(['flushed', 'tick']).toContain(event.type);
          turn = step.turn;
        }
      }),
    );
  });

  it('walks a spoken question through to the reply and opens the recognizer again', () => {
    const states: TurnState[] = [];
    let turn = IDLE;
    const feed = (event: TurnEvent) => {
      const step = reduce(turn, event);
      turn = step.turn;
      states.push(turn.state);
      return step.effects.map((e) => e.type);
    };
    expect(feed({ type: 'start', at: 0, turnId: 'a', source: 'tap', lang: null })).toEqual([
      'announce',
      'listen',
    ]);
    feed({ type: 'speech', at: 300, turnId: 'a' });
    feed({ type: 'pause', at: 1_500, turnId: 'a' });
    expect(feed({ type: 'endpoint', at: 2_100, turnId: 'a' })).toEqual(['announce', 'recognize']);
    feed({ type: 'recognized', at: 2_300, turnId: 'a', empty: false });
    expect(
      feed({ type: 'answer', at: 2_310, turnId: 'a', text: '在 B3', lang: 'zh', relisten: true }),
    ).toEqual(['announce', 'say']);
    expect(feed({ type: 'barge', at: 3_000, turnId: 'a', by: 'b' })).toEqual(['announce', 'stop_reply']);
    expect(feed({ type: 'flushed', at: 3_050, turnId: 'a' })).toEqual(['announce', 'listen']);
    expect(states).toEqual([
      'listening',
      'listening',
      'endpointing',
      'recognizing',
      'answering',
      'speaking',
      'interrupted',
      'listening',
    ]);
    expect(turn).toMatchObject({ turnId: 'b', source: 'barge_in' });
  });

  it('tells by a code why it can’t hear: a stage that failed, and frames that stopped coming', () => {
    const start: TurnEvent = { type: 'start', at: 0, turnId: 'a', source: 'tap', lang: null };
    const { turn } = reduce(IDLE, start);
    const told = (event: TurnEvent) => reduce(turn, event).effects.find(({ type }) => type === 'announce');
    expect(told({ type: 'failed', at: 1, turnId: 'a', fault: 'hearing_failed' })).toMatchObject({
      state: 'fault',
      fault: 'hearing_failed',
    });
    expect(told({ type: 'tick', at: WATCHDOG_MS.listening })).toMatchObject({
      state: 'fault',
      fault: 'no_sound',
    });
  });

  it('asks once whether anybody is still there, then rests', () => {
    const asked = reduce(run([{ type: 'start', at: 0, turnId: 'a', source: 'tap', lang: 'en' }]), {
      type: 'nothing',
      at: 7_000,
      turnId: 'a',
    });
    expect(asked.turn).toMatchObject({ state: 'speaking', turnId: 'a' });
    expect(asked.effects.map((e) => e.type)).toEqual(['announce', 'drop_session', 'ask_again']);
    const again = reduce(asked.turn, { type: 'played', at: 8_000, turnId: 'a' }).turn;
    expect(again).toMatchObject({ state: 'listening', source: 'relisten', turnId: 'a.2', lang: 'en' });
    const end = reduce(again, { type: 'nothing', at: 15_000, turnId: 'a.2' });
    expect(end.turn.state).toBe('idle');
    expect(end.effects.map((e) => e.type)).toEqual(['drop_session', 'silent', 'announce']);
  });

  it('listens once more after a miss, then rests', () => {
    let turn = run([
      { type: 'start', at: 0, turnId: 'a', source: 'wake', lang: null },
      { type: 'endpoint', at: 1, turnId: 'a' },
      { type: 'recognized', at: 2, turnId: 'a', empty: true },
    ]);
    expect(turn).toMatchObject({ state: 'listening', source: 'relisten', turnId: 'a.2' });
    turn = reduce(turn, { type: 'nothing', at: 3, turnId: 'a.2' }).turn;
    expect(turn.state).toBe('idle');
  });
});
