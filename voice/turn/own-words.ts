import { soundsOf, toneless } from '../stages/asr/lexicon/syllables';

const soundIn = (text: string): string[] => [
  ...(soundsOf(text.replace(/[A-Za-z]{3,}/g, ' '))?.syllables ?? []).map(toneless),
  ...(text.toLowerCase().match(/[a-z]{3,}/g) ?? []),
];

/** Share of what was heard that must stand in the reply in the same order. */
const SHARE = 0.75;
const FEWEST = 3;

/** True when the words heard over a reply are the reply's own: an echo, not an answer. */
export function isOwnSpeech(heard: string, reply: string): boolean {
  const [words, said] = [soundIn(heard), soundIn(reply)];
  if (words.length < FEWEST) return false;
  for (let start = 0; start + FEWEST <= said.length; start++) {
    const window = said.slice(start, start + words.length + 2);
    let found = 0;
    let at = 0;
    for (const word of words) {
      const next = window.indexOf(word, at);
      if (next < 0) continue;
      found++;
      at = next + 1;
    }
    if (found / words.length >= SHARE) return true;
  }
  return false;
}

/** The text without a wake phrase (or its tail) that it begins with, by sound. */
export function withoutWakeWord(text: string, phrases: readonly string[]): string {
  const han = /^\p{Script=Han}+/u.exec(text)?.[0] ?? '';
  const sounds = soundIn(han);
  for (const phrase of phrases) {
    const wake = soundIn(phrase);
    for (let from = 0; from <= wake.length - 2; from++) {
      const tail = wake.slice(from);
      if (tail.length <= sounds.length && tail.every((s, i) => s === sounds[i]))
        return text.slice(tail.length).replace(/^[\s,，]+/u, '');
    }
  }
  return text;
}
