/** (b) People who speak of other things: the streaming net greedy beside compiled, and both passes together. The store's words must not bend them. */
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
import { feedLexicon } from './questions';

export const HUMAN = '../shared/speech/wavs';

export const readClip = (file: string): Float32Array => {
  const { samples, sampleRate } = decodeWav(readFileSync(file), file);
  return resample(samples, sampleRate, MIC_SAMPLE_RATE);
};

export async function evaluateGeneral(options: { modelsDir: string; store: string }, print: (line: string) => void): Promise<void> {
  const models = locateModels(options.modelsDir);
  if (!existsSync(HUMAN) || !models.fsmn) return print(`human recordings: skipped, ${models.fsmn ? HUMAN : 'fsmn-zh'} is not there`);
  const lexicon = feedLexicon(options.store);
  const net = await FsmnNet.load(models.fsmn);
  const decoder = await StoreDecoder.create(net.tokens);
  await decoder.compile(lexicon);
  const ear = await FileTranscriber.load({ modelsDir: options.modelsDir, lexicon });
  const ways = ['greedy', 'compiled', 'both passes'] as const;
  const rates = ways.map(() => ({ characters: new ErrorRate(), sounds: new ErrorRate() }));
  const lines = readFileSync(join(HUMAN, 'transcripts.tsv'), 'utf8').trim().split('\n');
  for (const line of lines) {
    const [file, text] = line.split('\t') as [string, string];
    const clip = readClip(join(HUMAN, file));
    const stream = net.stream();
    await stream.push(clip);
    const posteriors = await stream.finish();
    const greedy = joinTokens(greedyPath(posteriors).map((t) => net.tokens[t.id] ?? ''));
    [greedy, decoder.firstOrGreedy(posteriors, greedy), (await ear.samples(clip)).text].forEach((heard, i) => {
      rates[i]!.characters.add(charactersOf(text), charactersOf(heard));
      rates[i]!.sounds.add(soundsIn(text), soundsIn(heard));
    });
  }
  print(`human clips (${lines.length}): ${ways.map((way, i) => `${way} CER ${rates[i]!.characters}, toneless-syllable error ${rates[i]!.sounds}`).join('; ')}`);
  await Promise.all([net.close(), ear.close()]);
}
