import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { openCatalogReader, openStudent, provisionFeed } from '../../../catalog-sync';
import { createEngine } from '../../../main/assistant';
import { cacheDir } from '../../../main/config';
import { MIC_SAMPLE_RATE, Understood, type Answer, type Utterance } from '../../../main/contract';
import { decodingLexicon } from '../../../main/read-models';
import { resample } from '../../audio/resample';
import { decodeWav } from '../../audio/wav';
import { FileTranscriber } from '../../transcribe';
import { CONDITIONS, type Condition } from '../conditions';
import { addBabble } from '../noise';
import { render, type Rendered } from '../render';
import { strangersQuestions, type StrangersQuestion } from './spoken';

/** What became of one question. `none`: no item is named, or only something else is offered. */
export const Asked = z.object({
  set: z.string(),
  id: z.string(),
  condition: z.enum(CONDITIONS),
  lang: Understood,
  voice: z.string(),
  text: z.string(),
  heard: z.string(),
  heardLang: Understood,
  confidence: z.number(),
  first: z.enum(['right', 'wrong', 'none']),
  said: z.string(),
  ms: z.number(),
});
export type Asked = z.infer<typeof Asked>;

export interface StrangersOptions {
  modelsDir: string;
  /** Spoken questions and results are kept here. */
  cache: string;
  sets: readonly string[];
  condition: Condition;
  /** Only each so-manieth question of a set. */
  every: number;
  /** Results of one run are kept together under this name; what it has is not asked again. */
  run: string;
}

export const askedFile = (cache: string, run: string): string => join(cache, 'strangers', `${run}.jsonl`);

export function askedIn(file: string): Asked[] {
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => Asked.parse(JSON.parse(line)))
    : [];
}

const NOW = new Date('2026-11-22T12:00:00+08:00');
const TALKERS = 3;

const read = (file: string): Float32Array => {
  const { samples, sampleRate } = decodeWav(readFileSync(file), file);
  return resample(samples, sampleRate, MIC_SAMPLE_RATE);
};

/** Asks what strangers ask of their stores, as heard, each question in a conversation of its own. */
export async function askAsStrangers(options: StrangersOptions): Promise<void> {
  const file = askedFile(options.cache, options.run);
  mkdirSync(dirname(file), { recursive: true });
  const done = new Set(
    askedIn(file).flatMap((one) => (one.condition === options.condition ? [`${one.set} ${one.id}`] : [])),
  );
  for (const set of options.sets) {
    const wanted = (i: number): boolean => i % options.every === 0;
    const all = await render(strangersQuestions(set), {
      wanted,
      modelsDir: options.modelsDir,
      folder: options.cache,
    });
    const store = await opened(all[0]!.store, options);
    const { transcriber } = store;
    for (const [i, question] of all.entries()) {
      if (!wanted(i) || done.has(`${set} ${question.id}`)) continue;
      const heard = transcriber
        ? await transcriber.samples(soundOf(question, talkers(all, i), options.condition))
        : { text: question.text, lang: question.lang, confidence: 1, nbest: [], ms: { total: 0 } };
      const answer = store.ask({ ...heard, spoken: transcriber !== undefined });
      const { id, lang, voice, text } = question;
      const asked: Asked = {
        ...{ set, id, lang, voice, text, condition: options.condition },
        ...{ heard: heard.text, heardLang: heard.lang, confidence: heard.confidence, ms: heard.ms.total },
        ...{ first: judged(answer, question), said: answer.text },
      };
      appendFileSync(file, `${JSON.stringify(asked)}\n`);
    }
    await store.close();
  }
}

function soundOf(
  { file }: Rendered<StrangersQuestion>,
  others: readonly string[],
  condition: Condition,
): Float32Array {
  const sound = read(file);
  return condition === 'clean' ? sound : addBabble(sound, others.map(read), Number(condition));
}

/** Other questions that are spoken already, other ones for each. */
function talkers(all: readonly Rendered<StrangersQuestion>[], i: number): string[] {
  const spoken = all.filter((q, k) => k !== i && existsSync(q.file));
  return Array.from({ length: TALKERS }, (_, k) => spoken[(i * 7 + k * 101 + 31) % spoken.length]!.file);
}

/** Whether the first item that an answer names is one of those meant. */
function judged({ items, abstained }: Answer, { meant }: StrangersQuestion): Asked['first'] {
  const [first] = items.filter((item) => !item.alternative);
  if (!first || abstained) return 'none';
  return meant.includes(first.gtin) ? 'right' : 'wrong';
}

interface Opened {
  /** None where the words themselves are asked. */
  transcriber: FileTranscriber | undefined;
  ask: (utterance: Utterance) => Answer;
  close: () => Promise<void>;
}

/** A store with the terminal's ear and engine, both as its visitors meet them. */
async function opened(store: string, { condition, modelsDir }: StrangersOptions): Promise<Opened> {
  const { file } = await provisionFeed(store, cacheDir());
  const catalog = openCatalogReader(file);
  const encoder = await openStudent();
  const engine = createEngine({ catalog: () => catalog, clock: () => NOW, encoder: () => encoder });
  await engine.learn();
  const transcriber =
    condition === 'typed'
      ? undefined
      : await FileTranscriber.load({ modelsDir, lexicon: decodingLexicon(catalog) });
  return {
    transcriber,
    ask: ({ text, lang, nbest, spoken }) =>
      engine.ask({ text, lang, nbest, spoken }, engine.newConversation()),
    close: async () => {
      await transcriber?.close();
      catalog.close();
      await encoder.close();
    },
  };
}
