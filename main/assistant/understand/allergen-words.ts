import type { Allergen, AllergenKey, SoundKeys } from '../../contract';
import type { CueSpan } from './cue-lexicon';
import { allergenFamilies, allergenTable } from './tables/allergens';
import { phraseKey, words, type Word } from './words';

/** What may be asked about as an allergen: one of the feed's, or a family of them. */
export interface AskedAllergen {
  /** Stands in `facts.allergens`. */
  key: AllergenKey;
  members: readonly Allergen[];
  nameZh: string;
  nameEn: string;
}

export interface AllergenMention extends AskedAllergen {
  start: number;
  end: number;
}

const byKey = new Map<string, AskedAllergen>();
const asked = new Map<string, AskedAllergen>();
for (const { allergen, askedZh, askedEn, nameZh, nameEn } of allergenTable) {
  const entry: AskedAllergen = { key: allergen, members: [allergen], nameZh, nameEn };
  byKey.set(allergen, entry);
  for (const phrase of [...askedZh.split('|'), ...askedEn.split('|')])
    asked.set(phraseKey(words(phrase)), entry);
}
for (const { key, members, zh, en, nameZh, nameEn } of allergenFamilies) {
  const entry = { key, members, nameZh, nameEn };
  byKey.set(key, entry);
  for (const phrase of [...zh.split('|'), ...en.split('|')]) asked.set(phraseKey(words(phrase)), entry);
}

export function askedAllergen(key: string): AskedAllergen | undefined {
  return byKey.get(key);
}

/** The allergen that a whole phrase names. */
export function allergenNamed(phrase: string): AskedAllergen | undefined {
  return asked.get(phraseKey(words(phrase)));
}

let bySound: Map<string, AskedAllergen> | undefined;

/**
 * Every allergen word, longest first and without overlaps, by letters and (two syllables or more) by sound.
 */
export function allergenMentions(
  list: readonly Word[],
  folded: string,
  sound: SoundKeys,
  soundsOf: (text: string) => SoundKeys,
): AllergenMention[] {
  if (!bySound) {
    bySound = new Map();
    for (const [phrase, entry] of asked)
      if (/^[\u3400-\u9fff]{2,}$/.test(phrase)) bySound.set(soundsOf(phrase).plain, entry);
  }
  const out: AllergenMention[] = [];
  for (let i = 0; i < list.length;) {
    let found: AllergenMention | undefined;
    for (let size = Math.min(6, list.length - i); size >= 1 && !found; size--) {
      const stretch = list.slice(i, i + size);
      const start = stretch[0]!.start;
      const end = stretch.at(-1)!.end;
      // '有没有鱼': 有鱼 sounds like 鱿鱼, and 鱼 is there by its letters.
      const entry =
        asked.get(phraseKey(stretch)) ??
        (size >= 2 && stretch.every((w) => w.han && !asked.has(w.text))
          ? bySound.get(sound.plain.slice(start, end))
          : undefined);
      if (entry) found = { ...entry, start, end };
    }
    if (found) {
      out.push(found);
      while (i < list.length && list[i]!.start < found.end) i++;
    } else i++;
  }
  void folded;
  return out;
}

/** The mention as a cue that wins over the catalog's own reading of the word. */
export function mentionSpan(mention: AllergenMention): CueSpan {
  return { start: mention.start, end: mention.end, tags: [`allergen:${mention.key}`, 'forced'], score: 1 };
}
