import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { openCatalogReader, provisionFeed } from '../../../catalog-sync';
import { createEngine, type Engine } from '../../../main/assistant';
import { cacheDir } from '../../../main/config';
import { MIC_SAMPLE_RATE, Understood } from '../../../main/contract';
import { decodingLexicon } from '../../../main/read-models';
import { resample } from '../../audio/resample';
import { decodeWav } from '../../audio/wav';
import { FileTranscriber } from '../../transcribe';
import { CONDITIONS, type Condition } from '../conditions';
import { addBabble } from '../noise';
import { render, type Rendered } from '../render';
import { judge } from './judge';
import { shelfQuestions, type ShelfQuestion } from './questions';

/** One question asked. */
export const Outcome = z.object({
  id: z.string(),
  condition: z.enum(CONDITIONS),
  lang: Understood,
  voice: z.string(),
  rate: z.number(),
  text: z.string(),
  heard: z.string(),
  heardLang: Understood,
  confidence: z.number(),
  /** How sure the recognizer is of each character of what it heard; none for what was typed. */
  characters: z.array(z.number()).optional(),
  verdict: z.enum(['right', 'wrong', 'candidates', 'abstained']),
  said: z.string(),
  ms: z.number(),
});
export type Outcome = z.infer<typeof Outcome>;

export interface ShelfOptions {
  modelsDir: string;
  /** Rendered questions and results are kept here. */
  cache: string;
  condition: Condition;
  /** Which of the questions, and how many. */
  from: number;
  count: number;
  /** Only each so-manieth, for a quick look at all stores and voices. */
  every: number;
  /** Results of one run are kept together under this name; what it has is not asked again. */
  run: string;
}

export const outcomesFile = (cache: string, run: string): string => join(cache, 'shelf', `${run}.jsonl`);

export function outcomes(file: string): Outcome[] {
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => Outcome.parse(JSON.parse(line)))
    : [];
}

/** The demo clock: every store is open then. */
const NOW = new Date('2026-11-23T10:30:00+08:00');
const TALKERS = 3;

const read = (file: string): Float32Array => {
  const { samples, sampleRate } = decodeWav(readFileSync(file), file);
  return resample(samples, sampleRate, MIC_SAMPLE_RATE);
};

interface Store {
  name: string;
  ask: (question: Rendered<ShelfQuestion>, sound: Float32Array | undefined) => Promise<Outcome>;
  close: () => Promise<void>;
}

/**
 * Speaks questions to the recognizer and asks the engine what was heard, each appended to the run's file as soon as
 * it is answered.
 */
export async function askForShelves(options: ShelfOptions): Promise<void> {
  const file = outcomesFile(options.cache, options.run);
  mkdirSync(dirname(file), { recursive: true });
  const done = new Set(
    outcomes(file)
      .filter((o) => o.condition === options.condition)
      .map((o) => o.id),
  );
  const wanted = (i: number): boolean =>
    i >= options.from && i < options.from + options.count && i % options.every === 0;
  const all = await render(shelfQuestions(), { wanted, modelsDir: options.modelsDir, folder: options.cache });
  let store: Store | undefined;
  for (const [i, question] of all.entries()) {
    if (!wanted(i) || done.has(question.id)) continue;
    if (store?.name !== question.store) {
      await store?.close();
      store = await open(question.store, options);
    }
    const sound = options.condition === 'typed' ? undefined : read(question.file);
    const noisy =
      sound && options.condition !== 'clean'
        ? addBabble(sound, talkers(all, i).map(read), Number(options.condition))
        : sound;
    appendFileSync(file, `${JSON.stringify(await store.ask(question, noisy))}\n`);
  }
  await store?.close();
}

/** Other questions that are spoken already, other ones for each. */
function talkers(all: readonly Rendered<ShelfQuestion>[], i: number): string[] {
  const spoken = all.filter((q, k) => k !== i && existsSync(q.file));
  return Array.from(
    { length: TALKERS },
    (_, k) => spoken[(i * 7 + k * 101 + 31) % spoken.length]?.file,
  ).filter((file) => file !== undefined);
}

async function open(name: string, options: ShelfOptions): Promise<Store> {
  const { file } = await provisionFeed(join('build', name), cacheDir());
  const catalog = openCatalogReader(file);
  const engine: Engine = createEngine({ catalog: () => catalog, clock: () => NOW });
  const transcriber =
    options.condition === 'typed'
      ? undefined
      : await FileTranscriber.load({ modelsDir: options.modelsDir, lexicon: decodingLexicon(catalog) });
  return {
    name,
    async ask(question, sound) {
      const heard =
        transcriber && sound
          ? await transcriber.samples(sound)
          : { text: question.text, lang: question.lang, confidence: 1, nbest: [], ms: { total: 0 } };
      const answer = engine.ask(
        { text: heard.text, lang: heard.lang, nbest: heard.nbest, spoken: true },
        engine.newConversation(),
      );
      const { id, lang, voice, rate, text } = question;
      return {
        id,
        condition: options.condition,
        lang,
        voice,
        rate,
        text,
        heard: heard.text,
        heardLang: heard.lang,
        confidence: heard.confidence,
        characters: heard.nbest
          .find((h) => h.text === heard.text)
          ?.confidence?.map((c) => Math.round(c * 100) / 100),
        verdict: judge(answer, question),
        said: answer.text,
        ms: heard.ms.total,
      };
    },
    async close() {
      await transcriber?.close();
      catalog.close();
    },
  };
}
