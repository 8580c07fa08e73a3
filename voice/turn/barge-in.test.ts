import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { turnRig, FRAME_MS, type TurnRig } from '../testing';

let rig: TurnRig;
const REPLY = '洗发水在 B3 货架第 2 节，一共 12 款。要我带您过去吗？';

beforeEach(() => {
  rig = turnRig();
});
afterEach(() => rig.conversation.close());

/** A reply of ten seconds is sounding. */
async function speaking(): Promise<void> {
  await rig.quiet(2_500);
  rig.synthesizer.delivery = { chunks: [2_000, 2_000, 6_000] };
  rig.conversation.speak('reply', REPLY, 'zh', false);
  await rig.quiet(640);
  expect(rig.conversation.state).toBe('speaking');
}

describe('a voice over the reply', () => {
  it('stops it within 200 ms', async () => {
    await speaking();
    const from = rig.clock.now();
    while (rig.conversation.state === 'speaking' && rig.clock.now() - from < 1_000)
      await rig.speech(FRAME_MS);
    expect(rig.conversation.state).toBe('interrupted');
    expect(rig.clock.now() - from).toBeLessThanOrEqual(200);
    expect(rig.speaker.messages.at(-1)).toEqual({ kind: 'flush', turnId: 'reply' });
  });

  it('ends the making of it too: no more sound is sent', async () => {
    await rig.quiet(2_500);
    rig.synthesizer.delivery = { chunks: [2_000, 2_000, 6_000], takes: 400 };
    rig.conversation.speak('reply', REPLY, 'zh', false);
    await rig.quiet(640);
    await rig.speech(200);
    expect(rig.synthesizer.aborted).toBe(1);
    const played = rig.speaker.messages.filter((m) => m.kind === 'play').length;
    await rig.quiet(5_000);
    expect(rig.speaker.messages.filter((m) => m.kind === 'play')).toHaveLength(played);
  });

  it('becomes a turn of its own, heard from its beginning', async () => {
    await speaking();
    rig.recognizer.next({ text: '有没有护发素' });
    await rig.speech(600);
    await rig.quiet(1_300);
    expect(rig.of('turn').find(({ source }) => source === 'barge_in')).toBeTruthy();
    expect(rig.of('final')).toMatchObject([{ text: '有没有护发素' }]);
  });

  it('is heard with what was said before it was noticed, and a little more', async () => {
    await speaking();
    const said = 6;
    await rig.speech(said * FRAME_MS);
    await rig.clock.advance(25);
    expect(rig.conversation.state).toBe('listening');
    expect(rig.recognizer.sessions[0]!.frames).toBeGreaterThanOrEqual(said);
    // Not the whole reply's echo with it.
    expect(rig.recognizer.sessions[0]!.frames).toBeLessThanOrEqual(said + 5);
  });

  it('is not listened to before the page has confirmed the silence', async () => {
    await speaking();
    rig.speaker.stuck = true;
    await rig.speech(200);
    expect(rig.conversation.state).toBe('interrupted');
    expect(rig.recognizer.sessions).toEqual([]);
    rig.conversation.sound('flushed', 'reply');
    expect(rig.conversation.state).toBe('listening');
  });

  it('is listened to all the same when the page never confirms', async () => {
    await speaking();
    rig.speaker.stuck = true;
    await rig.speech(200);
    await rig.clock.advance(800);
    expect(rig.conversation.state).toBe('listening');
  });

  it('that was the reply itself is no question', async () => {
    await speaking();
    rig.recognizer.next({ text: '要我带您过去吗' });
    await rig.speech(600);
    await rig.quiet(1_300);
    expect(rig.of('final')).toEqual([]);
    expect(rig.of('silent')).toHaveLength(1);
  });

  it('that says nothing more ends by itself', async () => {
    await speaking();
    await rig.speech(200);
    await rig.quiet(20_000);
    expect(rig.conversation.state).toBe('idle');
  });

  it('keeps an answer to the old turn from being spoken', async () => {
    await speaking();
    await rig.speech(200);
    rig.conversation.speak('reply', '还有一句。', 'zh', false);
    await rig.quiet(300);
    expect(rig.synthesizer.said).toHaveLength(1);
  });
});

describe('no voice', () => {
  it.each([
    ['a click of two frames', async () => rig.speech(2 * FRAME_MS)],
    ['the quiet shop', async () => rig.quiet(2_000)],
  ])('%s lets the reply go on', async (_what, sound) => {
    await speaking();
    await sound();
    await rig.quiet(200);
    expect(rig.conversation.state).toBe('speaking');
  });

  it('what the detector takes for speech but is no louder than the shop lets it go on', async () => {
    await speaking();
    rig.vad.probability = 1;
    await rig.quiet(2_000);
    expect(rig.conversation.state).toBe('speaking');
  });
});
