/**
 * (a) The wake word: people calling it in store noise, people speaking of other things, and hours of a busy
 * store.
 */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { MIC_FRAME, MIC_SAMPLE_RATE } from '../../main/contract';
import { Framer } from '../audio/frames';
import { locateModels } from '../models/locate';
import { WakeSpotter } from '../stages/wake/spotter';
import { HUMAN, readClip } from './general';
import { addBabble } from './noise';
import { storeBabble } from './store-babble';

/** The human recordings call the first; all of them must stay silent in the babble. */
const PHRASES = ['小云小云', '你好小店', '小导小导'];
const BLOCK_MINUTES = 10;
const TRAIL = new Float32Array(MIC_FRAME * 24);

const Block = z.object({ block: z.number(), phrases: z.string(), alarms: z.number() });

export interface WakeOptions {
  modelsDir: string;
  /** Where spoken questions lie (they are the babble) and what was heard so far is kept. */
  cache: string;
  hours: number;
}

export async function evaluateWake(options: WakeOptions, print: (line: string) => void): Promise<void> {
  const files = locateModels(options.modelsDir).wake;
  if (!files || !existsSync(HUMAN))
    return print(`wake word: skipped, ${files ? HUMAN : 'fsmn-zh'} is not there`);
  const spotter = WakeSpotter.load(files, PHRASES);
  const times = (sound: Float32Array): number => {
    let hits = 0;
    for (const frame of new Framer().push(sound)) if (spotter.push(frame)) hits++;
    return hits;
  };
  const heard = (sound: Float32Array): number => {
    spotter.reset();
    return times(Float32Array.from([...sound, ...TRAIL]));
  };
  const clips = (folder: string): Float32Array[] =>
    readdirSync(folder)
      .filter((f) => f.endsWith('.wav'))
      .map((f) => readClip(join(folder, f)));
  const calls = clips(join(HUMAN, 'wake-xiaoyun'));
  const others = clips(HUMAN);
  const found = (list: readonly Float32Array[]): string =>
    `${list.filter((c) => heard(c) > 0).length}/${list.length}`;
  print(
    `wake word 小云小云, people in store noise: ${found(calls)} heard; 20 dB quieter ${found(calls.map((c) => c.map((s) => s * 0.1)))}; babble at 10 dB ${found(calls.map((c) => addBabble(c, others.slice(0, 3), 10)))}, at 5 dB ${found(calls.map((c) => addBabble(c, others.slice(3, 6), 5)))}`,
  );
  print(
    `other human clips: ${others.reduce((n, clip) => n + heard(clip), 0)} false alarms in ${others.length} (${Math.round(others.reduce((n, c) => n + c.length, 0) / MIC_SAMPLE_RATE)} s)`,
  );

  const file = join(options.cache, 'wake-babble.jsonl');
  mkdirSync(dirname(file), { recursive: true });
  const phrases = PHRASES.join(' ');
  const done = (): z.infer<typeof Block>[] =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .filter(Boolean)
          .map((l) => Block.parse(JSON.parse(l)))
          .filter((b) => b.phrases === phrases)
      : [];
  const speech = [
    ...readdirSync(options.cache)
      .filter((f) => f.endsWith('.wav'))
      .sort()
      .map((f) => readClip(join(options.cache, f))),
    ...others,
  ];
  for (let block = 0; block < (options.hours * 60) / BLOCK_MINUTES; block++) {
    if (done().some((b) => b.block === block)) continue;
    spotter.reset();
    let alarms = 0;
    for (const part of storeBabble(speech, BLOCK_MINUTES * 60, block)) alarms += times(part);
    appendFileSync(file, `${JSON.stringify({ block, phrases, alarms })}\n`);
  }
  const all = done();
  const alarms = all.reduce((n, b) => n + b.alarms, 0);
  const hours = (all.length * BLOCK_MINUTES) / 60;
  print(
    `store babble, ${hours.toFixed(1)} h with ${PHRASES.length} wake words: ${alarms} false alarms, ${(alarms / hours).toFixed(2)} an hour`,
  );
}
