import type { Understood } from '../../../main/contract';
import { syllables } from '../../speech/clauses';

/** Shorter parts sound chopped off. */
const FEWEST_SYLLABLES = 2;

/** Marks after which a part sounds as it does before more. */
const HELD_UP = /\s*[，,：:；;、]$/u;

const inWord = (before: string | undefined, after: string | undefined): boolean =>
  before !== undefined &&
  after !== undefined &&
  ((/[\p{Script=Latin}\d]$/u.test(before) && /^[\p{Script=Latin}\d.,]/u.test(after)) ||
    /^[\p{M}%]/u.test(after));

/**
 * What clauses begin with and what is rendered ahead by itself: names of categories, brands and goods. A
 * clause that isn't there as a whole begins with such a part; the rest is there too (a frame that other names
 * share) or is made while the part plays.
 */
export class PartBook {
  /** By lower case, since answers repeat names as shoppers write them. */
  private readonly texts: Record<Understood, Map<string, string>> = { zh: new Map(), en: new Map() };
  private longest = 0;

  add(lang: Understood, text: string): void {
    const part = text.trim();
    if (syllables(part) < FEWEST_SYLLABLES) return;
    if (!this.known(lang, part)) this.texts[lang].set(part.toLowerCase(), part);
    this.longest = Math.max(this.longest, part.length);
  }

  clear(): void {
    this.texts.zh.clear();
    this.texts.en.clear();
    this.longest = 0;
  }

  has(lang: Understood, text: string): boolean {
    return this.known(lang, text) !== undefined;
  }

  private known(lang: Understood, text: string): string | undefined {
    return this.texts[lang].get(text.toLowerCase());
  }

  /**
   * The clause cut into known parts from its beginning on, longest first, and what is left; the clause itself
   * where it begins with none. A part with a mark after which the voice stays up is that part.
   */
  split(clause: string, lang: Understood): string[] {
    const out: string[] = [];
    let rest = clause.trim();
    const upheld = this.known(lang, rest.replace(HELD_UP, ''));
    if (upheld) return [upheld];
    while (rest) {
      const part = this.beginning(rest, lang);
      if (!part) break;
      out.push(part);
      rest = rest.slice(part.length).trim();
    }
    if (rest) out.push(rest);
    return out;
  }

  private beginning(text: string, lang: Understood): string | undefined {
    for (let length = Math.min(this.longest, text.length); length > 0; length--) {
      const part = text.slice(0, length);
      const known = this.known(lang, part);
      if (!known) continue;
      const rest = text.slice(length);
      // What is left must be worth a breath of its own.
      if (rest === '' || (!inWord(part, rest) && syllables(rest) >= FEWEST_SYLLABLES)) return known;
    }
    return undefined;
  }
}
