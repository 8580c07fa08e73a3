import { mendCount, mendGtin, mendGtins, mendPrice } from './mend-numbers';
import type { Mended } from './mended';
import type { FeedTable } from './tables';

/**
 * HTML that web shops leave in texts (HTML Living Standard, section 13.5): the names that occur in shops'
 * data.
 */
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" },
  ...{
    copy: '©',
    reg: '®',
    trade: '™',
    hellip: '…',
    mdash: '—',
    ndash: '–',
    middot: '·',
    bull: '•',
    times: '×',
    deg: '°',
    micro: 'µ',
    frac12: '½',
    frac14: '¼',
  },
  ...{
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    laquo: '«',
    raquo: '»',
    euro: '€',
    pound: '£',
    yen: '¥',
    cent: '¢',
  },
  ...{
    agrave: 'à',
    aacute: 'á',
    acirc: 'â',
    auml: 'ä',
    ccedil: 'ç',
    egrave: 'è',
    eacute: 'é',
    ecirc: 'ê',
    euml: 'ë',
    iacute: 'í',
    ntilde: 'ñ',
    oacute: 'ó',
    ocirc: 'ô',
    ouml: 'ö',
    uacute: 'ú',
    uuml: 'ü',
    szlig: 'ß',
  },
};
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}\d{0,2}));/gi;
const TAG =
  /<\/?(?:a|b|big|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|label|li|mark|ol|p|pre|s|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?\/?>/gi;
/** Never text, whatever stands in it. */
const UNSEEN = /<!--[\s\S]*?-->|<(script|style)\b[^<>]*>[\s\S]*?<\/\1\s*>/gi;
/** Tags inside a word, which part nothing. */
const INLINE = /^<\/?(?:a|b|big|code|del|em|font|i|ins|mark|s|small|span|strike|strong|sub|sup|u)\b/i;

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? ENTITIES[name.toLowerCase()] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    if (point === 0xa0) return ' ';
    return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
      ? String.fromCodePoint(point)
      : whole;
  });
}

/** A text without tags and entities. '<100 g' and 'A&B' are no HTML and stay. */
function withoutHtml(cell: string): Mended {
  if (!/[<&]/.test(cell)) return { text: cell };
  const bare = cell.replace(UNSEEN, ' ').replace(TAG, (tag) => (INLINE.test(tag) ? '' : ' '));
  // Some exports escape what was escaped already.
  const text = decodeEntities(decodeEntities(bare));
  if (text === cell) return { text: cell };
  const even = text.replace(/ {2,}/g, ' ').trim();
  return {
    text: even,
    warning: `holds HTML; it is read as '${even.slice(0, 60)}${even.length > 60 ? '…' : ''}'`,
  };
}

/** Columns whose texts may have several lines; the others are names and read in one. */
const SEVERAL_LINES = /^(?:description|ingredients|answer|terms)_/;
/** A name longer than this is no name, and a text longer than this nobody reads to the end. */
const LONGEST_NAME = 200;
const LONGEST_TEXT = 4_000;
/** Lists may hold many short names. */
const LISTS = /^(?:aliases|questions)_/;
/** What a wrong conversion leaves: the replacement character, its own bytes read as GBK, UTF-8 read as Latin-1. */
const GARBLED = ['\ufffd', '锟斤拷'];
/** UTF-8 read as Latin-1: its first byte, and one of those that follow. */
const TWICE_ENCODED = /[ÃÂâåæçè][\u0080-\u00bf]|â€/;
const isGarbled = (text: string): boolean =>
  GARBLED.some((mark) => text.includes(mark)) || TWICE_ENCODED.test(text);

/** A text as it can be shown: HTML taken out, one line where it is a name, and no longer than can be read. */
function mendText(column: string, cell: string): Mended {
  const { text: bare, warning: html } = withoutHtml(cell);
  const oneLine = SEVERAL_LINES.test(column) ? bare : bare.replace(/\s*\n\s*/g, ' ');
  const most = SEVERAL_LINES.test(column) || LISTS.test(column) ? LONGEST_TEXT : LONGEST_NAME;
  const letters = [...oneLine];
  const text =
    letters.length > most
      ? `${letters
          .slice(0, most - 1)
          .join('')
          .trimEnd()}…`
      : oneLine;
  const warnings = [
    html,
    oneLine === bare ? undefined : 'has line breaks, which are read as blanks',
    text === oneLine ? undefined : `is ${letters.length} letters long; it is cut after ${most}`,
    isGarbled(text)
      ? `looks garbled by a conversion: '${text.slice(0, 40)}'; export it as UTF-8 from the first system on`
      : undefined,
  ].filter((warning) => warning !== undefined);
  return { text, ...(warnings.length > 0 && { warning: warnings.join('; ') }) };
}

const CODES: Readonly<Record<string, (cell: string) => Mended>> = {
  gtin: mendGtin,
  related: mendGtins,
  gtins: mendGtins,
  quantity: mendCount,
  price: mendPrice,
};

/** Mends one cell by what its column holds. */
export function mendCell(table: FeedTable, column: string, cell: string): Mended {
  const code = CODES[column];
  if (code) return code(cell);
  return table.codes.includes(column) ? { text: cell } : mendText(column, cell);
}
