import { gtinKey } from '../../../main/contract';
import { KnownGtins } from './known-gtins';
import type { FeedProblem, FeedProblems } from './problems';

type Place = FeedProblem & { line: number };

/** Holds what a feed's files say of products against the products that were read. */
export class References {
  readonly gtins = new KnownGtins();
  /** Rows of other files that name a product which may be among those that fell out, by file. */
  readonly #orphans = new Map<string, number>();
  readonly #strangers = new Set<string>();
  readonly #categories = new Set<string>();
  #held: { place: Place; gtin: string }[] = [];

  constructor(
    readonly problems: FeedProblems,
    /** How the products are called in reports. */
    readonly products: string,
  ) {}

  /**
   * The number as the products have it; undefined, and told, where none of them has it. Whoever names a
   * product that fell out says nothing new. A row that fell out without its number excuses one number.
   */
  known(gtin: string, place: { file: string; line: number; column: string }): string | undefined {
    const known = this.gtins.find(gtin);
    if (known !== undefined) return known;
    // One true message: where products could not be read, every row of the other files would repeat it.
    if (this.problems.isUnreadable(this.products)) return gtin;
    const { gtins, nameless } = this.problems.lost(this.products);
    if (gtins.has(gtinKey(gtin))) this.#orphan(place.file);
    else {
      this.#strangers.add(gtinKey(gtin));
      this.#held.push({ place: { ...place, message: '' }, gtin });
      if (this.#strangers.size > nameless) this.#tellHeld();
    }
    return undefined;
  }

  /**
   * Whether any product is of that category. Where rows of products can't be read, as many categories may have
   * gone with them.
   */
  hasCategory(
    category: string,
    paths: ReadonlySet<string>,
    place: { file: string; line: number; column: string },
  ): boolean {
    if (paths.has(category) || this.problems.isUnreadable(this.products)) return true;
    this.#categories.add(category);
    if (this.#categories.size <= this.problems.unreadRows(this.products)) this.#orphan(place.file);
    else this.problems.fault({ ...place, message: `no product has the category '${category}'` });
    return false;
  }

  /** Tells, file by file, of rows that fell out with their products. */
  end(): void {
    for (const { place } of this.#held) this.#orphan(place.file);
    for (const [file, count] of this.#orphans)
      this.problems.warn({
        file,
        message: `${count} row${count === 1 ? ' names a product or a category that is' : 's name products or categories that are'} not among those read of ${this.products}, and fall${count === 1 ? 's' : ''} out with ${count === 1 ? 'it' : 'them'}; looked at again once its errors are mended`,
      });
  }

  #orphan(file: string): void {
    this.#orphans.set(file, (this.#orphans.get(file) ?? 0) + 1);
  }

  #tellHeld(): void {
    for (const { place, gtin } of this.#held)
      this.problems.fault({ ...place, message: `there is no product '${gtin}'` });
    this.#held = [];
  }
}
