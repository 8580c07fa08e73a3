import { setImmediate as breath } from 'node:timers/promises';
import type { Catalog, Lang, SpokenPhrase } from '../contract';


/** How shoppers ask; the answers show what the terminal says around a name. */
const WHERE: Readonly<Record<Lang, string>> = { zh: '{}在哪里', en: 'where is the {}' };
const OTHERS: Readonly<Record<Lang, readonly string[]>> = {
  zh: ['有没有{}', '{}多少钱', '{}还有货吗', '{}有优惠吗'],
  en: ['do you have {}', 'how much is the {}', 'is the {} in stock', 'any offers on {}'],
};
/** Categories asked in every way; the others only where they stand. */
const SAMPLES = 12;
/** Goods whose place and name are rendered ahead. */
const GOODS = 120;
/** What stands before a name, such as a yes, is short. */
const LONGEST_OPENING = 12;

const leaf = (path: readonly string[]): string => path[path.length - 1] ?? '';
const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].filter(Boolean);

/**
 * What the terminal will most likely say, most likely first: the answers to where each kind of item stands, the store's own knowledge, and the names that
 * other answers begin with. How answers are framed is taken from the answers themselves. Shoppers' questions go between.
 */
export async function likelyPhrases(catalog: Catalog, ask: (text: string, lang: Lang) => string): Promise<SpokenPhrase[]> {
  const { languages } = catalog.store();
  const phrases: SpokenPhrase[] = [];
  for (const lang of ['zh', 'en'] as const) if (languages.length === 0 || languages.some((l) => l.startsWith(lang))) phrases.push(...(await phrasesOf(catalog, ask, lang)));
  return phrases;
}

async function phrasesOf(catalog: Catalog, ask: (text: string, lang: Lang) => string, lang: Lang): Promise<SpokenPhrase[]> {
  const answerTo = async (frame: string, name: string): Promise<string> => {
    await breath();
    return ask(frame.replace('{}', name), lang);
  };
  const categories = catalog.categories();
  const names = distinct(categories.map((category) => leaf(lang === 'zh' ? category.pathZh : category.pathEn)));
  const brands = distinct(catalog.brands().map((brand) => brand[lang]));
  const goods = distinct(goodsOf(catalog).map((product) => product.name[lang]));

  const phrases: SpokenPhrase[] = [];
  for (const name of names) phrases.push({ lang, text: await answerTo(WHERE[lang], name) });
  const parts = new Set<string>();
  for (const name of names.slice(0, SAMPLES)) {
    for (const frame of OTHERS[lang]) {
      const { opening, rest } = around(await answerTo(frame, name), name);
      if (opening) parts.add(opening);
      if (rest) phrases.push({ lang, text: rest });
    }
  }
  const places = new Set<string>();
  for (const name of goods) {
    const { rest } = around(await answerTo(WHERE[lang], name), name);
    if (rest) places.add(rest);
  }
  const knowledge = catalog.knowledge().map((entry) => ({ lang, text: entry.answer[lang] }));
  for (const name of [...names, ...brands, ...goods]) parts.add(name);
  const rendered: SpokenPhrase[] = [...phrases, ...knowledge, ...[...parts].map((text) => ({ lang, text, part: true })), ...[...places].map((text) => ({ lang, text }))];
  const seen = new Set<string>();
  return rendered.filter(({ text, part }) => text !== '' && !seen.has(`${part ?? false}${text}`) && seen.add(`${part ?? false}${text}`));
}

/** An answer cut around the name it speaks of: what comes before, where that is short, and what follows. */
function around(answer: string, name: string): { opening?: string; rest?: string } {
  const at = answer.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0 || at > LONGEST_OPENING) return {};
  return { opening: answer.slice(0, at).trim() || undefined, rest: answer.slice(at + name.length).trim() || undefined };
}

/** Some goods of every kind, in turn. */
function goodsOf(catalog: Catalog) {
  const categories = catalog.categories();
  const each = Math.max(1, Math.floor(GOODS / Math.max(1, categories.length)));
  return categories.slice(0, GOODS).flatMap((category) => catalog.productsIn(category.pathZh, each));
}
