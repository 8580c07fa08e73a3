import { Alone } from './alone';
import { OpenedStores, openEncoder } from './opened-stores';
import { goodsQuestions, type GoodsQuestion } from './question-sets';

/**
 * `npm run eval:finding -- STORE QUESTIONS… [--plain] [--recalled]`: whether what a question names is found. hit@1: the first item is one that was meant; hit@5: one of the
 * first five. Questions that name goods and follow no other are counted; the plain scores are those of the yardstick `find.py`.
 * `--plain`: as without encoders; `--recalled`: as in a store that is too large to hold all names.
 */
interface Tally {
  asked: number;
  one: number;
  five: number;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const percent = (part: number, whole: number): string => ((100 * part) / Math.max(1, whole)).toFixed(1).padStart(5);

async function main(args: readonly string[]): Promise<void> {
  const [store, ...files] = args.filter((arg) => !arg.startsWith('--'));
  if (!store || files.length === 0) {
    console.error('usage: npm run eval:finding -- STORE QUESTIONS… [--plain] [--recalled]');
    process.exit(2);
  }
  const encoder = args.includes('--plain') ? undefined : await openEncoder();
  if (!encoder) console.error('the sentence encoders are not installed: meaning counts for nothing here');
  const stores = new OpenedStores(encoder, args.includes('--recalled') ? 0 : undefined);
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
  const finder = await stores.finder(store);
  const { found, none } = finder.find(say, lang, await alone.named(store, say, lang));
  const ways: Record<string, string[]> = { finder: found.slice(0, 5).map(({ product }) => product.gtin) };
  const index = finder.names(lang);
  if (index) {
    const likeness = index.likeness(say);
    const first = (score: (i: number) => number): string[] =>
      index.products.map((product, i) => ({ gtin: product.gtin, value: score(i) })).sort((a, b) => b.value - a.value).slice(0, 5).map(({ gtin }) => gtin);
    const both = (i: number): number => likeness.meaning[i]! + 0.5 * likeness.spelling[i]!;
    ways['spelling'] = first((i) => likeness.spelling[i]!);
    ways['meaning'] = first((i) => likeness.meaning[i]!);
    ways['both'] = first(both);
    ways['with sound'] = first((i) => both(i) + likeness.syllables[i]! + likeness.pinyin[i]!);
  }
  return { ways, none };
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
