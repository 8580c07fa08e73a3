/**
 * (b) The streaming net greedy beside compiled, and both passes together: on people who speak of other
 * things, whom the store's words must not bend, and on questions about the store.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIC_SAMPLE_RATE } from '../../main/contract';
import { resample } from '../audio/resample';
import { decodeWav } from '../audio/wav';
import { locateModels } from '../models/locate';
import { FsmnNet } from '../stages/asr/ctc/fsmn';
import { greedyPath, joinTokens } from '../stages/asr/ctc/greedy';
import { StoreDecoder } from '../stages/asr/lexicon/decoder';
import { FileTranscriber } from '../transcribe';
import { charactersOf, ErrorRate, soundsIn } from './measure';
import { feedLexicon, storeQuestions } from './questions';
import { render } from './render';

export const HUMAN = '../shared/speech/wavs';

export const readClip = (file: string): Float32Array => {
  const { samples, sampleRate } = decodeWav(readFileSync(file), file);
  return resample(samples, sampleRate, MIC_SAMPLE_RATE);
};

export interface GeneralOptions {
  modelsDir: string;
  store: string;
  /** Where spoken questions are kept. */
  cache: string;
}

/** Questions about the store, spoken. */
const QUESTIONS = 60;
const SEED = 41;

/**
 * Human recordings of other talk, then spoken questions about the store, each heard three ways in one run.
 */
export async function evaluateGeneral(
  { modelsDir, store, cache }: GeneralOptions,
  print: (line: string) => void,
): Promise<void> {
  const models = locateModels(modelsDir);
  if (!existsSync(HUMAN) || !models.fsmn)
    return print(`human recordings: skipped, ${models.fsmn ? HUMAN : 'fsmn-zh'} is not there`);
  const lexicon = feedLexicon(store);
  const net = await FsmnNet.load(models.fsmn);
  const decoder = await StoreDecoder.create(net.tokens);
  await decoder.compile(lexicon);
  const transcriber = await FileTranscriber.load({ modelsDir, lexicon });
  const compare = async (label: string, clips: readonly { file: string; text: string }[]): Promise<void> => {
    const ways = ['greedy', 'compiled', 'both passes'] as const;
    const rates = ways.map(() => ({ characters: new ErrorRate(), sounds: new ErrorRate() }));
    for (const { file, text } of clips) {
      const clip = readClip(file);
      const stream = net.stream();
      await stream.push(clip);
      const posteriors = await stream.finish();
      const greedy = joinTokens(greedyPath(posteriors).map((t) => net.tokens[t.id] ?? ''));
      [greedy, decoder.firstOrGreedy(posteriors, greedy), (await transcriber.samples(clip)).text].forEach(
        (heard, i) => {
          rates[i]!.characters.add(charactersOf(text), charactersOf(heard));
          rates[i]!.sounds.add(soundsIn(text), soundsIn(heard));
        },
      );
    }
    print(
      `${label} (${clips.length}): ${ways.map((way, i) => `${way} CER ${rates[i]!.characters}, toneless-syllable error ${rates[i]!.sounds}`).join('; ')}`,
    );
  };
  const lines = readFileSync(join(HUMAN, 'transcripts.tsv'), 'utf8').trim().split('\n');
  await compare(
    'human clips',
    lines.map((line) => line.split('\t')).map(([file, text]) => ({ file: join(HUMAN, file!), text: text! })),
  );
  await compare(
    'store questions',
    await render(storeQuestions(store, 'zh', QUESTIONS, SEED), { modelsDir, folder: cache }),
  );
  await Promise.all([net.close(), transcriber.close()]);
}
