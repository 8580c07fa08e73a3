import { openCatalogReader, openSentenceEncoder, provisionFeed } from '../../../catalog-sync';
import { cacheDir, defaultDataDir, loadConfig } from '../../config';
import type { Catalog, Lang, SentenceEncoder } from '../../contract';
import { GoodsFinder, learnKinds } from '../find/finder';
import type { KindFinder } from '../find/kinds';
import { remembering } from '../find/remembering';
import { allBrands, allKinds } from '../goods';

export const openEncoder = (): Promise<SentenceEncoder | undefined> => openSentenceEncoder(loadConfig({ dataDir: defaultDataDir() }).voice.modelsDir, cacheDir());

/** Stores opened once, with a finder of their goods. */
export class OpenedStores {
  private readonly catalogs = new Map<string, Catalog>();
  private readonly finders = new Map<string, Promise<GoodsFinder>>();
  private readonly encoder: SentenceEncoder | undefined;
  private kinds: Promise<Readonly<Record<Lang, KindFinder>>> | undefined;

  constructor(
    encoder: SentenceEncoder | undefined,
    /** Names that are held at most: 0 finds as in a store that is too large to hold. */
    private readonly mostHeld?: number,
  ) {
    this.encoder = encoder && remembering(encoder);
  }

  async catalog(store: string): Promise<Catalog> {
    const known = this.catalogs.get(store);
    if (known) return known;
    const { file } = await provisionFeed(store, cacheDir());
    const catalog = openCatalogReader(file);
    this.catalogs.set(store, catalog);
    return catalog;
  }

  finder(store: string): Promise<GoodsFinder> {
    const known = this.finders.get(store) ?? this.learnt(store);
    this.finders.set(store, known);
    return known;
  }

  private async learnt(store: string): Promise<GoodsFinder> {
    this.kinds ??= learnKinds(allKinds(), allBrands(), this.encoder);
    const finder = new GoodsFinder(await this.catalog(store), await this.kinds, { encoder: this.encoder, mostHeld: this.mostHeld });
    await finder.learn();
    return finder;
  }
}
