import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { openCatalogReader, provisionFeed } from '../../catalog-sync';
import { cacheDir } from '../../main/config';
import { decodingLexicon } from '../../main/read-models';
import { FileTranscriber } from '../transcribe';
import { ErrorRate, soundsIn } from './measure';

const FOLDER = path.join('voice', 'evals', 'known');
const cases = z.array(
  z.object({ wav: z.string(), store: z.string(), said: z.string(), fault: z.string() }).strict(),
);

/**
 * Recordings whose decoding is known to be wrong: heard with the store's words and without them, side by
 * side. Nothing here passes or fails; a case leaves the list when the recognizer that replaces this one hears it.
 */
export async function showKnownFaults(
  { modelsDir }: { modelsDir: string },
  print: (line: string) => void,
): Promise<void> {
  for (const { wav, store, said, fault } of cases.parse(
    JSON.parse(readFileSync(path.join(FOLDER, 'cases.json'), 'utf8')),
  )) {
    const { file } = await provisionFeed(store, cacheDir());
    const lexicon = decodingLexicon(openCatalogReader(file));
    print(`known fault ${wav}: ${fault}`);
    for (const [name, words] of [
      ['with the store', lexicon],
      ['without', undefined],
    ] as const) {
      const transcriber = await FileTranscriber.load({ modelsDir, lexicon: words });
      const { text } = await transcriber.file(path.join(FOLDER, wav));
      await transcriber.close();
      const errors = new ErrorRate();
      errors.add(soundsIn(said), soundsIn(text));
      print(`  ${name}: toneless-syllable error ${errors}, “${text}”`);
    }
  }
}
