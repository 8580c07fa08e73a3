import { writeFileSync } from 'node:fs';
import { allSets, type GoodsQuestion } from '../evals/question-sets';
import { Alone } from '../evals/alone';
import { OpenedStores, openEncoder } from '../evals/opened-stores';
import { candidatesFor, EVIDENCE } from '../find/evidence';
import { probabilities } from '../find/rank';
import { fit, type Example } from './logit';

/** `npm run train:ranker`: fits the ranker to every set, leaving out one store after another, and prints what it finds in the store left out. */
interface Read extends Example {
  question: GoodsQuestion;
  /** The plain sum's first item is right. */
  plain: boolean;
  names: string[];
}

/** The lexicon was mended with the project's own sets: what it finds there counts for less. */
const OWN_WEIGHT = 0.3;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const encoder = await openEncoder();
  const stores = new OpenedStores(encoder);
  const alone = new Alone(stores);
  const all: Record<string, number[]> = {};
  for (const lang of ['zh', 'en'] as const) {
    const read: Read[] = [];
    for (const question of allSets().filter((q) => q.lang === lang && q.before.length === 0)) {
      const index = await stores.index(question.store, lang);
      const carried = await stores.carried(question.store, lang);
      const wanted = (await stores.kinds(lang)).asked(question.say);
      const candidates = candidatesFor(index, question.say, carried.agreement(wanted), process.argv.includes('--plain') ? undefined : await alone.named(question.store, question.say, lang), carried.lacks(wanted));
      const right = candidates.map(({ row }) => (row < 0 ? question.meant.length === 0 : question.meant.includes(index.products[row]!.gtin)));
      const plain = right[candidates.reduce((b, c, i) => (c.sum > candidates[b]!.sum ? i : b), 0)]!;
      read.push({ question, evidence: candidates.map((c) => c.evidence), right, plain, weight: /shared|strangers/.test(question.store) ? 1 : OWN_WEIGHT, names: candidates.map((c) => index.products[c.row]?.name[lang] ?? 'nothing') });
    }
    for (const store of [...new Set(read.map((r) => r.question.store))]) {
      const train = read.filter((r) => r.question.store !== store && r.right.some(Boolean));
      const weights = fit(train, EVIDENCE.length);
      const held = read.filter((r) => r.question.store === store && r.question.meant.length > 0);
      const absent = read.filter((r) => r.question.store === store && r.question.meant.length === 0);
      let [one, five, plain, none] = [0, 0, 0, 0];
      for (const r of held) {
        const p = probabilities(r.evidence, weights);
        const order = p.map((_, i) => i).sort((a, b) => p[b]! - p[a]!);
        const items = order.filter((i) => i < p.length - 1);
        if (r.right[items[0]!]) one++;
        if (items.slice(0, 5).some((i) => r.right[i])) five++;
        if (r.plain) plain++;
        if (p.at(-1)! > 0.5) none++;
        if (process.argv.includes('-v') && !r.right[order[0]!]) print(`   ${r.question.class} | ${r.question.say} | ${r.names[order[0]!]} | ${r.names[order.find((i) => r.right[i]) ?? -1] ?? 'not reached'} ${order.findIndex((i) => r.right[i])}`);
      }
      const told = absent.filter((r) => probabilities(r.evidence, weights).at(-1)! > 0.5).length;
      const pc = (n: number): string => ((100 * n) / held.length).toFixed(1);
      print(`${lang} ${store.padEnd(40)} ${String(held.length).padStart(4)} plain ${pc(plain)} ranked ${pc(one)} / ${pc(five)} false 'not here' ${pc(none)}; not here ${told} of ${absent.length}`);
    }
    const weights = fit(read.filter((r) => r.right.some(Boolean)), EVIDENCE.length);
    print(EVIDENCE.map((e, i) => `${e} ${weights[i]!.toFixed(2)}`).join(', '));
    all[lang] = [...weights].map((w) => Math.round(w * 1000) / 1000);
  }
  if (process.argv.includes('--write')) writeFileSync(`main/assistant/find/weights${encoder?.by === 'student' ? '-student' : ''}.json`, `${JSON.stringify(all, null, 2)}\n`);
  await encoder?.close();
}

void main();
