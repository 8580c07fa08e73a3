import type { FeedTable } from './tables';

/**
 * What exports do to cells and what was surely meant: mended as it is read, and said. What could mean two
 * things is left to be refused.
 */
export interface Mended {
  text: string;
  /** What was done, for the person who keeps the data; nothing where it goes without saying. */
  warning?: string;
}

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

const THOUSANDS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

function count(cell: string): Mended {
  const text = THOUSANDS.test(cell) ? cell.replaceAll(',', '') : cell;
  // Sold before it was booked in: the enterprise system owes, the shelf is empty.
  return /^-\d{1,9}(?:\.\d+)?$/.test(text)
    ? { text: '0', warning: `'${cell}' is below zero; it counts as 0` }
    : { text };
}

/**
 * '1,299.00' as '1299.00'. A comma before other than three digits could be a decimal point, a currency's sign
 * another currency: refused.
 */
function price(cell: string): Mended {
  if (!THOUSANDS.test(cell) || cell.startsWith('-')) return { text: cell };
  const text = cell.replaceAll(',', '');
  return { text, warning: `'${cell}' is read as ${text}` };
}

/** Mends one cell by what its column holds. */
export function mendCell(table: FeedTable, column: string, cell: string): Mended {
  if (column === 'quantity') return count(cell);
  if (column === 'price') return price(cell);
  return table.codes.includes(column) ? { text: cell } : withoutHtml(cell);
}
