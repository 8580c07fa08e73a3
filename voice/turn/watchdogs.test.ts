import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MicState } from '../../main/contract';
import { turnRig, type TurnRig, type Utterance } from '../testing';
import { TRANSITIONS, WATCHDOG_MS } from './model';

let rig: TurnRig;
beforeEach(() => {
  rig = turnRig();
});
afterEach(() => rig.conversation.close());

/** The watchdog looks four times a second. */
const LOOK_MS = 250;
const until = async (state: keyof typeof WATCHDOG_MS): Promise<void> => {
  expect(rig.conversation.state).toBe(state);
  const ms = WATCHDOG_MS[state]!;
  await rig.nothing(ms - LOOK_MS);
  expect(rig.conversation.state, `${state} is given its time`).toBe(state);
  await rig.nothing(2 * LOOK_MS);
  expect(rig.conversation.state, `${state} is given up`).not.toBe(state);
};

describe('a stage that goes silent', () => {
  it('the microphone while listening: said, then at rest', async () => {
    rig.conversation.start('tap', undefined);
    await until('listening');
    expect(rig.of('turn').at(-1)).toMatchObject({ state: 'fault', fault: expect.any(String) as string });
    await rig.nothing(WATCHDOG_MS.fault + LOOK_MS);
    expect(rig.conversation.state).toBe('idle');
  });

  it('the microphone at a pause', async () => {
    rig.conversation.start('tap', undefined);
    await rig.speech(600);
    await rig.quiet(256);
    await until('endpointing');
    expect(rig.conversation.state).toBe('fault');
  });

  it('the recognizer: the shopper is told, and a text that comes later is nobody’s', async () => {
    rig.recognizer.next({ text: '酱油在哪里', takes: 20_000 });
    const turnId = rig.conversation.start('tap', undefined);
    await rig.speech(600);
    await rig.quiet(1_000);
    await until('recognizing');
    expect(rig.of('silent')).toEqual([{ turnId }]);
    await rig.nothing(20_000);
    expect(rig.of('final')).toEqual([]);
    expect(rig.conversation.state).toBe('idle');
  });

  it('the engine', async () => {
    await rig.ask('酱油在哪里');
    await rig.nothing(WATCHDOG_MS.answering + LOOK_MS);
    expect(rig.conversation.state).toBe('idle');
  });

  it('the synthesizer', async () => {
    rig.synthesizer.delivery = { takes: Infinity };
    rig.conversation.speak('touch', '一句话。', 'zh', false);
    await until('speaking');
    await rig.nothing(1_000);
    expect(rig.conversation.state).toBe('idle');
    expect(rig.synthesizer.aborted).toBe(1);
  });

  it('the loudspeaker', async () => {
    rig.speaker.stuck = true;
    rig.conversation.speak('touch', '一句话。', 'zh', true);
    await rig.nothing(100);
    await rig.nothing(WATCHDOG_MS.speaking + WATCHDOG_MS.interrupted + 2 * LOOK_MS);
    expect(rig.conversation.state).toBe('idle');
  });
});

it('a long reply is not given up while it goes on', async () => {
  rig.synthesizer.delivery = { chunks: Array.from({ length: 12 }, () => 8_000), takes: 6_000 };
  rig.conversation.speak('touch', '很长的一段话。', 'zh', false);
  await rig.nothing(70_000);
  expect(rig.conversation.state).toBe('speaking');
});

describe('a stage that fails', () => {
  const faults = (): (string | undefined)[] =>
    rig.of('turn').flatMap((t) => (t.state === 'fault' ? [t.fault] : []));

  it.each<[string, (rig: TurnRig) => void, Utterance]>([
    ['the detector', (r) => (r.vad.failure = new Error('onnx fell over')), {}],
    ['the recognizer at once', () => {}, { failsAtOnce: new Error('onnx fell over') }],
    ['the recognizer at the end', () => {}, { fails: new Error('onnx fell over') }],
  ])('%s: the turn ends in a fault, and the next one is heard', async (_which, breakIt, utterance) => {
    rig.recognizer.next(utterance, { text: '酱油在哪里' });
    rig.conversation.start('tap', undefined);
    await rig.speech(300);
    breakIt(rig);
    await rig.speech(300);
    await rig.quiet(1_300);
    expect(faults().length).toBeGreaterThan(0);
    expect(rig.warnings.join()).toContain('onnx fell over');
    await rig.nothing(WATCHDOG_MS.fault + LOOK_MS);
    expect(rig.conversation.state).toBe('idle');
    rig.conversation.start('tap', undefined);
    await rig.speech(600);
    await rig.quiet(1_300);
    expect(rig.of('final')).toMatchObject([{ text: '酱油在哪里' }]);
  });

  it('the synthesizer before its first sound: the caption was the reply', async () => {
    rig.synthesizer.delivery = { chunks: [], fails: new Error('no voice') };
    rig.conversation.speak('touch', '一句话。', 'zh', false);
    await rig.nothing(100);
    expect(rig.conversation.state).toBe('idle');
    expect(rig.warnings).toEqual(['speaking failed: no voice']);
  });

  it('the synthesizer in the middle: what is made is heard', async () => {
    rig.synthesizer.delivery = { chunks: [1_000], fails: new Error('no voice') };
    rig.conversation.speak('touch', '一句话。', 'zh', false);
    await rig.nothing(500);
    expect(rig.conversation.state).toBe('speaking');
    await rig.nothing(1_000);
    expect(rig.conversation.state).toBe('idle');
  });

  it('a page that does not listen: the reply ends at once', async () => {
    rig.speaker.deaf = true;
    rig.conversation.speak('touch', '一句话。', 'zh', false);
    await rig.nothing(100);
    expect(rig.conversation.state).toBe('idle');
  });

  it('no synthesizer at all: what is said stands on the screen', async () => {
    await rig.conversation.close();
    rig = turnRig({ speechOutput: undefined });
    rig.conversation.speak('touch', '一句话。', 'zh', false);
    await rig.nothing(10);
    expect(rig.of('caption')).toEqual([{ turnId: 'touch', text: '一句话。' }]);
    expect(rig.conversation.state).toBe('idle');
  });
});

describe('the microphone', () => {
  it.each<MicState>(['absent', 'denied', 'lost'])('that is %s ends a turn that listens', async (state) => {
    rig.conversation.start('tap', undefined);
    await rig.speech(300);
    rig.microphone(state);
    expect(rig.conversation.state).toBe('fault');
    rig.microphone('ok');
    expect(rig.conversation.state).toBe('idle');
  });

  it('that is lost while the reply sounds leaves it alone', async () => {
    rig.conversation.speak('touch', '一句话。', 'zh', false);
    await rig.nothing(100);
    rig.microphone('lost');
    expect(rig.conversation.state).toBe('speaking');
    await rig.nothing(1_500);
    expect(rig.conversation.state).toBe('idle');
  });

  it.each<MicState>(['silent', 'clipping', 'wrong_rate'])('that is %s still delivers', async (state) => {
    rig.conversation.start('tap', undefined);
    rig.microphone(state);
    expect(rig.conversation.state).toBe('listening');
  });
});

it('whatever happens, every step is legal and all comes to rest', async () => {
  const acts = [
    (r: TurnRig) => void r.conversation.start('tap', undefined),
    (r: TurnRig) => r.conversation.cancel(undefined),
    (r: TurnRig) => r.conversation.speak('touch', '好的。', 'zh', true),
    (r: TurnRig) => r.speech(500),
    (r: TurnRig) => r.quiet(1_000),
    (r: TurnRig) => r.nothing(3_000),
    (r: TurnRig) => r.microphone('lost'),
    (r: TurnRig) => r.microphone('ok'),
    (r: TurnRig) => void (r.speaker.stuck = !r.speaker.stuck),
    (r: TurnRig) => void (r.speaker.deaf = !r.speaker.deaf),
    (r: TurnRig) => void (r.vad.failure = new Error('fell over')),
    (r: TurnRig) => void (r.synthesizer.delivery = { takes: Infinity }),
    (r: TurnRig) => r.recognizer.next({ text: '酱油在哪里' }, { fails: new Error('x') }, { takes: Infinity }),
    (r: TurnRig) => r.wake.call(),
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(acts.length - 1), { minLength: 5, maxLength: 25 }), async (script) => {
      const tried = turnRig();
      for (const i of script) await acts[i]!(tried);
      await tried.nothing(120_000);
      expect(tried.conversation.state).toBe('idle');
      const states = ['idle' as const, ...tried.states()];
      states
        .slice(1)
        .forEach((state, i) => expect(TRANSITIONS[states[i]!], states.join(' ')).toContain(state));
      await tried.conversation.close();
    }),
    { numRuns: 60 },
  );
});
