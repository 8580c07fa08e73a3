/**
 * Words of folded text as cues see them: one Han character each, or one run of Latin letters, digits and
 * apostrophes.
 */
export interface Word {
  start: number;
  end: number;
  text: string;
  han: boolean;
}

const WORD = /[\u3400-\u4dbf\u4e00-\u9fff\u3007]|[a-z0-9]+(?:[.'&-][a-z0-9]+)*/g;

export function words(folded: string): Word[] {
  const out: Word[] = [];
  for (const match of folded.matchAll(WORD)) {
    out.push({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0].replace(/'/g, ''),
      han: match[0].length === 1 && match[0] > '\u3000',
    });
  }
  return out;
}

/**
 * The key of a run of words: Latin words apart by one space, Han joined. Apostrophes and hyphens do not
 * count.
 */
export function phraseKey(list: readonly Word[]): string {
  let key = '';
  let latin = false;
  for (const word of list) {
    const text = word.text.replace(/-/g, ' ');
    key += latin && !word.han ? ` ${text}` : text;
    latin = !word.han;
  }
  return key;
}
