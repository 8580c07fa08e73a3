import {
  DaogouError,
  gtinForms,
  type AmongQuery,
  type Catalog,
  type CatalogInfo,
  type Category,
  type DictionaryWord,
  type FindQuery,
  type FindResult,
  type KnowledgeEntry,
  type LexiconSpan,
  type LocalizedText,
  type Place,
  type Product,
  type ProductRows,
  type Promotion,
  type SoundKeys,
  type Stock,
  type StoreInfo,
  type StoreMap,
} from '../../main/contract';
import { dictionaryWords, Finder, foldText, Lexicon, PriceFinder, SEARCH_VERSION, sounds } from '../search';
import { openDatabase, type Database, type Statement } from './open';
import { readCategories } from './reader-categories';
import { SqliteRows } from './reader-products';
import { storeMapOf } from './reader-map';
import {
  toKnowledge,
  toProduct,
  toPromotion,
  toStore,
  type KnowledgeRow,
  type ProductRow,
  type PromotionRow,
} from './reader-rows';

export interface ReaderExtras {
  /** Offers learnt in the store, beside the published ones; asked at every call. */
  promotions?: () => readonly Promotion[];
}

/** A catalog that is open for reading. */
export type CatalogReader = Catalog & { close(): void };

/**
 * Opens a built catalog file (published tables and search tables) read-only.
 * Fails as `storage` where the file is missing or was never compiled.
 */
export function openCatalogReader(file: string, extras: ReaderExtras = {}): CatalogReader {
  const db = openDatabase(file, { readonly: true, mustExist: true });
  try {
    return new SqliteCatalog(db, extras);
  } catch (cause) {
    db.close();
    throw new DaogouError(
      'storage',
      `the catalog file ${file} can't be read: ${cause instanceof Error ? cause.message : String(cause)}; build it again`,
      false,
      { cause },
    );
  }
}

/** A file never changes once it is open, so what was read may be kept; the oldest goes first. */
class Memo<V> {
  private readonly known = new Map<string, V>();
  constructor(private readonly size: number) {}

  get(key: string, make: () => V): V {
    const hit = this.known.get(key);
    if (hit !== undefined) return hit;
    const value = make();
    this.known.set(key, value);
    if (this.known.size > this.size) this.known.delete(this.known.keys().next().value!);
    return value;
  }
}

class SqliteCatalog implements Catalog {
  readonly info: CatalogInfo;
  private readonly lexicon: Lexicon;
  private readonly finder: Finder;
  private readonly prices: PriceFinder;
  private readonly statements: Record<
    'product' | 'byId' | 'matching' | 'inCategory' | 'ofBrand' | 'at' | 'locations' | 'stock',
    Statement
  >;
  private readonly storeInfo: StoreInfo;
  private readonly categoryList: Category[] = [];
  private readonly categoryById = new Map<number, string>();
  private readonly categoryByPath = new Map<string, { id: number; category: Category }>();
  private readonly productMemo = new Memo<Product | undefined>(2_000);
  private readonly placeMemo = new Memo<Place[]>(10_000);
  private readonly stockMemo = new Memo<Stock | undefined>(5_000);
  private productRows: ProductRows | undefined;
  private aisleList: string[] | undefined;
  private published: Promotion[] | undefined;
  private knowledgeList: KnowledgeEntry[] | undefined;
  private plan: StoreMap | undefined | null = null;

  constructor(
    private readonly db: Database,
    private readonly extras: ReaderExtras,
  ) {
    const meta = new Map(
      (db.prepare('SELECT key, value FROM meta').all() as { key: string; value: string }[]).map((row) => [
        row.key,
        row.value,
      ]),
    );
    const store = db.prepare('SELECT id, json FROM store').get() as { id: string; json: string };
    this.storeInfo = toStore(store.json);
    this.info = {
      storeId: store.id,
      sequence: Number(meta.get('sequence') ?? 0),
      schemaVersion: Number(meta.get('schemaVersion') ?? meta.get('schema_version') ?? 0),
      publishedAt: meta.get('publishedAt') ?? meta.get('published_at') ?? '',
      expiresAt: meta.get('expiresAt') ?? meta.get('expires_at') ?? '',
    };
    for (const { id, path, category } of readCategories(db, this.info.schemaVersion)) {
      this.categoryList.push(category);
      this.categoryById.set(id, path);
      this.categoryByPath.set(path, { id, category });
    }
    const version = db.prepare("SELECT value FROM search_meta WHERE key = 'version'").pluck().get();
    if (version !== String(SEARCH_VERSION))
      throw new Error(
        `its search tables are version ${String(version ?? 'of old')}, this program reads ${SEARCH_VERSION}`,
      );
    this.lexicon = new Lexicon(db, (id) => this.categoryById.get(id));
    this.finder = new Finder(
      db,
      (path) => this.categoryByPath.get(path),
      (id) => this.productById(id),
    );
    this.prices = new PriceFinder(
      db,
      [...this.categoryByPath].map(([path, { id }]) => ({ id, path })),
    );
    this.statements = {
      product: db.prepare('SELECT * FROM product WHERE gtin = ?'),
      byId: db.prepare('SELECT * FROM product WHERE id = ?'),
      matching: db.prepare('SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid').pluck(),
      inCategory: db.prepare(
        'SELECT * FROM product WHERE category_zh = ? OR (category_zh > ? AND category_zh < ?) LIMIT ?',
      ),
      ofBrand: db.prepare('SELECT * FROM product WHERE brand_zh = ? LIMIT ?'),
      at: db.prepare(
        'SELECT DISTINCT p.* FROM location l JOIN product p ON p.gtin = l.gtin WHERE l.aisle = ? LIMIT ?',
      ),
      locations: db.prepare('SELECT aisle, bay, shelf FROM location WHERE gtin = ? ORDER BY position'),
      stock: db.prepare('SELECT gtin, quantity, as_of FROM stock WHERE gtin = ?'),
    };
  }

  store(): StoreInfo {
    return this.storeInfo;
  }

  product(gtin: string): Product | undefined {
    return this.productMemo.get(gtin, () => {
      for (const form of gtinForms(gtin)) {
        const row = this.statements.product.get(form) as ProductRow | undefined;
        if (row) return toProduct(row);
      }
      return undefined;
    });
  }

  /** A hit's row is read once, for its rank and for the answer. */
  private productById(id: number): Product | undefined {
    const row = this.statements.byId.get(id) as ProductRow | undefined;
    return row && this.productMemo.get(row.gtin, () => toProduct(row));
  }

  products(gtins: readonly string[]): Product[] {
    return gtins.flatMap((gtin) => this.product(gtin) ?? []);
  }

  productsIn(categoryZh: readonly string[], limit = 1_000_000): Product[] {
    const path = categoryZh.join(' > ');
    return (
      this.statements.inCategory.all(path, `${path} > `, `${path} > \u{10ffff}`, limit) as ProductRow[]
    ).map(toProduct);
  }

  categories(): Category[] {
    return this.categoryList;
  }

  brands(): LocalizedText[] {
    // From one brand to the next over the index, instead of over every product.
    const next = this.db
      .prepare('SELECT brand_zh FROM product WHERE brand_zh > ? ORDER BY brand_zh LIMIT 1')
      .pluck();
    const english = this.db
      .prepare("SELECT brand_en FROM product WHERE brand_zh = ? AND brand_en <> '' LIMIT 1")
      .pluck();
    const out: LocalizedText[] = [];
    for (
      let zh = next.get('') as string | undefined;
      zh !== undefined;
      zh = next.get(zh) as string | undefined
    )
      out.push({ zh, en: (english.get(zh) as string | undefined) ?? zh });
    return out;
  }

  productsOfBrand(brandZh: string, limit = 1_000_000): Product[] {
    return (this.statements.ofBrand.all(brandZh, limit) as ProductRow[]).map(toProduct);
  }

  productsAt(aisle: string, limit = 1_000_000): Product[] {
    return (this.statements.at.all(aisle, limit) as ProductRow[]).map(toProduct);
  }

  locations(gtin: string): Place[] {
    return this.placeMemo.get(gtin, () => {
      const rows = this.statements.locations.all(gtin) as { aisle: string; bay: string; shelf: string }[];
      return rows.map(({ aisle, bay, shelf }) => ({
        aisle,
        ...(bay ? { bay } : {}),
        ...(shelf ? { shelf } : {}),
      }));
    });
  }

  aisles(): string[] {
    if (this.aisleList) return this.aisleList;
    const next = this.db.prepare('SELECT aisle FROM location WHERE aisle > ? ORDER BY aisle LIMIT 1').pluck();
    const out: string[] = [];
    for (
      let aisle = next.get('') as string | undefined;
      aisle !== undefined;
      aisle = next.get(aisle) as string | undefined
    )
      out.push(aisle);
    return (this.aisleList = out);
  }

  stock(gtin: string): Stock | undefined {
    return this.stockMemo.get(gtin, () => {
      const row = this.statements.stock.get(gtin) as
        { gtin: string; quantity: number; as_of: string } | undefined;
      return row && { gtin: row.gtin, quantity: row.quantity, asOf: row.as_of };
    });
  }

  promotions(): Promotion[] {
    this.published ??= (
      this.db.prepare('SELECT * FROM promotion ORDER BY priority DESC, id').all() as PromotionRow[]
    ).map(toPromotion);
    const extra = this.extras.promotions?.() ?? [];
    return extra.length === 0
      ? this.published
      : [...extra, ...this.published.filter((p) => !extra.some((e) => e.id === p.id))];
  }

  knowledge(): KnowledgeEntry[] {
    return (this.knowledgeList ??= (this.db.prepare('SELECT * FROM knowledge').all() as KnowledgeRow[]).map(
      toKnowledge,
    ));
  }

  map(): StoreMap | undefined {
    if (this.plan === null) {
      const files = new Map(
        (this.db.prepare('SELECT name, json FROM map').all() as { name: string; json: string }[]).map(
          (row) => [row.name, row.json],
        ),
      );
      this.plan = storeMapOf(files);
    }
    return this.plan;
  }

  fold(text: string): string {
    return foldText(text);
  }

  sounds(folded: string): SoundKeys {
    return sounds(folded);
  }

  dictionaryWords(folded: string): DictionaryWord[] {
    return dictionaryWords(folded);
  }

  spans(folded: string): LexiconSpan[] {
    return this.lexicon.spans(folded);
  }

  find(query: FindQuery): FindResult {
    return this.finder.find(query);
  }

  among(all: string, query: AmongQuery): { gtins: string[]; count: number } {
    return this.prices.among(all, query);
  }

  *every(all: string): Iterable<Product> {
    for (const id of this.statements.matching.all(all) as number[]) {
      // Past the memo: what is read once in a row of thousands would push out what shoppers ask for.
      const row = this.statements.byId.get(id) as ProductRow | undefined;
      if (row) yield toProduct(row);
    }
  }

  rows(): ProductRows {
    return (this.productRows ??= new SqliteRows(this.db, (row) => this.productById(row)));
  }

  close(): void {
    this.db.close();
  }
}
