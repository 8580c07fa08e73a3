import { checkDigitValid, type Measure } from '../../main/contract';

/** What a GS1 element string says that concerns a shopper. */
export interface Elements {
  /** 14 digits, AI (01). */
  gtin: string;
  measure?: Measure;
}

/** FNC1 as group separator, and how scanners that can't send it write it. */
const SEPARATOR = /\x1d|<GS>|\{GS\}|\[GS\]/g;
const GS = '\x1d';

/**
 * Data lengths that are the AI's own, after which no separator stands (GS1 General Specifications, figure
 * 7.8.5-2), by the first two digits of the AI: [digits of the AI, digits of its data].
 */
const FIXED: Readonly<Record<string, readonly [ai: number, data: number]>> = {
  '00': [2, 18],
  '01': [2, 14],
  '02': [2, 14],
  '03': [2, 14],
  '04': [2, 16],
  ...Object.fromEntries(['11', '12', '13', '14', '15', '16', '17', '18', '19'].map((ai) => [ai, [2, 6]])),
  '20': [2, 2],
  ...Object.fromEntries(['31', '32', '33', '34', '35', '36'].map((ai) => [ai, [4, 6]])),
  '41': [3, 13],
};

/** AI (01) wherever it stands in an element string, with or without brackets; nothing where it holds none. */
export function readElements(body: string): Elements | undefined {
  const elements = /^\(\d{2,4}\)/.test(body)
    ? bracketed(body)
    : plain(body.replace(SEPARATOR, GS).replace(/^\x1d+/, ''));
  const gtin = elements?.find(([ai]) => ai === '01')?.[1];
  if (!elements || gtin === undefined || !/^\d{14}$/.test(gtin) || !checkDigitValid(gtin)) return undefined;
  const measure = measureOf(elements);
  return { gtin, ...(measure && { measure }) };
}

type Element = readonly [ai: string, data: string];

const bracketed = (body: string): Element[] =>
  [...body.matchAll(/\((\d{2,4})\)([^(]*)/g)].map(([, ai = '', data = '']) => [ai, data.trim()]);

/** Undefined where the text is no element string. */
function plain(body: string): Element[] | undefined {
  if (!/^\d{2}/.test(body) || body.length < 16) return undefined;
  const elements: Element[] = [];
  for (let at = 0; at < body.length;) {
    if (body[at] === GS) {
      at += 1;
      continue;
    }
    const fixed = FIXED[body.slice(at, at + 2)];
    if (fixed) {
      const [ai, data] = fixed;
      const element = body.slice(at, at + ai + data);
      if (!new RegExp(`^\\d{${ai + data}}$`).test(element)) return undefined;
      elements.push([element.slice(0, ai), element.slice(ai)]);
      at += ai + data;
      continue;
    }
    const end = body.indexOf(GS, at);
    const element = body.slice(at, end < 0 ? undefined : end);
    elements.push(variable(element));
    at += element.length;
  }
  return elements;
}

/** Only the AIs of amounts payable, (390n) to (395n), matter here and have four digits; others are not read. */
const variable = (element: string): Element => {
  const digits = /^39\d\d/.test(element) ? 4 : 2;
  return [element.slice(0, digits), element.slice(digits)];
};

/** Net weight in kilograms (310n) and amount payable for one piece (392n), `n` being decimals. */
function measureOf(elements: readonly Element[]): Measure | undefined {
  const decimal = (ai: RegExp): number | undefined => {
    const [name = '', data = ''] = elements.find(([found]) => ai.test(found)) ?? [];
    const value = /^\d{1,15}$/.test(data) ? Number(data) / 10 ** Number(name.at(-1)) : 0;
    return value > 0 ? value : undefined;
  };
  const [kilograms, price] = [decimal(/^310[0-5]$/), decimal(/^392\d$/)];
  if (kilograms === undefined && price === undefined) return undefined;
  return { ...(kilograms !== undefined && { kilograms }), ...(price !== undefined && { price }) };
}
