import {
  COMMAND_ENDS,
  TURN_NOTE_HOURS,
  TURN_NOTES,
  type Answer,
  type CommandEnd,
  type Heard,
  type Understood,
  type LocalizedText,
  type TurnDecision,
  type TurnNote,
  type TurnRule,
  type TurnTrace,
  type Utterance,
} from '../contract';
import type { Draft } from './answer/draft';
import type { Plan, TurnFollower, TurnPart } from './dialog/types';
import { explainFinding } from './find/explain';
import type { Finding, GoodsFinder } from './find/finder';
import type { Guess } from './understand/classify/classifier';
import { readable } from './understand/clean';
import type { Meaning } from './understand/types';
import { words } from './understand/words';

const GUESSES = 4;
/** More words are not counted. */
const MOST_WORDS = 9_999;
const hundredths = (ms: number): number => Math.max(0, Math.round(ms * 100) / 100);

/** Follows one turn through the engine; costs next to nothing until a trace is made of it. */
export class TurnWatch implements TurnFollower {
  private readonly started = performance.now();
  private readonly spent: Record<TurnPart, number> = { understand: 0, decide: 0, find: 0, answer: 0 };
  private part: TurnPart = 'answer';
  private since = this.started;
  private readonly rules: TurnRule[] = [];
  private meaning: Meaning | undefined;
  private guesses: readonly Guess[] = [];
  private plan: TurnTrace['plan'];
  private acts: TurnTrace['goesOn'];
  /** The last finding counts: it is the one that the answer goes by. */
  private finding: { finding: Finding; said: string; lang: Understood } | undefined;

  rule(rule: TurnRule): void {
    this.rules.push(rule);
  }

  timed<T>(part: TurnPart, work: () => T): T {
    const before = this.part;
    this.turnTo(part);
    try {
      return work();
    } finally {
      this.turnTo(before);
    }
  }

  /** Milliseconds since the turn began. */
  elapsed(): number {
    return performance.now() - this.started;
  }

  private turnTo(part: TurnPart): void {
    const now = performance.now();
    this.spent[this.part] += now - this.since;
    this.since = now;
    this.part = part;
  }

  understood(meaning: Meaning): void {
    this.meaning = meaning;
    if (['outside', 'inject', 'oos'].some((tag) => meaning.tags.has(tag))) this.rule('outside_talk');
  }

  planned(
    { ruled, arbitrated, taken }: Record<'ruled' | 'arbitrated' | 'taken', Plan>,
    guesses: readonly Guess[],
  ): void {
    this.guesses = guesses;
    this.plan = { ruled: labelOf(ruled), arbitrated: labelOf(arbitrated), taken: labelOf(taken) };
    if (arbitrated !== ruled) this.rule('form_overruled');
    if (taken.kind !== arbitrated.kind)
      this.rule(taken.kind === 'knowledge' ? 'entry_overruled' : 'goods_overruled');
  }

  wentOn(readings: readonly { act: string; p: number }[], taken: Plan): void {
    this.acts = readings.map(({ act, p }) => ({ act, p: Math.round(p * 1_000) / 1_000 }));
    if (this.plan) this.plan = { ...this.plan, taken: labelOf(taken) };
  }

  /** The same finder, whose findings are followed. */
  over(finder: GoodsFinder | undefined): GoodsFinder | undefined {
    if (!finder) return undefined;
    const find = (...given: Parameters<GoodsFinder['find']>): Finding => {
      const finding = this.timed('find', () => finder.find(...given));
      this.finding = { finding, said: given[0], lang: given[1] };
      return finding;
    };
    return Object.assign(Object.create(finder) as GoodsFinder, { find });
  }

  trace(utterance: Utterance, draft: Draft, answer: Answer, at: Date): TurnTrace {
    this.turnTo('answer');
    const { understand, decide, find, answer: answering } = this.spent;
    return {
      ...(utterance.turn === undefined ? {} : { turn: utterance.turn }),
      at: at.toISOString(),
      said: utterance.text,
      heard: heardOf(utterance),
      lang: answer.lang,
      ...(this.meaning ? { understood: understoodOf(this.meaning, this.guesses) } : {}),
      rules: [...this.rules],
      ...(this.plan ? { plan: this.plan } : {}),
      ...(this.acts ? { goesOn: this.acts } : {}),
      ...(this.finding
        ? { finding: explainFinding(this.finding.finding, this.finding.said, this.finding.lang) }
        : {}),
      decision: decisionOf(draft, answer),
      answer: {
        intent: answer.intent,
        text: answer.text,
        gtins: answer.items.map(({ gtin }) => gtin),
        abstained: answer.abstained,
        asks: answer.asks,
        commands: answer.commands.map(({ type }) => type),
      },
      ms: {
        understand: hundredths(understand),
        decide: hundredths(decide),
        find: hundredths(find),
        answer: hundredths(answering),
        total: hundredths(this.since - this.started),
      },
    };
  }
}

function heardOf({ text, spoken, nbest, gtin, facility }: Utterance): Heard {
  const tapped = gtin !== undefined || facility !== undefined;
  const typed = spoken ? 'speech' : 'text';
  return {
    by: tapped ? 'tap' : typed,
    words: Math.min(MOST_WORDS, tapped ? 0 : words(readable(text).toLowerCase()).length),
    hypotheses: nbest?.length ?? 0,
  };
}

function understoodOf(meaning: Meaning, guesses: readonly Guess[]): NonNullable<TurnTrace['understood']> {
  return {
    text: meaning.text,
    explained: Math.min(1, Math.max(0, meaning.explained)),
    named: meaning.parts.map((part) => ({ text: part.text, known: part.span !== undefined })),
    cues: [...meaning.tags],
    allergens: meaning.allergens.map(({ key }) => key),
    claims: [...meaning.claims],
    guesses: [...guesses]
      .sort((a, b) => b.p - a.p)
      .slice(0, GUESSES)
      .map(({ intent, p }) => ({ intent, p: Math.round(p * 1_000) / 1_000 })),
  };
}

function labelOf(plan: Plan): string {
  switch (plan.kind) {
    case 'product':
    case 'unknown_store':
      return plan.intent;
    case 'handoff':
      return `handoff ${plan.reason}`;
    case 'control':
      return `control ${plan.control}`;
    case 'facility':
      return `facility ${plan.facility}`;
    case 'knowledge':
      return `knowledge ${plan.match.entry.id}`;
    default:
      return plan.kind;
  }
}

/** What an answer came to. */
export function decisionOf(draft: Draft, answer: Answer): TurnDecision {
  const own = answer.items.filter((item) => !item.alternative);
  if (answer.handoff) return 'person';
  if (answer.control) return 'control';
  if (answer.intent === 'smalltalk') return 'small_talk';
  if (draft.miss) return 'not_understood';
  if (answer.intent === 'out_of_scope') return 'out_of_scope';
  if (own.length === 0 && answer.items.length > 0) return 'neighbour';
  if (own.length === 0 && draft.unanswered === 'not_carried') return 'not_here';
  if (draft.pending?.kind === 'confirm') return 'asked_whether';
  if (draft.pending?.kind === 'which' || answer.candidates.length > 0) return 'asked_which';
  if (own.length > 0) return 'found';
  return answer.asks && answer.intent.startsWith('product') ? 'asked_which' : 'told';
}

/** Kinds below this are not worth telling beside a likelier one. */
const LIKELY_KIND = 0.5;

/** What may be kept of a turn: nothing that was said, and the hour instead of the time. */
export function noteOf(trace: TurnTrace, nameOf: (gtin: string) => LocalizedText | undefined): TurnNote {
  const kinds = trace.finding?.kinds ?? [];
  const likely = kinds.filter(({ p }) => p >= LIKELY_KIND);
  const likelihood = new Map(trace.finding?.candidates.map(({ gtin, p }) => [gtin, p]));
  return {
    ...(trace.turn === undefined ? {} : { turn: trace.turn }),
    hour: `${trace.at.slice(0, 13)}:00:00.000Z`,
    lang: trace.lang,
    intent: trace.answer.intent,
    decision: trace.decision,
    rules: trace.rules.slice(0, 4),
    kinds: (likely.length > 0 ? likely : kinds.slice(0, 1)).slice(0, 2).map(({ name, p }) => ({ name, p })),
    items: trace.answer.gtins.slice(0, 3).flatMap((gtin) => {
      const name = nameOf(gtin);
      const p = likelihood.get(gtin);
      return name ? [{ gtin, name, ...(p === undefined ? {} : { p }) }] : [];
    }),
    ...(trace.finding ? { none: trace.finding.none } : {}),
    heard: trace.heard,
    ends: [],
    ms: trace.ms.total,
  };
}

/** The notes of the last turns: in memory only, so many of them, and none for longer than a day. */
export class TurnNotes {
  private notes: { note: TurnNote; at: number }[] = [];

  /** `now`: monotonic milliseconds. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  keep(note: TurnNote): void {
    this.notes = [...this.recent(), { note, at: this.now() }].slice(-TURN_NOTES);
  }

  /** Told how a command of a turn ended; a turn that is forgotten stays so. */
  ended(turn: string, end: CommandEnd): void {
    this.notes = this.recent().map((kept) =>
      kept.note.turn === turn && kept.note.ends.length < COMMAND_ENDS
        ? { ...kept, note: { ...kept.note, ends: [...kept.note.ends, end] } }
        : kept,
    );
  }

  /** Newest first. */
  list(): TurnNote[] {
    this.notes = this.recent();
    return this.notes.map(({ note }) => note).reverse();
  }

  private recent(): { note: TurnNote; at: number }[] {
    return this.notes.filter(({ at }) => this.now() - at < TURN_NOTE_HOURS * 3_600_000);
  }
}
