import type { DictionaryWord, LexiconSpan, SoundKeys } from '../../contract';
import phrases from './classify/phrases.json';

/** A phrase of shoppers' questions and how often the corpus has it. */
interface Phrase {
  text: string;
  count: number;
}

const LONGEST = 5;
const PARTICLE = /[的了吗呢吧啊呀么有在是我你他她它这那不没要个就也都还]/;
const HAN = /^[\u3400-\u9fff]+$/;
// What a character explained by a phrase is worth, what one put in its place costs: chosen so that one change
// needs a phrase that explains its neighbours too.
const EXPLAINED = 0.6;
const FREQUENT = 0.12;
const CHANGED = 0.7;

/**
 * Characters that a recogniser wrote for others of the same sound: '跺勺钱' for 多少钱. The phrases of the intent
 * corpus, by sound, give what was meant; names of goods are the catalog's to find by sound and stay as they
 * are.
 */
export class Homophones {
  private readonly bySound = new Map<string, Phrase>();

  constructor(private readonly soundsOf: (text: string) => SoundKeys) {
    for (const [text, count] of phrases as [string, number][]) {
      const key = soundsOf(text).plain;
      if ((this.bySound.get(key)?.count ?? 0) < count) this.bySound.set(key, { text, count });
    }
  }

  /** The text with misheard forms put right; undefined where nothing is to change. */
  corrected(
    folded: string,
    spans: readonly LexiconSpan[],
    dictionary: readonly DictionaryWord[],
  ): string | undefined {
    if (!/[\u3400-\u9fff]{2}/.test(folded)) return undefined;
    const { plain } = this.soundsOf(folded);
    const firm = new Uint8Array(folded.length);
    for (const span of spans)
      if (span.how === 'exact' && span.end - span.start >= 2) firm.fill(1, span.start, span.end);
    for (const word of dictionary) firm.fill(1, word.start, word.end);
    const best: { value: number; from: number; text: string }[] = [{ value: 0, from: 0, text: '' }];
    for (let i = 0; i < folded.length; i++) {
      relax(i + 1, best[i]!.value, i, folded[i]!);
      for (let size = 2; size <= LONGEST && i + size <= folded.length; size++) {
        const said = folded.slice(i, i + size);
        if (!HAN.test(said)) break;
        const phrase = this.bySound.get(plain.slice(i, i + size));
        if (!phrase || phrase.text.length !== size) continue;
        let changed = 0;
        let allowed = true;
        for (let k = 0; k < size; k++) {
          if (phrase.text[k] === said[k]) continue;
          changed++;
          if (firm[i + k]) allowed = false;
        }
        // All of two characters misheard at once is chance, and so is one beside a particle: '古驰的' is no
        // '吃的'.
        if (!allowed || (size === 2 && (changed === size || (changed === 1 && PARTICLE.test(phrase.text)))))
          continue;
        const worth = size * (EXPLAINED + FREQUENT * Math.log10(phrase.count)) - CHANGED * changed - 0.3;
        relax(i + size, best[i]!.value + worth, i, phrase.text);
      }
    }
    let out = '';
    for (let at = folded.length; at > 0; at = best[at]!.from) out = best[at]!.text + out;
    return out === folded ? undefined : out;

    function relax(to: number, value: number, from: number, text: string): void {
      if (best[to] === undefined || value > best[to].value) best[to] = { value, from, text };
    }
  }
}
