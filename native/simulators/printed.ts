/** Switches of the simulated printer. */
export interface PrinterControl {
  paper?: 'ok' | 'near_end' | 'out';
  cover?: 'open' | 'closed';
  /** Runs out by itself after so many more printed lines. */
  linesLeft?: number;
  /** Answers nothing, as if switched off. */
  silent?: boolean;
}

export interface PrintedText {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly bold: boolean;
  readonly underline: boolean;
  readonly reverse: boolean;
}
export interface PrintedImage {
  readonly kind: 'image';
  readonly x: number;
  readonly columns: number;
  readonly rows: number;
  /** One byte a dot, 1 is black. */
  readonly dots: Uint8Array;
}
export interface PrintedSymbol {
  readonly kind: 'qr' | 'barcode';
  readonly data: string;
  readonly module: number;
  /** Of a bar code: GS k's symbology, and the height of its bars in dots. */
  readonly symbology?: number;
  readonly height?: number;
}
export interface PrintedLine {
  readonly align: 0 | 1 | 2;
  readonly items: readonly (PrintedText | PrintedImage | PrintedSymbol)[];
  /** Dots the paper was fed. */
  readonly feed: number;
}
/** What lies between two cuts. */
export interface Slip {
  lines: PrintedLine[];
  raw: number[];
}
