import type { Catalog, Lang, SentenceEncoder } from '../../contract';
import { allBrands, allKinds } from '../goods';
import { GoodsFinder, learnKinds, MOST_PRODUCTS } from './finder';
import type { KindFinder } from './kinds';

/** Keeps a finder ready for the catalog in force: kinds of goods are read once, names once a catalog. */
export class Learning {
  private kinds: Promise<Readonly<Record<Lang, KindFinder>>> | undefined;
  private finder: GoodsFinder | undefined;
  private running = 0;

  constructor(
    private readonly catalog: () => Catalog | undefined,
    private readonly encoder: () => SentenceEncoder | undefined,
  ) {}

  /** The finder for this catalog, where its names have been read. */
  finderFor(catalog: Catalog): GoodsFinder | undefined {
    return this.finder?.catalog === catalog ? this.finder : undefined;
  }

  state(): 'full' | 'learning' | 'plain' {
    const catalog = this.catalog();
    if (catalog && this.finderFor(catalog)) return 'full';
    return this.running > 0 ? 'learning' : 'plain';
  }

  /** Reads the catalog in force; without an encoder, and where a store is too large, nothing. Rejects with `unavailable` where the encoder fails. */
  async learn(): Promise<void> {
    const [catalog, encoder] = [this.catalog(), this.encoder()];
    if (!catalog || !encoder || this.finderFor(catalog) || sizeOf(catalog) > MOST_PRODUCTS) return;
    this.running++;
    try {
      this.kinds ??= learnKinds(allKinds(), allBrands(), encoder);
      const next = new GoodsFinder(catalog, await this.kinds, encoder);
      await next.learn();
      // Another catalog may have come in the meantime: its own learning follows.
      if (this.catalog() === catalog) this.finder = next;
    } finally {
      this.running--;
    }
  }
}

const sizeOf = (catalog: Catalog): number => catalog.categories().reduce((sum, c) => sum + (c.pathZh.length === 1 ? c.count : 0), 0);
