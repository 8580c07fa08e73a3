import {
  assertNever,
  type CallReason,
  type ErrorCode,
  type Lang,
  type NavReason,
  type PaperKind,
  type PrintReason,
  type StaffCallState,
} from '../contract';
import { sentences } from './lists';
import { say, type MessageKey } from './say';

/**
 * How an attempt to lead somebody ended. `shown`: there are no wheels, the way is drawn. `refused`: there
 * are, and they do not go; `drawn` where the map shows the way.
 */
export type NavOutcome =
  | { readonly kind: 'leading' }
  | { readonly kind: 'shown' }
  | { readonly kind: 'refused'; readonly reason: NavReason; readonly drawn: boolean };

/**
 * How an attempt to print one paper ended. `kept`: the printer has a hindrance and the paper is kept for it;
 * `staff` where a person was called to see to it.
 */
export type PaperOutcome =
  | { readonly kind: 'printing' }
  | { readonly kind: 'kept'; readonly reason: PrintReason; readonly staff?: StaffCallState }
  | { readonly kind: 'refused'; readonly reason: PrintReason };

/** The same of several: `count` where all went alike, `partly` where they did not. */
export type PrintOutcome =
  | (PaperOutcome & { readonly count?: number })
  | { readonly kind: 'partly'; readonly papers: readonly PaperOutcome[] };

export type CallOutcome = StaffCallState;
/** `idle`: there is no trip to hold or to go on with. */
export type HoldOutcome = 'done' | 'idle' | 'failed';

/** What became of a command: each command with each of its endings. */
export type Outcome =
  | { readonly of: 'navigate'; readonly ended: NavOutcome }
  | {
      readonly of: 'print';
      readonly what: PaperKind;
      /** Whether the screen has what is on the paper. */
      readonly onScreen: boolean;
      readonly ended: PrintOutcome;
    }
  | {
      readonly of: 'handoff';
      readonly reason: CallReason;
      readonly ended: CallOutcome;
      readonly desk?: string;
    }
  | { readonly of: 'stop' | 'hold' | 'go_on' | 'volume'; readonly ended: HoldOutcome };

/** What main itself must say when the engine did not answer, by why. */
export function apology(lang: Lang, code: ErrorCode): string {
  switch (code) {
    case 'timeout':
    case 'busy':
      return say(lang, 'apology.too_slow');
    case 'unavailable':
    case 'not_ready':
      return say(lang, 'apology.recovering');
    default:
      return say(lang, 'apology.went_wrong');
  }
}

/**
 * What to say of a command that has ended, `facts` being what is true whatever became of it (the answer's
 * text; empty for a touch).
 */
export function said(lang: Lang, facts: string, outcome: Outcome): string {
  switch (outcome.of) {
    case 'navigate':
      return navigateSaid(lang, facts, outcome.ended);
    case 'print':
      return printSaid(lang, facts, outcome);
    case 'handoff':
      return sentences(
        lang,
        facts,
        outcome.reason === 'unsafe'
          ? dangerSaid(lang, outcome.ended)
          : callSaid(lang, outcome.ended, outcome.desk),
      );
    case 'stop':
      return outcome.ended === 'failed' ? say(lang, HOLD_SAID.failed) : facts;
    case 'hold':
      return say(lang, HOLD_SAID[outcome.ended]);
    case 'go_on':
      if (outcome.ended === 'idle') return facts;
      return say(lang, outcome.ended === 'done' ? 'outcome.going_on' : 'outcome.cannot_go_on');
    case 'volume':
      return outcome.ended === 'done' ? facts : say(lang, 'outcome.volume_stays');
    default:
      return assertNever(outcome, 'outcome');
  }
}

const HOLD_SAID = {
  done: 'outcome.held',
  idle: 'outcome.not_moving',
  failed: 'outcome.stop_unconfirmed',
} as const satisfies Record<HoldOutcome, MessageKey>;

function navigateSaid(lang: Lang, facts: string, ended: NavOutcome): string {
  switch (ended.kind) {
    case 'leading':
      return sentences(lang, say(lang, 'outcome.follow'), facts);
    case 'shown':
      return sentences(lang, facts, say(lang, 'outcome.on_map'));
    case 'refused':
      return sentences(
        lang,
        say(lang, 'outcome.cannot_lead', { reason: say(lang, `nav.reason.${ended.reason}`) }),
        facts,
        say(lang, ended.drawn ? 'outcome.map_or_person' : 'outcome.ask_person'),
      );
    default:
      return assertNever(ended, 'outcome');
  }
}

function printSaid(
  lang: Lang,
  facts: string,
  { what, onScreen, ended }: Extract<Outcome, { of: 'print' }>,
): string {
  if (ended.kind === 'printing')
    return sentences(lang, facts, say(lang, `outcome.printing.${what}`, { n: ended.count ?? 1 }));
  const out = onScreen ? say(lang, `outcome.on_screen.${what}`) : say(lang, 'outcome.ask_person');
  const why =
    ended.kind === 'partly'
      ? partlySaid(lang, what, ended.papers)
      : [
          say(lang, 'outcome.cannot_print', { reason: say(lang, `print.reason.${ended.reason}`) }),
          ...keptSaid(lang, ended, ended.count),
        ];
  return sentences(lang, ...why, facts, out);
}

/** Of a paper that is kept: whether staff knows, and what becomes of it. */
function keptSaid(lang: Lang, ended: PaperOutcome, count = 1): (string | undefined)[] {
  if (ended.kind !== 'kept') return [];
  return [staffSaid(lang, ended.staff), say(lang, 'outcome.waits', { n: count })];
}

/** Of several papers with different endings: how many come out, and why the others don't. */
function partlySaid(lang: Lang, what: PaperKind, papers: readonly PaperOutcome[]): (string | undefined)[] {
  const n = papers.filter(({ kind }) => kind === 'printing').length;
  const stuck = (kind: 'kept' | 'refused'): (string | undefined)[] => {
    const those = papers.filter((paper) => paper.kind === kind);
    const [first] = those;
    if (!first || first.kind === 'printing') return [];
    const reason = say(lang, `print.reason.${first.reason}`);
    return [
      say(lang, 'outcome.cannot_print_some', { n: those.length, reason }),
      ...keptSaid(lang, first, those.length),
    ];
  };
  return [
    n > 0 ? say(lang, 'outcome.some_printing', { n, of: papers.length, what }) : undefined,
    ...stuck('kept'),
    ...stuck('refused'),
  ];
}

/** Of a call made on the side, for a device: only what is so. */
const staffSaid = (lang: Lang, state: StaffCallState | undefined): string | undefined =>
  state === 'sent' ? say(lang, 'outcome.staff_told') : undefined;

/** Where somebody finds a person by themselves. */
const whereTo = (lang: Lang, desk: string | undefined): string =>
  desk === undefined ? say(lang, 'outcome.any_staff') : say(lang, 'outcome.go_to_desk', { desk });

/**
 * How far a call has come, and where to go meanwhile. `desk`: the service desk's name, where the map shows
 * one.
 */
function callSaid(lang: Lang, state: CallOutcome, desk: string | undefined): string {
  switch (state) {
    case 'sent':
      return say(lang, 'outcome.call.sent');
    case 'sending':
    case 'waiting':
      return sentences(lang, say(lang, 'outcome.call.waiting'), whereTo(lang, desk));
    case 'no_channel':
      return sentences(lang, say(lang, 'outcome.call.no_channel'), whereTo(lang, desk));
    default:
      return assertNever(state, 'call');
  }
}

/**
 * Of a call made for somebody in danger: whether anybody was told, and nothing of waiting or going anywhere,
 * which what to do first says.
 */
function dangerSaid(lang: Lang, state: CallOutcome): string {
  switch (state) {
    case 'sent':
      return say(lang, 'outcome.staff_told');
    case 'sending':
    case 'waiting':
      return say(lang, 'outcome.danger.waiting');
    case 'no_channel':
      return say(lang, 'outcome.danger.no_channel');
    default:
      return assertNever(state, 'call');
  }
}

/**
 * A trip that ended on the way, and what the shopper can do; `staff`: how far the call for a person has come.
 */
export const tripEnded = (
  lang: Lang,
  code: NavReason | undefined,
  staff: StaffCallState | undefined,
): string =>
  sentences(
    lang,
    say(lang, 'outcome.trip_ended', { reason: say(lang, `nav.reason.${code ?? 'failed'}`) }),
    staffSaid(lang, staff),
    say(lang, 'outcome.map_or_person'),
  );

/** A paper that the printer had taken and that does not come out. */
export function printStuck(
  lang: Lang,
  code: PrintReason,
  staff: StaffCallState | undefined,
  { what, onScreen }: { what: PaperKind; onScreen: boolean },
): string {
  if (code === 'unconfirmed')
    return sentences(lang, say(lang, 'outcome.maybe_printed'), say(lang, 'outcome.kept'));
  return printSaid(lang, '', {
    of: 'print',
    what,
    onScreen,
    ended: { kind: 'kept', reason: code, staff },
  });
}

const PAPERS: readonly PaperKind[] = ['slip', 'coupon', 'knowledge'];
const STANDING: readonly MessageKey[] = [
  'outcome.follow',
  'outcome.on_map',
  'outcome.map_or_person',
  'outcome.ask_person',
  'outcome.held',
  'outcome.not_moving',
  'outcome.going_on',
  'outcome.cannot_go_on',
  'outcome.volume_stays',
  'outcome.kept',
  'outcome.stop_unconfirmed',
  'apology.recovering',
  'apology.too_slow',
  'apology.went_wrong',
  'outcome.call.sent',
];

/** What is said in the same words whatever it is about: worth rendering ahead. */
export const standingClauses = (lang: Lang): string[] => [
  ...STANDING.map((key) => say(lang, key)),
  ...PAPERS.flatMap((what) => [
    say(lang, `outcome.on_screen.${what}`),
    say(lang, `outcome.printing.${what}`, { n: 1 }),
  ]),
  ...[1, 2].map((n) => say(lang, 'outcome.waits', { n })),
];
