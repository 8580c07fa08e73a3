import { createRequire } from 'node:module';

// @napi-rs/pinyin reads characters by another table than the engine's pinyin-pro, so its homophones are an
// outside check.
const load = createRequire(typeof __filename === 'string' ? __filename : import.meta.url);

/**
 * Common characters that recognisers put for one another: the 2,500 most used of GB 2312's first level, in
 * code order.
 */
const FIRST = 0x4e00;
const LAST = 0x9fa5;

interface Reader {
  pinyin(text: string, options?: { style?: number }): string[];
  PINYIN_STYLE: { Plain: number };
}

let homophones: Map<string, string[]> | undefined;
let read: (character: string) => string;

function table(): Map<string, string[]> {
  if (homophones) return homophones;
  const { pinyin, PINYIN_STYLE } = load('@napi-rs/pinyin') as Reader;
  read = (character) => pinyin(character, { style: PINYIN_STYLE.Plain })[0] ?? '';
  homophones = new Map();
  const gb = new TextDecoder('gbk');
  // GB 2312 level one (rows 16 to 55) holds the common characters.
  for (let row = 0xb0; row <= 0xd7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const character = gb.decode(new Uint8Array([row, cell]));
      const code = character.charCodeAt(0);
      if (character.length !== 1 || code < FIRST || code > LAST) continue;
      const sound = read(character);
      const list = homophones.get(sound) ?? [];
      list.push(character);
      homophones.set(sound, list);
    }
  }
  return homophones;
}

/** The text with `count` Chinese characters replaced by homophones, the same ones for the same text. */
export function misheard(text: string, count: number): string {
  const map = table();
  const characters = [...text];
  const at = characters.flatMap((c, i) =>
    /[\u4e00-\u9fa5]/.test(c) && (map.get(read(c))?.length ?? 0) > 1 ? [i] : [],
  );
  if (at.length === 0) return text;
  let seed = 2166136261;
  for (const c of text) seed = Math.imul(seed ^ c.charCodeAt(0), 16777619) >>> 0;
  const next = (limit: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * limit);
  };
  for (let n = 0; n < Math.min(count, at.length); n++) {
    const i = at.splice(next(at.length), 1)[0]!;
    const others = map.get(read(characters[i]!))!.filter((c) => c !== characters[i]);
    characters[i] = others[next(others.length)]!;
  }
  return characters.join('');
}
