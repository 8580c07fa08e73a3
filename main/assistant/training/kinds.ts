import { writeFileSync } from 'node:fs';
import { openEncoder } from '../evals/opened-stores';
import { allKinds } from '../goods';
import { readMeaning } from '../goods/meaning';

/** `npm run train:kinds`: writes what the kinds of goods mean into `goods/meaning-<lang>.bin`; to be run after every change of the kinds. */
async function main(): Promise<void> {
  const encoder = await openEncoder();
  if (encoder?.by !== 'encoders') throw new Error('the sentence encoders are not installed: run “daogou models install”');
  for (const lang of ['zh', 'en'] as const) {
    const table = await readMeaning(allKinds(), lang, encoder);
    writeFileSync(`main/assistant/goods/meaning-${lang}.bin`, table.bytes());
    process.stdout.write(`${lang}: ${table.size / 2} kinds\n`);
  }
  await encoder.close();
}

void main();
