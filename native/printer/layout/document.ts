import {
  assertNever,
  checkDigitValid,
  gtinKey,
  onlyIn,
  secondLang,
  textIn,
  type Lang,
  type Picture,
  type PrintDocument,
  type SlipItem,
} from '../../../main/contract';
import { placeLabel, priceTag, say, sayInAll } from '../../../main/words';
import { hasGlyph } from '../fonts/bitmap-font';
import { pictureBitmap } from '../picture';
import type { PrinterProfile } from '../profiles';
import { fittingQr } from '../qr';
import { fittingModule } from '../symbols';
import { clip, columnsOf, printable, wrap } from '../text';
import type { Align, Line, Span } from './line';
import { miniMap } from './mini-map';
import { inRouteOrder } from './route-order';
import { minute } from './minute';

/** Dots a module of a QR code where there is room: 0.75 mm. */
const QR_MODULE = 6;

/**
 * The lines of a document on this printer's paper. Pure: the same document and profile give the same lines,
 * on paper and in the preview.
 */
export function layout(given: PrintDocument, profile: PrinterProfile): Line[] {
  const document = profile.hanzi ? given : drawable(given);
  switch (document.type) {
    case 'locator':
      return locator(document, profile);
    case 'coupon':
      return coupon(document, profile);
    case 'text':
      return [
        ...heading(textIn(document.storeName, document.lang), document.title, profile),
        ...text(document.body, profile.columns),
        ...footer(document.lang, document.printedAt, undefined),
      ];
    case 'promotion':
      return promotion(document, profile);
    case 'label':
      return label(document, profile);
    case 'diagnostic':
      return diagnostic(document, profile);
    default:
      return assertNever(document, 'document');
  }
}

/** What is no text on paper: the code of a coupon goes into its QR code as it is. */
const NO_TEXT: ReadonlySet<string> = new Set(['type', 'code', 'gtin', 'picture', 'map']);

/**
 * A document for a printer without a Chinese font, whose lines are drawn with ours: that has GB 2312, so rarer hanzi
 * (喆, 囍) are spelt.
 */
function drawable<T>(value: T): T {
  if (typeof value === 'string') return printable(value, hasGlyph) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => drawable(one)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, NO_TEXT.has(key) ? (one as unknown) : drawable(one)]),
  ) as T;
}

type Of<T extends PrintDocument['type']> = Extract<PrintDocument, { type: T }>;

/** Staff's test page: how the devices are, and that letters, hanzi and codes come out right. */
function diagnostic(document: Of<'diagnostic'>, profile: PrinterProfile): Line[] {
  const { lang = 'zh' } = document;
  const { name, dots, columns } = profile;
  const title = document.lang ? say(document.lang, 'slip.self_test') : sayInAll('slip.self_test').join(' / ');
  return [
    ...heading(textIn(document.storeName, lang), title, profile),
    ...document.lines.flatMap((line) => text(line, columns)),
    { kind: 'rule', style: 'dashed' },
    ...text(say(lang, 'slip.paper', { printer: name, dots, columns }), columns),
    ...text('0123456789 ABCDEFGHIJ abcdefghij', columns),
    ...text(say('zh', 'slip.alignment'), columns),
    ...barcode('DAOGOU-TEST', profile),
    { kind: 'qr', data: 'DAOGOU-TEST', module: 5 },
    ...footer(lang, document.printedAt, undefined),
  ];
}

function locator(document: Of<'locator'>, profile: PrinterProfile): Line[] {
  const { lang, map } = document;
  const items = map ? inRouteOrder(document.items, map) : document.items;
  const lines = heading(
    textIn(document.storeName, lang),
    say(lang, items.length > 1 ? 'slip.list' : 'slip.locator'),
    profile,
  );
  items.forEach((item, k) => {
    if (k > 0) lines.push({ kind: 'rule', style: 'dashed' });
    lines.push(...itemLines(item, lang, items.length > 1 ? k + 1 : undefined, profile));
  });
  if (document.more !== undefined)
    lines.push(
      { kind: 'rule', style: 'dashed' },
      ...text(say(lang, 'slip.more', { n: document.more }), profile.columns),
    );
  if (map) {
    const bitmap = miniMap(
      map,
      items.flatMap((item) => item.places),
      profile.dots,
    );
    if (bitmap) lines.push({ kind: 'rule', style: 'solid' }, { kind: 'image', bitmap });
  }
  return [...lines, ...footer(lang, document.printedAt, document.asOf)];
}

function itemLines(item: SlipItem, lang: Lang, number: number | undefined, profile: PrinterProfile): Line[] {
  const { columns } = profile;
  const name = textIn(item.name, lang);
  const second = onlyIn(item.name, secondLang(lang));
  const lead = number === undefined ? '' : `${number}. `;
  const lines: Line[] = text(shortened(`${lead}${name}`, item.size ?? '', columns), columns, { bold: true });
  if (second !== name && second !== '') lines.push(...text(shortened(second, '', columns), columns));
  const [first, ...more] = item.places;
  if (first) {
    const place = printable(placeLabel(first, lang));
    const scale = columnsOf(place) * 2 <= columns ? 2 : 1;
    lines.push({ kind: 'space', dots: 6 }, ...text(place, columns / scale, { bold: true, scale }), {
      kind: 'space',
      dots: 6,
    });
    for (const place of more)
      lines.push(...text(say(lang, 'slip.also_at', { place: placeLabel(place, lang) }), columns));
  } else lines.push(...text(say(lang, 'slip.no_place'), columns, { bold: true }));
  const price = priceTag(item.price, item.currency, lang);
  if (item.offerPrice !== undefined && item.offerPrice < item.price) {
    lines.push(
      ...spread(
        [
          {
            text: say(lang, 'slip.offer', { price: priceTag(item.offerPrice, item.currency, lang) }),
            bold: true,
          },
        ],
        [{ text: say(lang, 'slip.was', { price }) }],
        columns,
      ),
    );
  } else lines.push(...text(say(lang, 'slip.price', { price }), columns));
  return lines;
}

function coupon(document: Of<'coupon'>, profile: PrinterProfile): Line[] {
  const { lang } = document;
  const { columns } = profile;
  const lines = heading(textIn(document.storeName, lang), say(lang, 'slip.coupon'), profile);
  lines.push(...text(textIn(document.title, lang), columns / 2, { bold: true, scale: 2 }, 'center'), {
    kind: 'space',
    dots: 12,
  });
  const code = document.code.trim();
  if (document.picture) lines.push(...picture(document.picture, profile));
  lines.push(
    ...barcode(code, profile),
    ...text(say(lang, 'slip.code', { code }), columns, { bold: true }, 'center'),
    ...qr(code, lang, profile),
  );
  lines.push(
    ...text(say(lang, 'slip.valid_until', { time: minute(document.endsAt) }), columns, {}, 'center'),
  );
  const terms = textIn(document.terms, lang);
  if (terms !== '')
    lines.push({ kind: 'rule', style: 'dashed' }, ...text(say(lang, 'slip.terms', { terms }), columns));
  return [...lines, ...footer(lang, document.printedAt, undefined)];
}

function promotion(document: Of<'promotion'>, profile: PrinterProfile): Line[] {
  const { lang } = document;
  const { columns } = profile;
  const lines = heading(textIn(document.storeName, lang), say(lang, 'slip.promotion'), profile);
  lines.push(...text(textIn(document.title, lang), columns / 2, { bold: true, scale: 2 }, 'center'));
  const second = onlyIn(document.title, secondLang(lang));
  if (second !== '' && second !== textIn(document.title, lang))
    lines.push(...text(second, columns, {}, 'center'));
  if (document.picture) lines.push(...picture(document.picture, profile));
  for (const item of document.items)
    lines.push({ kind: 'rule', style: 'dashed' }, ...itemLines(item, lang, undefined, profile));
  if (document.endsAt !== undefined)
    lines.push(
      { kind: 'rule', style: 'dashed' },
      ...text(say(lang, 'slip.valid_until', { time: minute(document.endsAt) }), columns, { bold: true }),
    );
  const terms = textIn(document.terms, lang);
  if (terms !== '') lines.push(...text(say(lang, 'slip.terms', { terms }), columns));
  return [...lines, ...footer(lang, document.printedAt, undefined)];
}

function label(document: Of<'label'>, profile: PrinterProfile): Line[] {
  const { lang, item } = document;
  const { columns } = profile;
  const now = priceTag(item.offerPrice ?? item.price, item.currency, lang);
  const scale = columnsOf(printable(now)) * 3 <= columns ? 3 : 2;
  const lines: Line[] = [
    ...text(shortened(textIn(item.name, lang), '', columns / 2), columns / 2, { bold: true, scale: 2 }),
    ...text(shortened(item.name[lang === 'zh' ? 'en' : 'zh'] ?? '', item.size ?? '', columns), columns),
  ];
  lines.push(...text(now, columns / scale, { bold: true, scale }, 'right'));
  if (item.offerPrice !== undefined && item.offerPrice < item.price)
    lines.push(
      ...text(
        say(lang, 'slip.was', { price: priceTag(item.price, item.currency, lang) }),
        columns,
        {},
        'right',
      ),
    );
  lines.push(...barcode(asEan13(item.gtin), profile));
  const place = item.places[0];
  return [
    ...lines,
    ...text(
      [item.gtin, place && placeLabel(place, lang), minute(document.printedAt)].filter(Boolean).join('  '),
      columns,
    ),
    { kind: 'cut' },
  ];
}

/** A document in a few words, for staff. */
export function titleOf(document: PrintDocument): string {
  switch (document.type) {
    case 'locator':
      return document.items.map((item) => textIn(item.name, document.lang)).join(', ');
    case 'coupon':
    case 'promotion':
      return textIn(document.title, document.lang);
    case 'text':
      return document.title;
    case 'label':
      return textIn(document.item.name, document.lang);
    case 'diagnostic':
      return say(document.lang ?? 'zh', 'slip.self_test');
    default:
      return assertNever(document, 'document');
  }
}

/** Whether these are thirteen digits with their check digit. */
export const ean13Valid = (digits: string): boolean => digits.length === 13 && checkDigitValid(digits);

/**
 * EAN-13 where that is what it is, else Code 128; nothing where the paper is too narrow for it, since a code
 * that does not scan is worse than none.
 */
function barcode(data: string, { dots }: PrinterProfile): Line[] {
  if (!/^[\x20-\x7e]{1,40}$/.test(data)) return [];
  const symbology = ean13Valid(data) ? 'ean13' : 'code128';
  const module = fittingModule(symbology, data, dots);
  return module === undefined
    ? []
    : [
        { kind: 'space', dots: 6 },
        { kind: 'barcode', symbology, data, module },
      ];
}

/** A QR code as large as the paper allows; what is too long for any is said, and its text stands above. */
function qr(data: string, lang: Lang, { dots, columns }: PrinterProfile): Line[] {
  const module = fittingQr(data, dots, QR_MODULE);
  return module === undefined
    ? text(say(lang, 'slip.no_qr'), columns, {}, 'center')
    : [{ kind: 'qr', data, module }];
}

/** The number as the bar code that packages bear, where it is a GTIN of twelve digits or has zeros in front. */
const asEan13 = (gtin: string): string => {
  const key = gtinKey(gtin);
  return /^0\d{13}$/.test(key) && gtin.length >= 12 && checkDigitValid(key) ? key.slice(1) : gtin;
};

function picture(content: Picture, { dots }: PrinterProfile): Line[] {
  return [
    { kind: 'space', dots: 6 },
    { kind: 'image', bitmap: pictureBitmap(content, dots) },
    { kind: 'space', dots: 6 },
  ];
}

function heading(store: string, title: string, profile: PrinterProfile): Line[] {
  return [
    ...text(store, profile.columns / 2, { bold: true, scale: 2 }, 'center'),
    ...text(title, profile.columns, {}, 'center'),
    { kind: 'rule', style: 'solid' },
  ];
}

function footer(lang: Lang, printedAt: string, asOf: string | undefined): Line[] {
  const lines: Line[] = [{ kind: 'rule', style: 'solid' }];
  if (asOf !== undefined)
    lines.push({
      kind: 'text',
      align: 'left',
      spans: [{ text: say(lang, 'slip.as_of', { time: minute(asOf) }) }],
    });
  lines.push(
    {
      kind: 'text',
      align: 'left',
      spans: [{ text: say(lang, 'slip.printed', { time: minute(printedAt) }) }],
    },
    { kind: 'cut' },
  );
  return lines;
}

/** Wrapped text in one style; `columns` counts characters of that size. */
export function text(
  content: string,
  columns: number,
  style: Omit<Span, 'text'> = {},
  align: Align = 'left',
): Line[] {
  return wrap(printable(content), Math.floor(columns)).map((line): Line => ({
    kind: 'text',
    align,
    spans: [{ ...style, text: line }],
  }));
}

/** Lines that a name may take; more of it tells nothing that these don't. */
const NAME_LINES = 3;

/** A name with its size; a very long one is cut before the size, which tells one pack from another. */
function shortened(name: string, size: string, columns: number): string {
  const [clean, end] = [printable(name), printable(size)];
  // Words carried over to the next line leave some room unused.
  const room = (NAME_LINES - 1) * columns - columnsOf(end);
  return [clip(clean, Math.max(columns, room)), end].filter(Boolean).join(' ');
}

/** Two runs at the two edges of one line; below each other when they do not fit. */
export function spread(left: readonly Span[], right: readonly Span[], columns: number): Line[] {
  const clean = (spans: readonly Span[]) => spans.map((span) => ({ ...span, text: printable(span.text) }));
  const width = (spans: readonly Span[]) =>
    spans.reduce((sum, span) => sum + columnsOf(span.text) * (span.scale ?? 1), 0);
  const [l, r] = [clean(left), clean(right)];
  const gap = columns - width(l) - width(r);
  if (gap < 1)
    return [
      { kind: 'text', align: 'left', spans: l },
      { kind: 'text', align: 'right', spans: r },
    ];
  return [{ kind: 'text', align: 'left', spans: [...l, { text: ' '.repeat(gap) }, ...r] }];
}
