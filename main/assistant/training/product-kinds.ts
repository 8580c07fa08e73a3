import { writeFileSync } from 'node:fs';
import { kindSamples, type KindSample } from '../evals/kind-samples';
import { openEncoder } from '../evals/opened-stores';
import { KIND_EVIDENCE, KindEvidence, type KindCandidate } from '../find/kind-evidence';
import { nameText } from '../find/goods-index';
import { probabilities } from '../find/rank';
import { allBrands, allKinds } from '../goods';
import { meaningOf } from '../goods/meaning';
import { fit, type Example } from './logit';

/**
 * `npm run train:product-kinds [-- --write] [-v]`: fits what tells a product's kind to the labelled names,
 * leaving out one feed after another, and prints how many get a right kind in the feed left out, and from
 * which probability on at least `SURE` of those told are right.
 */
interface Read extends Example {
  sample: KindSample;
  bare: boolean;
  ids: string[];
}

/** Of the kinds that are told for sure so many are to be right. */
const SURE = 0.97;
const PENALTY = 0.0003;
const WAYS = ['letters', 'zh', 'en'] as const;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const kinds = allKinds();
  const [reader, encoder] = [new KindEvidence(kinds, allBrands()), await openEncoder()];
  if (!encoder) throw new Error('the sentence encoders are not installed: run “daogou models install”');
  const all: Record<string, { weights: number[]; clear: number }> = {};
  for (const way of WAYS) {
    const read: Read[] = [];
    for (const bare of [false, true]) {
      const samples = kindSamples(bare);
      const vectors =
        way === 'letters'
          ? []
          : await encoder.encodeAll(
              samples.map(({ product }) => nameText(product, way)),
              way,
              `kind-samples-${bare ? 'bare' : 'whole'}`,
            );
      const meaning = way === 'letters' ? undefined : meaningOf(kinds, way);
      samples.forEach((sample, i) =>
        read.push(
          exampleOf(
            sample,
            bare,
            reader.candidates(sample.product, vectors[i], meaning),
            (kind) => kinds[kind]!.id,
          ),
        ),
      );
    }
    const held = heldOut(read, way);
    const weights = fit(read, KIND_EVIDENCE.length, { penalty: PENALTY });
    print(KIND_EVIDENCE.map((e, i) => `${e} ${weights[i]!.toFixed(2)}`).join(', '));
    const clear = clearFrom(held);
    print(
      `${way}: ${(100 * SURE).toFixed(0)} % right from p = ${clear.toFixed(2)} on, ${((100 * held.filter((h) => h.p < clear).length) / held.length).toFixed(1)} % unclear`,
    );
    all[way] = {
      weights: [...weights].map((w) => Math.round(w * 1000) / 1000),
      clear: Math.round(clear * 1000) / 1000,
    };
  }
  if (process.argv.includes('--write'))
    writeFileSync('main/assistant/find/kind-weights.json', `${JSON.stringify(all, null, 2)}\n`);
  await encoder.close();
}

/** Where no kind that is right can be reached, 'none that is known' is right. */
function exampleOf(
  sample: KindSample,
  bare: boolean,
  candidates: readonly KindCandidate[],
  id: (kind: number) => string,
): Read {
  const ids = candidates.map(({ kind }) => (kind < 0 ? '' : id(kind)));
  const right = ids.map((each) => sample.right.includes(each));
  if (!right.includes(true)) right[right.length - 1] = true;
  return { sample, bare, ids, evidence: candidates.map((c) => c.evidence), right, weight: 1 };
}

interface Told {
  p: number;
  right: boolean;
}

function heldOut(read: readonly Read[], way: string): Told[] {
  const told: Told[] = [];
  for (const feed of [...new Set(read.map((r) => r.sample.feed))]) {
    const weights = fit(
      read.filter((r) => r.sample.feed !== feed),
      KIND_EVIDENCE.length,
      { penalty: PENALTY },
    );
    for (const bare of [false, true]) {
      const own = read.filter((r) => r.sample.feed === feed && r.bare === bare);
      let [one, three] = [0, 0];
      for (const r of own) {
        const p = probabilities(r.evidence, weights);
        const order = r.ids
          .map((_, i) => i)
          .filter((i) => r.ids[i] !== '')
          .sort((a, b) => p[b]! - p[a]!);
        const none = p[p.length - 1]! > (p[order[0] ?? -1] ?? 0);
        const good = (k: number): boolean =>
          order[k] !== undefined && r.sample.right.includes(r.ids[order[k]]!);
        const right = r.sample.right.length === 0 ? none : good(0);
        if (right) one++;
        if (right || good(1) || good(2)) three++;
        told.push({ p: p[order[0] ?? -1] ?? 0, right: good(0) });
        if (!right && process.argv.includes('-v') && way === 'zh')
          print(
            `   ${feed}${bare ? ' bare' : ''} | ${r.sample.product.name.zh} | ${r.sample.product.name.en} | ${none ? `none ${p[p.length - 1]!.toFixed(2)}, ` : ''}${order
              .slice(0, 3)
              .map((i) => `${r.ids[i]} ${p[i]!.toFixed(2)}`)
              .join(', ')} | ${r.sample.right.join('|') || 'none'}`,
          );
      }
      print(
        `${way} ${feed.padEnd(12)} ${bare ? 'without' : 'with   '} categories ${own.length} right first ${((100 * one) / own.length).toFixed(1)} %, among three ${((100 * three) / own.length).toFixed(1)} %`,
      );
    }
  }
  return told;
}

/** The least probability from which on at least `SURE` of the kinds told are right. */
function clearFrom(told: readonly Told[]): number {
  const order = [...told].sort((a, b) => b.p - a.p);
  let [right, clear] = [0, 1];
  order.forEach((each, i) => {
    if (each.right) right++;
    if (right / (i + 1) >= SURE) clear = each.p;
  });
  return clear;
}

void main();
