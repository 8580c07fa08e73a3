import type { Catalog, DictionaryWord, SoundKeys } from '../../contract';
import { careCues } from './tables/care';
import { claimTable } from './tables/claims';
import type { CueRow } from './tables/cues';
import { questionCues } from './tables/questions';
import { storeCues } from './tables/store';
import { talkCues } from './tables/talk';
import { phraseKey, words, type Word } from './words';

/** A stretch of the utterance that carries form rather than subject. Offsets are UTF-16, end exclusive. */
export interface CueSpan {
  start: number;
  end: number;
  tags: readonly string[];
  /** In [0,1]: 1 for the very words, less for their sounds. */
  score: number;
}

const LONGEST_HAN = 12;
const LONGEST_LATIN = 7;

/** All cue phrases by wording and, for Chinese of two or more syllables, by sound. */
export class CueLexicon {
  private readonly byText = new Map<string, string[]>();
  private readonly byMisspelling = new Map<string, string>();
  private readonly byPlain = new Map<string, string[]>();
  private readonly byFolded = new Map<string, string[]>();

  constructor(private readonly soundsOf: Catalog['sounds']) {
    for (const row of allCues()) {
      for (const phrase of [...(row.zh ?? '').split('|'), ...(row.en ?? '').split('|')]) {
        const key = phraseKey(words(phrase.toLowerCase()));
        if (key !== '') this.add(key, row.tag);
      }
    }
  }

  /**
   * The cue a misspelt Latin word means: one letter off or two swapped, words of three letters and more. A
   * real word is no slip for another ('painted' is no 'fainted') but may be a form of it ('likes').
   */
  private near(word: string, real: boolean): readonly string[] | undefined {
    if (!/^[a-z]{2,}$/.test(word)) return undefined;
    for (const form of oneOff(word)) {
      const key = this.byMisspelling.get(form);
      if (
        key !== undefined &&
        Math.abs(key.length - word.length) <= 1 &&
        key.length >= 3 &&
        close(word, key) &&
        (!real || word.startsWith(key) || key.startsWith(word))
      )
        return this.byText.get(key);
    }
    return undefined;
  }

  private add(key: string, tag: string): void {
    append(this.byText, key, tag);
    if (/^[a-z]{3,}$/.test(key) && (key.length >= 5 || !/^(?:policy|facility|claim|absent)/.test(tag)))
      for (const form of oneOff(key)) if (!this.byMisspelling.has(form)) this.byMisspelling.set(form, key);
    if (!/^[\u3400-\u9fff]{2,}$/.test(key)) return;
    if (tag === 'fill' && key.length < 3) return;
    const { plain, folded } = this.soundsOf(key);
    append(this.byPlain, plain, tag);
    if (key.length >= 3) append(this.byFolded, folded, tag);
  }

  /** @param dictionary words of the text that the general language has */
  spans(list: readonly Word[], sound: SoundKeys, dictionary: readonly DictionaryWord[] = []): CueSpan[] {
    const out: CueSpan[] = [];
    for (let i = 0; i < list.length; i++) {
      let key = '';
      let han = 0;
      let latin = 0;
      for (let j = i; j < list.length; j++) {
        const word = list[j]!;
        if (j > i && word.start - list[j - 1]!.end > 1) break;
        if (word.han) han++;
        else latin++;
        if (han > LONGEST_HAN || latin > LONGEST_LATIN) break;
        key = phraseKey(list.slice(i, j + 1));
        const start = list[i]!.start;
        const tags = this.byText.get(key);
        if (tags) out.push({ start, end: word.end, tags, score: 1 });
        else if (han === 0 && latin === 1) {
          const near = this.near(
            key,
            dictionary.some((known) => known.start === start && known.end === word.end),
          );
          if (near) out.push({ start, end: word.end, tags: near, score: 0.55 });
        } else if (latin === 0 && han >= 2) {
          const plain = this.byPlain.get(sound.plain.slice(start, word.end));
          if (plain) out.push({ start, end: word.end, tags: plain, score: han >= 3 ? 0.92 : 0.8 });
          else if (han >= 3) {
            const folded = this.byFolded.get(sound.folded.slice(start, word.end));
            if (folded) out.push({ start, end: word.end, tags: folded, score: 0.66 });
          }
        }
      }
    }
    return out;
  }
}

function oneOff(word: string): string[] {
  const out = [word];
  for (let i = 0; i < word.length; i++) out.push(word.slice(0, i) + word.slice(i + 1));
  return out;
}

/** One letter missing, too many, or two neighbours swapped; a replaced letter only in longer words. */
function close(a: string, b: string): boolean {
  if (a.length !== b.length) return true;
  const differ = [...a].flatMap((c, i) => (c === b[i] ? [] : [i]));
  if (differ.length === 1) return a.length >= 6;
  return (
    differ.length === 2 &&
    differ[1] === differ[0]! + 1 &&
    a[differ[0]!] === b[differ[1]!] &&
    a[differ[1]!] === b[differ[0]!]
  );
}

function append(map: Map<string, string[]>, key: string, tag: string): void {
  const tags = map.get(key);
  if (!tags) map.set(key, [tag]);
  else if (!tags.includes(tag)) tags.push(tag);
}

function* allCues(): Generator<CueRow> {
  yield* questionCues;
  yield* talkCues;
  yield* storeCues;
  yield* careCues;
  for (const { claim, zh, en, absentZh, absentEn } of claimTable) {
    yield { tag: `claim:${claim}`, zh, en };
    if (absentZh) yield { tag: `absent:${claim}`, zh: absentZh };
    if (absentEn) yield { tag: `absent:${claim}`, en: absentEn };
  }
}
