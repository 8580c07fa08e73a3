import { inUnderstood, type Catalog, type KnowledgeEntry } from '../../contract';
import type { Meaning } from '../understand/types';
import type { LinearClassifier } from '../understand/classify/classifier';
import type { CueLexicon } from '../understand/cue-lexicon';
import { matterOf } from '../understand/tables/topics';
import { words } from '../understand/words';

/** A knowledge entry and how well the question fits one of its phrasings, in [0,1]. */
export interface KnowledgeMatch {
  entry: KnowledgeEntry;
  score: number;
  /** The share of `score` that words and sounds give, without the topic. */
  words: number;
  /** How near it lies by what it means, in [0,1]; absent where meaning is not read. */
  meaning?: number;
}

/** What entries are ranked by. */
export const fitOf = ({ score, meaning = 0 }: KnowledgeMatch): number => score + MEANING * meaning;

type Features = Map<string, number>;

interface Indexed {
  entry: KnowledgeEntry;
  concepts: Set<string>;
  /** Square roots of the mean topic probabilities of its phrasings. */
  topics: Float64Array;
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Concept cues weigh as much as several words: '退货' and '想退掉' are one thing. */
const CONCEPT = 3;
/** An entry that fits less shares nothing to speak of. */
const LEAST = 0.1;
/** What meaning counts beside words and topic. */
const MEANING = 2;
/** What the same topic is worth where not a word is shared. */
const TOPIC = 0.5;

/** What a feature weighs beside a word: concepts more, sounds and single characters less. */
function shareOf(feature: string): number {
  if (feature.startsWith('§')) return CONCEPT;
  if (feature.startsWith('~')) return 0.5;
  return feature.length === 1 ? 0.4 : 1;
}

/**
 * Finds the entry that a question paraphrases: cosine over idf-weighted features of the question and each
 * stored phrasing. Features are Han characters and pairs, Latin words, syllable pairs (so that a misheard
 * question still fits) and the concept cues (facility, policy, member, hours, parking) that both contain.
 * Beside the words counts the topic, as the topics' classifier reads it: '能不能每个月慢慢还' and '可以分期付款吗' share none
 * but that.
 */
export class KnowledgeIndex {
  private readonly entries: Indexed[];
  private readonly questions: { entry: number; norm: number }[] = [];
  private readonly postings = new Map<string, { question: number; weight: number }[]>();
  private readonly answerPostings = new Map<string, number[]>();
  private readonly idf = new Map<string, number>();

  constructor(
    private readonly catalog: Catalog,
    private readonly cues: CueLexicon,
    private readonly topics: LinearClassifier,
  ) {
    const raw = catalog.knowledge().map((entry) => ({
      entry,
      questions: [...entry.questionsZh, ...entry.questionsEn].map((q) => this.features(catalog.fold(q))),
    }));
    const seen = new Map<string, number>();
    let count = 0;
    for (const { questions } of raw) {
      for (const features of questions) {
        count++;
        for (const feature of features.keys()) seen.set(feature, (seen.get(feature) ?? 0) + 1);
      }
    }
    for (const [feature, n] of seen) this.idf.set(feature, Math.log(1 + count / n));
    this.entries = raw.map(({ entry, questions }, at) => {
      for (const features of questions) {
        const question = this.questions.push({ entry: at, norm: this.norm(features) }) - 1;
        for (const [feature, weight] of features) push(this.postings, feature, { question, weight });
      }
      for (const feature of this.features(
        catalog.fold(`${inUnderstood(entry.answer).join(' ')}`.slice(0, 400)),
      ).keys())
        push(this.answerPostings, feature, at);
      return {
        entry,
        topics: this.topicsOf([...entry.questionsZh, ...entry.questionsEn]),
        concepts: new Set(
          questions.flatMap((features) => [...features.keys()].filter((f) => f.startsWith('§'))),
        ),
      };
    });
  }

  get size(): number {
    return this.entries.length;
  }

  /**
   * Best first, by words and topic and, where it is known, by what they mean: twice the cosine beside the words
   * finds more than either alone in every set. Entries that share nothing and mean nothing near are left out.
   */
  match(text: string, limit = 3, near?: ReadonlyMap<string, number>): KnowledgeMatch[] {
    const matches = this.byWords(text);
    if (!near) return matches.filter(({ score }) => score > LEAST).slice(0, limit);
    const known = new Map(matches.map((match) => [match.entry.id, match]));
    return this.entries
      .map(({ entry }) => ({
        ...(known.get(entry.id) ?? { entry, score: 0, words: 0 }),
        meaning: near.get(entry.id) ?? 0,
      }))
      .sort((a, b) => fitOf(b) - fitOf(a))
      .slice(0, limit);
  }

  private byWords(text: string): KnowledgeMatch[] {
    const features = this.features(text);
    const norm = this.norm(features);
    if (norm === 0) return [];
    const dots = new Map<number, number>();
    const extra = new Map<number, number>();
    let total = 0;
    for (const [feature, weight] of features) {
      const idf = this.weight(feature);
      total += idf;
      for (const { question, weight: theirs } of this.postings.get(feature) ?? [])
        dots.set(question, (dots.get(question) ?? 0) + weight * theirs * idf ** 2);
      // Words that the answer explains though no stored question has them.
      for (const entry of this.answerPostings.get(feature) ?? [])
        extra.set(entry, (extra.get(entry) ?? 0) + idf);
    }
    const best = new Map<number, number>();
    for (const [question, dot] of dots) {
      const { entry, norm: theirs } = this.questions[question]!;
      best.set(entry, Math.max(best.get(entry) ?? 0, dot / (norm * theirs)));
    }
    const concepts = [...features.keys()].filter((f) => f.startsWith('§'));
    const out: KnowledgeMatch[] = [];
    const asked = this.topicsOf([text]);
    this.entries.forEach((indexed, entry) => {
      const shared = concepts.some((c) => indexed.concepts.has(c)) ? 0.12 : 0;
      const words = (best.get(entry) ?? 0) + 0.12 * ((extra.get(entry) ?? 0) / total) + shared;
      // Bhattacharyya coefficient of the two topic distributions.
      const topic = asked.reduce((sum, p, i) => sum + p * indexed.topics[i]!, 0);
      const score = words + TOPIC * topic * Math.max(0, 1 - words);
      out.push({ entry: indexed.entry, score, words });
    });
    return out.sort((a, b) => b.score - a.score);
  }

  private topicsOf(phrasings: readonly string[]): Float64Array {
    const sum = new Float64Array(this.topics.classes.length);
    for (const phrasing of phrasings)
      for (const { intent, p } of this.topics.guess(this.catalog.fold(phrasing)))
        if (intent !== 'none') sum[this.topics.classes.indexOf(intent)]! += p;
    return sum.map((p) => Math.sqrt(p / Math.max(1, phrasings.length)));
  }

  private weight(feature: string): number {
    return (this.idf.get(feature) ?? Math.log(1 + this.entries.length)) * shareOf(feature);
  }

  private norm(features: Features): number {
    let sum = 0;
    for (const [feature, weight] of features) sum += (weight * this.weight(feature)) ** 2;
    return Math.sqrt(sum);
  }

  private features(folded: string): Features {
    const out: Features = new Map();
    const put = (feature: string, weight = 1): void =>
      void out.set(feature, Math.max(out.get(feature) ?? 0, weight));
    const list = words(folded);
    const sound = this.catalog.sounds(folded);
    const drop = new Set<number>();
    const faint = new Set<number>();
    for (const span of this.cues.spans(list, sound)) {
      for (const tag of span.tags)
        if (
          (span.score === 1 || span.end - span.start >= 3) &&
          /^(?:facility|policy|member|hours|parking)/.test(tag)
        )
          put(`§${tag}`);
      if (
        span.score === 1 &&
        span.tags.every((tag) => tag === 'fill' || tag === 'greet' || tag === 'thanks') &&
        span.end - span.start >= 2
      )
        for (let i = span.start; i < span.end; i++) drop.add(i);
      if (
        span.score === 1 &&
        span.tags.some((tag) => FORMS.has(tag)) &&
        !span.tags.some((tag) => /^(?:facility|policy|member|hours|parking)/.test(tag))
      )
        for (let i = span.start; i < span.end; i++) faint.add(i);
    }
    list.forEach((word, i) => {
      const next = list[i + 1];
      if (word.han) {
        const weight = faint.has(word.start) ? FAINT : 1;
        if (!drop.has(word.start)) put(word.text, weight);
        if (next?.han && next.start === word.end && !(drop.has(word.start) && drop.has(next.start))) {
          const pair = faint.has(word.start) && faint.has(next.start) ? FAINT : 1;
          put(word.text + next.text, pair);
          put(`~${sound.folded.slice(word.start, next.end)}`, pair);
        }
      } else if (!EN_STOP.has(word.text)) put(light(word.text), faint.has(word.start) ? FAINT : 1);
    });
    return out;
  }
}

/** Question forms that any question may have: '在哪里', 'how much'. They say little about which entry fits. */
const FORMS: ReadonlySet<string> = new Set([
  'where',
  'price',
  'stock',
  'have',
  'it',
  'find',
  'ask',
  'recommend',
  'list',
  'nav',
  'about',
  'promo',
  'print',
  'compare',
  'control:yes',
  'control:no',
]);
const FAINT = 0.25;

const EN_STOP = new Set(
  'a an the is are do does did i you me my we it its this that to of in on at for and or if can could would will be have has there here with your please tell what where how when who which s t any some get'.split(
    ' ',
  ),
);

function light(word: string): string {
  return word.replace(/(?:ies)$/, 'y').replace(/(?<=[a-z]{3})(?:ing|ed|es|s)$/, '');
}

/** Whether an entry is about membership points, from its topic and phrasings. */
export function intentOfTopic(
  entry: KnowledgeEntry,
  meaning: Meaning,
):
  | 'store.hours'
  | 'store.parking'
  | 'store.facility'
  | 'store.policy'
  | 'howto'
  | 'member.points'
  | 'member.benefits' {
  const { matter, points } = matterOf(entry.topic, entry.id);
  if (matter !== 'members') return matter === 'howto' ? 'howto' : `store.${matter}`;
  const pointsAsked = meaning.tags.has('member:points') || (points && !meaning.tags.has('member:benefits'));
  return pointsAsked ? 'member.points' : 'member.benefits';
}
