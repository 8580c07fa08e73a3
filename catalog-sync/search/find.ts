import type { Database, Statement } from '../db/open';
import type { Category, FindQuery, FindResult, LexiconEntry, SearchHit } from '../../main/contract';
import { englishHeads, headRun } from './heads';
import { foldText, textKey, token } from './text';

interface Row {
  id: number;
  gtin: string;
  name_zh: string;
  name_en: string;
  category_zh: string;
  brand_zh: string;
  brand_en: string;
  size: string;
  aliases_zh: string;
  aliases_en: string;
}

const DEFAULT_LIMIT = 60;
/** Items of a large kind that are ranked and returned. */
const PAGE = 24;

/** Retrieves the products that match every group, ranked by how much of their name was asked for. */
export class Finder {
  private readonly match: Statement;
  private readonly count: Statement;

  constructor(
    db: Database,
    private readonly category: (path: string) => { id: number; category: Category } | undefined,
  ) {
    this.match = db.prepare(
      `SELECT p.id, p.gtin, p.name_zh, p.name_en, p.category_zh, p.brand_zh, p.brand_en, p.size, p.aliases_zh, p.aliases_en
       FROM search JOIN product p ON p.id = search.rowid WHERE search MATCH ? LIMIT ?`,
    );
    this.count = db.prepare('SELECT count(*) AS n FROM search WHERE search MATCH ?');
  }

  find(query: FindQuery): FindResult {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const groups = query.groups.filter((group) => group.length > 0);
    if (groups.length === 0) return { hits: [], total: 0 };
    if (groups.length === 1) return this.single(groups[0]!, query.text ?? '', limit);
    const strict = groups.map((group) => this.tokens(group, true));
    const loose = groups.map((group) => this.tokens(group, false));
    return this.run(strict, groups, query.text ?? '', limit) ?? this.run(loose, groups, query.text ?? '', limit) ?? { hits: [], total: 0 };
  }

  /**
   * One thing named. The word itself counts before its synonyms; for each of them what a thing is (category, alias, head of its name)
   * before what it is made by, and that before where the word only occurs.
   */
  private single(group: readonly LexiconEntry[], text: string, limit: number): FindResult {
    const own = group.filter((e) => !e.synonym);
    const synonyms = group.filter((e) => e.synonym);
    const kind = (entries: readonly LexiconEntry[], test: (e: LexiconEntry) => boolean): string[] => this.tokens(entries.filter(test), false);
    const heads = (entries: readonly LexiconEntry[]): string[] => entries.filter((e) => e.kind === 'term').map((e) => token('h', e.ref));
    for (const entries of [own, synonyms]) {
      const category = kind(entries, (e) => e.kind === 'category' && e.weight >= 0.85);
      if (category.length > 0) {
        const result = this.run([category], [group], text, limit);
        if (result) return this.withoutStrays(category, group, text, limit, result);
      }
      for (const tokens of [kind(entries, (e) => e.kind === 'alias'), heads(entries), kind(entries, (e) => e.kind === 'brand')]) {
        const result = tokens.length > 0 ? this.run([tokens], [group], text, limit) : undefined;
        if (result) return result;
      }
      const long = entries.filter((e) => e.kind === 'term' && e.ref.length >= 3);
      const result = long.length > 0 && !/^[a-z]/.test(long[0]!.ref) ? this.run([this.tokens(long, false)], [group], text, limit) : undefined;
      if (result) return result;
    }
    const parts = kind(group, (e) => e.kind === 'category');
    for (const tokens of [parts, this.tokens(group, false)]) {
      const result = tokens.length > 0 ? this.run([tokens], [group], text, limit) : undefined;
      if (result) return result;
    }
    return { hits: [], total: 0 };
  }

  /** A category often shelters a few things of another kind: where most of it bears the name or a synonym, only those are meant. */
  private withoutStrays(category: string[], group: readonly LexiconEntry[], text: string, limit: number, whole: FindResult): FindResult {
    const names = [...group.filter((e) => e.kind === 'term').map((e) => token('h', e.ref)), ...this.tokens(group.filter((e) => e.kind === 'alias'), false)];
    if (names.length === 0 || whole.total > limit) return whole;
    const named = this.run([category, names], [group], text, limit);
    return named && named.total >= 0.6 * whole.total ? { ...named, category: whole.category } : whole;
  }

  private tokens(group: readonly LexiconEntry[], strict: boolean): string[] {
    // A kind's own category is one short list; the word's other lists are only merged where that finds nothing.
    const own = strict ? group.filter((e) => e.kind === 'category' && e.weight >= 0.85 && !e.synonym) : [];
    if (own.length > 0) group = own;
    const out: string[] = [];
    for (const entry of group) {
      if (entry.kind === 'alias') out.push(token('a', entry.ref));
      else if (entry.kind === 'brand') out.push(token('b', entry.ref));
      else if (entry.kind === 'size') out.push(token('s', entry.ref));
      else if (entry.kind === 'term') {
        out.push(token('h', entry.ref));
        if (!strict || !group.some((e) => e.kind === 'category')) out.push(token('t', entry.ref));
      } else if (entry.kind === 'category') {
        const id = this.category(entry.ref)?.id;
        if (id !== undefined) out.push(`c_${id}`);
      }
    }
    return out;
  }

  private run(tokenGroups: readonly string[][], groups: readonly (readonly LexiconEntry[])[], text: string, limit: number): FindResult | undefined {
    if (tokenGroups.some((tokens) => tokens.length === 0)) return undefined;
    const expression = tokenGroups.map((tokens) => `(${tokens.map((t) => `"${t}"`).join(' OR ')})`).join(' AND ');
    let rows = this.match.all(expression, limit) as Row[];
    if (rows.length === 0) return undefined;
    const full = rows.length === limit;
    // Of a kind with very many items a page is shown: which of them come first is the catalog's own order.
    if (full && tokenGroups.length === 1) rows = rows.slice(0, PAGE);
    const only = tokenGroups.length === 1 && tokenGroups[0]!.length === 1 ? tokenGroups[0]![0] : undefined;
    const category = only?.startsWith('c_') ? groups[0]!.map((e) => (e.kind === 'category' ? this.category(e.ref) : undefined)).find((c) => c && `c_${c.id}` === only)?.category : undefined;
    const total = category?.count ?? (!full ? rows.length : (this.count.get(expression) as { n: number }).n);
    const words = textKey(text);
    const hits = rows.map((row) => rank(row, groups, words));
    hits.sort((a, b) => b.score - a.score);
    return { hits, total, category };
  }
}

function rank(row: Row, groups: readonly (readonly LexiconEntry[])[], words: string): SearchHit {
  const zh = textKey(row.name_zh);
  const en = textKey(row.name_en);
  const aliases = [...row.aliases_zh.split('|'), ...row.aliases_en.split('|')].filter((a) => a !== '').map(textKey);
  const strip = (name: string, brand: string): string => (brand !== '' && name.startsWith(brand) ? name.slice(brand.length).trim() : name);
  const names = [zh, en, strip(zh, textKey(row.brand_zh)), strip(en, textKey(row.brand_en)), ...aliases];
  const whole = words !== '' && names.includes(words);
  let kindOf = whole;
  const zhHead = headRun(foldText(row.name_zh));
  const enHeads = englishHeads(row.name_en);
  const path = row.category_zh.split('>').map((p) => p.trim());
  let headed = 0;
  for (const group of groups) {
    for (const entry of group) {
      const hit =
        (entry.kind === 'category' && path.slice(0, entry.ref.split(' > ').length).join(' > ') === entry.ref) ||
        (entry.kind === 'alias' && aliases.includes(entry.ref)) ||
        (entry.kind === 'term' && (zhHead.endsWith(entry.ref) || enHeads.includes(entry.ref)));
      if (hit) {
        kindOf = true;
        headed = 1;
      }
    }
  }
  if (groups.length === 1 && groups[0]!.some((e) => e.kind === 'brand' && token('b', e.ref) === token('b', textKey(row.brand_zh || row.brand_en)))) kindOf = true;
  const cover = overlap(words, zh, en);
  return { gtin: row.gtin, score: whole ? 1 : Math.min(0.99, 0.35 * headed + 0.6 * cover), kindOf };
}

/** Dice coefficient of character pairs between what was said and the nearer of the two names. */
function overlap(words: string, ...names: string[]): number {
  if (words === '') return 0;
  let best = 0;
  const mine = pairs(words);
  for (const name of names) {
    const theirs = pairs(name);
    let common = 0;
    for (const pair of mine) if (theirs.has(pair)) common++;
    best = Math.max(best, mine.size + theirs.size === 0 ? 0 : (2 * common) / (mine.size + theirs.size));
  }
  return best;
}

function pairs(text: string): Set<string> {
  const out = new Set<string>();
  for (let i = 0; i + 1 < text.length; i++) out.add(text.slice(i, i + 2));
  return out;
}
