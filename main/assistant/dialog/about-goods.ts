import type { Intent } from '../../contract';
import type { Finding } from '../find/finder';
import type { Guess } from '../understand/classify/classifier';
import type { Meaning } from '../understand/understand';
import type { Plan } from './decide';
import weights from './about-goods.json';

/** What speaks for and against a question being about goods, where the rules read it otherwise. The order is that of the weights. */
export const GOODS_EVIDENCE = ['always', 'found', 'nothing', 'meaning', 'explained', 'kind', 'carried', 'form', 'ruledForm', 'entry', 'knowledge', 'facility', 'unknownStore'] as const;

/** Readings that rules of form may get wrong about goods; danger, steering and talk of the world outside are not among them. */
const DOUBTABLE: ReadonlySet<Plan['kind']> = new Set(['knowledge', 'facility', 'out_of_scope', 'unknown_store']);
/** Asking about goods where a rule of the store is asked costs about what the other mistake costs. */
const LIKELIER = 0.5;

export interface GoodsReading {
  plan: Plan;
  finding: Finding;
  guesses: readonly Guess[];
  /** How well the nearest entry of the store's knowledge fits, in [0,1]. */
  entry: number;
}

/** Whether the rules' reading may be doubted at all. */
export function doubtable(plan: Plan, meaning: Meaning): boolean {
  return DOUBTABLE.has(plan.kind) && !['oos', 'outside', 'inject'].some((tag) => meaning.tags.has(tag));
}

export function goodsEvidence({ plan, finding, guesses, entry }: GoodsReading): number[] {
  const top = finding.found[0];
  const share = (test: (intent: string) => boolean): number => guesses.reduce((sum, g) => sum + (test(g.intent) ? g.p : 0), 0);
  const group = finding.found.filter((f) => top && f.p >= 0.3 * top.p).reduce((sum, f) => sum + f.p, 0);
  return [
    1,
    group,
    finding.none,
    top?.evidence.meaning ?? 0,
    top?.evidence.questionExplained ?? 0,
    finding.kinds[0]?.p ?? 0,
    finding.kinds.reduce((sum, k) => sum + (k.carried ? k.p : 0), 0),
    share((intent) => intent.startsWith('product.')),
    share((intent) => /^(?:store|howto|member)/.test(intent)),
    entry,
    plan.kind === 'knowledge' ? 1 : 0,
    plan.kind === 'facility' ? 1 : 0,
    plan.kind === 'unknown_store' ? 1 : 0,
  ];
}

/** P(the question is about goods), by a logistic regression (`npm run train:about-goods`). */
export function pAboutGoods(evidence: readonly number[], by: readonly number[] = weights): number {
  return 1 / (1 + Math.exp(-evidence.reduce((sum, x, i) => sum + x * by[i]!, 0)));
}

/** The question about goods that was meant, where that is likelier than what the rules read. */
export function asGoods(reading: GoodsReading): Plan {
  if (pAboutGoods(goodsEvidence(reading)) < LIKELIER) return reading.plan;
  const likeliest = reading.guesses.find((g) => g.intent.startsWith('product.') && g.intent !== 'product.allergen' && g.intent !== 'product.ingredients');
  return { kind: 'product', intent: (likeliest?.intent as Intent | undefined) ?? 'product.location' };
}
