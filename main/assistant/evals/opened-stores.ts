import { openCatalogReader, openSentenceEncoder, openStudent, provisionFeed } from '../../../catalog-sync';
import { cacheDir, defaultDataDir, loadConfig } from '../../config';
import type { Catalog, Lang, SentenceEncoder } from '../../contract';
import path from 'node:path';
import { everyProduct, learnKinds } from '../find/finder';
import { GoodsIndex } from '../find/goods-index';
import { CarriedKinds } from '../find/carried-kinds';
import type { KindFinder } from '../find/kinds';
import { allBrands, allKinds } from '../goods';

/** What the terminal would use here; with `--student` on the command line the student, with `--no-encoder` none. */
export async function openEncoder(): Promise<SentenceEncoder | undefined> {
  if (process.argv.includes('--no-encoder')) return undefined;
  if (process.argv.includes('--student')) return openStudent();
  return openSentenceEncoder(loadConfig({ dataDir: defaultDataDir() }).voice.modelsDir, cacheDir());
}

/** Stores opened once, with an index of their goods for each language. */
export class OpenedStores {
  private readonly catalogs = new Map<string, Catalog>();
  private readonly indexes = new Map<string, GoodsIndex>();

  constructor(readonly encoder: SentenceEncoder | undefined) {}

  async catalog(store: string): Promise<Catalog> {
    const known = this.catalogs.get(store);
    if (known) return known;
    const { file } = await provisionFeed(store, cacheDir());
    const catalog = openCatalogReader(file);
    this.catalogs.set(store, catalog);
    return catalog;
  }

  async index(store: string, lang: Lang): Promise<GoodsIndex> {
    const key = `${store} ${lang}`;
    const known = this.indexes.get(key);
    if (known) return known;
    const index = new GoodsIndex(everyProduct(await this.catalog(store)), lang, this.encoder, `names-${path.basename(store)}`);
    await index.learnMeaning();
    this.indexes.set(key, index);
    return index;
  }

  private finders: Promise<Readonly<Record<Lang, KindFinder>>> | undefined;
  private readonly carriedKinds = new Map<string, CarriedKinds>();

  async kinds(lang: Lang): Promise<KindFinder> {
    this.finders ??= learnKinds(allKinds(), allBrands(), this.encoder);
    return (await this.finders)[lang];
  }

  async carried(store: string, lang: Lang): Promise<CarriedKinds> {
    const key = `${store} ${lang}`;
    const known = this.carriedKinds.get(key);
    if (known) return known;
    const [index, finder] = [await this.index(store, lang), await this.kinds(lang)];
    const carried = new CarriedKinds();
    index.products.forEach((product, row) => carried.add(finder.withBroader(finder.of(product, index.vector(row)))));
    this.carriedKinds.set(key, carried);
    return carried;
  }
}
