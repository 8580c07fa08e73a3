import { learnKinds } from '../find/finder';
import { nameText } from '../find/goods-index';
import type { KindBelief } from '../find/kind-belief';
import { CLEAR } from '../find/product-kinds';
import { allBrands, allKinds } from '../goods';
import { kindSamples, type KindSample } from './kind-samples';
import { openEncoder } from './opened-stores';

/**
 * `npm run eval:kinds [-- -v [FEED]]`: of the labelled names of every feed, how many get a right kind first,
 * among three, a wrong one that is held for sure, and how many are unclear (below what the publish report
 * takes for clear): with and without the feed's categories, with the encoders and by letters alone.
 */
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const pc = (part: number, whole: number): string =>
  ((100 * part) / Math.max(1, whole)).toFixed(1).padStart(5);

async function main(): Promise<void> {
  const [kinds, encoder] = [allKinds(), await openEncoder()];
  const finders = await learnKinds(kinds, allBrands(), encoder);
  const verbose = process.argv.indexOf('-v');
  for (const lang of ['zh', 'en'] as const) {
    for (const bare of [false, true]) {
      for (const meant of encoder ? [true, false] : [false]) {
        const samples = kindSamples(bare);
        const vectors = meant
          ? await encoder!.encodeAll(
              samples.map(({ product }) => nameText(product, lang)),
              lang,
              `kind-samples-${bare ? 'bare' : 'whole'}`,
            )
          : [];
        const beliefs = samples.map(({ product }, i) => finders[lang].of(product, vectors[i]));
        print(
          `${lang}, ${bare ? 'without' : 'with'} categories, ${meant ? 'with the encoder' : 'by letters'}`,
        );
        report(
          samples,
          beliefs,
          (n) => kinds[n]!.id,
          CLEAR[meant ? lang : 'letters'],
          verbose >= 0 && lang === 'zh' ? (process.argv[verbose + 1] ?? 'all') : undefined,
        );
      }
    }
  }
  await encoder?.close();
}

function report(
  samples: readonly KindSample[],
  beliefs: readonly KindBelief[],
  id: (kind: number) => string,
  clear: number,
  show?: string,
): void {
  let [n, all, wrongs] = [0, 0, 0];
  for (const feed of new Set(samples.map((s) => s.feed))) {
    let [count, one, three, wrong, unclear] = [0, 0, 0, 0, 0];
    samples.forEach((sample, i) => {
      if (sample.feed !== feed) return;
      count++;
      const order = [...beliefs[i]!].sort((a, b) => b[1] - a[1]);
      const guess = (k: number): string => (order[k] ? id(order[k][0]) : '');
      const sure = (order[0]?.[1] ?? 0) >= clear;
      const right = sample.right.length > 0 ? sample.right.includes(guess(0)) : !sure;
      if (right) one++;
      if (right || [1, 2].some((k) => sample.right.includes(guess(k)))) three++;
      if (!right && sure) wrong++;
      if (!sure) unclear++;
      if (show && (show === 'all' || show === feed) && !right)
        print(
          `   ${feed} | ${sample.product.name.zh} | ${sample.product.name.en} | ${order
            .slice(0, 3)
            .map(([k, p]) => `${id(k)} ${p.toFixed(2)}`)
            .join(', ')} | ${sample.right.join('|') || 'none'}`,
        );
    });
    [n, all, wrongs] = [n + one, all + count, wrongs + wrong];
    print(
      `  ${feed.padEnd(12)} ${count} right first ${pc(one, count)} %, among three ${pc(three, count)} %, wrong and sure ${pc(wrong, count)} %, unclear ${pc(unclear, count)} %`,
    );
  }
  print(`  ${'all'.padEnd(12)} ${all} right first ${pc(n, all)} %, wrong and sure ${pc(wrongs, all)} %`);
}

void main();
