import { setImmediate as breath } from 'node:timers/promises';
import {
  onlyIn,
  type Catalog,
  type DecodingLexicon,
  type SpokenPhrase,
  type Understood,
  type Utterance,
} from '../contract';
import { decodingLexicon } from './catalog-views';

/** The engine's answer to an utterance by itself. */
export type AskAlone = (utterance: Utterance) => string;

/** How shoppers ask; the answers show what the terminal says around a name. */
const WHERE: Readonly<Record<Understood, string>> = { zh: '{}在哪里', en: 'where is the {}' };
const OTHERS: Readonly<Record<Understood, readonly string[]>> = {
  zh: ['有没有{}', '{}多少钱', '{}还有货吗', '{}有优惠吗', '带我去买{}'],
  en: ['do you have {}', 'how much is the {}', 'is the {} in stock', 'any offers on {}', 'take me to the {}'],
};
/** What no store sells: the answers show how the terminal says so. */
const UNKNOWN: Readonly<Record<Understood, string>> = { zh: '咔咔咔', en: 'florbnix' };
/** Said without a name, and said unheard. */
const EVERYDAY: Readonly<Record<Understood, readonly string[]>> = {
  zh: [
    '你好',
    '谢谢',
    '再见',
    '你能做什么',
    '我要找人',
    '大声一点',
    '说慢一点',
    '有什么优惠',
    '厕所在哪里',
    '几点关门',
    '嗯',
  ],
  en: [
    'hello',
    'thank you',
    'goodbye',
    'what can you do',
    'can I talk to somebody',
    'louder please',
    'slower please',
    'any offers',
    'where are the toilets',
    'when do you close',
    'um',
  ],
};
/** Categories asked in every way; the others only where they stand. */
const SAMPLES = 12;
/** Goods whose place and name are rendered ahead. */
const GOODS = 120;
/** Shoppers' own names for goods, which answers repeat. */
const ALIASES = 1_000;
/** Names of other goods up to the size: what answers about any of them begin with. */
const HEADS = 500;
/** What stands before a name, such as a yes, is short. */
const LONGEST_OPENING = 32;
/** With fewer letters an opening is no clause of its own. */
const FEWEST_LETTERS = 4;
/** 'Yes, 6 kinds of': openings with a number are said with these. */
const COUNTS = Array.from({ length: 39 }, (_, i) => i + 2);

const leaf = (path: readonly string[]): string => path[path.length - 1] ?? '';
const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].filter(Boolean);

/**
 * What the terminal will most likely say, most likely first: the answers to where each kind of item stands,
 * the store's own knowledge, and the names that other answers begin with. How answers are framed is taken
 * from the answers themselves. Shoppers' questions go between.
 */
export async function likelyPhrases(catalog: Catalog, ask: AskAlone): Promise<SpokenPhrase[]> {
  const { languages } = catalog.store();
  const { entries } = decodingLexicon(catalog);
  const phrases: SpokenPhrase[] = [];
  for (const lang of ['zh', 'en'] as const)
    if (languages.length === 0 || languages.some((l) => l.startsWith(lang)))
      phrases.push(...(await phrasesOf(catalog, entries, ask, lang)));
  return phrases;
}

async function phrasesOf(
  catalog: Catalog,
  entries: DecodingLexicon['entries'],
  ask: AskAlone,
  lang: Understood,
): Promise<SpokenPhrase[]> {
  const answerTo = async (frame: string, name: string, unsure = false): Promise<string> => {
    await breath();
    const text = frame.replace('{}', name);
    return ask({
      text,
      lang,
      ...(unsure && {
        spoken: true,
        nbest: [{ text, score: 0, confidence: Array.from({ length: text.length }, () => 0) }],
      }),
    });
  };
  const names = distinct(
    catalog.categories().map((category) => leaf(lang === 'zh' ? category.pathZh : category.pathEn)),
  );
  const brands = distinct(catalog.brands().map((brand) => onlyIn(brand, lang)));
  const goods = distinct(goodsOf(catalog).map((product) => onlyIn(product.name, lang)));
  const named = (kind: string): string[] =>
    entries.flatMap((entry) =>
      entry.kind === kind && /\p{Script=Han}/u.test(entry.text) === (lang === 'zh') ? [entry.text] : [],
    );
  const heads = distinct(named('product').map(headOf));

  const whole: string[] = [];
  const parts = new Set<string>();
  /** What is said in one breath by itself: around a name, or without one. */
  const clauses = new Set<string>();
  for (const name of names) whole.push(await answerTo(WHERE[lang], name));
  const learn = (answer: string, name: string): void => {
    const { opening, rest } = around(answer, name);
    for (const text of counted(opening)) (isClause(text) ? clauses : parts).add(text);
    if (rest) clauses.add(rest);
  };
  for (const [i, name] of names.slice(0, SAMPLES).entries()) {
    for (const frame of OTHERS[lang]) learn(await answerTo(frame, name), name);
    const unsure = await answerTo(WHERE[lang], name, true);
    if (unsure !== whole[i]) learn(unsure, name);
  }
  learn(await answerTo(WHERE[lang], UNKNOWN[lang]), UNKNOWN[lang]);
  for (const text of EVERYDAY[lang]) clauses.add(await answerTo(text, ''));
  const places = new Set<string>();
  for (const name of goods) places.add(around(await answerTo(WHERE[lang], name), name).rest ?? '');
  const knowledge = catalog.knowledge().map((entry) => onlyIn(entry.answer, lang));
  for (const name of [
    ...names,
    ...brands,
    ...goods,
    ...named('alias').slice(0, ALIASES),
    ...evenly(heads, HEADS),
  ])
    parts.add(name);
  const phrase = (text: string): SpokenPhrase => ({ lang, text });
  const rendered = [
    ...[...whole, ...clauses, ...knowledge].map(phrase),
    ...[...parts].map((text) => ({ lang, text, part: true })),
    ...[...places].map(phrase),
  ];
  const seen = new Set<string>();
  return rendered.filter(
    ({ text, part }) =>
      text !== '' && !seen.has(`${part ?? false}${text}`) && seen.add(`${part ?? false}${text}`),
  );
}

/** An answer cut around the name it speaks of: what comes before, where that is short, and what follows. */
function around(answer: string, name: string): { opening?: string; rest?: string } {
  const at = answer.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0 || at > LONGEST_OPENING) return {};
  return {
    opening: answer.slice(0, at).trim() || undefined,
    rest: answer.slice(at + name.length).trim() || undefined,
  };
}

/** A name without its size: '梭子蟹 散称 500g' is 梭子蟹, 'Fanta Orange 330ml' is Fanta Orange. */
const headOf = (name: string): string =>
  name.replace(/\p{Script=Han}/u.test(name) ? /[\s\d(（].*$/u : /\s+\d.*$/u, '').trim();

/** At most so many, from all over the list. */
const evenly = (texts: readonly string[], most: number): string[] =>
  texts.length <= most
    ? [...texts]
    : Array.from({ length: most }, (_, i) => texts[Math.floor((i * texts.length) / most)]!);

/** An opening with every number it may have. */
const counted = (opening: string | undefined): string[] =>
  opening === undefined
    ? []
    : /\d/.test(opening)
      ? COUNTS.map((n) => opening.replace(/\d+/, String(n)))
      : [opening];

/** True for an opening that is said in one breath, the name in the next. */
const isClause = (opening: string): boolean =>
  /[，,：:。.！!]$/.test(opening) && (opening.match(/\p{L}/gu)?.length ?? 0) >= FEWEST_LETTERS;

/** Some goods of every kind, in turn. */
function goodsOf(catalog: Catalog) {
  const categories = catalog.categories();
  const each = Math.max(1, Math.floor(GOODS / Math.max(1, categories.length)));
  return categories.slice(0, GOODS).flatMap((category) => catalog.productsIn(category.pathZh, each));
}
