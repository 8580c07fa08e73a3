import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSpeechOutput, VoicedSpeechOutput, type Sound } from './speech-output';
import { levelGain } from './pcm';
import { SpeechCache } from './speech-cache';
import type { Piece, SynthesisOptions, Synthesizer } from './synthesizer';

const SAMPLE_RATE = 24_000;

/** Says every clause as a tone, a tenth of a second a character, in two pieces. */
class Tone implements Synthesizer {
  readonly name: string;
  realTimeFactor = 0.1;
  made: string[] = [];
  constructor(
    name = 'tone',
    private readonly delayMs = 0,
  ) {
    this.name = name;
  }
  identity(text: string): Promise<readonly string[] | undefined> {
    return Promise.resolve(/\p{L}/u.test(text) ? [this.name, text] : undefined);
  }
  async *synthesize(
    text: string,
    _lang: string,
    { pieces, signal }: SynthesisOptions,
  ): AsyncGenerator<Piece> {
    this.made.push(text);
    const samples = Float32Array.from(
      { length: text.length * (SAMPLE_RATE / 10) },
      (_, i) => 0.3 * Math.sin(i / 9),
    );
    const half = samples.length >> 1;
    for (const [i, piece] of (pieces === 'soon'
      ? [samples.slice(0, half), samples.slice(half)]
      : [samples]
    ).entries()) {
      await wait(this.delayMs);
      signal?.throwIfAborted();
      yield { sampleRate: SAMPLE_RATE, samples: piece, last: pieces !== 'soon' || i === 1 };
    }
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daogou-speech-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const status = { stage: 'tts', ok: true } as const;
const outputOf = (good: Synthesizer | undefined, plain?: Synthesizer, budget = 1e8): VoicedSpeechOutput =>
  new VoicedSpeechOutput({ good, plain, status }, new SpeechCache(dir, budget));
async function heard(sounds: AsyncIterable<Sound>): Promise<Sound[]> {
  const out: Sound[] = [];
  for await (const sound of sounds) out.push(sound);
  return out;
}
const files = async (): Promise<string[]> =>
  (await readdir(dir, { recursive: true })).filter((f) => f.endsWith('.wav'));

describe('a reply', () => {
  it('comes clause by clause, in words, with the text as written for the caption', async () => {
    const tone = new Tone();
    const sounds = await heard(outputOf(tone).speak('洗发水在B3货架，¥12.90。', 'zh'));
    expect(tone.made).toEqual(['洗发水在B 三货架，', '十二块九。']);
    expect(sounds.flatMap((s) => s.text ?? [])).toEqual(['洗发水在B3货架，', '¥12.90。']);
    expect(sounds.every((s) => s.samples.length > 0 && s.samples.length < 480_000)).toBe(true);
  });

  it('begins and ends without a click, at the common level', async () => {
    const sounds = await heard(outputOf(new Tone()).speak('洗发水在货架上。', 'zh'));
    const [first, last] = [sounds[0]?.samples ?? [], sounds.at(-1)?.samples ?? []];
    expect(Math.abs(first[0] ?? 1)).toBeLessThan(0.01);
    expect(Math.abs(last.at(-1) ?? 1)).toBeLessThan(0.01);
    expect(levelGain(sounds[0]?.samples ?? new Float32Array(0), SAMPLE_RATE)).toBeCloseTo(1, 0);
  });

  it('ends at once when cut off, even while a clause is being made', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    // The clause takes ten minutes: that this ends at all shows that nobody waits for it.
    expect(
      await heard(
        outputOf(new Tone('slow', 600_000)).speak('洗发水在货架上。', 'zh', { signal: abort.signal }),
      ),
    ).toEqual([]);
  });

  it('is made once and then remembered, but never written: it may repeat what a shopper said', async () => {
    const tone = new Tone();
    const speechOutput = outputOf(tone);
    const [once, again] = [
      await heard(speechOutput.speak('没有找到洗发水。', 'zh')),
      await heard(speechOutput.speak('没有找到洗发水。', 'zh')),
    ];
    expect(tone.made).toHaveLength(1);
    const samples = (sounds: Sound[]): number => sounds.reduce((n, s) => n + s.samples.length, 0);
    expect(samples(again)).toBe(samples(once));
    expect(await files()).toEqual([]);
  });

  it('is nothing for a text that has no sound', async () => {
    expect(await heard(outputOf(new Tone()).speak(' 。6901234567892 ', 'zh'))).toEqual([]);
  });

  it('gets louder within limits and never clips', async () => {
    const speechOutput = outputOf(new Tone());
    for (let i = 0; i < 20; i++) speechOutput.adjust('louder');
    const peak = Math.max(
      ...(await heard(speechOutput.speak('洗发水在货架上。', 'zh'))).flatMap((s) =>
        [...s.samples].map(Math.abs),
      ),
    );
    expect(peak).toBeGreaterThan(0.2);
    expect(peak).toBeLessThanOrEqual(1);
  });
});

describe('parts rendered ahead', () => {
  it('begin a clause while its rest is made, in the same voice, under the clause’s own caption', async () => {
    const tone = new Tone();
    const speechOutput = outputOf(tone);
    await speechOutput.prerenderAll([
      { lang: 'zh', text: '洗发水', part: true },
      { lang: 'zh', text: '在B3货架，' },
    ]);
    expect(tone.made).toEqual(['洗发水，', '在B 三货架，']);
    tone.made = [];
    const cached = await heard(speechOutput.speak('洗发水在B3货架，', 'zh'));
    expect(tone.made).toEqual([]);
    expect(cached.flatMap((s) => s.text ?? [])).toEqual(['洗发水在B3货架，']);
    const half = await heard(speechOutput.speak('洗发水现在有货。', 'zh'));
    expect(tone.made).toEqual(['现在有货。']);
    expect(half.length).toBeGreaterThan(1);
  });

  it('join without a step, at one level', async () => {
    const speechOutput = outputOf(new Tone());
    await speechOutput.prerenderAll([{ lang: 'zh', text: '洗发水', part: true }]);
    const sounds = await heard(speechOutput.speak('洗发水现在有货。', 'zh'));
    const all = sounds.flatMap((s) => [...s.samples]);
    const steps = all.map((v, i) => Math.abs(v - (all[i - 1] ?? 0)));
    expect(Math.max(...steps)).toBeLessThan(0.05);
    const levels = sounds
      .filter((s) => s.samples.length > 2_400)
      .map((s) => 20 * Math.log10(levelGain(s.samples, SAMPLE_RATE)));
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(2);
  });

  it('are left aside when they are not there yet', async () => {
    const tone = new Tone();
    const speechOutput = outputOf(tone);
    speechOutput.hold(true);
    void speechOutput.prerenderAll([{ lang: 'zh', text: '洗发水', part: true }]);
    await heard(speechOutput.speak('洗发水现在有货。', 'zh'));
    expect(tone.made).toEqual(['洗发水现在有货。']);
    await speechOutput.close();
  });
});

describe('phrases rendered ahead', () => {
  it('are on disk for the next start and need no voice then', async () => {
    const first = outputOf(new Tone());
    await first.prerenderAll([{ lang: 'zh', text: '请跟我来，这边走。' }]);
    await first.close();
    expect(await files()).toHaveLength(2);
    const tone = new Tone();
    expect(await heard(outputOf(tone).speak('请跟我来，这边走。', 'zh'))).not.toHaveLength(0);
    expect(tone.made).toEqual([]);
  });

  it('wait while the recognizer is busy', async () => {
    const tone = new Tone();
    const speechOutput = outputOf(tone);
    speechOutput.hold(true);
    const all = speechOutput.prerenderAll([{ lang: 'zh', text: '请跟我来。' }]);
    await wait(100);
    expect(tone.made).toEqual([]);
    speechOutput.hold(false);
    await all;
    expect(tone.made).toHaveLength(1);
  });

  it('stop with the signal and with speech output', async () => {
    const abort = new AbortController();
    const phrases = ['一二三四', '五六七八', '九十百千'].map((text) => ({ lang: 'zh' as const, text }));
    const speechOutput = outputOf(new Tone('slow', 1_000));
    const all = speechOutput.prerenderAll(phrases, abort.signal);
    setTimeout(() => abort.abort(), 20);
    await all;
    const more = speechOutput.prerenderAll(phrases);
    await speechOutput.close();
    await more;
    expect(speechOutput.ready).toBe(false);
  });

  it('stay within the budget, the longest unused going first', async () => {
    const speechOutput = outputOf(new Tone(), undefined, 60_000);
    await speechOutput.prerenderAll(
      Array.from({ length: 8 }, (_, i) => ({
        lang: 'zh' as const,
        text: `${'甲乙丙丁戊己庚辛'[i]}${'好'.repeat(4)}。`,
      })),
    );
    const cache = new SpeechCache(dir, 60_000);
    expect(await cache.size()).toBeLessThanOrEqual(60_000);
    expect(await files()).not.toHaveLength(0);
  });

  it('are made again when their file is damaged', async () => {
    await outputOf(new Tone()).prerenderAll([{ lang: 'zh', text: '请跟我来。' }]);
    const [file = ''] = await files();
    await writeFile(join(dir, file), 'RIFF');
    const tone = new Tone();
    expect(await heard(outputOf(tone).speak('请跟我来。', 'zh'))).not.toHaveLength(0);
    expect(tone.made).toHaveLength(1);
  });
});

describe('a machine too slow for the good voice', () => {
  it('says a whole reply by the plain one unless all of it is there', async () => {
    const [good, plain] = [new Tone('good'), new Tone('plain')];
    const speechOutput = outputOf(good, plain);
    await heard(speechOutput.speak('请跟我来。', 'zh'));
    good.realTimeFactor = 4;
    await heard(speechOutput.speak('请跟我来。', 'zh'));
    await heard(speechOutput.speak('请跟我来。洗发水在这里。', 'zh'));
    expect(good.made).toEqual(['请跟我来。']);
    expect(plain.made).toEqual(['请跟我来。', '洗发水在这里。']);
    expect(speechOutput.status.detail).toMatch(/too slow/);
  });
});

it('says what is missing and speaks by captions when there is no model and no plain voice', async () => {
  const before = process.env['PATH'];
  process.env['PATH'] = dir;
  try {
    const speechOutput = await createSpeechOutput({
      modelsDir: dir,
      voiceZh: 'zf_xiaoxiao',
      voiceEn: 'af_heart',
      threads: 1,
    });
    expect(speechOutput.ready).toBe(false);
    expect(speechOutput.status).toMatchObject({ stage: 'tts', ok: false });
    expect(speechOutput.status.detail).toMatch(/captions only.*prosody\.onnx is missing.*espeak-ng/);
    expect(await heard(speechOutput.speak('你好', 'zh'))).toEqual([]);
    await speechOutput.close();
  } finally {
    process.env['PATH'] = before;
  }
});
