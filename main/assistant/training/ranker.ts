import { writeFileSync } from 'node:fs';
import { allSets, type GoodsQuestion } from '../evals/question-sets';
import { OpenedStores, openEncoder } from '../evals/opened-stores';
import { candidatesFor, EVIDENCE } from '../find/evidence';
import { agreement } from '../find/kinds';
import { probabilities } from '../find/rank';
import { fit, type Example } from './logit';

/** `npm run train:ranker`: fits the ranker to every set, leaving out one store after another, and prints what it finds in the store left out. */
interface Read extends Example {
  question: GoodsQuestion;
  /** The plain sum's first item is right. */
  plain: boolean;
  names: string[];
}

async function main(): Promise<void> {
  const encoder = await openEncoder();
  const stores = new OpenedStores(encoder);
  const all: Record<string, number[]> = {};
  for (const lang of ['zh', 'en'] as const) {
    const read: Read[] = [];
    for (const question of allSets().filter((q) => q.lang === lang && q.before.length === 0 && q.meant.length > 0)) {
      const index = await stores.index(question.store, lang);
      const beliefs = await stores.beliefsOf(question.store, lang);
      const wanted = (await stores.kinds(lang)).asked(question.say);
      const candidates = candidatesFor(index, question.say, Float32Array.from(beliefs, (is) => agreement(wanted, is)));
      const right = candidates.map(({ row }) => question.meant.includes(index.products[row]!.gtin));
      const plain = right[candidates.reduce((b, c, i) => (c.sum > candidates[b]!.sum ? i : b), 0)]!;
      read.push({ question, evidence: candidates.map((c) => c.evidence), right, plain, names: candidates.map((c) => index.products[c.row]!.name[lang]) });
    }
    for (const store of [...new Set(read.map((r) => r.question.store))]) {
      const train = read.filter((r) => r.question.store !== store && r.right.some(Boolean));
      const weights = fit(train, EVIDENCE.length);
      const held = read.filter((r) => r.question.store === store);
      let [one, five, plain, reach] = [0, 0, 0, 0];
      for (const r of held) {
        const p = probabilities(r.evidence, weights);
        const order = p.map((_, i) => i).sort((a, b) => p[b]! - p[a]!);
        if (r.right[order[0]!]) one++;
        if (order.slice(0, 5).some((i) => r.right[i])) five++;
        if (r.plain) plain++;
        if (r.right.some(Boolean)) reach++;
        if (process.argv.includes('-v') && !r.right[order[0]!]) console.log(`   ${r.question.class} | ${r.question.say} | ${r.names[order[0]!]} | ${r.names[order.find((i) => r.right[i]) ?? -1] ?? 'not reached'} ${order.findIndex((i) => r.right[i])}`);
      }
      const pc = (n: number): string => ((100 * n) / held.length).toFixed(1);
      console.log(`${lang} ${store.padEnd(40)} ${String(held.length).padStart(4)} plain ${pc(plain)} ranked ${pc(one)} / ${pc(five)} reach ${pc(reach)}`);
    }
    const weights = fit(read.filter((r) => r.right.some(Boolean)), EVIDENCE.length);
    console.log(EVIDENCE.map((e, i) => `${e} ${weights[i]!.toFixed(2)}`).join(', '));
    all[lang] = [...weights].map((w) => Math.round(w * 1000) / 1000);
  }
  if (process.argv.includes('--write')) writeFileSync('main/assistant/find/weights.json', `${JSON.stringify(all, null, 2)}\n`);
  await encoder?.close();
}

void main();
