/**
 * What speech output says, heard again by the recognizer: is every word right, how soon does it begin, does it keep up
 * with itself.
 */
import { MIC_SAMPLE_RATE, type Understood } from '../../main/contract';
import { resample } from '../audio/resample';
import { normalize } from '../speech/normalize';
import { createSpeechOutput } from '../stages/tts';
import { concat } from '../stages/tts/pcm';
import { FileTranscriber } from '../transcribe';
import { OWN_PHRASES } from '../turn/phrases';
import { EngineProcess } from './bench/rig';
import { ErrorRate, percentile, soundsIn, wordsOf } from './measure';
import { storeQuestions } from './questions';

export interface SpeechOutOptions {
  modelsDir: string;
  voiceZh?: string;
  voiceEn?: string;
  threads?: number;
  /** What is said; by default replies of every kind. */
  texts?: readonly { lang: Understood; text: string }[];
  /** A store feed: its answers are said too. */
  store?: string;
  /** Questions asked of that store. */
  questions?: number;
}

/** Replies of every kind: places, prices, sizes, times, shares, dates, offers, codes, mixed scripts. */
const REPLIES: readonly { lang: Understood; text: string }[] = [
  ...[
    '洗发水在 B3 货架第 2 节。要我带您过去吗？',
    '纯牛奶现在有货，12.90 元。',
    '酱油在 A12 货架，一共 18 款。',
    '营业时间是早上 8:00 到晚上 22:00。',
    '今天会员打 8.5 折，满 100 减 20。',
    '这款饼干含有花生和牛奶，过敏请不要食用。',
    '矿泉水 500ml，2 元一瓶，买 2 送 1。',
    '停车场前 2 小时免费，之后每小时 5 元。',
    '客服电话是 0571-88886666。',
    '酸奶的保质期到 2026年12月5日。',
    '牙膏今天缺货，预计 3-5 天后到货。',
    '我没听清楚，请您再说一遍。',
    '含糖量百分之 3.5，每 100 克 42 千卡。',
    '厕所在二楼，电梯旁边。',
  ].map((text) => ({ lang: 'zh' as const, text })),
  ...[
    'Shampoo is in aisle B3, bay 2. Shall I take you there?',
    'The oat milk is in stock, ¥12.90.',
    'We are open from 8:00 to 22:00.',
    'This product contains peanuts and may contain milk.',
    'Members save 15% today.',
    'Sorry, I did not catch that. Please say it again.',
    'The toothpaste is out of stock, please ask our staff.',
    'A 500ml bottle costs 2 yuan.',
  ].map((text) => ({ lang: 'en' as const, text })),
];

/** What the engine answers to questions of this store, in both languages. */
async function answersOf(store: string, count: number): Promise<{ lang: Understood; text: string }[]> {
  const engine = await EngineProcess.start(store);
  const out = [];
  for (const { text } of [
    ...storeQuestions(store, 'zh', Math.ceil(count * 0.75), 31),
    ...storeQuestions(store, 'en', Math.floor(count * 0.25), 32),
  ]) {
    const answer = await engine.ask(text);
    out.push({ lang: answer.lang, text: answer.text });
  }
  engine.close();
  return out;
}

/**
 * Speaks the texts as a shopper would hear them, recognises the sound again and prints the errors, one line
 * each and in all. Gives the error rates.
 */
export async function evaluateSpeaking(
  options: SpeechOutOptions,
  print: (line: string) => void,
): Promise<{ syllableError: number; wordError: number }> {
  const {
    modelsDir,
    voiceZh = 'zf_xiaoxiao',
    voiceEn = 'af_heart',
    threads = 2,
    store,
    questions = 24,
  } = options;
  const texts = [
    ...(options.texts ?? [...REPLIES, ...OWN_PHRASES]),
    ...(store ? await answersOf(store, questions) : []),
  ];
  const speechOutput = await createSpeechOutput({ modelsDir, voiceZh, voiceEn, threads });
  // Without the store's words: a recognizer that listens for questions about goods hears goods in other sentences.
  const transcriber = await FileTranscriber.load({ modelsDir, threads });
  const [syllables, words] = [new ErrorRate(), new ErrorRate()];
  const firsts: number[] = [];
  const factors: number[] = [];
  print(`speaking by ${speechOutput.status.model ?? speechOutput.status.detail ?? 'nobody'}`);
  for (const { lang, text } of texts) {
    const began = performance.now();
    let first: number | undefined;
    let sampleRate = MIC_SAMPLE_RATE;
    const parts: Float32Array[] = [];
    for await (const sound of speechOutput.speak(text, lang)) {
      first ??= performance.now() - began;
      sampleRate = sound.sampleRate;
      parts.push(sound.samples);
    }
    const samples = concat(parts);
    firsts.push(first ?? 0);
    factors.push((performance.now() - began) / ((samples.length / sampleRate) * 1000));
    const heard = await transcriber.samples(resample(samples, sampleRate, MIC_SAMPLE_RATE), lang);
    const one = new ErrorRate();
    const units = (t: string): string[] =>
      lang === 'zh' ? soundsIn(normalize(t, 'zh')) : wordsOf(normalize(t, 'en'));
    one.add(units(text), units(heard.text));
    (lang === 'zh' ? syllables : words).add(units(text), units(heard.text));
    if (one.rate > 0) print(`  ${one} ${text} | ${heard.text}`);
  }
  await Promise.all([speechOutput.close(), transcriber.close()]);
  print(
    `speech out: Mandarin toneless-syllable error ${syllables}, English word error ${words}; first sound ms p50 ${percentile(firsts, 0.5).toFixed(0)} p95 ${percentile(firsts, 0.95).toFixed(0)}; real-time factor p50 ${percentile(factors, 0.5).toFixed(2)}`,
  );
  return { syllableError: syllables.rate, wordError: words.rate };
}
