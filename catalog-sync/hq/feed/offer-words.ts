import { onlyIn, type LocalizedText } from '../../../main/contract';
import { claimsOfTitle, type Claims } from './offer-claims';
import { midnightEnd, offerTimesFault, partTimes } from './offer-times';
import { words } from './offer-vocabulary';

/**
 * Whether an offer's words and its arithmetic agree. A title of '8.5 折' with 85, 8.5 or 0.85 in `percent_off`
 * would have the terminal tell a price that nobody charges. N 折 is 100 − 10 N per cent off.
 */
export interface WordedOffer {
  readonly kind: string;
  readonly value: string;
  readonly title: LocalizedText;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly membersOnly: boolean;
}

type Titled = ReturnType<typeof claimsOfTitle>;

const round = (value: number): number => Math.round(value * 10) / 10;
const some = <T>(titles: Titled, pick: (claims: Claims) => readonly T[]): boolean =>
  titles.some(({ claims }) => pick(claims).length > 0);

/** The first title whose figures of a sort leave the value out; in `also` it may stand too. */
function disagrees(
  titles: Titled,
  pick: (claims: Claims) => readonly number[],
  fits: (figure: number) => boolean,
): { title: string; said: number } | undefined {
  for (const { title, claims } of titles) {
    const said = pick(claims);
    if (said.length > 0 && !said.some(fits)) return { title, said: said[0]! };
  }
  return undefined;
}

/** Of another sort than the offer: the figures of the title are not reckoned with. */
function otherSort(
  titles: Titled,
  own: (claims: Claims) => readonly unknown[],
  sorts: Sorts,
): string | undefined {
  if (some(titles, own)) return undefined;
  for (const [pick, says] of sorts) {
    const found = titles.find(({ claims }) => pick(claims).length > 0);
    if (found) return `the title '${found.title}' ${says}`;
  }
  return undefined;
}

type Sorts = readonly (readonly [(claims: Claims) => readonly unknown[], string])[];
const LESS: Sorts[number] = [({ less }) => less, 'takes an amount off; its kind is amount_off'];
const PERCENT: Sorts[number] = [({ percents }) => percents, 'takes a share off; its kind is percent_off'];
const FREE: Sorts[number] = [({ free }) => free, 'gives pieces for nothing; its kind is buy_n_get_m'];
const SECOND: Sorts[number] = [
  ({ second }) => (second ? [true] : []),
  'is about the second piece; its kind is second_item_percent_off',
];
const BUNDLE: Sorts[number] = [
  ({ bundles }) => bundles,
  'has a price for several pieces; its kind is bundle_price',
];

function percentFault(titles: Titled, value: string): string | undefined {
  const number = Number(value);
  if (number >= 100) return `${value} % off leaves a price of 0, which is not told; use gift or info`;
  const second = otherSort(titles, () => [], [SECOND]);
  if (second) return second;
  const other = disagrees(
    titles,
    ({ percents }) => percents,
    (percent) => percent === number,
  );
  if (other) return percentSaid(other, value);
  return otherSort(titles, ({ percents }) => percents, [LESS, FREE, BUNDLE]);
}

const percentSaid = ({ title, said }: { title: string; said: number }, value: string): string =>
  `the title '${title}' says ${said} % off, the value says ${value} % off (8.5 折 is 15)`;

/** The same reduction may be told of one piece, or of two where the second costs less. */
function secondFault(titles: Titled, value: string): string | undefined {
  const number = Number(value);
  const free = (claims: Claims) => (claims.free.includes('1+1') ? [100] : []);
  const other = disagrees(
    titles,
    (claims) => [...claims.percents, ...free(claims)],
    (percent) => percent === number || percent === round(number / 2),
  );
  return other && percentSaid(other, value);
}

function amountFault(titles: Titled, value: string): string | undefined {
  const number = Number(value);
  if (number === 0) return `${value} off takes nothing off`;
  const other = disagrees(
    titles,
    ({ less }) => less,
    (less) => less === number,
  );
  if (other) return `the title '${other.title}' takes ${other.said} off, the value takes ${value} off`;
  return otherSort(titles, ({ less }) => less, [SECOND, PERCENT, FREE, BUNDLE]);
}

function priceFault(titles: Titled, value: string): string | undefined {
  const number = Number(value);
  if (number === 0) return `a price of ${value} is not told; use gift or info`;
  const mixed = otherSort(titles, ({ prices }) => prices, [SECOND, BUNDLE, FREE]);
  if (mixed) return mixed;
  const tenths = titles.find(({ claims }) => claims.prices.length === 0 && claims.tenths.includes(number));
  if (tenths)
    return `the title '${tenths.title}' takes a share off, ${value} is no price; its kind is percent_off`;
  const other = disagrees(
    titles,
    ({ prices }) => prices,
    (price) => price === number,
  );
  return other && `the title '${other.title}' says ${other.said}, the value says ${value}`;
}

function bundleFault(titles: Titled, value: string): string | undefined {
  const number = Number(value);
  if (number === 0) return `a price of ${value} is not told; use gift or info`;
  const other = disagrees(
    titles,
    ({ bundles, prices }) => [...bundles, ...prices],
    (price) => price === number,
  );
  return other && `the title '${other.title}' says ${other.said}, the value says ${value}`;
}

function freeFault(titles: Titled, value: string): string | undefined {
  const said = titles.find(({ claims: { free } }) => free.length > 0 && !free.includes(value));
  if (said) return `the title '${said.title}' says ${said.claims.free[0]}, the value says ${value}`;
  return otherSort(titles, ({ free }) => free, [SECOND, PERCENT]);
}

function couponFault(titles: Titled, value: string): string | undefined {
  const number = Number(value);
  if (value === '' || !Number.isFinite(number)) return undefined;
  const other = disagrees(
    titles,
    ({ less }) => less,
    (less) => less === number,
  );
  return other && `the title '${other.title}' takes ${other.said} off, the value takes ${value} off`;
}

const FAULTS: Readonly<Record<string, (titles: Titled, value: string) => string | undefined>> = {
  percent_off: percentFault,
  second_item_percent_off: secondFault,
  amount_off: amountFault,
  special_price: priceFault,
  bundle_price: bundleFault,
  buy_n_get_m: freeFault,
  coupon: couponFault,
};

/** What disagrees between title and value, or nothing. */
export function offerWordsFault(kind: string, value: string, title: LocalizedText): string | undefined {
  return FAULTS[kind]?.(claimsOfTitle(title), value);
}

/** Kinds that lower the price of a single piece. */
const LOWERS = new Set(['percent_off', 'amount_off', 'special_price']);
/** A share off beyond which, or below which, 折 may have been meant. */
const MUCH = 60;
const LITTLE = 10;

/** What is to be known of an offer before it is in force. */
export interface OfferFindings {
  /** It can't be told as it stands. */
  readonly fault?: { readonly column: 'value' | 'ends_at'; readonly message: string };
  /** Its words are told, but no price is reckoned from it: the offer's kind becomes `info`. */
  readonly wordsOnly?: string;
  /** Told only to members, as its title says. */
  readonly forMembers?: string;
  /** It is told as it stands; is it meant so? */
  readonly warnings: readonly { readonly column: 'value' | 'ends_at'; readonly message: string }[];
}

/** Looks at an offer's words, figures and times; `timezone` of the store. */
export function checkOffer(offer: WordedOffer, timezone: string): OfferFindings {
  const { kind, value, title, startsAt, endsAt } = offer;
  const titles = [onlyIn(title, 'zh'), onlyIn(title, 'en')];
  const disagree = offerWordsFault(kind, value, title);
  if (disagree !== undefined) return { fault: { column: 'value', message: disagree }, warnings: [] };
  const times = offerTimesFault(titles, startsAt, endsAt, timezone);
  if (times !== undefined) return { fault: { column: 'ends_at', message: times }, warnings: [] };
  const midnight = midnightEnd(startsAt, endsAt, timezone);
  const ends = midnight === undefined ? [] : [{ column: 'ends_at' as const, message: midnight }];
  if (!LOWERS.has(kind)) return { warnings: ends };
  const claims = claimsOfTitle(title);
  const several = claims.find((one) => one.claims.several)?.title;
  const sum = claims.find((one) => one.claims.sum)?.title;
  const parts = partTimes(titles, startsAt, endsAt);
  const members = offer.membersOnly ? undefined : titles.find(namesMembers);
  const wordsOnly =
    several === undefined ? parts?.long && parts.message : `the title '${several}' is for several pieces`;
  const doubts = [
    kind === 'percent_off' ? doubtful(title, value) : undefined,
    sum && `the title '${sum}' asks for a sum; a price is reckoned only where one piece reaches it`,
    wordsOnly ? undefined : parts?.message,
  ].flatMap((message) => (message ? [{ column: 'value' as const, message }] : []));
  return {
    ...(wordsOnly && { wordsOnly }),
    ...(members !== undefined && { forMembers: `the title '${members}' is for members` }),
    warnings: [...doubts, ...ends],
  };
}

/** A share that the title does not name and that may be meant as 折. */
function doubtful(title: LocalizedText, value: string): string | undefined {
  const number = Number(value);
  if ((number < MUCH && number >= LITTLE) || some(claimsOfTitle(title), ({ percents }) => percents))
    return undefined;
  const tenths = round((100 - number) / 10);
  return `${value} means ${value} % off, ${tenths} 折, which the title doesn't say; is it meant so?`;
}

const MEMBERS = new RegExp(
  String.raw`(?<!${words.notMembers.slice(0, 1)})${words.members}|\bmembers?\b`,
  'i',
);
const namesMembers = (title: string): boolean => MEMBERS.test(title);
