import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { analyse } from 'chardet';

/** How the letters of a file are written, by the names that `TextDecoder` takes. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const;
/** Other writings of Chinese, Japanese and Korean that chardet tells apart by how often their letters occur. */
const NEIGHBOURS = ['big5', 'euc-kr', 'shift_jis', 'euc-jp'] as const;
export type Encoding = (typeof ENCODINGS)[number] | (typeof NEIGHBOURS)[number];

export interface FoundEncoding {
  /** Nothing where it is none of those: most likely one of the many that have a byte for each letter. */
  encoding?: Encoding;
  /** UTF-8 all the same, but for bytes that are none. */
  damaged: boolean;
  /** No text at all, and what it is instead. */
  not?: string;
}

/** What people call them. */
export const ENCODING_NAMES: Readonly<Record<Encoding, string>> = {
  ...{ 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', gb18030: 'GBK (GB18030)' },
  ...{ big5: 'Big5', 'euc-kr': 'EUC-KR', shift_jis: 'Shift_JIS', 'euc-jp': 'EUC-JP' },
};

/** How files begin that are saved or renamed as CSV and are none (PKWARE APPNOTE 4.3.7, [MS-CFB] 2.2). */
const OTHER_FILES: readonly [readonly number[], string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'an Excel workbook (.xlsx)'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an Excel workbook (.xls)'],
];

/** Bytes at the front that tell UTF-16 by its zeros, and the share of them that are zero in such a table. */
const FRONT = 4_096;
const ZEROS = 1 / 16;
/** Bytes of lines with other letters than ASCII that are looked at. */
const SAMPLE = 1 << 16;
/** More than so many of its letters are ideographs in text that really is GBK. */
const IDEOGRAPHS = 0.5;
/**
 * GB 2312 holds the 3,755 common characters in rows 16 to 55: 91 % of the letters of build/demo-store in GBK,
 * 67 % where it is in traditional characters, 23 % where it is Big5 and read as GBK.
 */
const COMMON = 0.5;
/** chardet's confidence, of 100, that a text of some length really is GB18030; it gives 10 to any short one. */
const CERTAIN = 50;

/** Finds out how a file is written, chunk by chunk: all of it is looked at, a little of it kept. */
export class EncodingFinder {
  #front = Buffer.alloc(0);
  #rest = Buffer.alloc(0);
  #valid = true;
  #sample = Buffer.alloc(0);

  push(chunk: Buffer): void {
    if (this.#front.length < FRONT) this.#front = Buffer.concat([this.#front, chunk]).subarray(0, FRONT);
    const bytes = Buffer.concat([this.#rest, chunk]);
    // No letter of several bytes reaches over a line's end.
    const end = bytes.lastIndexOf(0x0a) + 1;
    this.#rest = end === 0 && bytes.length > SAMPLE ? Buffer.alloc(0) : bytes.subarray(end);
    this.#take(end === 0 && bytes.length > SAMPLE ? bytes : bytes.subarray(0, end));
  }

  #take(bytes: Buffer): void {
    this.#valid &&= isUtf8(bytes);
    if (this.#sample.length < SAMPLE) this.#sample = Buffer.concat([this.#sample, foreignLines(bytes)]);
  }

  end(): FoundEncoding {
    this.#take(this.#rest);
    const not = OTHER_FILES.find(([magic]) => magic.every((byte, i) => this.#front[i] === byte))?.[1];
    if (not !== undefined) return { damaged: false, not };
    const wide = wideEncoding(this.#front);
    if (wide !== undefined) return { encoding: wide, damaged: false };
    if (this.#valid) return { encoding: 'utf-8', damaged: false };
    if (mostlyUtf8(this.#sample)) return { encoding: 'utf-8', damaged: true };
    const encoding = eastAsian(this.#sample.subarray(0, SAMPLE));
    return { damaged: true, ...(encoding !== undefined && { encoding }) };
  }
}

/** How the file at `path` is written. */
export async function encodingOfFile(path: string): Promise<FoundEncoding> {
  const finder = new EncodingFinder();
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) finder.push(chunk as Buffer);
  return finder.end();
}

/** How bytes that are all at hand are written. */
export function encodingOf(bytes: Buffer): FoundEncoding {
  const finder = new EncodingFinder();
  finder.push(bytes);
  return finder.end();
}

function foreignLines(bytes: Buffer): Buffer {
  const lines: Buffer[] = [];
  let kept = 0;
  for (let at = 0; at < bytes.length && kept < SAMPLE;) {
    const stop = bytes.indexOf(0x0a, at);
    const line = bytes.subarray(at, stop < 0 ? bytes.length : stop + 1);
    at += line.length;
    if (!line.some((byte) => byte > 0x7f)) continue;
    lines.push(line.subarray(0, SAMPLE));
    kept += line.length;
  }
  return Buffer.concat(lines);
}

/** UTF-16 by its mark, or by the zero bytes that stand beside digits and plain letters. */
function wideEncoding(front: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (front[0] === 0xff && front[1] === 0xfe) return 'utf-16le';
  if (front[0] === 0xfe && front[1] === 0xff) return 'utf-16be';
  let [even, odd] = [0, 0];
  front.forEach((byte, i) => {
    if (byte !== 0) return;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  });
  if (even + odd <= front.length * ZEROS) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** A letter cut in half or a line out of another system leaves the rest as it was. */
function mostlyUtf8(sample: Buffer): boolean {
  const foreign = new TextDecoder().decode(sample).match(/[^\u0000-\u007f]/gu) ?? [];
  const broken = foreign.filter((letter) => letter === '\ufffd').length;
  return foreign.length - broken > broken;
}

/** GB18030 or one of its neighbours; nothing where letters and bytes fit none. */
function eastAsian(sample: Buffer): Encoding | undefined {
  const sure = new Map(analyse(sample).map(({ name, confidence }) => [name.toLowerCase(), confidence]));
  const gb = sure.get('gb18030') ?? 0;
  const [other] = NEIGHBOURS.filter((name) => (sure.get(name) ?? 0) > gb).sort(
    (a, b) => (sure.get(b) ?? 0) - (sure.get(a) ?? 0),
  );
  if (other !== undefined) return other;
  const text = new TextDecoder('gb18030').decode(sample);
  const foreign = text.match(/[^\u0000-\u007f]/gu) ?? [];
  const share = (pattern: RegExp): number =>
    foreign.filter((letter) => pattern.test(letter)).length / foreign.length;
  if (share(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u) <= IDEOGRAPHS) return undefined;
  return gb >= CERTAIN || commonShare(sample) >= COMMON ? 'gb18030' : undefined;
}

/** The share of its pairs of bytes that are common characters of GB 2312. */
function commonShare(sample: Buffer): number {
  let [pairs, common] = [0, 0];
  for (let i = 0; i + 1 < sample.length; i++) {
    const lead = sample[i] ?? 0;
    if (lead < 0x81) continue;
    pairs += 1;
    if (lead >= 0xb0 && lead <= 0xd7 && (sample[i + 1] ?? 0) >= 0xa1) common += 1;
    i += 1;
  }
  return pairs === 0 ? 0 : common / pairs;
}
