import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { PrinterSim, slipText, type PrinterControl } from './printer-sim';
import { slipSvg } from './slip-svg';

export interface RunPrinter {
  readonly port: string;
  /**
   * Every cut slip is written here as `slip-0001.bin`, `.txt` and `.svg`; the printer's state as
   * `state.json`.
   */
  readonly outDir: string;
  /** Watched for `PrinterControl` as JSON. */
  readonly controlFile?: string;
  /** Printable width in dots: 576 on 80 mm, 384 on 58 mm. */
  readonly dots: number;
  /** Bytes a second the mechanism eats; 0: as fast as they come. */
  readonly speed?: number;
}

/** Prints on the port until closed. */
export function runPrinter(options: RunPrinter): { close(): Promise<void> } {
  mkdirSync(options.outDir, { recursive: true });
  const port = new SerialPort({ path: options.port, baudRate: 115_200 });
  const sim = new PrinterSim(
    options.dots,
    (bytes) => port.isOpen && port.write(Buffer.from(bytes)),
    (slip, index) => {
      const base = join(options.outDir, `slip-${String(index).padStart(4, '0')}`);
      put(`${base}.bin`, Uint8Array.from(slip.raw));
      put(`${base}.svg`, slipSvg(slip, options.dots));
      put(`${base}.txt`, slipText(slip));
    },
  );
  port.on('data', (chunk: Buffer) => sim.receive(chunk));
  port.on('error', (error) => console.error(`printer simulator: ${error.message}`));
  let stamp = 0;
  const timer = setInterval(() => {
    if (options.controlFile) {
      try {
        const { mtimeMs } = statSync(options.controlFile);
        if (mtimeMs !== stamp) {
          stamp = mtimeMs;
          sim.control = JSON.parse(readFileSync(options.controlFile, 'utf8')) as PrinterControl;
          sim.pump();
        }
      } catch {
        // No control file, or one half written: looked at again in a moment.
      }
    }
    put(
      join(options.outDir, 'state.json'),
      JSON.stringify({
        slips: sim.slips.length,
        offline: sim.offline,
        buffered: sim.buffered,
        unknown: sim.unknown,
        control: sim.control,
      }),
    );
  }, 100);
  return {
    close: () => {
      clearInterval(timer);
      return new Promise((done) => (port.isOpen ? port.close(() => done()) : done()));
    },
  };
}

function put(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(`${file}.tmp`, content);
    renameSync(`${file}.tmp`, file);
  } catch (error) {
    console.error(`printer simulator: ${(error as Error).message}`);
  }
}
