import { onlyIn, type Product, type SentenceEncoder, type Understood } from '../../contract';
import { bare } from './bare';
import { charGrams, wordBoundGrams, wordGrams, type Grams } from './grams';
import { soundsOf } from './sound';
import { atOnce, type Steps } from './steps';
import { TfIdfIndex } from './tf-idf';
import { VectorTable } from './vectors';
import { WordTable } from './word-table';

/** The names that a question is held against: all of a store's, or those that it brought to mind. */
export interface Names {
  readonly products: readonly Product[];
  readonly lang: Understood;
  /** The rows of some products, by GTIN; those that are not here are left out. */
  rowsOf(gtins: ReadonlySet<string>): number[];
  likeness(said: string): Likeness;
  /** Whether a text in small letters holds the name of a brand that the store carries. */
  namesBrand(text: string): boolean;
}

/** How like a question every product's name is, by row of the index. */
export interface Likeness {
  /** Letters, in [0,1]. */
  spelling: Float32Array;
  /** Sentence vectors, in [-1,1]; zeros where there is no encoder. */
  meaning: Float32Array;
  /** Sounds in a row, in [0,1]: fuzzy syllables, in English the phonetic codes of words. */
  sounds: Float32Array;
  /** Letters of these joined, in [0,1]: those of the pinyin, in English of the codes. */
  soundLetters: Float32Array;
  /** Letters of what was said in the other script, in [0,1]. */
  foreign: Float32Array;
}

/** What a product is called, for comparison: its name, its kind and its other names. */
export function nameText(product: Product, lang: Understood): string {
  const [category, aliases] =
    lang === 'zh' ? [product.categoryZh, product.aliasesZh] : [product.categoryEn, product.aliasesEn];
  return `${onlyIn(product.name, lang)} ${category.at(-1) ?? ''} ${aliases.join(' ')}`;
}

/** What of a question is in the other language's script; single letters (sizes) name nothing. */
export function inOtherScript(text: string, lang: Understood): string {
  return (text.match(lang === 'zh' ? /[a-z][a-z'&-]+/gi : /[\u4e00-\u9fff]+/g) ?? []).join(' ');
}

/** How letters are cut in each language. */
export const LETTERS: Readonly<Record<Understood, Grams>> = { zh: charGrams(1, 2), en: wordBoundGrams(2, 4) };
/** Sounds in a row, and the letters of joined ones. */
export const SOUNDS: Grams = wordGrams(1, 3);
export const SOUND_LETTERS: Readonly<Record<Understood, Grams>> = {
  zh: charGrams(3, 5),
  en: charGrams(2, 4),
};

/**
 * A store's names by letters and sounds, of use in both languages: shoppers leave words of one in the other
 * ('那个 Omron').
 */
export interface Spellings {
  letters: Readonly<Record<Understood, TfIdfIndex>>;
  sounds: Readonly<Record<Understood, TfIdfIndex>>;
  soundLetters: Readonly<Record<Understood, TfIdfIndex>>;
}

/** Reads how all names are written and sound, in steps of a fraction of a millisecond. */
export function* readSpellings(products: readonly Product[]): Steps<Spellings> {
  const texts = (lang: Understood): string[] => products.map((product) => nameText(product, lang));
  const letters = {
    zh: yield* TfIdfIndex.read(texts('zh'), LETTERS.zh),
    en: yield* TfIdfIndex.read(texts('en'), LETTERS.en),
  };
  const heard = { zh: yield* soundsIn(texts('zh'), 'zh'), en: yield* soundsIn(texts('en'), 'en') };
  const rows = function* (lang: Understood): Steps<TfIdfIndex> {
    return yield* TfIdfIndex.read(
      heard[lang].map((s) => s.join(' ')),
      SOUNDS,
    );
  };
  const joined = function* (lang: Understood): Steps<TfIdfIndex> {
    return yield* TfIdfIndex.read(
      heard[lang].map((s) => s.join('')),
      SOUND_LETTERS[lang],
    );
  };
  return {
    letters,
    sounds: { zh: yield* rows('zh'), en: yield* rows('en') },
    soundLetters: { zh: yield* joined('zh'), en: yield* joined('en') },
  };
}

function* soundsIn(texts: readonly string[], lang: Understood): Steps<string[][]> {
  const out: string[][] = [];
  for (const text of texts) {
    out.push(soundsOf(text, lang));
    yield;
  }
  return out;
}

/** Brands, in small letters, longer than one character. */
export function brandTable(brands: Iterable<Product['brand']>): WordTable {
  const names = new Set<string>();
  for (const brand of brands)
    for (const name of [brand?.zh, brand?.en]) if (name && name.length > 1) names.add(name.toLowerCase());
  const table = new WordTable();
  for (const name of names) table.add(name, 0);
  return table;
}

const ANYWHERE = (): boolean => true;
export const holdsWord = (table: WordTable, text: string): boolean =>
  table.found(text, ANYWHERE, ANYWHERE).length > 0;

/** All names of a store in one language, ready to be compared with what a shopper says. */
export class GoodsIndex implements Names {
  private readonly rows: ReadonlyMap<string, number>;
  private readonly brands: WordTable;
  private meaning: VectorTable | undefined;

  constructor(
    readonly products: readonly Product[],
    readonly lang: Understood,
    private readonly encoder?: SentenceEncoder,
    /** Where the vectors are kept: one a store, if several are open. */
    private readonly shelf = 'names',
    private readonly spellings: Spellings = atOnce(readSpellings(products)),
  ) {
    this.rows = new Map(products.map((product, row) => [product.gtin, row]));
    this.brands = brandTable(products.map((product) => product.brand));
  }

  /**
   * Reads the meaning of all names, in the background; until then, and without an encoder, names count by
   * letters and sounds.
   */
  async learnMeaning(): Promise<void> {
    if (!this.encoder?.languages.includes(this.lang)) return;
    this.meaning = VectorTable.of(
      await this.encoder.encodeAll(
        this.products.map((product) => nameText(product, this.lang)),
        this.lang,
        this.shelf,
      ),
    );
  }

  /** The vector of a product's name, where meaning has been read. */
  vector(row: number): Float32Array | undefined {
    return this.meaning?.vector(row);
  }

  rowsOf(gtins: ReadonlySet<string>): number[] {
    return [...gtins].flatMap((gtin) => this.rows.get(gtin) ?? []);
  }

  namesBrand(text: string): boolean {
    return holdsWord(this.brands, text);
  }

  /**
   * How near some of the products' names are to what was said, in [-1,1]; 0 for those that are not here.
   * Undefined where meaning has not been read.
   */
  meaningOf(products: readonly Product[], said: string): Float32Array | undefined {
    const vector = this.meaning && this.encoder?.encode(bare(said.toLowerCase(), this.lang), this.lang);
    if (!vector) return undefined;
    const all = this.meaning!.scores(vector);
    return Float32Array.from(products, ({ gtin }) => all[this.rows.get(gtin) ?? -1] ?? 0);
  }

  likeness(said: string): Likeness {
    const asked = bare(said.toLowerCase(), this.lang);
    const { letters, sounds, soundLetters } = this.spellings;
    const none = (): Float32Array => new Float32Array(this.products.length);
    const vector = this.meaning && this.encoder?.encode(asked, this.lang);
    const heard = soundsOf(asked, this.lang);
    const foreign = inOtherScript(asked, this.lang);
    return {
      spelling: letters[this.lang].scores(asked),
      meaning: this.meaning && vector ? this.meaning.scores(vector) : none(),
      sounds: sounds[this.lang].scores(heard.join(' ')),
      soundLetters: soundLetters[this.lang].scores(heard.join('')),
      foreign: foreign ? letters[this.lang === 'zh' ? 'en' : 'zh'].scores(foreign) : none(),
    };
  }
}
