import type { Intent } from '../../contract';
import { choose } from '../decision/choose';
import { READING } from '../decision/costs';
import { surenessOf } from '../decision/sureness';
import type { Meaning } from '../understand/understand';
import { asksHow } from './decide';
import type { GoodsReading, Plan } from './types';
import weights from './about-goods.json';

/**
 * What speaks for and against a question being about goods, where the rules read it otherwise. The order is
 * that of the weights.
 */
export const GOODS_EVIDENCE = [
  'always',
  'right',
  'nothing',
  'meaning',
  'explained',
  'kind',
  'carried',
  'lacking',
  'form',
  'ruledForm',
  'entry',
  'entryWords',
  'knowledge',
  'facility',
  'unknownStore',
  'hours',
  'promotions',
  'control',
  'ruledGoods',
  'asks',
  'how',
] as const;

/**
 * Readings that rules of form may get wrong about goods; danger, a stop and talk of the world outside are not
 * among them.
 */
const DOUBTABLE: ReadonlySet<Plan['kind']> = new Set([
  'knowledge',
  'facility',
  'out_of_scope',
  'unknown_store',
  'hours',
  'parking',
  'promotions',
]);
const STEERING: ReadonlySet<string> = new Set(['louder', 'softer', 'slower', 'faster', 'back', 'start_over']);

/**
 * 'where is the toilet': a place of the shop and the way to it, nothing else. Goods that bear its name are no
 * answer to somebody in a hurry.
 */
function onlyAsksTheWay(meaning: Meaning): boolean {
  const place = meaning.cues.find(({ tag }) => tag.startsWith('facility:'));
  const within = ({ start, end }: { start: number; end: number }): boolean =>
    place !== undefined && start >= place.start && end <= place.end;
  return (
    place?.score === 1 &&
    (meaning.tags.has('where') || meaning.tags.has('nav')) &&
    meaning.parts.every(within)
  );
}

/** Whether the rules' reading may be doubted at all. */
export function doubtable(plan: Plan, meaning: Meaning): boolean {
  if (plan.kind === 'facility' && onlyAsksTheWay(meaning)) return false;
  const may = DOUBTABLE.has(plan.kind) || (plan.kind === 'control' && STEERING.has(plan.control));
  return may && !['oos', 'outside', 'inject'].some((tag) => meaning.tags.has(tag));
}

const ASKS_OF_GOODS = ['where', 'price', 'stock', 'have', 'find'] as const;

export function goodsEvidence({
  plan,
  ruled,
  meaning,
  finding,
  guesses,
  entry,
  entryWords,
}: GoodsReading): number[] {
  const top = finding.found[0];
  const share = (test: (intent: string) => boolean): number =>
    guesses.reduce((sum, g) => sum + (test(g.intent) ? g.p : 0), 0);
  const is = (...kinds: Plan['kind'][]): number => (kinds.includes(plan.kind) ? 1 : 0);
  return [
    1,
    surenessOf(finding).right,
    finding.none,
    top?.evidence.meaning ?? 0,
    top?.evidence.questionExplained ?? 0,
    finding.kinds[0]?.p ?? 0,
    finding.kinds.reduce((sum, k) => sum + (k.carried ? k.p : 0), 0),
    finding.kinds[0]?.carried === false ? finding.kinds[0].p : 0,
    share((intent) => intent.startsWith('product.')),
    share((intent) => /^(?:store|howto|member)/.test(intent)),
    entry,
    entryWords,
    is('knowledge'),
    is('facility'),
    is('unknown_store'),
    is('hours', 'parking'),
    is('promotions'),
    is('control'),
    ruled.kind === 'product' ? 1 : 0,
    ASKS_OF_GOODS.some((tag) => meaning.tags.has(tag)) ? 1 : 0,
    asksHow(meaning) ? 1 : 0,
  ];
}

/** P(the question is about goods), by a logistic regression (`npm run train:about-goods`). */
export function pAboutGoods(evidence: readonly number[], by: readonly number[] = weights): number {
  return 1 / (1 + Math.exp(-evidence.reduce((sum, x, i) => sum + x * by[i]!, 0)));
}

/** P(about goods) from which it costs less to take the question so. */
export function goodsFrom(plan: Plan): number {
  const { takenForGoods, goodsUnheard } = plan.kind === 'out_of_scope' ? READING.missed : READING.told;
  return takenForGoods / (takenForGoods + goodsUnheard);
}

/** The question about goods that was meant, where that costs less than what the rules read. */
export function asGoods(reading: GoodsReading): Plan {
  if (pAboutGoods(goodsEvidence(reading)) < goodsFrom(reading.plan)) return reading.plan;
  // What is on offer is asked of the whole store, unless one thing is surely named.
  if (reading.plan.kind === 'promotions' && choose(surenessOf(reading.finding), false) !== 'take')
    return reading.plan;
  return { kind: 'product', intent: askedOfGoods(reading) };
}

/** What may be asked of goods that nobody named: what is in them and which of two is better needs a name. */
const OPEN: readonly Intent[] = [
  'product.location',
  'product.price',
  'product.stock',
  'product.promotion',
  'product.recommend',
];

/** What the words themselves ask of goods. */
export function askedOf(meaning: Meaning): Intent | undefined {
  const said = (['where', 'price', 'stock', 'recommend'] as const).find((tag) => meaning.tags.has(tag));
  return said && (said === 'where' ? 'product.location' : `product.${said}`);
}

function askedOfGoods({ plan, ruled, meaning, guesses }: GoodsReading): Intent {
  if (plan.kind === 'promotions') return 'product.promotion';
  if (ruled.kind === 'product' && OPEN.includes(ruled.intent)) return ruled.intent;
  const said = askedOf(meaning);
  if (said) return said;
  // An intent that is likely only among those of goods is chance: a mere name asks where it stands.
  return OPEN.find((intent) => intent === guesses[0]?.intent) ?? 'product.location';
}
