/**
 * A printer model as data. Widths in dots at 203 dpi; a column is one half-width character of font A (12
 * dots).
 */
export interface PrinterProfile {
  readonly id: string;
  readonly name: string;
  readonly dots: number;
  readonly columns: number;
  /** Has a Chinese font and takes GB18030 after FS &. Without it text goes out as raster. */
  readonly hanzi: boolean;
  readonly cutter: 'full' | 'partial' | 'none';
  /** Answers DLE EOT. */
  readonly status: boolean;
  /** Answers GS r after everything before it is printed, which is how the end of a job is known. */
  readonly confirms: boolean;
  /** Draws QR codes itself (GS ( k). */
  readonly qr: boolean;
  /** Draws EAN-13 and Code 128 itself (GS k). Without it they go out as raster. */
  readonly barcodes: boolean;
  /** Lines to feed before the cutter reaches the last printed line. */
  readonly feedBeforeCut: number;
}

const base = {
  hanzi: true,
  cutter: 'partial',
  status: true,
  confirms: true,
  qr: true,
  barcodes: true,
  feedBeforeCut: 4,
} as const;

export const PROFILES: readonly PrinterProfile[] = [
  { ...base, id: 'generic-80', name: 'ESC/POS, 80 mm', dots: 576, columns: 48 },
  {
    ...base,
    id: 'generic-58',
    name: 'ESC/POS, 58 mm',
    dots: 384,
    columns: 32,
    cutter: 'none',
    feedBeforeCut: 5,
  },
  { ...base, id: 'epson-tm-t82', name: 'Epson TM-T82 (Simplified Chinese)', dots: 576, columns: 48 },
  { ...base, id: 'epson-tm-m30', name: 'Epson TM-m30', dots: 576, columns: 48 },
  { ...base, id: 'xprinter-xp-n160', name: 'Xprinter XP-N160', dots: 576, columns: 48 },
  {
    ...base,
    id: 'gprinter-gp-58',
    name: 'Gprinter GP-58',
    dots: 384,
    columns: 32,
    cutter: 'none',
    confirms: false,
    feedBeforeCut: 5,
  },
  {
    ...base,
    id: 'generic-80-latin',
    name: 'ESC/POS, 80 mm, no Chinese font',
    dots: 576,
    columns: 48,
    hanzi: false,
  },
  {
    ...base,
    id: 'generic-58-latin',
    name: 'ESC/POS, 58 mm, no Chinese font',
    dots: 384,
    columns: 32,
    hanzi: false,
    cutter: 'none',
    feedBeforeCut: 5,
  },
  {
    ...base,
    id: 'raster-80',
    name: 'ESC/POS, 80 mm, no symbols of its own',
    dots: 576,
    columns: 48,
    qr: false,
    barcodes: false,
  },
];

/** The profile of this id; the generic 80 mm one when it is unknown. */
export function profileOf(id: string): PrinterProfile {
  return PROFILES.find((profile) => profile.id === id) ?? PROFILES[0]!;
}
