import { gtinForms } from '../../../main/contract';

/** The GTINs of a feed's products by the line they stand on; each is found however it is written. */
export class KnownGtins {
  readonly #lines = new Map<string, number>();

  add(gtin: string, line: number): void {
    this.#lines.set(gtin, line);
  }

  /** The same number as the products have it: 0049634063173 for 049634063173. */
  find(gtin: string): string | undefined {
    return this.#lines.has(gtin) ? gtin : gtinForms(gtin).find((form) => this.#lines.has(form));
  }

  /** Takes it out again. */
  remove(gtin: string): void {
    this.#lines.delete(gtin);
  }

  lineOf(gtin: string): number | undefined {
    return this.#lines.get(gtin);
  }
}
