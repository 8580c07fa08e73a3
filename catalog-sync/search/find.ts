import type { Database, Statement } from '../db/open';
import type { Category, FindQuery, FindResult, LexiconEntry, Product, SearchHit } from '../../main/contract';
import { Faces, Wording, type Face } from './face';
import { RowLists } from './row-lists';
import { textKey, token } from './text';

const DEFAULT_LIMIT = 60;
/** Items of a large kind that are ranked and returned. */
const PAGE = 24;
/**
 * Results kept: one utterance asks for the same thing several times over, as parts are put together and taken
 * apart.
 */
const KEPT = 64;

interface Matches {
  ids: number[];
  /** All of them, counted at first use where there are more than were fetched. */
  total: number | undefined;
}

/** Retrieves the products that match every group, ranked by how much of their name was asked for. */
export class Finder {
  private readonly match: Statement;
  private readonly count: Statement;
  private readonly faces: Faces;
  private readonly lists: RowLists;
  private readonly matches = new Map<string, Matches>();

  constructor(
    db: Database,
    private readonly category: (path: string) => { id: number; category: Category } | undefined,
    product: (id: number) => Product | undefined,
  ) {
    this.match = db.prepare('SELECT rowid FROM search WHERE search MATCH ? LIMIT ?').pluck();
    this.count = db.prepare('SELECT count(*) FROM search WHERE search MATCH ?').pluck();
    this.faces = new Faces(product);
    this.lists = new RowLists(db);
  }

  find(query: FindQuery): FindResult {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const groups = query.groups.filter((group) => group.length > 0);
    if (groups.length === 0) return { hits: [], total: 0 };
    if (groups.length === 1) return this.single(groups[0]!, query.text ?? '', limit);
    const strict = groups.map((group) => this.tokens(group, true));
    const loose = groups.map((group) => this.tokens(group, false));
    return (
      this.run(strict, groups, query.text ?? '', limit) ??
      this.run(loose, groups, query.text ?? '', limit) ?? { hits: [], total: 0 }
    );
  }

  /**
   * One thing named. The word itself counts before its synonyms; for each of them what a thing is (category,
   * alias, head of its name) before what it is made by, and that before where the word only occurs.
   */
  private single(group: readonly LexiconEntry[], text: string, limit: number): FindResult {
    const own = group.filter((e) => !e.synonym);
    const synonyms = group.filter((e) => e.synonym);
    const kind = (entries: readonly LexiconEntry[], test: (e: LexiconEntry) => boolean): string[] =>
      this.tokens(entries.filter(test), false);
    const heads = (entries: readonly LexiconEntry[]): string[] =>
      entries.filter((e) => e.kind === 'term').map((e) => token('h', e.ref));
    for (const entries of [own, synonyms]) {
      const category = kind(entries, (e) => e.kind === 'category' && e.weight >= 0.85);
      if (category.length > 0) {
        const result = this.run([category], [group], text, limit);
        if (result) return this.withoutStrays(category, group, text, limit, result);
      }
      for (const tokens of [
        kind(entries, (e) => e.kind === 'alias'),
        heads(entries),
        kind(entries, (e) => e.kind === 'brand'),
      ]) {
        const result = tokens.length > 0 ? this.run([tokens], [group], text, limit) : undefined;
        if (result) return result;
      }
      const long = entries.filter((e) => e.kind === 'term' && e.ref.length >= 3);
      const result =
        long.length > 0 && !/^[a-z]/.test(long[0]!.ref)
          ? this.run([this.tokens(long, false)], [group], text, limit)
          : undefined;
      if (result) return result;
    }
    const parts = kind(group, (e) => e.kind === 'category');
    for (const tokens of [parts, this.tokens(group, false)]) {
      const result = tokens.length > 0 ? this.run([tokens], [group], text, limit) : undefined;
      if (result) return result;
    }
    return { hits: [], total: 0 };
  }

  /**
   * A category often shelters a few things of another kind: where most of it bears the name or a synonym,
   * only those are meant.
   */
  private withoutStrays(
    category: string[],
    group: readonly LexiconEntry[],
    text: string,
    limit: number,
    whole: FindResult,
  ): FindResult {
    const names = [
      ...group.filter((e) => e.kind === 'term').map((e) => token('h', e.ref)),
      ...this.tokens(
        group.filter((e) => e.kind === 'alias'),
        false,
      ),
    ];
    if (names.length === 0 || whole.total > limit) return whole;
    const named = this.run([category, names], [group], text, limit);
    return named && named.total >= 0.6 * whole.total ? { ...named, category: whole.category } : whole;
  }

  private tokens(group: readonly LexiconEntry[], strict: boolean): string[] {
    // A kind's own category is one short list; the word's other lists are only merged where that finds
    // nothing.
    const own = strict ? group.filter((e) => e.kind === 'category' && e.weight >= 0.85 && !e.synonym) : [];
    if (own.length > 0) group = own;
    const out: string[] = [];
    for (const entry of group) {
      if (entry.kind === 'alias') out.push(token('a', entry.ref));
      else if (entry.kind === 'brand') out.push(token('b', entry.ref));
      else if (entry.kind === 'size') out.push(token('s', entry.ref));
      else if (entry.kind === 'term') {
        // Every head is a word of its name, too.
        out.push(token(strict && group.some((e) => e.kind === 'category') ? 'h' : 't', entry.ref));
      } else if (entry.kind === 'category') {
        const id = this.category(entry.ref)?.id;
        if (id !== undefined) out.push(`c_${id}`);
      }
    }
    return out;
  }

  private run(
    tokenGroups: readonly string[][],
    groups: readonly (readonly LexiconEntry[])[],
    text: string,
    limit: number,
  ): FindResult | undefined {
    if (tokenGroups.some((tokens) => tokens.length === 0)) return undefined;
    const expression = tokenGroups.map(anyOf).join(' AND ');
    const matches = this.matching(tokenGroups, expression, limit);
    if (matches.ids.length === 0) return undefined;
    const full = matches.ids.length === limit;
    // Of a kind with very many items a page is shown: which of them come first is the catalog's own order.
    const ids = full && tokenGroups.length === 1 ? matches.ids.slice(0, PAGE) : matches.ids;
    const only = tokenGroups.length === 1 && tokenGroups[0]!.length === 1 ? tokenGroups[0]![0] : undefined;
    const category = only?.startsWith('c_')
      ? groups[0]!
          .map((e) => (e.kind === 'category' ? this.category(e.ref) : undefined))
          .find((c) => c && `c_${c.id}` === only)?.category
      : undefined;
    const total = category?.count ?? (matches.total ??= this.count.get(expression) as number);
    const words = new Wording(textKey(text));
    const hits = ids.flatMap((id) => rank(this.faces.get(id), groups, words) ?? []);
    hits.sort((a, b) => b.score - a.score);
    return { hits, total, category, all: expression };
  }

  private matching(tokenGroups: readonly string[][], expression: string, limit: number): Matches {
    const key = `${limit} ${expression}`;
    let known = this.matches.get(key);
    if (known === undefined) {
      const all = this.lists.intersection(tokenGroups.map(anyOf));
      const ids = all ? all.slice(0, limit) : (this.match.all(expression, limit) as number[]);
      known = { ids, total: all?.length ?? (ids.length < limit ? ids.length : undefined) };
      this.matches.set(key, known);
      if (this.matches.size > KEPT) this.matches.delete(this.matches.keys().next().value!);
    }
    return known;
  }
}

const anyOf = (tokens: readonly string[]): string => `(${tokens.map((t) => `"${t}"`).join(' OR ')})`;

function rank(
  face: Face | undefined,
  groups: readonly (readonly LexiconEntry[])[],
  words: Wording,
): SearchHit | undefined {
  if (!face) return undefined;
  const whole = words.key !== '' && face.names.includes(words.key);
  const names = (entry: LexiconEntry): boolean =>
    (entry.kind === 'category' && (face.path === entry.ref || face.path.startsWith(`${entry.ref} > `))) ||
    (entry.kind === 'alias' && face.aliases.includes(entry.ref)) ||
    (entry.kind === 'term' && (face.zhHead.endsWith(entry.ref) || face.enHeads.includes(entry.ref)));
  const headed = groups.some((group) => group.some(names));
  const branded =
    groups.length === 1 && groups[0]!.some((entry) => entry.kind === 'brand' && entry.ref === face.brand);
  const cover = Math.max(words.overlap(face.zh, face.zhPairs), words.overlap(face.en, face.enPairs));
  return {
    gtin: face.gtin,
    score: whole ? 1 : Math.min(0.99, (headed ? 0.35 : 0) + 0.6 * cover),
    kindOf: whole || headed || branded,
  };
}
