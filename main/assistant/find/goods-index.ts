import type { Lang, Product, SentenceEncoder } from '../../contract';
import { bare } from './bare';
import { charGrams, wordBoundGrams, wordGrams } from './grams';
import { syllablesOf } from './sound';
import { TfIdfIndex } from './tf-idf';
import { VectorTable } from './vectors';

/** How like a question every product's name is, by row of the index. */
export interface Likeness {
  /** Letters, in [0,1]. */
  spelling: Float32Array;
  /** Sentence vectors, in [-1,1]; zeros where there is no encoder. */
  meaning: Float32Array;
  /** Fuzzy syllables in a row, in [0,1]; zeros in English. */
  syllables: Float32Array;
  /** Letters of the joined pinyin, in [0,1]; zeros in English. */
  pinyin: Float32Array;
  /** Letters of what was said in the other script, in [0,1]. */
  foreign: Float32Array;
}

/** What a product is called, for comparison: its name, its kind and its other names. */
export function nameText(product: Product, lang: Lang): string {
  const [category, aliases] = lang === 'zh' ? [product.categoryZh, product.aliasesZh] : [product.categoryEn, product.aliasesEn];
  return `${product.name[lang]} ${category.at(-1) ?? ''} ${aliases.join(' ')}`;
}

/** What of a question is in the other language's script; single letters (sizes) name nothing. */
export function inOtherScript(text: string, lang: Lang): string {
  return (text.match(lang === 'zh' ? /[a-z][a-z'&-]+/gi : /[\u4e00-\u9fff]+/g) ?? []).join(' ');
}

/** All names of a store in one language, ready to be compared with what a shopper says. */
export class GoodsIndex {
  private readonly texts: string[];
  private readonly rows: ReadonlyMap<string, number>;
  private readonly letters: TfIdfIndex;
  private readonly syllables: TfIdfIndex | undefined;
  private readonly pinyin: TfIdfIndex | undefined;
  /** Names in the other language, for words that shoppers leave in it: '那个 Omron'. */
  private readonly foreign: TfIdfIndex;
  private meaning: VectorTable | undefined;
  /** Brands of the store, in small letters, longer than one character. */
  readonly brands: readonly string[];

  constructor(
    readonly products: readonly Product[],
    readonly lang: Lang,
    private readonly encoder?: SentenceEncoder,
    /** Where the vectors are kept: one a store, if several are open. */
    private readonly shelf = 'names',
  ) {
    this.rows = new Map(products.map((product, row) => [product.gtin, row]));
    this.texts = products.map((product) => nameText(product, lang));
    this.brands = [...new Set(products.flatMap((p) => [p.brand?.zh, p.brand?.en]))].flatMap((b) => (b && b.length > 1 ? [b.toLowerCase()] : []));
    this.letters = new TfIdfIndex(this.texts, lang === 'zh' ? charGrams(1, 2) : wordBoundGrams(2, 4));
    const other = lang === 'zh' ? 'en' : 'zh';
    this.foreign = new TfIdfIndex(products.map((product) => nameText(product, other)), other === 'zh' ? charGrams(1, 2) : wordBoundGrams(2, 4));
    if (lang === 'zh') {
      const sounds = this.texts.map(syllablesOf);
      this.syllables = new TfIdfIndex(sounds.map((s) => s.join(' ')), wordGrams(1, 3));
      this.pinyin = new TfIdfIndex(sounds.map((s) => s.join('')), charGrams(3, 5));
    }
  }

  /** Reads the meaning of all names, in the background; until then, and without an encoder, names count by letters and sounds. */
  async learnMeaning(): Promise<void> {
    if (!this.encoder?.languages.includes(this.lang)) return;
    this.meaning = VectorTable.of(await this.encoder.encodeAll(this.texts, this.lang, this.shelf));
  }

  /** The vector of a product's name, where meaning has been read. */
  vector(row: number): Float32Array | undefined {
    return this.meaning?.vector(row);
  }

  /** The rows of some products, by GTIN; those that are not here are left out. */
  rowsOf(gtins: ReadonlySet<string>): number[] {
    return [...gtins].flatMap((gtin) => this.rows.get(gtin) ?? []);
  }

  likeness(said: string): Likeness {
    const asked = bare(said, this.lang);
    const none = (): Float32Array => new Float32Array(this.products.length);
    const vector = this.meaning && this.encoder?.encode(asked, this.lang);
    const sounds = this.syllables ? syllablesOf(asked) : [];
    return {
      spelling: this.letters.scores(asked),
      meaning: this.meaning && vector ? this.meaning.scores(vector) : none(),
      syllables: this.syllables?.scores(sounds.join(' ')) ?? none(),
      pinyin: this.pinyin?.scores(sounds.join('')) ?? none(),
      foreign: inOtherScript(asked, this.lang) ? this.foreign.scores(inOtherScript(asked, this.lang)) : none(),
    };
  }
}
