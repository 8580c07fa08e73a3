/** A run of text in one style. Text is printable (see `printable`) and fits its line. */
export interface Span {
  readonly text: string;
  readonly bold?: boolean;
  /** White on black. */
  readonly reverse?: boolean;
  readonly underline?: boolean;
  /** Times as wide and high as normal. */
  readonly scale?: 1 | 2 | 3;
}

export type Align = 'left' | 'center' | 'right';

/** One line of a slip, the same for paper and for the preview. */
export type Line =
  | { readonly kind: 'text'; readonly align: Align; readonly spans: readonly Span[] }
  | { readonly kind: 'rule'; readonly style: 'solid' | 'dashed' }
  | { readonly kind: 'space'; readonly dots: number }
  | { readonly kind: 'qr'; readonly data: string; /** Dots a module. */ readonly module: number }
  | {
      readonly kind: 'barcode';
      readonly symbology: 'code128' | 'ean13';
      readonly data: string;
      /** Dots a module. */ readonly module: 2 | 3;
    }
  | { readonly kind: 'image'; readonly bitmap: Bitmap }
  | { readonly kind: 'cut' };

/** A black-and-white picture: one byte a dot, 1 is black. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly dots: Uint8Array;
}

/** Where something so wide begins on paper of so many dots; half a dot may be in it. */
export function leftOf(align: Align, wide: number, dots: number): number {
  if (align === 'left') return 0;
  return align === 'center' ? (dots - wide) / 2 : dots - wide;
}

/** A rule as the characters it is printed with. */
export function ruleText(style: 'solid' | 'dashed', columns: number): string {
  return (style === 'solid' ? '=' : '-').repeat(columns);
}
