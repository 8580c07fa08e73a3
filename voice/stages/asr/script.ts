import * as OpenCC from 'opencc-js';

let convert: ((text: string) => string) | undefined;

/** Traditional → simplified characters, Taiwan's and Hong Kong's words left as they are. */
export function simplified(text: string): string {
  convert ??= OpenCC.Converter({ from: 't', to: 'cn' });
  return convert(text);
}

/** Punctuation and spaces that recognisers write between and after words go; Latin words keep one space. */
export function tidy(text: string): string {
  return text
    .replace(/[，。？！、；：…“”‘’《》（）]/gu, ' ')
    .replace(/[?!,;:"]+(?=\s|$)/g, ' ')
    .replace(/\.(?=\s|$)/g, ' ')
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
