import iconv from 'iconv-lite';
import { assertNever } from '../../main/contract';
import { qrOf, readable } from './symbols';
import type { PrintedImage, PrintedLine, PrinterControl, Slip } from './printed';

export type { PrintedLine, PrinterControl, Slip };

interface Style {
  bold: boolean;
  underline: boolean;
  reverse: boolean;
  widthFactor: number;
  heightFactor: number;
  align: 0 | 1 | 2;
  kanji: boolean;
  lineSpacing: number;
}

/**
 * An ESC/POS printer with paper, seen from its serial port: interprets Epson's commands on its own (no code
 * of the drivers), answers status requests, stops when the paper runs out and goes on when there is paper
 * again, as a real one does.
 */
export class PrinterSim {
  control: PrinterControl = { paper: 'ok', cover: 'closed' };
  slips: Slip[] = [];
  #slip: Slip = { lines: [], raw: [] };
  #bytes: number[] = [];
  #style: Style = plain();
  #items: PrintedLine['items'][number][] = [];
  #text: number[] = [];
  #x = 0;
  #qr = { data: '', module: 3 };
  #bars = { height: 162, module: 3 };
  #picture: PrintedImage | undefined;
  unknown: string[] = [];
  cuts = 0;

  constructor(
    readonly dots: number,
    readonly reply: (bytes: Uint8Array) => void,
    readonly onCut: (slip: Slip, index: number) => void = () => undefined,
  ) {}

  get offline(): boolean {
    return this.control.paper === 'out' || this.control.cover === 'open';
  }

  /** Bytes waiting because the printer is offline. */
  get buffered(): number {
    return this.#bytes.length;
  }

  receive(chunk: Uint8Array): void {
    if (this.control.silent) return;
    // Real-time commands are taken out of the stream as they arrive, even while offline (DLE EOT, DLE DC4).
    for (const byte of chunk) {
      this.#bytes.push(byte);
      this.#realTime();
    }
    this.pump();
  }

  /** Prints what is buffered, as far as there is paper. */
  pump(): void {
    while (this.#bytes.length > 0 && !this.offline) {
      const used = this.#command();
      if (used === 0) return;
      this.#slip.raw.push(...this.#bytes.splice(0, used));
    }
  }

  #realTime(): void {
    const b = this.#bytes;
    const n = b.length;
    if (n >= 3 && b[n - 3] === 0x10 && b[n - 2] === 0x04 && b[n - 1]! >= 1 && b[n - 1]! <= 4) {
      this.reply(Uint8Array.of(this.#status(b[n - 1]!)));
      b.length = n - 3;
    } else if (
      n >= 10 &&
      b[n - 10] === 0x10 &&
      b[n - 9] === 0x14 &&
      b[n - 8] === 8 &&
      [1, 3, 20, 1, 6, 2, 8].every((v, k) => b[n - 7 + k] === v)
    ) {
      // DLE DC4 fn=8: clear buffers.
      b.length = 0;
      this.#items = [];
      this.#text = [];
      this.#x = 0;
      this.#style = plain();
      this.reply(Uint8Array.of(0x37, 0x25, 0x00));
    }
  }

  #status(n: number): number {
    const { paper, cover } = this.control;
    const base = 0x12;
    if (n === 1) return base | (this.offline ? 0x08 : 0);
    if (n === 2) return base | (cover === 'open' ? 0x04 : 0) | (paper === 'out' ? 0x20 : 0);
    if (n === 3) return base;
    return base | (paper !== 'ok' && paper !== undefined ? 0x0c : 0) | (paper === 'out' ? 0x60 : 0);
  }

  /**
   * Executes the command at the head of the buffer; answers how many bytes it took, 0 when more are needed.
   */
  #command(): number {
    const b = this.#bytes;
    const [c, d, e] = b;
    const need = (count: number) => b.length >= count;
    switch (c) {
      case 0x0a:
        this.#lineFeed(this.#style.lineSpacing);
        return 1;
      case 0x0d:
        return 1;
      case 0x09:
        this.#text.push(0x20);
        return 1;
      case 0x1b:
        if (!need(2)) return 0;
        return this.#esc(d!, e, need);
      case 0x1c:
        if (!need(2)) return 0;
        return this.#fs(d!, need);
      case 0x1d:
        if (!need(2)) return 0;
        return this.#gs(d!, e, need);
      default:
        return this.#character(c!, d);
    }
  }

  #character(c: number, d: number | undefined): number {
    if (c >= 0x81 && this.#style.kanji) {
      if (d === undefined) return 0;
      // GB18030 four-byte codes have a digit in the second byte; printers know the two-byte set only.
      this.#text.push(c, d);
      return 2;
    }
    if (c < 0x20) return this.#strange(1);
    this.#text.push(c);
    return 1;
  }

  #fs(d: number, need: (count: number) => boolean): number {
    const b = this.#bytes;
    if (d === 0x26 || d === 0x2e) {
      this.#endText();
      this.#style.kanji = d === 0x26;
      return 2;
    }
    if (!need(3)) return 0;
    // FS ( A and the like: parameters counted in two bytes.
    if (d === 0x28) return need(5) && need(5 + b[3]! + 256 * b[4]!) ? 5 + b[3]! + 256 * b[4]! : 0;
    if (d === 0x53) return need(4) ? 4 : 0;
    if ([0x21, 0x2d, 0x57, 0x43].includes(d)) return 3;
    return this.#strange(2);
  }

  #esc(d: number, e: number | undefined, need: (count: number) => boolean): number {
    if (d === 0x40) {
      this.#style = plain();
      this.#text = [];
      this.#items = [];
      return 2;
    }
    if (d === 0x32) {
      this.#style.lineSpacing = 30;
      return 2;
    }
    if (d === 0x70) return need(5) ? 5 : 0;
    if (d === 0x5c || d === 0x24) {
      if (!need(4)) return 0;
      this.#endText();
      this.#x = this.#bytes[2]! + 256 * this.#bytes[3]!;
      return 4;
    }
    if (e === undefined) return 0;
    this.#endText();
    return this.#escSetting(d, e);
  }

  /** ESC commands with one parameter. */
  #escSetting(d: number, e: number): number {
    switch (d) {
      case 0x45:
        this.#style.bold = (e & 1) === 1;
        return 3;
      case 0x2d:
        this.#style.underline = e !== 0 && e !== 48;
        return 3;
      case 0x61:
        this.#style.align = (e % 48) as 0 | 1 | 2;
        return 3;
      case 0x33:
        this.#style.lineSpacing = e;
        return 3;
      case 0x64:
        this.#lineFeed(this.#style.lineSpacing * Math.max(1, e));
        return 3;
      case 0x4a:
        this.#lineFeed(e);
        return 3;
      case 0x21:
        this.#style.bold = (e & 8) !== 0;
        this.#style.heightFactor = e & 16 ? 2 : 1;
        this.#style.widthFactor = e & 32 ? 2 : 1;
        return 3;
      case 0x74:
      case 0x52:
      case 0x4d:
      case 0x20:
      case 0x7b:
        return 3;
      default:
        return this.#strange(2);
    }
  }

  #gs(d: number, e: number | undefined, need: (count: number) => boolean): number {
    if (d === 0x28) return this.#functions(need);
    if (d === 0x38) return this.#longGraphics(need);
    if (d === 0x6b) return this.#barcode(need);
    if (d === 0x76) return this.#raster(need);
    if (e === undefined) return 0;
    this.#endText();
    if (d !== 0x56) return this.#gsSetting(d, e, need);
    // GS V 65 and 66 have one parameter more, the feed before the cut.
    const size = e === 65 || e === 66 ? 4 : 3;
    if (!need(size)) return 0;
    this.#cut();
    return size;
  }

  /** GS ( L, k and H: functions whose length is counted in two bytes. */
  #functions(need: (count: number) => boolean): number {
    const b = this.#bytes;
    if (!need(5)) return 0;
    const size = 5 + b[3]! + 256 * b[4]!;
    if (!need(size)) return 0;
    if (b[2] === 0x4c) this.#graphics(b.slice(5, size));
    else if (b[2] === 0x6b) this.#symbol(b.slice(5, size));
    else if (b[2] === 0x48) this.reply(Uint8Array.from([0x37, 0x22, ...b.slice(7, size), 0x00]));
    return size;
  }

  /** GS 8 L: graphics with a length of four bytes. */
  #longGraphics(need: (count: number) => boolean): number {
    const b = this.#bytes;
    if (!need(7)) return 0;
    const size = 7 + b[3]! + 256 * (b[4]! + 256 * (b[5]! + 256 * b[6]!));
    if (!need(size)) return 0;
    this.#graphics(b.slice(7, size));
    return size;
  }

  /** GS v 0: a picture, row by row. */
  #raster(need: (count: number) => boolean): number {
    const b = this.#bytes;
    if (!need(8)) return 0;
    const columns = b[4]! + 256 * b[5]!;
    const rows = b[6]! + 256 * b[7]!;
    const size = 8 + columns * rows;
    if (!need(size)) return 0;
    const dots = new Uint8Array(columns * 8 * rows);
    for (let k = 0; k < columns * rows; k++)
      for (let bit = 0; bit < 8; bit++) dots[k * 8 + bit] = (b[8 + k]! >> (7 - bit)) & 1;
    this.#endText();
    this.#items.push({ kind: 'image', x: this.#x, columns: columns * 8, rows, dots });
    this.#lineFeed(rows);
    return size;
  }

  /** GS commands with one parameter, and margins, which have two. */
  #gsSetting(d: number, e: number, need: (count: number) => boolean): number {
    switch (d) {
      case 0x21:
        this.#style.widthFactor = ((e >> 4) & 7) + 1;
        this.#style.heightFactor = (e & 7) + 1;
        return 3;
      case 0x42:
        this.#style.reverse = (e & 1) === 1;
        return 3;
      case 0x72:
        this.reply(Uint8Array.of(this.control.paper === 'near_end' ? 0x03 : 0x00));
        return 3;
      case 0x49:
        return 3;
      case 0x68:
        this.#bars.height = e;
        return 3;
      case 0x77:
        this.#bars.module = e;
        return 3;
      case 0x61:
      case 0x48:
      case 0x66:
        return 3;
      case 0x4c:
      case 0x57:
        return need(4) ? 4 : 0;
      default:
        return this.#strange(2);
    }
  }

  /** Function 112 keeps a raster picture, function 50 prints it. */
  #graphics(body: number[]): void {
    const [, fn] = body;
    if (fn === 112) {
      const across = Math.ceil((body[6]! + 256 * body[7]!) / 8);
      const rows = body[8]! + 256 * body[9]!;
      const dots = new Uint8Array(across * 8 * rows);
      for (let k = 0; k < across * rows; k++)
        for (let bit = 0; bit < 8; bit++) dots[k * 8 + bit] = ((body[10 + k] ?? 0) >> (7 - bit)) & 1;
      this.#picture = { kind: 'image', x: 0, columns: across * 8, rows, dots };
    } else if ((fn === 2 || fn === 50) && this.#picture) {
      this.#endText();
      this.#items.push({ ...this.#picture, x: this.#x });
      this.#lineFeed(this.#picture.rows);
      this.#picture = undefined;
    }
  }

  #symbol(body: number[]): void {
    const [cn, fn] = body;
    if (cn !== 49) return;
    if (fn === 67) this.#qr.module = body[2]!;
    if (fn === 80) this.#qr.data = Buffer.from(body.slice(3)).toString('utf8');
    if (fn === 81) {
      this.#endText();
      this.#items.push({ kind: 'qr', ...this.#qr });
      this.#lineFeed(this.#qr.module * qrOf(this.#qr.data).length);
    }
  }

  #barcode(need: (count: number) => boolean): number {
    const b = this.#bytes;
    if (!need(4)) return 0;
    const m = b[2]!;
    let data: number[];
    let size: number;
    if (m >= 65) {
      size = 4 + b[3]!;
      if (!need(size)) return 0;
      data = b.slice(4, size);
    } else {
      const end = b.indexOf(0, 3);
      if (end < 0) return 0;
      size = end + 1;
      data = b.slice(3, end);
    }
    this.#endText();
    this.#items.push({ kind: 'barcode', symbology: m, ...this.#bars, data: String.fromCharCode(...data) });
    this.#lineFeed(this.#bars.height);
    return size;
  }

  #strange(length: number): number {
    this.unknown.push(
      this.#bytes
        .slice(0, length)
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join(' '),
    );
    return length;
  }

  #endText(): void {
    if (this.#text.length === 0) return;
    const text = iconv.decode(Buffer.from(this.#text), 'gb18030');
    const { widthFactor, heightFactor, bold, underline, reverse } = this.#style;
    this.#items.push({
      kind: 'text',
      text,
      x: this.#x,
      width: widthFactor,
      height: heightFactor,
      bold,
      underline,
      reverse,
    });
    this.#x += this.#text.length * 12 * widthFactor;
    this.#text = [];
  }

  #lineFeed(feed: number): void {
    this.#endText();
    const tallest = Math.max(1, ...this.#items.map((item) => (item.kind === 'text' ? item.height : 1)));
    this.#slip.lines.push({
      align: this.#style.align,
      items: this.#items,
      feed: Math.max(feed, this.#items.some((i) => i.kind === 'text') ? 24 * tallest + 4 : 0),
    });
    this.#items = [];
    this.#x = 0;
    if (this.control.linesLeft !== undefined && this.control.paper !== 'out') {
      this.control.linesLeft -= 1;
      if (this.control.linesLeft <= 0) this.control = { ...this.control, paper: 'out', linesLeft: undefined };
    }
  }

  #cut(): void {
    this.#endText();
    this.cuts += 1;
    this.slips.push(this.#slip);
    this.onCut(this.#slip, this.slips.length);
    this.#slip = { lines: [], raw: [] };
  }
}

function plain(): Style {
  return {
    bold: false,
    underline: false,
    reverse: false,
    widthFactor: 1,
    heightFactor: 1,
    align: 0,
    kanji: false,
    lineSpacing: 30,
  };
}

/** The text on a slip, a line each; symbols as `[QR …]`. */
export function slipText(slip: Slip): string {
  return slip.lines.map(({ items }) => items.map(textOf).join('')).join('\n');
}

function textOf(item: PrintedLine['items'][number]): string {
  switch (item.kind) {
    case 'text':
      return item.text;
    case 'image':
      return `[image ${item.columns}x${item.rows}]`;
    case 'barcode':
      return `[barcode ${readable(item.symbology ?? 0, item.data)}]`;
    case 'qr':
      return `[qr ${item.data}]`;
    default:
      return assertNever(item, 'item');
  }
}
