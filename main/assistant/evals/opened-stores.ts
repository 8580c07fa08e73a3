import { openCatalogReader, openSentenceEncoder, openStudent, provisionFeed } from '../../../catalog-sync';
import { cacheDir, defaultDataDir, loadConfig } from '../../config';
import { DaogouError, type Catalog, type SentenceEncoder, type Understood } from '../../contract';
import { GoodsFinder, learnKinds } from '../find/finder';
import type { KindFinder } from '../find/kinds';
import { allBrands, allKinds } from '../goods';

/**
 * A question is answered without its meaning where that does not come in time; figures must not depend on how
 * busy the machine is.
 */
const TRIES = 100;

/**
 * The terminal's encoder, which reads a question once however many ways of finding ask for it, and is waited
 * for. With `--student` on the command line the student, with `--no-encoder` none.
 */
export async function openEncoder(): Promise<SentenceEncoder | undefined> {
  if (process.argv.includes('--no-encoder')) return undefined;
  if (process.argv.includes('--student')) return openStudent();
  const encoder = await openSentenceEncoder(
    loadConfig({ dataDir: defaultDataDir() }).voice.modelsDir,
    cacheDir(),
    (error) => console.error(error.message),
  );
  const known = new Map<string, Float32Array>();
  return {
    by: encoder.by,
    languages: encoder.languages,
    encode: (text, lang) => {
      const key = `${lang} ${text}`;
      for (let tries = 0; !known.has(key) && encoder.languages.includes(lang); tries++) {
        if (tries === TRIES)
          throw new DaogouError(
            'unavailable',
            `the ${lang} sentence encoder does not answer; try again when the machine is less busy`,
          );
        const vector = encoder.encode(text, lang);
        if (vector) known.set(key, vector);
      }
      return known.get(key);
    },
    encodeAll: (texts, lang, shelf) => encoder.encodeAll(texts, lang, shelf),
    close: () => encoder.close(),
  };
}

/** Stores opened once, with a finder of their goods. */
export class OpenedStores {
  private readonly catalogs = new Map<string, Catalog>();
  private readonly finders = new Map<string, Promise<GoodsFinder>>();
  private kinds: Promise<Readonly<Record<Understood, KindFinder>>> | undefined;

  constructor(
    readonly encoder: SentenceEncoder | undefined,
    /** Names that are held at most: 0 finds as in a store that is too large to hold. */
    private readonly mostHeld?: number,
  ) {}

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
    const finder = new GoodsFinder(await this.catalog(store), await this.kinds, {
      encoder: this.encoder,
      mostHeld: this.mostHeld,
    });
    await finder.learn();
    return finder;
  }
}
