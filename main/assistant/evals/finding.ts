import { candidatesFor } from '../find/evidence';
import { probabilities } from '../find/rank';
import { weightsFor } from '../find/weights';
import { Alone } from './alone';
import { OpenedStores, openEncoder } from './opened-stores';
import { goodsQuestions, type GoodsQuestion } from './question-sets';

/**
 * `npm run eval:finding -- STORE QUESTIONS…`: whether what a question names is found. hit@1: the first item is one that was meant; hit@5: one of the
 * first five. Questions that name goods and follow no other are counted; the plain scores are those of the yardstick `find.py`.
 */
interface Tally {
  asked: number;
  one: number;
  five: number;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const percent = (part: number, whole: number): string => ((100 * part) / Math.max(1, whole)).toFixed(1).padStart(5);

async function main(given: readonly string[]): Promise<void> {
  const [store, ...files] = given.filter((word) => !word.startsWith('--'));
  if (!store || files.length === 0) {
    console.error('usage: npm run eval:finding -- STORE QUESTIONS…');
    process.exit(2);
  }
  const encoder = await openEncoder();
  if (encoder?.by !== 'encoders') console.error('meaning is read by the student that the program carries');
  const stores = new OpenedStores(encoder);
  const alone = new Alone(stores);
  const questions = files.flatMap((file) => goodsQuestions(file, store)).filter((q) => q.before.length === 0);
  for (const lang of ['zh', 'en'] as const) {
    const tallies = new Map<string, Map<string, Tally>>();
    let [absent, told] = [0, 0];
    for (const question of questions.filter((q) => q.lang === lang)) {
      const ranked = await rankings(stores, alone, question);
      if (question.meant.length === 0) {
        absent++;
        if (ranked.none > 0.5) told++;
        continue;
      }
      for (const [way, gtins] of Object.entries(ranked.ways)) count(tallies, way, question, gtins);
    }
    for (const [way, classes] of tallies) {
      const all = classes.get('all')!;
      const by = [...classes].filter(([name, t]) => name !== 'all' && t.asked >= 4).map(([name, t]) => `${name} ${t.one}/${t.five}/${t.asked}`);
      print(`${lang} ${way.padEnd(10)} hit@1 ${percent(all.one, all.asked)} % hit@5 ${percent(all.five, all.asked)} % of ${all.asked} | ${by.join(', ')}`);
    }
    if (absent > 0) print(`${lang} finder: ${told} of ${absent} that are not sold are said not to be here`);
  }
  await encoder?.close();
}

/** The first five items of every way of ordering. */
async function rankings(stores: OpenedStores, alone: Alone, { store, say, lang }: GoodsQuestion): Promise<{ ways: Record<string, string[]>; none: number }> {
  const index = await stores.index(store, lang);
  const likeness = index.likeness(say);
  const first = (score: (i: number) => number): string[] =>
    index.products.map((product, i) => ({ gtin: product.gtin, value: score(i) })).sort((a, b) => b.value - a.value).slice(0, 5).map(({ gtin }) => gtin);
  const both = (i: number): number => likeness.meaning[i]! + 0.5 * likeness.spelling[i]!;
  const [kinds, carried] = [await stores.kinds(lang), await stores.carried(store, lang)];
  const asked = kinds.asked(say);
  const candidates = candidatesFor(index, say, carried.agreement(asked), await alone.named(store, say, lang), carried.lacks(asked));
  const p = probabilities(candidates.map((c) => c.evidence), weightsFor(stores.encoder)[lang]);
  const order = candidates.map((c, i) => ({ row: c.row, p: p[i]! })).filter((c) => c.row >= 0).sort((a, b) => b.p - a.p);
  return {
    ways: {
      spelling: first((i) => likeness.spelling[i]!),
      meaning: first((i) => likeness.meaning[i]!),
      both: first(both),
      'with sound': first((i) => both(i) + likeness.syllables[i]! + likeness.pinyin[i]!),
      finder: order.slice(0, 5).map(({ row }) => index.products[row]!.gtin),
    },
    none: p.at(-1)!,
  };
}

function count(tallies: Map<string, Map<string, Tally>>, way: string, question: GoodsQuestion, gtins: readonly string[]): void {
  const classes = tallies.get(way) ?? new Map<string, Tally>();
  tallies.set(way, classes);
  for (const name of [question.class, 'all']) {
    const tally = classes.get(name) ?? { asked: 0, one: 0, five: 0 };
    classes.set(name, tally);
    tally.asked++;
    if (question.meant.includes(gtins[0] ?? '')) tally.one++;
    if (gtins.some((gtin) => question.meant.includes(gtin))) tally.five++;
  }
}

void main(process.argv.slice(2));
