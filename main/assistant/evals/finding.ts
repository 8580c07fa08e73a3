import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { openCatalogReader, openSentenceEncoder, provisionFeed } from '../../../catalog-sync';
import { cacheDir, defaultDataDir, loadConfig } from '../../config';
import { Lang } from '../../contract';
import { everyProduct } from '../find/finder';
import { GoodsIndex } from '../find/goods-index';

/**
 * `npm run eval:finding -- STORE QUESTIONS…`: whether what a question names is found. hit@1: the first item is one that was meant;
 * hit@5: one of the first five. Questions that name goods and follow no other are counted.
 */
const Asked = z.looseObject({
  id: z.string(),
  lang: Lang,
  class: z.string(),
  say: z.string(),
  store: z.string().optional(),
  expect: z.looseObject({ gtin: z.array(z.string()).optional(), gtins: z.array(z.string()).optional() }),
});

async function main([store, ...files]: readonly string[]): Promise<void> {
  const { file } = await provisionFeed(store!, cacheDir());
  const catalog = openCatalogReader(file);
  const encoder = await openSentenceEncoder(loadConfig({ dataDir: defaultDataDir() }).voice.modelsDir, cacheDir());
  const questions = files.flatMap((f) => readFileSync(f, 'utf8').split('\n').filter(Boolean).map((line) => Asked.parse(JSON.parse(line))));
  const products = everyProduct(catalog);
  for (const lang of ['zh', 'en'] as const) {
    const asked = questions.filter((q) => q.lang === lang && (q.expect.gtin ?? q.expect.gtins) && q.class !== 'followup' && (!q.store || path.basename(store!) === path.basename(q.store)));
    if (asked.length === 0) continue;
    const index = new GoodsIndex(products, lang, encoder);
    await index.learnMeaning();
    const tally = new Map<string, [number, number]>();
    for (const q of asked) {
      const l = index.likeness(q.say);
      const ways: Record<string, (i: number) => number> = {
        spelling: (i) => l.spelling[i]!,
        meaning: (i) => l.meaning[i]!,
        both: (i) => l.meaning[i]! + 0.5 * l.spelling[i]!,
        'with sound': (i) => l.meaning[i]! + 0.5 * l.spelling[i]! + l.syllables[i]! + l.pinyin[i]!,
      };
      const meant = new Set(q.expect.gtin ?? q.expect.gtins);
      for (const [name, score] of Object.entries(ways)) {
        const best = products.map((p, i) => [score(i), p.gtin] as const).sort((a, b) => b[0] - a[0]).slice(0, 5);
        const [one, five] = tally.get(name) ?? [0, 0];
        tally.set(name, [one + (meant.has(best[0]![1]) ? 1 : 0), five + (best.some(([, g]) => meant.has(g)) ? 1 : 0)]);
      }
    }
    for (const [name, [one, five]] of tally) console.log(`${lang} ${name.padEnd(10)} hit@1 ${((100 * one) / asked.length).toFixed(1)} hit@5 ${((100 * five) / asked.length).toFixed(1)} of ${asked.length}`);
  }
  await encoder?.close();
}

void main(process.argv.slice(2));
