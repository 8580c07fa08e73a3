import { openCatalogReader, openSentenceEncoder, provisionFeed } from '../../../catalog-sync';
import { cacheDir, defaultDataDir, loadConfig } from '../../config';
import type { Catalog, Lang, SentenceEncoder } from '../../contract';
import path from 'node:path';
import { everyProduct, GoodsFinder, learnKinds } from '../find/finder';
import { GoodsIndex } from '../find/goods-index';
import type { KindBelief, KindFinder } from '../find/kinds';
import { allKinds } from '../goods';

export const openEncoder = (): Promise<SentenceEncoder | undefined> => openSentenceEncoder(loadConfig({ dataDir: defaultDataDir() }).voice.modelsDir, cacheDir());

/** Stores opened once, with an index of their goods for each language. */
export class OpenedStores {
  private readonly catalogs = new Map<string, Catalog>();
  private readonly indexes = new Map<string, GoodsIndex>();

  constructor(private readonly encoder: SentenceEncoder | undefined) {}

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

  private finders: Readonly<Record<Lang, KindFinder>> | undefined;
  private readonly beliefs = new Map<string, KindBelief[]>();

  async kinds(lang: Lang): Promise<KindFinder> {
    this.finders ??= learnKinds(allKinds(), this.encoder);
    return this.finders[lang];
  }

  async beliefsOf(store: string, lang: Lang): Promise<KindBelief[]> {
    const key = `${store} ${lang}`;
    const known = this.beliefs.get(key);
    if (known) return known;
    const [index, finder] = [await this.index(store, lang), await this.kinds(lang)];
    const beliefs = index.products.map((product, row) => finder.withBroader(finder.of(product, index.vector(row))));
    this.beliefs.set(key, beliefs);
    return beliefs;
  }

  private readonly goodsFinders = new Map<string, GoodsFinder>();

  async finder(store: string): Promise<GoodsFinder> {
    const known = this.goodsFinders.get(store);
    if (known) return known;
    const finder = new GoodsFinder(await this.catalog(store), { zh: await this.kinds('zh'), en: await this.kinds('en') }, this.encoder);
    await finder.learnMeaning();
    this.goodsFinders.set(store, finder);
    return finder;
  }
}
