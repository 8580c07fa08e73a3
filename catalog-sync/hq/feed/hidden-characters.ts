/**
 * Characters that nobody sees but programs read: controls, zero-width marks, bidirectional marks. A name that
 * holds one is not found by who types it, and a bidirectional mark can show a price turned round.
 */

/** White space under other names, which reads as the space or the line break that it is. */
const LINE_BREAKS = /\r\n?|[\u0085\u2028\u2029]/g;
const TABS = /\t/g;

/**
 * Zero-width marks: soft hyphen, Mongolian vowel separator, U+200B to U+200D, word joiner to invisible plus,
 * BOM.
 */
const ZERO_WIDTH = '\\u00ad\\u034f\\u180e\\u200b-\\u200d\\u2060-\\u2064\\ufeff';
/** Marks, embeddings, overrides and isolates (Unicode Standard Annex 9, section 2), and those deprecated. */
const BIDI = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u206f';
/** C0 and C1 controls but tab and line feed, interlinear annotations, tag characters. */
const CONTROL = '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}';
const MARKS = `[${ZERO_WIDTH}${BIDI}]`;

const ANY = new RegExp(`[${ZERO_WIDTH}${BIDI}${CONTROL}]`, 'u');
const ALL_MARKS = new RegExp(MARKS, 'gu');
const ROUND = new RegExp(`^(?:\\s|${MARKS})+|(?:\\s|${MARKS})+$`, 'gu');
/** A zero-width joiner between two pictures makes one picture of them (Unicode Technical Standard 51). */
const JOINED_PICTURES =
  /(?<=\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d(?=\p{Extended_Pictographic})/gu;

const JOINING = 'Arab Syrc Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh'.split(' ');
const SPACELESS = 'Thai Laoo Khmr Mymr'.split(' ');
const between = (marks: string, scripts: readonly string[]): RegExp => {
  const letter = `[${scripts.map((script) => `\\p{Script_Extensions=${script}}`).join('')}]`;
  return new RegExp(`(?<=${letter})${marks}(?=${letter})`, 'gu');
};
/**
 * Spelling, not hiding: joiners between letters of scripts that join (Unicode Standard Annex 31, section
 * 2.3), and zero-width spaces between those of scripts that part words by nothing else.
 */
const SPELT = [between('[\\u200c\\u200d]', JOINING), between('\\u200b', SPACELESS)];

/** `U+200B` of the first hidden character in a text. */
const named = (text: string): string =>
  `U+${(ANY.exec(text)?.[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * What is wrong with a text that people will read, naming the first hidden character; nothing where it holds
 * none.
 */
export function hiddenFault(text: string): string | undefined {
  if (!ANY.test(text)) return undefined;
  const rest = [JOINED_PICTURES, ...SPELT].reduce((left, spelt) => left.replace(spelt, ''), text);
  return ANY.test(rest)
    ? `has ${named(rest)}, which nobody can see, in '${visible(rest)}'; remove it`
    : undefined;
}

/** `１２．９０` as `12.90`, where that leaves nothing but what codes are written with. */
function plainDigits(text: string): string {
  const narrow = text.normalize('NFKC');
  return /^[ -~\n]*$/.test(narrow.replace(ALL_MARKS, '')) ? narrow : text;
}

/** The text with what is hidden in it written out, and cut to a line. */
function visible(text: string): string {
  const at = Math.max(0, text.search(ANY) - 20);
  return text.slice(at, at + 50).replace(new RegExp(ANY, 'gu'), (mark) => `<${named(mark)}>`);
}

export interface CleanText {
  text: string;
  /** What was dropped and may be: to be warned about. */
  dropped?: string;
  /** What must not stand there: to be refused. */
  fault?: string;
}

/**
 * Cleans one cell. Zero-width and bidirectional marks go where they mean nothing: round any text, and
 * anywhere in a number, code or time (`code`), whose full-width digits become plain ones; inside other text
 * they are a fault.
 */
export function cleanCell(cell: string, code: boolean): CleanText {
  const even = cell.replace(LINE_BREAKS, '\n').replace(TABS, ' ');
  const plain = code ? plainDigits(even) : even;
  if (!ANY.test(plain)) return { text: plain.trim() };
  const text = code ? plain.replace(ALL_MARKS, '').trim() : plain.replace(ROUND, '');
  const dropped =
    text !== plain.trim() ? `has ${named(plain)}, which nobody can see; it was dropped` : undefined;
  const fault = hiddenFault(text);
  return { text, ...(dropped !== undefined && { dropped }), ...(fault !== undefined && { fault }) };
}
