import type { Catalog, SoundKeys } from '../../contract';
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

  private add(key: string, tag: string): void {
    append(this.byText, key, tag);
    if (!/^[\u3400-\u9fff]{2,}$/.test(key)) return;
    if (tag === 'fill' && key.length < 3) return;
    const { plain, folded } = this.soundsOf(key);
    append(this.byPlain, plain, tag);
    if (key.length >= 3) append(this.byFolded, folded, tag);
  }

  spans(list: readonly Word[], sound: SoundKeys): CueSpan[] {
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
        else if (latin === 0 && han >= 2) {
          const plain = this.byPlain.get(sound.plain.slice(start, word.end));
          if (plain) out.push({ start, end: word.end, tags: plain, score: 0.8 });
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
