import type { Catalog, CatalogInfo, Promotion } from '../../main/contract';
import { openCatalogReader, type CatalogReader } from '../db/reader';
import type { InstalledCatalogs, Installed } from './live';

export interface LiveCatalog {
  installed: Installed;
  reader: CatalogReader;
  products: number;
}

/**
 * Opens a catalog file and asks what every answer needs: the first product, by its number and by its name.
 * Throws where that fails.
 */
export function proveCatalog(
  file: string,
  promotions?: () => readonly Promotion[],
): { reader: CatalogReader; products: number } {
  const reader = openCatalogReader(file, { promotions });
  try {
    reader.store();
    reader.knowledge();
    reader.promotions();
    reader.map();
    const categories = reader.categories();
    const products = categories
      .filter(({ pathZh }) => pathZh.length === 1)
      .reduce((sum, { count }) => sum + count, 0);
    const first = categories[0] && reader.productsIn(categories[0].pathZh, 1)[0];
    if (categories.length > 0 && !first) throw new Error('a category holds no product');
    if (first) {
      reader.locations(first.gtin);
      reader.stock(first.gtin);
    }
    return { reader, products };
  } catch (error) {
    reader.close();
    throw error;
  }
}

/** The newest installed catalog that opens and answers; those that don't are taken out. */
export function openNewest(
  catalogs: InstalledCatalogs,
  promotions: () => readonly Promotion[],
  onBad: (installed: Installed, error: unknown) => void,
): LiveCatalog | undefined {
  for (const installed of catalogs.list()) {
    try {
      return { installed, ...proveCatalog(catalogs.path(installed.file), promotions) };
    } catch (error) {
      catalogs.discard(installed.file);
      onBad(installed, error);
    }
  }
  return undefined;
}

export interface Freshness {
  /** The expiry that HQ confirmed last, which may be later than what is written in the immutable file. */
  expiresAt: string;
  /** When HQ confirmed it; nothing where that is not known. */
  confirmedAt: string | undefined;
  clock: () => Date;
}

/**
 * The reader as a shopper may hear it: past the expiry neither counts nor offers are told any more, places
 * and prices are.
 */
export function withFreshness(reader: CatalogReader, { expiresAt, confirmedAt, clock }: Freshness): Catalog {
  const info: CatalogInfo = { ...reader.info, expiresAt, ...(confirmedAt && { confirmedAt }) };
  const expired = () => clock().getTime() > Date.parse(expiresAt);
  const view: Partial<Catalog> = {
    info,
    stock: (gtin) => (expired() ? undefined : reader.stock(gtin)),
    promotions: () => (expired() ? [] : reader.promotions()),
  };
  return new Proxy(reader, {
    get(target, name) {
      if (name in view) return view[name as keyof Catalog];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
