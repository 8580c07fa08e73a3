import type { Lang } from '../../../main/contract';
import { syllables } from '../../speech/clauses';

/** Shorter parts sound chopped off. */
const FEWEST_SYLLABLES = 2;

const inWord = (before: string | undefined, after: string | undefined): boolean =>
  before !== undefined && after !== undefined && ((/[\p{Script=Latin}\d]$/u.test(before) && /^[\p{Script=Latin}\d.,]/u.test(after)) || /^[\p{M}%]/u.test(after));

/**
 * What clauses begin with and what is rendered ahead by itself: names of categories, brands and goods.
 * A clause that isn't there as a whole begins with such a part; the rest is there too (a frame that other names share) or is made while the part plays.
 */
export class PartBook {
  private readonly texts: Record<Lang, Set<string>> = { zh: new Set(), en: new Set() };
  private longest = 0;

  add(lang: Lang, text: string): void {
    const part = text.trim();
    if (syllables(part) < FEWEST_SYLLABLES) return;
    this.texts[lang].add(part);
    this.longest = Math.max(this.longest, part.length);
  }

  clear(): void {
    this.texts.zh.clear();
    this.texts.en.clear();
    this.longest = 0;
  }

  /** The clause cut into known parts from its beginning on, longest first, and what is left; the clause itself where it begins with none. */
  split(clause: string, lang: Lang): string[] {
    const out: string[] = [];
    let rest = clause.trim();
    while (rest) {
      const part = this.beginning(rest, lang);
      if (!part) break;
      out.push(part);
      rest = rest.slice(part.length).trim();
    }
    if (rest) out.push(rest);
    return out;
  }

  private beginning(text: string, lang: Lang): string | undefined {
    for (let length = Math.min(this.longest, text.length); length > 0; length--) {
      const part = text.slice(0, length);
      if (!this.texts[lang].has(part)) continue;
      const rest = text.slice(length);
      // What is left must be worth a breath of its own.
      if (rest === '' || (!inWord(part, rest) && syllables(rest) >= FEWEST_SYLLABLES)) return part;
    }
    return undefined;
  }
}
