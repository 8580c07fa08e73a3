import { writeFileSync } from 'node:fs';
import { createEngine, type Conversation } from '..';
import { OpenedStores, openEncoder } from '../evals/opened-stores';
import { goodsEvidence, GOODS_EVIDENCE, pAboutGoods } from '../dialog/about-goods';
import { askedLines } from './asked-lines';
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
  const stores = new OpenedStores(encoder);
  const seen: Seen[] = [];
  const all = askedLines();
  for (const store of new Set(all.map((line) => line.folder))) {
    const catalog = await stores.catalog(store);
    let evidence: number[] | undefined;
    const engine = createEngine({
      catalog: () => catalog,
      clock: () => new Date('2026-11-22T12:00:00+08:00'),
      encoder: () => encoder,
      onDoubt: (reading) => (evidence = goodsEvidence(reading)),
    });
    await engine.learn();
    const talks = new Map<string, Conversation>();
    for (const line of all.filter((l) => l.folder === store)) {
      const key = line.conv ?? line.conversation;
      const talk = (key && talks.get(key)) || engine.newConversation();
      if (key) talks.set(key, talk);
      evidence = undefined;
      engine.ask({ text: line.say }, talk);
      const wanted = [line.expect.intent ?? []].flat();
      if (evidence && wanted.length > 0)
        seen.push({
          store,
          say: line.say,
          evidence,
          goods: wanted.some((intent) => intent.startsWith('product.')),
        });
    }
  }
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
