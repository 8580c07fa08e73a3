import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DaogouError, gtinFault, gtinKey } from '../../../main/contract';
import { columnsMeant } from '../feed/column-names';
import { cleanCell } from '../feed/hidden-characters';
import { mendCell } from '../feed/mends';
import { locations, products, stock } from '../feed/tables';
import { EXPORT_FIELDS, EXPORT_KINDS, OFF_WORDS, PRESETS, type ExportKind, type Preset } from './presets';
import { readExport, type ExportRow } from './read-export';

/** How an export's columns become the feed's; kept beside the feed and used again the next time. */
export const ImportMapping = z.strictObject({
  from: z.enum(EXPORT_KINDS),
  /** Field to the export's column. */
  columns: z.partialRecord(z.enum(EXPORT_FIELDS as readonly [string, ...string[]]), z.string()),
});
export type ImportMapping = { from: ExportKind; columns: Record<string, string> };

export interface ImportOptions {
  from?: ExportKind;
  file: string;
  /** The feed's folder; made where it is missing. */
  out: string;
  /** Columns that are named by hand: they go before what is found. */
  columns?: Readonly<Record<string, string>>;
  /** Where the mapping is kept; default `<out>.mapping.json`. */
  mappingFile?: string;
  now?: Date;
}

export interface ImportResult {
  products: number;
  stock: number;
  locations: number;
  encoding: string;
  mapping: ImportMapping;
  mappingFile: string;
  /** Rows that are not in the feed, by why: how many, and the lines of the first. */
  leftOut: Record<string, { count: number; lines: number[] }>;
  /** What was changed as it was read. */
  mended: Record<string, { count: number; lines: number[] }>;
}

type Cells = Record<string, string>;

/** Turns an export of another system into `products.csv`, `stock.csv` and `locations.csv` of a feed folder. */
export function importFeed(options: ImportOptions): ImportResult {
  const { file, out, now = new Date() } = options;
  const mappingFile = options.mappingFile ?? `${out.replace(/[\\/]+$/, '')}.mapping.json`;
  const exported = readExport(file);
  const mapping = mappingFor(options, mappingFile, exported.columns);
  const taking = new Taking(PRESETS[mapping.from], mapping, now);
  for (const row of exported.rows) taking.take(row);
  if (taking.products.size === 0) throw nothingTaken(file, taking);
  const written = taking.preset.fills ? fill(out, taking) : write(out, taking);
  writeFileSync(mappingFile, `${JSON.stringify(mapping, null, 2)}\n`);
  const { leftOut, mended } = taking;
  return { ...written, encoding: exported.encoding, mapping, mappingFile, leftOut, mended };
}

/** An export of which nothing is left would empty the feed it is written over. */
function nothingTaken(file: string, { leftOut }: Taking): DaogouError {
  const why = Object.entries(leftOut).map(
    ([reason, { count, lines }]) =>
      `${reason} (${count} row${count === 1 ? '' : 's'}, first line ${lines[0]})`,
  );
  return new DaogouError(
    'bad_request',
    `No row of ${file} can be taken${why.length > 0 ? `: ${why.join(', ')}` : ''}; nothing was written.`,
  );
}

/** The kept mapping, or one made from the columns that are there; what is named by hand goes before both. */
function mappingFor(
  { from, columns: given = {} }: ImportOptions,
  mappingFile: string,
  there: readonly string[],
): ImportMapping {
  const kept = existsSync(mappingFile) ? keptMapping(mappingFile) : undefined;
  const kind = from ?? kept?.from;
  if (kind === undefined)
    throw new DaogouError('bad_request', `Say where the export comes from: ${EXPORT_KINDS.join(', ')}.`);
  const found = kept && kept.from === kind ? kept.columns : columnsFound(PRESETS[kind], there);
  const columns = { ...found, ...given };
  const absent = Object.entries(columns).filter(([, column]) => !there.includes(column));
  if (absent.length > 0)
    throw new DaogouError(
      'bad_request',
      `The export has no column ${absent.map(([field, column]) => `'${column}' (for ${field})`).join(', ')}; it has ${there.join(', ')}.`,
    );
  const { success, error } = ImportMapping.safeParse({ from: kind, columns });
  if (!success)
    throw new DaogouError('bad_request', `The mapping is not right: ${error.issues[0]?.message ?? ''}.`);
  const fills: boolean = (PRESETS[kind] as Preset).fills ?? false;
  const needed = ['gtin', ...(fills ? [] : ['price'])].filter((field) => !(field in columns));
  if (!fills && !['name', 'name_zh', 'name_en'].some((field) => field in columns)) needed.push('name');
  if (needed.length > 0)
    throw new DaogouError(
      'bad_request',
      `No column of the export is known to hold ${needed.join(', ')}; name it, such as --map ${needed[0]}=COLUMN. It has ${there.join(', ')}.`,
    );
  return { from: kind, columns };
}

function keptMapping(file: string): ImportMapping {
  try {
    return ImportMapping.parse(JSON.parse(readFileSync(file, 'utf8'))) as ImportMapping;
  } catch {
    throw new DaogouError('bad_request', `${file} is no mapping; mend it or take it away.`);
  }
}

function columnsFound({ columns }: Preset, there: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [field, names] of Object.entries(columns)) {
    const column = names.find((name) => there.includes(name));
    if (column !== undefined) found[field] = column;
  }
  if (Object.keys(columns).length > 0) return found;
  for (const table of [products, stock, locations])
    columnsMeant(there, table).forEach((column, i) => {
      if ((EXPORT_FIELDS as readonly string[]).includes(column)) found[column] ??= there[i] ?? '';
    });
  return found;
}

const NO_CATEGORY = { zh: '未分类', en: 'Uncategorised' };
const LINES_NAMED = 10;
const PUT_ASIDE = new Set(['draft', 'archived', 'false', '0', 'unlisted']);

/** Takes rows one after another and keeps what the feed is made of. */
class Taking {
  readonly products = new Map<string, Cells>();
  readonly stock: string[][] = [];
  readonly locations: string[][] = [];
  readonly leftOut: ImportResult['leftOut'] = {};
  readonly mended: ImportResult['mended'] = {};
  #before: ExportRow | undefined;

  constructor(
    readonly preset: Preset,
    readonly mapping: ImportMapping,
    readonly now: Date,
  ) {}

  take(row: ExportRow): void {
    const value = this.#reader(row);
    const status = value('status').toLowerCase();
    if (PUT_ASIDE.has(status)) return this.#note(this.leftOut, `not on sale (${status})`, row.line);
    if (value('gtin') === '') return this.#note(this.leftOut, 'no barcode', row.line);
    const gtin = this.#mend(row, 'gtin', value('gtin'));
    const fault = gtinFault(gtin);
    if (fault !== undefined)
      return this.#note(this.leftOut, kindOf(fault.replace(/^'[^']*' /, 'barcode ')), row.line);
    if (this.products.has(gtinKey(gtin)))
      return this.#note(this.leftOut, 'the same barcode once more', row.line);
    const cells = this.#cells(row, value, gtin);
    if (cells === undefined) return;
    this.products.set(gtinKey(gtin), cells);
    this.#count(row, value, gtin);
    if (value('aisle') !== '') this.locations.push([gtin, value('aisle'), value('bay'), value('shelf')]);
  }

  #reader(row: ExportRow): (field: string) => string {
    const { carried } = this.preset;
    const same = carried && this.#before?.cells[carried.by] === row.cells[carried.by];
    const before = this.#before;
    this.#before = row;
    if (!carried || !same || !before) return (field) => row.cells[this.mapping.columns[field] ?? ''] ?? '';
    // A variant's row leaves out what its product's first row says.
    const cells: Cells = { ...row.cells };
    for (const field of carried.fields) {
      const column = this.mapping.columns[field] ?? '';
      if (!cells[column]) cells[column] = before.cells[column] ?? '';
    }
    this.#before = { ...row, cells };
    return (field) => cells[this.mapping.columns[field] ?? ''] ?? '';
  }

  #cells(row: ExportRow, value: (field: string) => string, gtin: string): Cells | undefined {
    const price = this.preset.fills ? '' : this.#mend(row, 'price', amount(value('price')));
    if (!this.preset.fills && !/^\d{1,10}(\.\d{1,4})?$/.test(price)) {
      this.#note(
        this.leftOut,
        price === '' ? 'no price' : 'its price is not an amount such as 12.90',
        row.line,
      );
      return undefined;
    }
    const currency = /[A-Z]{3}|[¥￥$€£]/.exec(value('price'))?.[0];
    if (currency !== undefined)
      this.#note(this.mended, `prices are in ${currency}, which is taken for the store's currency`, row.line);
    const text = (field: string): Cells => this.#texts(row, field, value);
    const name = text('name');
    const variant = value('variant');
    if (variant !== '' && variant !== 'Default Title')
      for (const key of Object.keys(name)) if (name[key]) name[key] = `${name[key]} ${variant}`;
    if (!this.preset.fills && !name.name_zh && !name.name_en) {
      this.#note(this.leftOut, 'no name', row.line);
      return undefined;
    }
    const category = text('category');
    for (const key of Object.keys(category))
      category[key] = (category[key] ?? '').split(this.preset.steps).filter(Boolean).join(' > ');
    if (!category.category_zh && !category.category_en && !this.preset.fills) {
      category.category_zh = NO_CATEGORY.zh;
      category.category_en = NO_CATEGORY.en;
    }
    return {
      ...{ gtin, price, size: this.#mend(row, 'size', value('size')) },
      ...name,
      ...category,
      ...text('brand'),
      ...text('description'),
      ...text('ingredients'),
      allergens_contains: this.#words(row, value('contains'), 'allergens_contains'),
      allergens_may_contain: this.#words(row, value('may_contain'), 'allergens_may_contain'),
      claims: this.#words(row, value('labels'), 'claims'),
    };
  }

  /** A text in both languages; one without a language goes where its letters belong. */
  #texts(row: ExportRow, field: string, value: (field: string) => string): Cells {
    const plain = value(field);
    const cells: Cells = { [`${field}_zh`]: value(`${field}_zh`), [`${field}_en`]: value(`${field}_en`) };
    const own = /\p{Script=Han}/u.test(plain) ? `${field}_zh` : `${field}_en`;
    if (plain !== '' && cells[own] === '') cells[own] = plain;
    for (const [column, cell] of Object.entries(cells)) cells[column] = this.#mend(row, column, cell);
    return cells;
  }

  /** Tags as the feed's words. An allergen that has no word there is never dropped without being told. */
  #words(row: ExportRow, tags: string, column: string): string {
    const words = new Set<string>();
    for (const tag of tags
      .split(',')
      .map((one) =>
        one
          .trim()
          .toLowerCase()
          .replace(/^[a-z]{2}:/, ''),
      )
      .filter(Boolean)) {
      const word = OFF_WORDS.get(tag.replaceAll(' ', '-'));
      if (word !== undefined) words.add(word);
      else if (column !== 'claims')
        this.#note(
          this.mended,
          `'${tag}' is no allergen of the feed and stands nowhere in ${column}`,
          row.line,
        );
    }
    return [...words].join('|');
  }

  #count(row: ExportRow, value: (field: string) => string, gtin: string): void {
    const out = /^out[ _]of[ _]stock$/i.test(value('availability'));
    const quantity = out ? '0' : this.#mend(row, 'quantity', value('quantity'));
    if (/^\d{1,9}(\.\d+)?$/.test(quantity)) this.stock.push([gtin, quantity, this.now.toISOString()]);
    else if (quantity !== '') this.#note(this.mended, 'a count that is none is left out', row.line);
  }

  #mend(row: ExportRow, column: string, cell: string): string {
    const code = ['gtin', 'price', 'quantity'].includes(column);
    const table = column === 'quantity' ? stock : products;
    const clean = cleanCell(cell, code).text;
    const { text, warning, fault } = mendCell(table, column, clean);
    if (warning !== undefined) this.#note(this.mended, kindOf(`${column} ${warning}`), row.line);
    if (fault !== undefined) this.#note(this.mended, kindOf(`${column} ${fault}`), row.line);
    return text;
  }

  #note(notes: ImportResult['leftOut'], why: string, line: number): void {
    const note = (notes[why] ??= { count: 0, lines: [] });
    note.count += 1;
    if (note.lines.length < LINES_NAMED) note.lines.push(line);
  }
}

/** What happened, without the values that it happened to: they differ from row to row. */
const kindOf = (what: string): string =>
  what
    .replace(/'[^']*'/g, '…')
    .replace(/; \d+ would be right$/, '')
    .replace(/\bread as [\d.|]+/g, 'read as what was meant')
    .replace(/^barcode has \d+ digits;/, 'barcode has another number of digits;');

/** `12.90 CNY` and `¥12.90` are how shops export an amount; the currency is the store's. */
const amount = (cell: string): string => cell.replace(/^[A-Z]{3}\s+|\s*[A-Z]{3}$|^[¥￥$€£]\s*/g, '').trim();

const COLUMNS = Object.keys(products.row.shape);

function write(out: string, { products: found, stock: counts, locations }: Taking) {
  mkdirSync(out, { recursive: true });
  writeTable(
    join(out, 'products.csv'),
    COLUMNS,
    [...found.values()].map((cells) => COLUMNS.map((column) => cells[column] ?? '')),
  );
  if (counts.length > 0) writeTable(join(out, 'stock.csv'), ['gtin', 'quantity', 'as_of'], counts);
  if (locations.length > 0)
    writeTable(join(out, 'locations.csv'), ['gtin', 'aisle', 'bay', 'shelf'], locations);
  return { products: found.size, stock: counts.length, locations: locations.length };
}

/** Fills empty cells of the products that are in the folder; how many of them were found in the export. */
function fill(out: string, { products: found }: Taking) {
  const file = join(out, 'products.csv');
  if (!existsSync(file))
    throw new DaogouError(
      'bad_request',
      `This export has no prices, so it only fills what products lack; there is no ${file} yet.`,
    );
  const { columns, rows } = readExport(file);
  const all = [...new Set([...columns, ...COLUMNS])];
  let filled = 0;
  const lines = rows.map(({ cells }) => {
    const more = found.get(gtinKey(cells.gtin ?? ''));
    if (more) filled += 1;
    return all.map((column) => cells[column] || more?.[column] || '');
  });
  writeTable(file, all, lines);
  return { products: filled, stock: 0, locations: 0 };
}

/** RFC 4180, every cell quoted. */
function writeTable(file: string, columns: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]): string =>
    cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  writeFileSync(file, `${[columns, ...rows].map(line).join('\r\n')}\r\n`);
}
