import { writeFileSync } from 'node:fs';
import { openStudent } from '../../../catalog-sync';
import { Alone } from '../evals/alone';
import { OpenedStores, openEncoder } from '../evals/opened-stores';
import { allSets } from '../evals/question-sets';
import { EVIDENCE } from '../find/evidence';
import { probabilities } from '../find/rank';
import { readQuestion, type Read } from './examples';
import { fit } from './logit';

/**
 * `npm run train:ranker -- [full|recalled|student|plain] [--write] [-v]`: fits the ranker to every set,
 * leaving out one store after another, and prints what it finds in the store left out: with all evidence, as
 * in a store that is too large to hold all names, by the student, and without encoders.
 */
const FILES = {
  full: 'main/assistant/find/weights.json',
  recalled: 'main/assistant/find/weights-recalled.json',
  student: 'main/assistant/find/weights-student.json',
  plain: 'main/assistant/find/weights-plain.json',
} as const;

/** Without one store the weights lie near those of all: a fit begins there. */
const FROM_THERE = { steps: 80, rate: 0.02 };

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const encoder = await openEncoder();
  if (encoder?.by !== 'encoders')
    throw new Error('the sentence encoders are not installed: run “daogou models install”');
  const student = await openStudent();
  const asked = process.argv.find((arg) => arg in FILES) as keyof typeof FILES | undefined;
  for (const evidenced of asked ? [asked] : (Object.keys(FILES) as (keyof typeof FILES)[])) {
    print(evidenced);
    await train(
      new OpenedStores(
        { full: encoder, recalled: encoder, student, plain: undefined }[evidenced],
        evidenced === 'recalled' ? 0 : undefined,
      ),
      FILES[evidenced],
    );
  }
  await encoder.close();
}

async function train(stores: OpenedStores, file: string): Promise<void> {
  const alone = new Alone(stores);
  const all: Record<string, number[]> = {};
  for (const lang of ['zh', 'en'] as const) {
    const read: Read[] = [];
    for (const question of allSets().filter((q) => q.lang === lang && q.before.length === 0)) {
      read.push(await readQuestion(stores, alone, question));
    }
    const weights = fit(
      read.filter((r) => r.right.some(Boolean)),
      EVIDENCE.length,
    );
    for (const store of [...new Set(read.map((r) => r.question.store))]) {
      const train = read.filter((r) => r.question.store !== store && r.right.some(Boolean));
      const without = fit(train, EVIDENCE.length, { weights, ...FROM_THERE });
      const held = read.filter((r) => r.question.store === store && r.question.meant.length > 0);
      const absent = read.filter((r) => r.question.store === store && r.question.meant.length === 0);
      let [one, five, plain, none] = [0, 0, 0, 0];
      for (const r of held) {
        const p = probabilities(r.evidence, without);
        const order = p.map((_, i) => i).sort((a, b) => p[b]! - p[a]!);
        const items = order.filter((i) => i < p.length - 1);
        if (r.right[items[0]!]) one++;
        if (items.slice(0, 5).some((i) => r.right[i])) five++;
        if (r.right[r.candidates.reduce((best, c, i) => (c.sum > r.candidates[best]!.sum ? i : best), 0)])
          plain++;
        if (p.at(-1)! > 0.5) none++;
        if (process.argv.includes('-v') && !r.right[order[0]!])
          print(
            `   ${r.question.class} | ${r.question.say} | ${r.names[order[0]!]} | ${r.names[order.find((i) => r.right[i]) ?? -1] ?? 'not reached'} ${order.findIndex((i) => r.right[i])}`,
          );
      }
      const told = absent.filter((r) => probabilities(r.evidence, without).at(-1)! > 0.5).length;
      const pc = (n: number): string => ((100 * n) / held.length).toFixed(1);
      print(
        `${lang} ${store.padEnd(40)} ${String(held.length).padStart(4)} plain ${pc(plain)} ranked ${pc(one)} / ${pc(five)} false 'not here' ${pc(none)}; not here ${told} of ${absent.length}`,
      );
    }
    print(EVIDENCE.map((e, i) => `${e} ${weights[i]!.toFixed(2)}`).join(', '));
    all[lang] = [...weights].map((w) => Math.round(w * 1000) / 1000);
  }
  if (process.argv.includes('--write')) writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
}

void main();
