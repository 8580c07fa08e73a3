/** `npm run eval:voice -- hear`: how well the ear hears people, store questions and the wake word, greedy beside compiled, in one run. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIC_FRAME, MIC_SAMPLE_RATE } from '../../main/contract';
import { Framer } from '../audio/frames';
import { resample } from '../audio/resample';
import { decodeWav } from '../audio/wav';
import { locateModels } from '../models/locate';
import { FsmnNet } from '../stages/asr/ctc/fsmn';
import { greedyPath, joinTokens } from '../stages/asr/ctc/greedy';
import { StoreDecoder } from '../stages/asr/lexicon/decoder';
import { WakeSpotter } from '../stages/wake/spotter';
import { FileTranscriber } from '../transcribe';
import { charactersOf, ErrorRate, percentile, soundsIn, wordsOf } from './measure';
import { addBabble } from './noise';
import { feedLexicon, storeQuestions } from './questions';
import { render } from './render';

const HUMAN = '../shared/speech/wavs';

export interface HearOptions {
  modelsDir: string;
  store: string;
  /** Rendered questions are kept here. */
  cache: string;
  questions: number;
  english: number;
  /** Signal-to-noise ratios besides clean, decibels. */
  snr: readonly number[];
}

const read = (file: string): Float32Array => {
  const { samples, sampleRate } = decodeWav(readFileSync(file), file);
  return resample(samples, sampleRate, MIC_SAMPLE_RATE);
};

export async function evaluateHearing(options: HearOptions, print: (line: string) => void): Promise<void> {
  const models = locateModels(options.modelsDir);
  const net = models.fsmn ? await FsmnNet.load(models.fsmn) : undefined;
  const transcriber = await FileTranscriber.load({ modelsDir: options.modelsDir, lexicon: feedLexicon(options.store) });
  if (existsSync(HUMAN)) {
    if (net) await general(net, options, print);
    if (models.wake) wake(models.wake, print);
  } else print(`human recordings: skipped, ${HUMAN} is not there`);
  const zh = await render(storeQuestions(options.store, 'zh', options.questions, 7), { modelsDir: options.modelsDir, folder: options.cache });
  const en = await render(storeQuestions(options.store, 'en', options.english, 8), { modelsDir: options.modelsDir, folder: options.cache });
  for (const snr of [Infinity, ...options.snr]) {
    const label = snr === Infinity ? 'clean' : `babble ${snr} dB`;
    const [syllables, characters, words] = [new ErrorRate(), new ErrorRate(), new ErrorRate()];
    const times: number[] = [];
    let wrongLanguage = 0;
    for (const [i, q] of [...zh, ...en].entries()) {
      const sound = read(q.file);
      const others = [zh, zh, zh].map((list, k) => read(list[(i * 7 + k * 13 + 5) % list.length]!.file));
      const heard = await transcriber.samples(snr === Infinity ? sound : addBabble(sound, others, snr));
      times.push(heard.ms.total);
      if (heard.lang !== q.lang) wrongLanguage++;
      if (q.lang === 'zh') {
        syllables.add(soundsIn(q.text), soundsIn(heard.text));
        characters.add(charactersOf(q.text), charactersOf(heard.text));
      } else words.add(wordsOf(q.text), wordsOf(heard.text));
    }
    print(`store questions, ${label}: ${zh.length} Mandarin toneless-syllable error ${syllables}, CER ${characters}; ${en.length} English word error ${words}; wrong language ${wrongLanguage}; whole file ms p50 ${percentile(times, 0.5)} p95 ${percentile(times, 0.95)}`);
  }
  await transcriber.close();
  await net?.close();
}

/** The same net, greedy and compiled, on people who speak of other things. */
async function general(net: FsmnNet, options: HearOptions, print: (line: string) => void): Promise<void> {
  const decoder = await StoreDecoder.create(net.tokens);
  await decoder.compile(feedLexicon(options.store));
  const [greedyChars, compiledChars, greedySounds, compiledSounds] = [new ErrorRate(), new ErrorRate(), new ErrorRate(), new ErrorRate()];
  const lines = readFileSync(join(HUMAN, 'transcripts.tsv'), 'utf8').trim().split('\n');
  for (const line of lines) {
    const [file, text] = line.split('\t') as [string, string];
    const stream = net.stream();
    await stream.push(read(join(HUMAN, file)));
    const posteriors = await stream.finish();
    const greedy = joinTokens(greedyPath(posteriors).map((t) => net.tokens[t.id] ?? ''));
    const compiled = decoder.firstOrGreedy(posteriors, greedy);
    greedyChars.add(charactersOf(text), charactersOf(greedy));
    compiledChars.add(charactersOf(text), charactersOf(compiled));
    greedySounds.add(soundsIn(text), soundsIn(greedy));
    compiledSounds.add(soundsIn(text), soundsIn(compiled));
  }
  print(`human clips (${lines.length}), streaming net: CER greedy ${greedyChars}, compiled ${compiledChars}; toneless-syllable error ${greedySounds} → ${compiledSounds}`);
}

function wake(files: NonNullable<ReturnType<typeof locateModels>['wake']>, print: (line: string) => void): void {
  const spotter = WakeSpotter.load(files, ['小云小云', '你好小店']);
  const heard = (file: string): number => {
    spotter.reset();
    let hits = 0;
    for (const frame of new Framer().push(Float32Array.from([...read(file), ...new Float32Array(MIC_FRAME * 24)]))) if (spotter.push(frame)) hits++;
    return hits;
  };
  const folder = join(HUMAN, 'wake-xiaoyun');
  const clips = readdirSync(folder).filter((f) => f.endsWith('.wav'));
  const hits = clips.filter((f) => heard(join(folder, f)) > 0).length;
  const others = readdirSync(HUMAN).filter((f) => f.endsWith('.wav'));
  const alarms = others.reduce((n, f) => n + heard(join(HUMAN, f)), 0);
  print(`wake word 小云小云 in store noise: ${hits}/${clips.length} heard; ${alarms} false alarms in ${others.length} other human clips`);
}
