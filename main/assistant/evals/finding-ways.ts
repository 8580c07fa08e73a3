import path from 'node:path';
import type { Understood } from '../../contract';
import { EVIDENCE } from '../find/evidence';
import { probabilities } from '../find/rank';
import { readQuestion, type Read, type Without } from '../training/examples';
import { fit } from '../training/logit';
import { Alone } from './alone';
import { claimOf, type Claim } from './calibration';
import type { Said } from './finding-figures';
import { peersOf, type Peer } from './finding-peers';
import { OpenedStores } from './opened-stores';
import type { GoodsQuestion } from './question-sets';

export const FINDER = 'finder';
const MOST = 5;
/** 'The store has no such thing' is said from here on. */
const NOT_HERE = 0.5;

/** The finder without one of its parts, its weights fitted anew without it. */
const ABLATED: Readonly<Record<string, Without & { vectors?: boolean }>> = {
  [FINDER]: {},
  '− goods knowledge': { kinds: true },
  '− vectors': { vectors: true },
  '− sound': { sound: true },
};

/** Every piece of evidence counts alike, as far as its name says which way: nothing was learnt. */
const EQUAL = EVIDENCE.map((name) => {
  if (name.startsWith('nothing')) return 0;
  return name.startsWith('other') ? -1 : 1;
});

/** Weights without one store are fitted on from those of all, whose end lies near. */
const ON = { steps: 60, rate: 0.02 };

/**
 * Which questions are left out of training with a store: the project's own stores all together, for their
 * sets ask about several.
 */
const groupOf = (store: string): string =>
  path.resolve(store).startsWith(path.resolve('build') + path.sep) && !store.includes('strangers')
    ? 'own'
    : path.resolve(store);

/**
 * All ways of finding, over stores that are opened once; weights never come from the store that is asked
 * about.
 */
export class FindingWays {
  private readonly blind = new OpenedStores(undefined);
  private readonly reads = new Map<string, Promise<Read[]>>();
  private readonly fitted = new Map<string, Promise<Float64Array>>();
  private readonly known = new Map<string, Promise<Read>>();
  private readonly peers = new Map<string, Record<string, Peer>>();
  private readonly alone: Alone;

  constructor(
    private readonly stores: OpenedStores,
    /** What weights are fitted to, less those of the store that is asked about. */
    private readonly training: readonly GoodsQuestion[],
  ) {
    this.alone = new Alone(stores);
  }

  /** What every way says to a question, and how sure the finder is of it. */
  async ask(question: GoodsQuestion): Promise<{ said: Record<string, Said>; claim: Claim }> {
    const said: Record<string, Said> = {
      ...(await this.yardstick(question)),
      ...(await this.peersSay(question)),
    };
    const whole = await this.read(FINDER, question);
    const weights = await this.weights(FINDER, question);
    for (const name of Object.keys(ABLATED)) {
      if (name === '− sound' && question.lang === 'en' && !EVIDENCE.some((e) => /phon|sound/i.test(e)))
        continue;
      said[name] = ranked(await this.read(name, question), await this.weights(name, question));
    }
    said['− training'] = ranked(whole, EQUAL);
    said['− ranker'] = bySum(whole);
    return { said, claim: claimOf(whole, weights) };
  }

  /** Read once, whether it is asked or trained on. */
  private read(way: string, question: GoodsQuestion): Promise<Read> {
    const key = [way, groupOf(question.store), question.set, question.id].join(' ');
    const { vectors, ...without } = ABLATED[way]!;
    const read =
      this.known.get(key) ?? readQuestion(vectors ? this.blind : this.stores, this.alone, question, without);
    this.known.set(key, read);
    return read;
  }

  private trained(way: string, lang: Understood): Promise<Read[]> {
    const key = `${way} ${lang}`;
    const known = this.reads.get(key) ?? this.readAll(way, lang);
    this.reads.set(key, known);
    return known;
  }

  private async readAll(way: string, lang: Understood): Promise<Read[]> {
    const out: Read[] = [];
    for (const question of this.training.filter((q) => q.lang === lang && q.before.length === 0))
      out.push(await this.read(way, question));
    return out.filter((read) => read.right.some(Boolean));
  }

  private weights(way: string, { lang, store }: GoodsQuestion): Promise<Float64Array> {
    const left = groupOf(store);
    return this.fit(`${way} ${lang} ${left}`, async () => {
      const all = await this.trained(way, lang);
      const weights = await this.fit(`${way} ${lang}`, () => Promise.resolve(fit(all, EVIDENCE.length)));
      const others = all.filter((read) => groupOf(read.question.store) !== left);
      return others.length === all.length ? weights : fit(others, EVIDENCE.length, { weights, ...ON });
    });
  }

  private fit(key: string, work: () => Promise<Float64Array>): Promise<Float64Array> {
    const fitted = this.fitted.get(key) ?? work();
    this.fitted.set(key, fitted);
    return fitted;
  }

  /**
   * The plain scores of `find.py`; it always names something. Nothing where the store is too large to hold
   * all names.
   */
  private async yardstick({ store, say, lang }: GoodsQuestion): Promise<Record<string, Said>> {
    const index = (await this.stores.finder(store)).names(lang);
    if (!index) return {};
    const likeness = index.likeness(say);
    const both = (i: number): number => likeness.meaning[i]! + 0.5 * likeness.spelling[i]!;
    const first = (score: (i: number) => number): Said => {
      const order = index.products
        .map((product, i) => ({ gtin: product.gtin, value: score(i) }))
        .sort((a, b) => b.value - a.value);
      return { gtins: order.slice(0, MOST).map(({ gtin }) => gtin), notHere: false };
    };
    return {
      yardstick: first(both),
      ...(lang === 'zh'
        ? { 'yardstick + sound': first((i) => both(i) + likeness.sounds[i]! + likeness.soundLetters[i]!) }
        : {}),
    };
  }

  private async peersSay({ store, say, lang }: GoodsQuestion): Promise<Record<string, Said>> {
    const key = `${store} ${lang}`;
    const index = (await this.stores.finder(store)).names(lang);
    if (!index) return {};
    const peers = this.peers.get(key) ?? peersOf(index, this.stores.encoder);
    this.peers.set(key, peers);
    return Object.fromEntries(
      Object.entries(peers).map(([name, find]) => [name, { gtins: find(say), notHere: false }]),
    );
  }
}

function ranked({ gtins, evidence }: Read, weights: ArrayLike<number>): Said {
  const p = probabilities(evidence, weights);
  return { gtins: firstItems(gtins, (i) => p[i]!), notHere: p.at(-1)! > NOT_HERE };
}

const bySum = ({ gtins, candidates }: Read): Said => ({
  gtins: firstItems(gtins, (i) => candidates[i]!.sum),
  notHere: false,
});

/** Without the last candidate, which is none. */
function firstItems(gtins: readonly (string | undefined)[], value: (i: number) => number): string[] {
  const order = gtins
    .map((_, i) => i)
    .slice(0, -1)
    .sort((a, b) => value(b) - value(a));
  return order.slice(0, MOST).map((i) => gtins[i]!);
}
