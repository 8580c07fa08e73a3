import type { LocalizedText, Product, ProductRows, SentenceEncoder, Understood } from '../../contract';
import { bare } from './bare';
import type { CarriedKinds } from './carried-kinds';
import type { Named } from './evidence';
import {
  brandTable,
  holdsWord,
  inOtherScript,
  LETTERS,
  nameText,
  SOUND_LETTERS,
  SOUNDS,
  type Likeness,
  type Names,
} from './goods-index';
import { phoneticsOf, syllablesOf } from './sound';
import type { Steps } from './steps';
import { TfIdfSpace } from './tf-idf';
import type { WordTable } from './word-table';

/** Names from which it is learnt how rare letters and sounds are. */
const SAMPLE = 4_000;
/**
 * Rows that are recalled by what their names share with a question, by its kinds, and by the store's own
 * words.
 */
const BY_PIECES = 30;
const BY_KIND = 24;
const BY_WORDS = 24;
/** Names whose vectors are remembered, a kilobyte each: a turn looks at nearly the same ones more than once. */
const VECTORS = 2_000;

interface Spaces {
  letters: Readonly<Record<Understood, TfIdfSpace>>;
  sounds: Readonly<Record<Understood, TfIdfSpace>>;
  soundLetters: Readonly<Record<Understood, TfIdfSpace>>;
}

const soundOf = new Map<string, string>();

/**
 * Sounds of the characters one by one: which reading one has beside others takes longer than all the rest,
 * and both sides are read alike.
 */
function quickSyllables(text: string): string[] {
  return (text.match(/[\u4e00-\u9fff]|[A-Za-z0-9]+/g) ?? []).map((part) => {
    let sound = soundOf.get(part);
    if (sound === undefined) {
      sound = syllablesOf(part).join('');
      if (part.length === 1) soundOf.set(part, sound);
    }
    return sound;
  });
}

/**
 * The names of a store that is too large to hold them all: a question first brings some to mind, which are
 * then compared as in any store.
 */
export class LargeStore {
  private readonly vectors = new Map<string, Float32Array>();

  private constructor(
    private readonly rows: ProductRows,
    private readonly spaces: Spaces,
    private readonly brands: WordTable,
    private readonly student: SentenceEncoder | undefined,
  ) {}

  static *read(
    rows: ProductRows,
    brands: readonly LocalizedText[],
    encoder: SentenceEncoder | undefined,
  ): Steps<LargeStore> {
    const sample: Product[] = [];
    const step = Math.max(1, Math.floor(rows.end / SAMPLE));
    for (let row = -1; row < rows.end; row += step) {
      sample.push(...rows.after(row, 1).map(({ product }) => product));
      yield;
    }
    const texts = (lang: Understood): string[] => sample.map((product) => nameText(product, lang));
    const heard = { zh: texts('zh').map(quickSyllables), en: texts('en').map(phoneticsOf) };
    const inRow = (lang: Understood): string[] => heard[lang].map((s) => s.join(' '));
    const joined = (lang: Understood): string[] => heard[lang].map((s) => s.join(''));
    const spaces = {
      letters: {
        zh: (yield* TfIdfSpace.read(texts('zh'), LETTERS.zh)).forget(),
        en: (yield* TfIdfSpace.read(texts('en'), LETTERS.en)).forget(),
      },
      sounds: {
        zh: (yield* TfIdfSpace.read(inRow('zh'), SOUNDS)).forget(),
        en: (yield* TfIdfSpace.read(inRow('en'), SOUNDS)).forget(),
      },
      soundLetters: {
        zh: (yield* TfIdfSpace.read(joined('zh'), SOUND_LETTERS.zh)).forget(),
        en: (yield* TfIdfSpace.read(joined('en'), SOUND_LETTERS.en)).forget(),
      },
    };
    return new LargeStore(rows, spaces, brandTable(brands), encoder?.by === 'student' ? encoder : undefined);
  }

  /** What a question brings to mind, with P(it is of the kind that was asked for) by row of those. */
  recall(
    said: string,
    lang: Understood,
    carried: CarriedKinds,
    agreement: Float32Array,
    named?: Named,
  ): { names: Names; kindScores: Float32Array; rows: number[] } {
    const shared = this.rows.sharing(bare(said.toLowerCase(), lang), BY_PIECES);
    const bonus = new Map(shared.map(({ row, score }) => [row, 0.1 * score]));
    const rows = new Set([
      ...shared.map(({ row }) => row),
      ...carried.best(BY_KIND, bonus),
      ...(named ? this.rows.rowsOf([...named.gtins].slice(0, BY_WORDS)) : []),
    ]);
    const found = this.rows.at([...rows]);
    const products = found.map(({ product }) => product);
    return {
      names: new Recalled(
        products,
        lang,
        this.spaces,
        this.brands,
        this.student && ((name) => this.vectorOf(name, lang)),
      ),
      kindScores: Float32Array.from(found, ({ row }) => agreement[row] ?? 0),
      rows: found.map(({ row }) => row),
    };
  }

  private vectorOf(text: string, lang: Understood): Float32Array {
    const known = this.vectors.get(text);
    const vector = known ?? this.student!.encode(text, lang)!;
    if (known) this.vectors.delete(text);
    this.vectors.set(text, vector);
    if (this.vectors.size > VECTORS) this.vectors.delete(this.vectors.keys().next().value!);
    return vector;
  }
}

/**
 * The names that one question brought to mind. Vectors of half a million names would take a quarter of a
 * gigabyte: only the student's are made as they are needed.
 */
class Recalled implements Names {
  constructor(
    readonly products: readonly Product[],
    readonly lang: Understood,
    private readonly spaces: Spaces,
    private readonly brands: WordTable,
    /** What a text means, to the student. */
    private readonly vectorOf: ((text: string) => Float32Array) | undefined,
  ) {}

  rowsOf(gtins: ReadonlySet<string>): number[] {
    return this.products.flatMap(({ gtin }, row) => (gtins.has(gtin) ? [row] : []));
  }

  namesBrand(text: string): boolean {
    return holdsWord(this.brands, text);
  }

  likeness(said: string): Likeness {
    const asked = bare(said.toLowerCase(), this.lang);
    const { letters, sounds, soundLetters } = this.spaces;
    const other = this.lang === 'zh' ? 'en' : 'zh';
    const compared = (space: TfIdfSpace, text: string, names: () => readonly string[]): Float32Array =>
      text === '' ? new Float32Array(this.products.length) : space.compare(text, names());
    const texts = (lang: Understood): string[] => this.products.map((product) => nameText(product, lang));
    const own = texts(this.lang);
    const heardIn = this.lang === 'zh' ? quickSyllables : phoneticsOf;
    const [heard, asSaid] = [own.map(heardIn), heardIn(asked)];
    return {
      spelling: compared(letters[this.lang], asked, () => own),
      meaning: this.meaning(asked, own),
      sounds: compared(sounds[this.lang], asSaid.join(' '), () => heard.map((s) => s.join(' '))),
      soundLetters: compared(soundLetters[this.lang], asSaid.join(''), () => heard.map((s) => s.join(''))),
      foreign: compared(letters[other], inOtherScript(asked, this.lang), () => texts(other)),
    };
  }

  private meaning(asked: string, names: readonly string[]): Float32Array {
    const { vectorOf } = this;
    if (!vectorOf) return new Float32Array(names.length);
    const question = vectorOf(asked);
    return Float32Array.from(names, (name) => {
      const vector = vectorOf(name);
      let sum = 0;
      for (let i = 0; i < vector.length; i++) sum += vector[i]! * question[i]!;
      return sum;
    });
  }
}
