import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCatalogReader, provisionFeed } from '../../../catalog-sync';
import { createEngine } from '../../../main/assistant';
import { cacheDir } from '../../../main/config';
import { MIC_SAMPLE_RATE, type SpokenPhrase } from '../../../main/contract';
import { likelyPhrases } from '../../../main/read-models';
import { resample } from '../../audio/resample';
import { decodeWav } from '../../audio/wav';
import { splitClauses } from '../../speech/clauses';
import { createSpeechOutput, type SpeechOutput } from '../../stages/tts';
import { percentile } from '../measure';
import { feedLexicon, storeQuestions, type SpokenQuestion } from '../questions';
import { render } from '../render';
import { EngineProcess, silence, megabytes, VoiceRig, wait } from './rig';

export interface LatencyOptions {
  modelsDir: string;
  store: string;
  /** Where spoken questions are kept. */
  cache: string;
  questions: number;
  english: number;
  threads: number;
}

/** Milliseconds from one stage to the next. */
interface Times {
  question: SpokenQuestion;
  /** End of speech → endpoint: the endpoint's own silence. */
  endpoint: number;
  /** Endpoint → transcript. */
  transcript: number;
  /** Transcript → answer. */
  answer: number;
  /** Answer → first sound sent to the page. */
  sound: number;
  reply: string;
}

/** Loudness below which the end of a clip is silence. */
const QUIET = 0.01;

/**
 * End of speech → first sound, as the terminal does it: questions at the pace they were spoken, the engine in
 * its own process, the real speech output; once with nothing rendered ahead, once as after the first idle hours, when
 * the likely phrases of the store are.
 */
export async function measureLatency(options: LatencyOptions, print: (line: string) => void): Promise<void> {
  const { modelsDir, store, cache, threads } = options;
  const spoken = await render(
    [
      ...storeQuestions(store, 'zh', options.questions, 21),
      ...storeQuestions(store, 'en', options.english, 22),
    ],
    { modelsDir, folder: cache },
  );
  const engine = await EngineProcess.start(store);
  const folder = await mkdtemp(join(tmpdir(), 'daogou-bench-'));
  let speechOutput: SpeechOutput | undefined;
  const rig = await VoiceRig.start({
    modelsDir,
    secondPass: true,
    threads,
    speechOutput: async () =>
      (speechOutput = await createSpeechOutput({
        modelsDir,
        cacheDir: folder,
        voiceZh: 'zf_xiaoxiao',
        voiceEn: 'af_heart',
        threads,
      })),
  });
  await rig.service.handlers.compile(feedLexicon(store));
  await rig.hear(silence(2));
  const replies: string[] = [];
  for (const ahead of [false, true]) {
    if (ahead) {
      await speechOutput?.prerenderAll(await renderedAhead(store, replies));
    }
    const times: Times[] = [];
    for (const question of spoken) {
      const measured = await ask(rig, engine, question, read(question.file));
      if (!measured) continue;
      times.push({ ...measured, question });
      replies.push(measured.reply);
    }
    report(
      times,
      ahead ? 'the likely phrases rendered ahead' : 'nothing rendered ahead',
      spoken.length,
      print,
    );
  }
  print(`memory with the second pass and speech output: ${megabytes()} MB`);
  engine.close();
  await rig.service.close();
  await rm(folder, { recursive: true, force: true });
}

/**
 * The store's likely phrases that occur in any of the replies: of the thousands that a terminal renders in
 * idle hours, those that matter here.
 */
async function renderedAhead(store: string, replies: readonly string[]): Promise<SpokenPhrase[]> {
  const { file } = await provisionFeed(store, cacheDir());
  const catalog = openCatalogReader(file);
  const engine = createEngine({ catalog: () => catalog, clock: () => new Date() });
  const likely = await likelyPhrases(catalog, (utterance) => engine.dryRun(utterance).text);
  catalog.close();
  const clauses = likely.flatMap((phrase) =>
    phrase.part
      ? [phrase]
      : splitClauses(phrase.text).map(({ text }): SpokenPhrase => ({ lang: phrase.lang, text })),
  );
  const said = replies.map((reply) => reply.toLowerCase());
  return clauses.filter(({ text }) => said.some((reply) => reply.includes(text.toLowerCase())));
}

function read(file: string): Float32Array {
  const { samples, sampleRate } = decodeWav(readFileSync(file), file);
  return resample(samples, sampleRate, MIC_SAMPLE_RATE);
}

async function ask(
  rig: VoiceRig,
  engine: EngineProcess,
  { lang }: SpokenQuestion,
  sound: Float32Array,
): Promise<Omit<Times, 'question'> | undefined> {
  await rig.tap(lang);
  const spokenMs = (sound.findLastIndex((s) => Math.abs(s) > QUIET) * 1_000) / MIC_SAMPLE_RATE;
  const over = (): boolean => rig.moments.final !== undefined || rig.moments.silent !== undefined;
  const began = await rig.hear(Float32Array.from([...sound, ...silence(4)]), over);
  for (let i = 0; i < 400 && !over(); i++) await wait(20);
  const { final, endpoint } = rig.moments;
  if (!final || endpoint === undefined) return undefined;
  const answer = await engine.ask(final.text);
  const answered = performance.now();
  await rig.service.handlers.speak({ turnId: final.turnId, text: answer.text, lang: answer.lang });
  for (let i = 0; i < 2_000 && rig.moments.firstSound === undefined; i++) await wait(5);
  if (rig.moments.firstSound === undefined) return undefined;
  return {
    endpoint: endpoint - began - spokenMs,
    transcript: final.at - endpoint,
    answer: answered - final.at,
    sound: rig.moments.firstSound - answered,
    reply: answer.text,
  };
}

function report(times: readonly Times[], label: string, asked: number, print: (line: string) => void): void {
  const figures = (name: string, some: readonly Times[]): void => {
    const of = (pick: (t: Times) => number): string =>
      `${percentile(some.map(pick), 0.5).toFixed(0)}/${percentile(some.map(pick), 0.95).toFixed(0)}`;
    if (some.length > 0)
      print(
        `  ${name} (${some.length}): endpoint's silence ${of((t) => t.endpoint)}, then transcript ${of((t) => t.transcript)}, answer ${of((t) => t.answer)}, first sound ${of((t) => t.sound)}; beyond the silence ${of((t) => t.transcript + t.answer + t.sound)}`,
      );
  };
  print(`end of speech → first sound, ${label}, ms p50/p95 (${times.length} of ${asked} heard):`);
  const zh = times.filter((t) => t.question.lang === 'zh');
  figures('Mandarin', zh);
  figures(
    '  decided by the streaming net',
    zh.filter((t) => t.transcript < STREAMING_MS),
  );
  figures(
    '  with the second pass',
    zh.filter((t) => t.transcript >= STREAMING_MS),
  );
  figures(
    'English',
    times.filter((t) => t.question.lang === 'en'),
  );
}

/** A transcript that came later than this after the endpoint waited for the second pass. */
const STREAMING_MS = 120;
