import { understoodAs, type Product } from '../../../contract';
import type { Scene } from '../../answer/draft';
import type { KnowledgeMatch } from '../../answer/knowledge';
import { resolveParts } from '../../answer/subject';
import { findingOf } from '../../decision/decided-subject';
import { upwards } from '../../decision/relations';
import { surenessOf } from '../../decision/sureness';
import type { Finding, GoodsFinder } from '../../find/finder';
import { probabilities } from '../../find/rank';
import type { Guess } from '../../understand/classify/classifier';
import { strength } from '../../understand/focus-parts';
import { brandAsked, pointsBack } from '../../understand/tables/going-on';
import type { Meaning } from '../../understand/understand';
import { carriedOver } from '../carried-over';
import type { Plan } from '../types';
import type { Conversation } from '../state';
import { refine, REFINING } from './refinement';
import { ACTS, type Act, type FollowUp, type Refinement } from './types';
import weights from './act-weights.json';

/** What speaks for each act, by name; the order is that of the weights. */
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
    'refineSilent',
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
  same: [
    'same',
    'sameIt',
    'sameSilent',
    'sameAsks',
    'sameBrief',
    'sameNamed',
    'sameExplained',
    'sameTells',
    'sameKindBefore',
    'sameBack',
  ],
  other: [
    'other',
    'otherGoods',
    'otherEntry',
    'otherControl',
    'otherMissed',
    'otherBrief',
    'otherTelling',
    'otherTells',
    'otherRefined',
  ],
} as const satisfies Readonly<Record<Act, readonly string[]>>;
type Figures<A extends Act> = Readonly<Record<(typeof BLOCKS)[A][number], number>>;

/** The names of all evidence; what does not speak of an act is 0 in its row. */
export const ACTING: readonly string[] = ACTS.flatMap((act) => BLOCKS[act]);

/** A sentence as it was read before the conversation is looked at. */
export interface Turn {
  plan: Plan;
  meaning: Meaning;
  guesses: readonly Guess[];
  match: KnowledgeMatch | undefined;
}

const ASKS = ['price', 'stock', 'where', 'nav', 'print', 'promo', 'have', 'ingr', 'list'] as const;
/** Syllables (two a word in English) after which a sentence is no longer brief. */
const BRIEF = 12;
/** Items under discussion whose kinds count, and items found that a reading holds. */
const [TELLING, HELD] = [5, 10];

/** What a sentence may do in this conversation, likeliest first; only where something is under discussion. */
export function followUp(
  scene: Scene,
  finder: GoodsFinder,
  turn: Turn,
  state: Conversation,
  by: readonly number[] = weights,
): FollowUp {
  const { meaning, plan } = turn;
  const fresh = findingOf(finder, resolveParts(scene.catalog, meaning), meaning);
  const joinedText = [state.wish, meaning.text].filter(Boolean).join(' ');
  const joined = finder.find(joinedText, understoodAs(scene.lang));
  const refinement = refine(scene, finder, meaning, state, joined);
  const before = carriedOver(scene, state).products;
  const evidence = new Evidence(turn, { fresh, joined, refinement }, kindsOf(scene, finder, before));
  const found = (finding: Finding): Product[] => finding.found.slice(0, HELD).map((f) => f.product);
  const products: Record<Act, readonly Product[]> = {
    new: found(fresh),
    refine: refinement.items.map(({ product }) => product),
    joined: found(joined),
    same: before,
    other: [],
  };
  // What the rules read as a question about goods is about goods.
  const open = ACTS.filter((act) => act !== 'other' || plan.kind !== 'product');
  const rows = open.map((act) => row(evidence[act]()));
  const p = probabilities(rows, by);
  const readings = open.map((act, i) => ({ act, p: p[i]!, evidence: rows[i]!, products: products[act] }));
  return { readings: readings.sort((a, b) => b.p - a.p), refinement, fresh, joined, joinedText };
}

const kindsOf = (scene: Scene, finder: GoodsFinder, products: readonly Product[]): ReadonlySet<string> =>
  new Set(finder.mainKindsOf(products.slice(0, TELLING), understoodAs(scene.lang)));

function row(figures: Readonly<Record<string, number>>): Float32Array {
  return Float32Array.from(ACTING, (name) => figures[name] ?? 0);
}

const yes = (is: boolean): 0 | 1 => (is ? 1 : 0);

/** What speaks for each act. Figures about in [-1,1]. */
class Evidence {
  private readonly brief: number;
  private readonly named: number;
  private readonly silent: number;
  private readonly tells: number;
  private readonly points: number;
  private readonly sameBrand: number;
  /** P(a kind is asked for that something under discussion is of), and a carried one that nothing is. */
  private readonly kindBefore: number;
  private readonly kindElsewhere: number;
  private readonly explained: number;

  constructor(
    private readonly turn: Turn,
    private readonly found: { fresh: Finding; joined: Finding; refinement: Refinement },
    kindsBefore: ReadonlySet<string>,
  ) {
    const { meaning } = turn;
    const { fresh, refinement } = found;
    this.brief = Math.max(0, 1 - lengthOf(meaning) / BRIEF);
    this.named = yes(meaning.parts.some((part) => strength(part) >= 2));
    this.silent = yes(refinement.telling.length === 0);
    this.tells = yes(refinement.tells);
    this.points = yes(meaning.tags.has('it'));
    this.sameBrand = yes(brandAsked(meaning.text) === 'same');
    const [kindred, carried] = [
      fresh.kinds.filter(({ kind }) => upwards(kind).some(({ id }) => kindsBefore.has(id))),
      fresh.kinds.filter((k) => k.carried),
    ].map((kinds) => kinds.reduce((sum, { p }) => sum + p, 0)) as [number, number];
    this.kindBefore = kindred;
    this.kindElsewhere = carried - kindred;
    this.explained = this.best('questionExplained');
  }

  new(): Figures<'new'> {
    const { fresh } = this.found;
    const first = fresh.found[0]?.evidence;
    return {
      new: 1,
      newRight: surenessOf(fresh).right,
      newNothing: fresh.none,
      newKind: fresh.kinds[0]?.p ?? 0,
      newKindCarried: this.kindElsewhere,
      newKindBefore: this.kindBefore,
      newNamed: this.named,
      newAlone: yes(fresh.kinds[0]?.alone === true),
      newBrief: this.brief,
      newMeaning: first?.meaning ?? 0,
      newExplained: first?.questionExplained ?? 0,
      newPoints: this.points,
      newSameBrand: this.sameBrand,
    };
  }

  refine(): Figures<'refine'> {
    const { items } = this.found.refinement;
    const first = items[0]?.p ?? 0;
    return {
      refine: 1,
      refineBest: first,
      // How far ahead of all others: 0 where the sentence tells none apart.
      refineContrast: Math.log(Math.max(1, first * items.length)) / 5,
      refineExplained: this.explained,
      refineFits: this.best('fits'),
      refineMeaning: this.best('meaning'),
      refineTells: this.tells,
      refineQuantity: this.best('quantityMet') - this.best('quantityUnmet'),
      refineAttribute: this.best('attributeMet') - this.best('attributeUnmet'),
      refineAbout: yes(this.has(['about', 'it'])),
      refineBrief: this.brief,
      refineSilent: this.silent,
      refineKindElsewhere: this.kindElsewhere,
    };
  }

  joined(): Figures<'joined'> {
    const { joined, fresh, refinement } = this.found;
    const first = joined.found[0]?.product.gtin;
    return {
      joined: 1,
      joinedRight: surenessOf(joined).right,
      joinedNothing: joined.none,
      joinedNew: surenessOf(fresh).right,
      joinedKept: yes(refinement.items.some(({ product }) => product.gtin === first)),
      joinedBrief: this.brief,
      joinedKindElsewhere: this.kindElsewhere,
      joinedPoints: this.points * this.kindElsewhere,
      joinedSameBrand: this.sameBrand,
    };
  }

  same(): Figures<'same'> {
    return {
      same: 1,
      sameIt: this.points,
      sameSilent: this.silent,
      sameAsks: yes(this.has(ASKS)),
      sameBrief: this.brief,
      sameNamed: this.named,
      sameExplained: this.explained,
      sameTells: this.tells,
      sameKindBefore: this.kindBefore,
      sameBack: yes(pointsBack(this.turn.meaning.text)),
    };
  }

  other(): Figures<'other'> {
    const { plan, guesses, match } = this.turn;
    return {
      other: 1,
      otherGoods: guesses.reduce((sum, g) => sum + (g.intent.startsWith('product.') ? g.p : 0), 0),
      otherEntry: match?.score ?? 0,
      otherControl: yes(plan.kind === 'control'),
      otherMissed: yes(plan.kind === 'out_of_scope'),
      otherBrief: this.brief,
      otherTelling: 1 - this.silent,
      otherTells: this.tells,
      otherRefined: this.explained,
    };
  }

  private has(tags: readonly string[]): boolean {
    return tags.some((tag) => this.turn.meaning.tags.has(tag));
  }

  private best(name: (typeof REFINING)[number]): number {
    return this.found.refinement.items[0]?.evidence[REFINING.indexOf(name)] ?? 0;
  }
}

const lengthOf = ({ text, lang }: Meaning): number =>
  lang === 'zh' ? text.replace(/\s/g, '').length : text.split(/\s+/).length * 2;
