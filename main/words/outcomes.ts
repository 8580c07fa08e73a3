import {
  assertNever,
  type CallReason,
  type ErrorCode,
  type InBoth,
  type Lang,
  type NavReason,
  type PaperKind,
  type PrintReason,
  type StaffCallState,
} from '../contract';
import { say } from './say';

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
      return pick(lang, TOO_SLOW);
    case 'unavailable':
    case 'not_ready':
      return pick(lang, RECOVERING);
    default:
      return pick(lang, WENT_WRONG);
  }
}

const RECOVERING: InBoth = {
  zh: '不好意思，我正在恢复，请稍后再试，或找店员帮忙。',
  en: 'Sorry, I am recovering. Please try again in a moment, or ask our staff.',
};
const TOO_SLOW: InBoth = {
  zh: '不好意思，这一次查得太久了，请再试一次，或找店员帮忙。',
  en: 'Sorry, looking that up took too long. Please try again, or ask our staff.',
};
const WENT_WRONG: InBoth = {
  zh: '不好意思，这一次没查成，请再试一次，或找店员帮忙。',
  en: 'Sorry, that did not work. Please try again, or ask our staff.',
};

/** Sentences in a row; English ones with a space between. */
const joined = (lang: Lang, ...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(lang === 'zh' ? '' : ' ');

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
      return joined(
        lang,
        facts,
        outcome.reason === 'unsafe'
          ? dangerSaid(lang, outcome.ended)
          : callSaid(lang, outcome.ended, outcome.desk),
      );
    case 'stop':
      return outcome.ended === 'failed' ? pick(lang, STOP_UNCONFIRMED) : facts;
    case 'hold':
      return pick(lang, HOLD_SAID[outcome.ended]);
    case 'go_on':
      if (outcome.ended === 'idle') return facts;
      return pick(lang, outcome.ended === 'done' ? GOING_ON : CANNOT_GO_ON);
    case 'volume':
      return outcome.ended === 'done' ? facts : pick(lang, VOLUME_STAYS);
    default:
      return assertNever(outcome, 'outcome');
  }
}

const pick = (lang: Lang, text: InBoth): string => text[lang];

const FOLLOW: InBoth = { zh: '好的，请跟我来。', en: 'Sure, please follow me.' };
const ON_MAP: InBoth = { zh: '路线画在地图上了。', en: 'The way is drawn on the map.' };
const MAP_OR_PERSON: InBoth = {
  zh: '请看地图前往，或找店员帮忙。',
  en: 'Please follow the map, or ask our staff.',
};
const ASK_PERSON: InBoth = { zh: '请找店员帮忙。', en: 'Please ask our staff.' };
const STOP_UNCONFIRMED: InBoth = {
  zh: '我没能确认已经停下，请按机身上的急停按钮，并找店员。',
  en: 'I could not make sure that I stopped. Please press the emergency stop on my body and get our staff.',
};
const HELD: InBoth = { zh: '好的，我在这里等您。', en: 'Sure, I am waiting here for you.' };
const NOT_MOVING: InBoth = { zh: '好的，我就在这里。', en: 'Okay, I am right here.' };
const GOING_ON: InBoth = { zh: '好的，我们继续走。', en: 'Okay, we are going on.' };
const CANNOT_GO_ON: InBoth = {
  zh: '我现在走不了，请看地图前往，或找店员帮忙。',
  en: 'I can’t go on now. Please follow the map, or ask our staff.',
};
const VOLUME_STAYS: InBoth = {
  zh: '现在调不了声音，请稍后再试。',
  en: 'I can’t change my voice right now. Please try again shortly.',
};
const ON_SCREEN: Readonly<Record<PaperKind, InBoth>> = {
  slip: {
    zh: '位置在屏幕上，扫码就能带走。',
    en: 'The place is on the screen; scan the code to take it along.',
  },
  coupon: {
    zh: '券码在屏幕上，扫码就能带走。',
    en: 'The coupon code is on the screen; scan it to take it along.',
  },
  knowledge: { zh: '内容在屏幕上，可以拍下来。', en: 'The text is on the screen for you to photograph.' },
};
const WAITS: InBoth = {
  zh: '您在的时候这一份留着，修好后我再打印。',
  en: 'It is kept while you are here, and I print it again once that is seen to.',
};
const SEVERAL_WAIT: InBoth = {
  zh: '您在的时候都留着，修好后我再打印。',
  en: 'They are kept while you are here, and I print them again once that is seen to.',
};
const KEPT: InBoth = {
  zh: '这一份留着，店员可以再打印。',
  en: 'It is kept, and staff can print it again.',
};

const HOLD_SAID: Readonly<Record<HoldOutcome, InBoth>> = {
  done: HELD,
  idle: NOT_MOVING,
  failed: STOP_UNCONFIRMED,
};
/** What a paper is called, one and several. */
const PAPER: Readonly<Record<PaperKind, { zh: string; en: string; several: string }>> = {
  slip: { zh: '小票', en: 'slip', several: 'slips' },
  coupon: { zh: '优惠券', en: 'coupon', several: 'coupons' },
  knowledge: { zh: '说明', en: 'sheet', several: 'sheets' },
};
const PRINTING: Readonly<Record<PaperKind, InBoth>> = {
  slip: { zh: '小票正在打印，请稍后取走。', en: 'Your slip is printing; please take it in a moment.' },
  coupon: { zh: '优惠券正在打印，请稍后取走。', en: 'Your coupon is printing; please take it in a moment.' },
  knowledge: { zh: '说明正在打印，请稍后取走。', en: 'Your sheet is printing; please take it in a moment.' },
};

function reason(lang: Lang, code: NavReason): string {
  return say(lang, `nav.reason.${code}`);
}

function navigateSaid(lang: Lang, facts: string, ended: NavOutcome): string {
  switch (ended.kind) {
    case 'leading':
      return joined(lang, pick(lang, FOLLOW), facts);
    case 'shown':
      return joined(lang, facts, pick(lang, ON_MAP));
    case 'refused': {
      const why =
        lang === 'zh'
          ? `我现在带不了路：${reason(lang, ended.reason)}。`
          : `I can’t lead you there now: ${reason(lang, ended.reason)}.`;
      return joined(lang, why, facts, pick(lang, ended.drawn ? MAP_OR_PERSON : ASK_PERSON));
    }
    default:
      return assertNever(ended, 'outcome');
  }
}

function printSaid(
  lang: Lang,
  facts: string,
  { what, onScreen, ended }: Extract<Outcome, { of: 'print' }>,
): string {
  if (ended.kind === 'printing') return joined(lang, facts, printingSaid(lang, what, ended.count));
  const out = onScreen ? pick(lang, ON_SCREEN[what]) : pick(lang, ASK_PERSON);
  const why =
    ended.kind === 'partly'
      ? partlySaid(lang, what, ended.papers)
      : [hindered(lang, ended.reason), ...keptSaid(lang, ended, ended.count)];
  return joined(lang, ...why, facts, out);
}

function printingSaid(lang: Lang, what: PaperKind, count = 1): string {
  if (count === 1) return pick(lang, PRINTING[what]);
  return lang === 'zh'
    ? `${count} 张${PAPER[what].zh}正在打印，请稍后取走。`
    : `Your ${count} ${PAPER[what].several} are printing; please take them in a moment.`;
}

/** Of a paper that is kept: whether staff knows, and what becomes of it. */
function keptSaid(lang: Lang, ended: PaperOutcome, count = 1): (string | undefined)[] {
  if (ended.kind !== 'kept') return [];
  return [staffSaid(lang, ended.staff), pick(lang, count > 1 ? SEVERAL_WAIT : WAITS)];
}

/** Of several papers with different endings: how many come out, and why the others don't. */
function partlySaid(lang: Lang, what: PaperKind, papers: readonly PaperOutcome[]): (string | undefined)[] {
  const printing = papers.filter(({ kind }) => kind === 'printing').length;
  const stuck = (kind: 'kept' | 'refused'): (string | undefined)[] => {
    const those = papers.filter((paper) => paper.kind === kind);
    const [first] = those;
    if (!first || first.kind === 'printing') return [];
    const why = say(lang, `print.reason.${first.reason}`);
    const some =
      lang === 'zh'
        ? `有 ${those.length} 张现在打印不了：${why}。`
        : `I can’t print ${those.length} of them now: ${why}.`;
    return [some, ...keptSaid(lang, first, those.length)];
  };
  return [
    printing > 0 ? partSaid(lang, what, printing, papers.length) : undefined,
    ...stuck('kept'),
    ...stuck('refused'),
  ];
}

function partSaid(lang: Lang, what: PaperKind, printing: number, of: number): string {
  const { zh, several } = PAPER[what];
  return lang === 'zh'
    ? `${of} 张${zh}里有 ${printing} 张正在打印，请稍后取走。`
    : `${printing} of your ${of} ${several} ${printing === 1 ? 'is' : 'are'} printing; please take ${printing === 1 ? 'it' : 'them'} in a moment.`;
}

function hindered(lang: Lang, code: PrintReason): string {
  const why = say(lang, `print.reason.${code}`);
  return lang === 'zh' ? `现在打印不了：${why}。` : `I can’t print it now: ${why}.`;
}

/** Of a call made on the side, for a device: only what is so. */
function staffSaid(lang: Lang, state: StaffCallState | undefined): string | undefined {
  if (state === 'sent') return lang === 'zh' ? '已经通知店员。' : 'Our staff have been told.';
  return undefined;
}

/** Where somebody finds a person by themselves. */
function whereTo(lang: Lang, desk: string | undefined): string {
  if (desk === undefined)
    return lang === 'zh' ? '请直接找身边的店员。' : 'Please speak to any member of staff nearby.';
  return lang === 'zh' ? `请到${desk}，位置在地图上。` : `Please go to ${desk}; it is marked on the map.`;
}

/**
 * How far a call has come, and where to go meanwhile. `desk`: the service desk's name, where the map shows
 * one.
 */
function callSaid(lang: Lang, state: CallOutcome, desk: string | undefined): string {
  const go = whereTo(lang, desk);
  switch (state) {
    case 'sent':
      return lang === 'zh'
        ? '已经发给店员，请在这里稍等。'
        : 'I have sent this to our staff; please wait here a moment.';
    case 'sending':
    case 'waiting':
      return lang === 'zh'
        ? `还没能通知到店员，我会继续试。${go}`
        : `Our staff have not been reached yet; I keep trying. ${go}`;
    case 'no_channel':
      return lang === 'zh' ? `我这里不能呼叫店员。${go}` : `I can’t call staff from here. ${go}`;
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
      return lang === 'zh' ? '已经通知店员。' : 'Our staff have been told.';
    case 'sending':
    case 'waiting':
      return lang === 'zh'
        ? '还没能通知到店员，我会继续试，请先向身边的人求助。'
        : 'Our staff have not been reached yet; I keep trying. Please get help from people nearby.';
    case 'no_channel':
      return lang === 'zh'
        ? '我这里不能呼叫店员，请向身边的人求助。'
        : 'I can’t call staff from here. Please get help from people nearby.';
    default:
      return assertNever(state, 'call');
  }
}

/**
 * A trip that ended on the way, and what the shopper can do; `staff`: how far the call for a person has come.
 */
export function tripEnded(
  lang: Lang,
  code: NavReason | undefined,
  staff: StaffCallState | undefined,
): string {
  const why = reason(lang, code ?? 'failed');
  return joined(
    lang,
    lang === 'zh' ? `抱歉，我走不了了：${why}。` : `Sorry, I can’t go on: ${why}.`,
    staffSaid(lang, staff),
    pick(lang, MAP_OR_PERSON),
  );
}

/** A paper that the printer had taken and that does not come out. */
export function printStuck(
  lang: Lang,
  code: PrintReason,
  staff: StaffCallState | undefined,
  { what, onScreen }: { what: PaperKind; onScreen: boolean },
): string {
  if (code === 'unconfirmed')
    return joined(
      lang,
      lang === 'zh'
        ? '您的那一份可能已经出纸，请先看一下打印机。'
        : 'Your paper may have come out already; please look at the printer.',
      pick(lang, KEPT),
    );
  return printSaid(lang, '', {
    of: 'print',
    what,
    onScreen,
    ended: { kind: 'kept', reason: code, staff },
  });
}

/** What is said in the same words whatever it is about: worth rendering ahead. */
export function standingClauses(lang: Lang): string[] {
  const texts = [
    FOLLOW,
    ON_MAP,
    MAP_OR_PERSON,
    ASK_PERSON,
    HELD,
    NOT_MOVING,
    GOING_ON,
    CANNOT_GO_ON,
    VOLUME_STAYS,
    ...Object.values(ON_SCREEN),
    WAITS,
    SEVERAL_WAIT,
    KEPT,
    STOP_UNCONFIRMED,
    ...Object.values(PRINTING),
  ];
  texts.push(RECOVERING, TOO_SLOW, WENT_WRONG);
  return [...texts.map((text) => text[lang]), callSaid(lang, 'sent', undefined)];
}
