import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { turnRig, type TurnRig } from '../testing';

let rig: TurnRig;
beforeEach(() => {
  rig = turnRig();
});
afterEach(() => rig.conversation.close());

describe('a turn', () => {
  it('goes from a tap over the words to the reply and back to rest', async () => {
    rig.recognizer.next({
      text: '酱油在哪里',
      partials: [
        [8, '酱油'],
        [14, '酱油在哪'],
      ],
    });
    const turnId = rig.conversation.start('tap', 'zh');
    await rig.speech(640);
    await rig.quiet(1_300);
    expect(rig.of('partial').map(({ text }) => text)).toEqual(['酱油', '酱油在哪']);
    expect(rig.of('final')).toMatchObject([{ turnId, text: '酱油在哪里', lang: 'zh' }]);
    expect(rig.conversation.state).toBe('answering');
    rig.conversation.speak(turnId, '在 B3 货架。', 'zh', false);
    await rig.clock.advance(1_200);
    expect(rig.of('caption')).toEqual([{ turnId, text: '在 B3 货架。' }]);
    expect(rig.states()).toEqual([
      'listening',
      'endpointing',
      'recognizing',
      'answering',
      'speaking',
      'idle',
    ]);
  });

  it('begins at the wake word, which is no part of the question', async () => {
    await rig.conversation.close();
    rig = turnRig({ wakeWords: ['你好小店'] });
    rig.recognizer.next({ text: '你好小店洗发水在哪里' });
    rig.wake.call();
    await rig.quiet(32);
    expect(rig.of('turn')).toMatchObject([{ state: 'listening', source: 'wake' }]);
    await rig.speech(800);
    await rig.quiet(1_300);
    expect(rig.of('final')).toMatchObject([{ text: '洗发水在哪里' }]);
  });

  it('hears what was said just before the tap', async () => {
    await rig.speech(640);
    rig.conversation.start('tap', undefined);
    await rig.clock.advance(0);
    expect(rig.recognizer.sessions[0]!.frames).toBe(12);
  });

  it('listens on after a reply that asks something, and rests when nobody answers', async () => {
    const turnId = await rig.ask('带我去');
    rig.conversation.speak(turnId, '要我带您过去吗？', 'zh', true);
    await rig.clock.advance(1_200);
    expect(rig.of('turn').at(-1)).toMatchObject({
      turnId: `${turnId}.2`,
      state: 'listening',
      source: 'relisten',
    });
    await rig.quiet(7_100);
    expect(rig.conversation.state).toBe('idle');
    expect(rig.of('silent')).toEqual([{ turnId: `${turnId}.2` }]);
    // An recognizer that opened by itself closes by itself: nobody is asked whether they are there.
    expect(rig.synthesizer.said).toHaveLength(1);
  });

  it('asks once whether somebody is there, in the language of the turn', async () => {
    rig.conversation.start('tap', 'en');
    await rig.quiet(7_100);
    expect(rig.synthesizer.said).toEqual([
      { text: expect.stringContaining('still there') as string, lang: 'en' },
    ]);
    await rig.clock.advance(1_200);
    expect(rig.conversation.state).toBe('listening');
    await rig.quiet(7_100);
    expect(rig.conversation.state).toBe('idle');
    expect(rig.synthesizer.said).toHaveLength(1);
  });

  it('looks twice at what was said so far, and drops that when the shopper goes on', async () => {
    rig.recognizer.next({ text: '我想买牛奶' });
    rig.conversation.start('tap', undefined);
    await rig.speech(600);
    await rig.quiet(256);
    const [session] = rig.recognizer.sessions;
    expect(session!.speculated).toBe(1);
    const before = session!.retracted;
    await rig.speech(300);
    expect(session!.retracted).toBe(before + 1);
    expect(rig.conversation.state).toBe('listening');
  });

  it('spares the second look where the store reads a whole question already', async () => {
    rig.recognizer.next({ text: '酱油在哪里', complete: true, sure: true });
    rig.conversation.start('tap', undefined);
    await rig.speech(600);
    await rig.quiet(256);
    expect(rig.recognizer.sessions[0]!.speculated).toBe(0);
  });

  it('tells how loud it is while it listens, and how loud the shop is while it does not', async () => {
    await rig.quiet(12_000);
    expect(rig.synthesizer.ambients.length).toBeGreaterThan(0);
    expect(rig.of('level')).toEqual([]);
    rig.conversation.start('tap', undefined);
    await rig.speech(640);
    expect(rig.of('level').length).toBeGreaterThanOrEqual(6);
    for (const { level } of rig.of('level')) expect(level).toBeGreaterThan(0.5);
  });
});

describe('what was heard', () => {
  it.each([
    ['nothing', { text: '' }],
    ['one syllable that is no answer', { text: '哦' }],
    ['two that nobody is sure of', { text: '那个', confidence: 0.2 }],
  ])('%s is no question: the shopper may say it again, once', async (_what, utterance) => {
    rig.recognizer.next(utterance, utterance);
    const turnId = rig.conversation.start('tap', undefined);
    await rig.speech(600);
    await rig.quiet(1_300);
    expect(rig.of('final')).toEqual([]);
    expect(rig.of('silent')).toEqual([{ turnId }]);
    expect(rig.conversation.state).toBe('listening');
    await rig.speech(600);
    await rig.quiet(1_300);
    expect(rig.of('silent')).toHaveLength(2);
    expect(rig.conversation.state).toBe('idle');
  });

  it.each(['好', '是', '不', '停'])('%s is an answer by itself', async (text) => {
    await rig.ask(text);
    expect(rig.of('final')).toMatchObject([{ text }]);
  });

  it('of one syllable that may have been a stop is passed on', async () => {
    rig.recognizer.next({ text: '天', others: ['听', '停'] });
    rig.conversation.start('tap', undefined);
    await rig.speech(600);
    await rig.quiet(1_300);
    expect(rig.of('final')).toMatchObject([{ text: '天', nbest: [{}, {}, { text: '停' }] }]);
  });
});

describe('another turn', () => {
  it('takes the place of one that listens, whose words are dropped', async () => {
    rig.recognizer.next({ text: '第一' }, { text: '第二个问题' });
    rig.conversation.start('tap', undefined);
    await rig.speech(300);
    const second = rig.conversation.start('tap', undefined);
    expect(rig.recognizer.sessions[0]!.retracted).toBeGreaterThan(0);
    await rig.speech(600);
    await rig.quiet(1_300);
    expect(rig.of('final')).toMatchObject([{ turnId: second, text: '第二个问题' }]);
  });

  it('makes an answer to the one before stale: it is not spoken', async () => {
    const first = await rig.ask('牛奶在哪里');
    rig.conversation.start('tap', undefined);
    rig.conversation.speak(first, '牛奶在 A1。', 'zh', false);
    await rig.clock.advance(100);
    expect(rig.synthesizer.said).toEqual([]);
    expect(rig.conversation.state).toBe('listening');
  });

  it('waits until the reply of the one before is silent', async () => {
    const first = await rig.ask('牛奶在哪里');
    rig.synthesizer.delivery = { chunks: [5_000] };
    rig.conversation.speak(first, '牛奶在 A1。', 'zh', false);
    await rig.clock.advance(300);
    rig.conversation.start('tap', undefined);
    expect(rig.conversation.state).toBe('interrupted');
    await rig.clock.advance(25);
    expect(rig.conversation.state).toBe('listening');
  });

  it('replaces a reply by a touched question’s', async () => {
    rig.synthesizer.delivery = { chunks: [5_000] };
    rig.conversation.speak('touch-1', '第一。', 'zh', false);
    await rig.clock.advance(300);
    rig.conversation.speak('touch-2', '第二。', 'zh', false);
    await rig.clock.advance(6_000);
    expect(rig.synthesizer.said.map(({ text }) => text)).toEqual(['第一。', '第二。']);
    expect(rig.speaker.messages.filter((m) => m.kind === 'flush')).toMatchObject([{ turnId: 'touch-1' }]);
    expect(rig.conversation.state).toBe('idle');
  });
});

describe('cancelling', () => {
  it('closes the recognizer, and what it heard so far is nobody’s', async () => {
    rig.recognizer.next({ text: '酱油' });
    rig.conversation.start('tap', undefined);
    await rig.speech(600);
    rig.conversation.cancel(undefined);
    expect(rig.conversation.state).toBe('idle');
    await rig.quiet(2_000);
    expect(rig.of('final')).toEqual([]);
  });

  it('silences the reply', async () => {
    rig.synthesizer.delivery = { chunks: [500, 5_000] };
    rig.conversation.speak('touch', '很长的话。', 'zh', true);
    await rig.clock.advance(300);
    rig.conversation.cancel('touch');
    await rig.clock.advance(100);
    expect(rig.conversation.state).toBe('idle');
    expect(rig.speaker.messages.at(-1)).toEqual({ kind: 'flush', turnId: 'touch' });
  });

  it('of an earlier turn changes nothing', async () => {
    const turnId = rig.conversation.start('tap', undefined);
    rig.conversation.cancel(`not-${turnId}`);
    expect(rig.conversation.state).toBe('listening');
  });

  it('drops a text that comes later', async () => {
    rig.recognizer.next({ text: '酱油在哪里', takes: 2_000 });
    rig.conversation.start('tap', undefined);
    await rig.speech(600);
    await rig.quiet(1_300);
    expect(rig.conversation.state).toBe('recognizing');
    rig.conversation.cancel(undefined);
    await rig.clock.advance(3_000);
    expect(rig.of('final')).toEqual([]);
  });
});

it('says nothing more once it is closed, and leaves no timer behind', async () => {
  rig.recognizer.next({ text: '酱油在哪里', takes: 500 });
  rig.conversation.start('tap', undefined);
  await rig.speech(600);
  await rig.quiet(1_300);
  const told = rig.told.length;
  await rig.conversation.close();
  await rig.clock.advance(60_000);
  expect(rig.told).toHaveLength(told);
  expect(rig.clock.waiting).toBe(0);
});
