import type { Product } from '../../../contract';
import type { Scene } from '../../answer/draft';
import type { KnowledgeMatch } from '../../answer/knowledge';
import { findingOf } from '../../decision/decided-subject';
import { upwards } from '../../decision/relations';
import { surenessOf } from '../../decision/sureness';
import { resolveParts } from '../../answer/subject';
import type { Finding, GoodsFinder } from '../../find/finder';
import { probabilities } from '../../find/rank';
import type { Guess } from '../../understand/classify/classifier';
import { strength } from '../../understand/focus-parts';
import type { Meaning } from '../../understand/understand';
import type { Plan } from '../decide';
import { carriedOver } from '../carried-over';
import type { Conversation } from '../state';
import { refine, REFINING, SAME_BRAND, type Refinement } from './refinement';
import weights from './act-weights.json';

/**
 * What somebody does who speaks on: asks for something new; tells more of what was asked for; asks for
 * something that goes by what was said before ('同一个牌子的护发素'); stays with the very items; or turns to
 * something else than goods.
 */
export const ACTS = ['new', 'refine', 'joined', 'same', 'other'] as const;
export type Act = (typeof ACTS)[number];

const BLOCKS = {
  new: [
    'new',
    'newRight',
    'newNothing',
    'newKind',
    'newKindCarried',
    'newKindBefore',
    'newNamed',
    'newAlone',
    'newBrief',
    'newMeaning',
    'newExplained',
    'newPoints',
    'newSameBrand',
  ],
  refine: [
    'refine',
    'refineBest',
    'refineContrast',
    'refineExplained',
    'refineFits',
    'refineMeaning',
    'refineTells',
    'refineQuantity',
    'refineAttribute',
    'refineAbout',
    'refineBrief',
    'refineTelling',
    'refineKindElsewhere',
  ],
  joined: [
    'joined',
    'joinedRight',
    'joinedNothing',
    'joinedNew',
    'joinedKept',
    'joinedBrief',
    'joinedKindElsewhere',
    'joinedPoints',
    'joinedSameBrand',
  ],
  same: ['same', 'sameIt', 'sameSilent', 'sameAsks', 'sameBrief', 'sameNamed', 'sameExplained', 'sameTells'],
  other: [
    'other',
    'otherGoods',
    'otherEntry',
    'otherControl',
    'otherMissed',
    'otherForm',
    'otherBrief',
    'otherTelling',
    'otherTells',
    'otherRefined',
  ],
} as const satisfies Readonly<Record<Act, readonly string[]>>;

/** What speaks for each act, in the order of the weights; what does not speak of an act is 0 in its row. */
export const ACTING: readonly string[] = ACTS.flatMap((act) => BLOCKS[act]);

export interface Turn {
  plan: Plan;
  meaning: Meaning;
  guesses: readonly Guess[];
  match: KnowledgeMatch | undefined;
}

/** One thing that a sentence may do, the items it would be about, and what speaks for it. */
export interface Reading {
  act: Act;
  p: number;
  evidence: Float32Array;
  products: readonly Product[];
}

export interface FollowUp {
  readings: Reading[];
  refinement: Refinement;
  fresh: Finding;
  joined: Finding;
  joinedText: string;
}

const ASKS = ['price', 'stock', 'where', 'nav', 'print', 'promo', 'have', 'ingr', 'list'] as const;
/** Points at something that was talked of before something else. */
const BACK =
  /刚才|刚刚|方才|先前|头先|之前那|\b(?:just now|earlier|before|from before|you (?:said|showed|mentioned))\b/;
/** Syllables or words after which a sentence is no longer brief. */
const BRIEF = 12;

const length = ({ text, lang }: Meaning): number =>
  lang === 'zh' ? text.replace(/\s/g, '').length : text.split(/\s+/).length * 2;

/** What a sentence may do in this conversation, likeliest first; only where something is under discussion. */
export function followUp(
  scene: Scene,
  finder: GoodsFinder,
  turn: Turn,
  state: Conversation,
  by: readonly number[] = weights,
): FollowUp {
  const { meaning, plan, guesses, match } = turn;
  const fresh = findingOf(finder, resolveParts(scene.catalog, meaning), meaning);
  const joinedText = [state.wish, meaning.text].filter(Boolean).join(' ');
  const joined = finder.find(joinedText, scene.lang);
  const refinement = refine(scene, finder, meaning, state, joined);
  const has = (tags: readonly string[]): boolean => tags.some((tag) => meaning.tags.has(tag));
  const brief = Math.max(0, 1 - length(meaning) / BRIEF);
  const named = meaning.parts.some((part) => strength(part) >= 2) ? 1 : 0;
  const before = carriedOver(scene, state).products;
  const kindsBefore = new Set(finder.mainKindsOf(before.slice(0, 5), scene.lang));
  const kind = fresh.kinds[0];
  const related = (finding: Finding): number =>
    finding.kinds.reduce(
      (sum, k) => sum + (upwards(k.kind).some(({ id }) => kindsBefore.has(id)) ? k.p : 0),
      0,
    );
  const kindBefore = related(fresh);
  const elsewhere = fresh.kinds.reduce((sum, k) => sum + (k.carried ? k.p : 0), 0) - kindBefore;
  const best = refinement.items[0];
  const figure = (name: (typeof REFINING)[number]): number => best?.evidence[REFINING.indexOf(name)] ?? 0;
  const mean = refinement.items.reduce((sum, { p }) => sum + p, 0) / Math.max(1, refinement.items.length);
  const inPool = new Set(refinement.items.map(({ product }) => product.gtin));
  const sure = surenessOf(fresh);
  const sureJoined = surenessOf(joined);
  const goodsForm = guesses.reduce((sum, g) => sum + (g.intent.startsWith('product.') ? g.p : 0), 0);
  const points = has(['it']) ? 1 : 0;
  const sameBrand = SAME_BRAND.test(meaning.text) ? 1 : 0;
  const back = BACK.test(meaning.text) ? 1 : 0;
  const silent = refinement.telling.length === 0 ? 1 : 0;
  const told = {
    new: [
      1,
      sure.right,
      fresh.none,
      kind?.p ?? 0,
      elsewhere,
      kindBefore,
      named,
      kind?.alone ? 1 : 0,
      brief,
      fresh.found[0]?.evidence.meaning ?? 0,
      fresh.found[0]?.evidence.questionExplained ?? 0,
      points,
      sameBrand,
    ],
    refine: [
      1,
      best?.p ?? 0,
      Math.log((best?.p ?? 1) / Math.max(1e-6, mean)) / 5,
      figure('questionExplained'),
      figure('fits'),
      figure('meaning'),
      refinement.tells ? 1 : 0,
      figure('quantityMet') - figure('quantityUnmet'),
      figure('attributeMet') - figure('attributeUnmet'),
      has(['about', 'it']) ? 1 : 0,
      brief,
      silent,
      elsewhere,
    ],
    joined: [
      1,
      sureJoined.right,
      joined.none,
      sure.right,
      joined.found[0] && inPool.has(joined.found[0].product.gtin) ? 1 : 0,
      brief,
      elsewhere,
      points * elsewhere,
      sameBrand,
    ],
    same: [
      1,
      has(['it']) ? 1 : 0,
      silent,
      has(ASKS) ? 1 : 0,
      brief,
      named,
      figure('questionExplained'),
      refinement.tells ? 1 : 0,
      kindBefore,
      back,
    ],
    other: [
      1,
      goodsForm,
      match?.score ?? 0,
      plan.kind === 'control' ? 1 : 0,
      plan.kind === 'out_of_scope' ? 1 : 0,
      plan.kind === 'product' ? 0 : 1,
      brief,
      1 - silent,
      refinement.tells ? 1 : 0,
      figure('questionExplained'),
    ],
  } as const satisfies Record<Act, readonly number[]>;
  const products: Record<Act, readonly Product[]> = {
    new: fresh.found.slice(0, 10).map((f) => f.product),
    refine: refinement.items.map(({ product }) => product),
    joined: joined.found.slice(0, 10).map((f) => f.product),
    same: before,
    other: [],
  };
  // What the rules read as a question about goods is about goods.
  const open = ACTS.filter((act) => act !== 'other' || plan.kind !== 'product');
  const rows = open.map((act) => row(act, told[act]));
  const p = probabilities(rows, by);
  const readings = open.map((act, i) => ({ act, p: p[i]!, evidence: rows[i]!, products: products[act] }));
  return { readings: readings.sort((a, b) => b.p - a.p), refinement, fresh, joined, joinedText };
}

function row(act: Act, told: readonly number[]): Float32Array {
  const out = new Float32Array(ACTING.length);
  out.set(told, ACTING.indexOf(BLOCKS[act][0]));
  return out;
}
