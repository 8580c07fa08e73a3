import { writeFileSync } from 'node:fs';
import { goodsEvidence, GOODS_EVIDENCE, pAboutGoods } from '../dialog/about-goods';
import type { GoodsReading } from '../dialog/types';
import { openEncoder } from '../evals/opened-stores';
import { askEverywhere } from './asked-lines';
import { logistic } from './logistic';

/**
 * `npm run train:about-goods [-- --write]`: when what the rules read as talk of the store is about goods.
 * Leaves out one store after another.
 */
interface Seen {
  store: string;
  say: string;
  evidence: number[];
  goods: boolean;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const encoder = await openEncoder();
  const seen: Seen[] = [];
  let evidence: number[] | undefined;
  const onDoubt = (reading: GoodsReading): void => void (evidence = goodsEvidence(reading));
  await askEverywhere(encoder, { onDoubt }, ({ folder, say, expect }) => {
    const wanted = [expect.intent ?? []].flat();
    const goods = wanted.some((intent) => intent.startsWith('product.'));
    if (evidence && wanted.length > 0) seen.push({ store: folder, say, evidence, goods });
    evidence = undefined;
  });
  print(`${seen.length} readings were doubted, ${seen.filter((s) => s.goods).length} of them about goods`);
  for (const store of new Set(seen.map((s) => s.store))) {
    const by = fitted(seen.filter((s) => s.store !== store));
    const held = seen.filter((s) => s.store === store);
    const taken = held.filter((s) => pAboutGoods(s.evidence, by) >= 0.5);
    print(
      `${store.padEnd(40)} of ${held.filter((s) => s.goods).length} about goods ${taken.filter((s) => s.goods).length} are seen; of ${held.filter((s) => !s.goods).length} others ${taken.filter((s) => !s.goods).length} are taken for goods`,
    );
    if (process.argv.includes('-v'))
      for (const s of held.filter((h) => pAboutGoods(h.evidence, by) >= 0.5 !== h.goods))
        print(`   ${s.goods ? 'missed' : 'taken'} ${s.say}`);
  }
  const byStore = new Map(
    [...new Set(seen.map((s) => s.store))].map((store) => [
      store,
      fitted(seen.filter((s) => s.store !== store)),
    ]),
  );
  for (const limit of [0.3, 0.4, 0.5]) {
    const taken = seen.filter((s) => pAboutGoods(s.evidence, byStore.get(s.store)) >= limit);
    print(
      `at ${limit}: ${taken.filter((s) => s.goods).length} of ${seen.filter((s) => s.goods).length} about goods are seen, ${taken.filter((s) => !s.goods).length} of ${seen.filter((s) => !s.goods).length} others are taken for goods`,
    );
  }
  const weights = fitted(seen);
  print(GOODS_EVIDENCE.map((name, i) => `${name} ${weights[i]!.toFixed(2)}`).join(', '));
  if (process.argv.includes('--write'))
    writeFileSync(
      'main/assistant/dialog/about-goods.json',
      `${JSON.stringify(weights.map((w) => Math.round(w * 1000) / 1000))}\n`,
    );
  await encoder?.close();
}

const fitted = (examples: readonly Seen[]): number[] =>
  logistic(examples.map(({ evidence, goods }) => ({ evidence, yes: goods, weight: 1 })));

void main();
