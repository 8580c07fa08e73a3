import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { DaogouError, type Lang } from '../contract';
import { defaultDataDir, loadConfig } from '../config';
import { locatorSlip } from '../views';
import { folder, instant, language } from './arguments';
import { openStore } from './open-store';

interface PrintOptions {
  store?: string;
  now?: Date;
  lang: Lang;
  preview?: string;
  port?: string;
}

async function run(gtins: string[], { store, now, lang, preview, port }: PrintOptions): Promise<void> {
  const { printOnce, renderPreview } = await import('../../native');
  const config = loadConfig({ dataDir: defaultDataDir() });
  const opened = await openStore({ store, now });
  try {
    const document = locatorSlip(opened.catalog, gtins, lang, now ?? new Date(), (wanted) => opened.engine.cardsFor(wanted));
    if (preview) {
      writeFileSync(preview, renderPreview(document, config.printer.profile));
      process.stdout.write(`${JSON.stringify({ preview })}\n`);
      return;
    }
    const state = await printOnce({ ...config, printer: { ...config.printer, ...(port ? { port } : {}) } }, document);
    process.stdout.write(`${JSON.stringify(state)}\n`);
    if (state.state !== 'done') throw new DaogouError('device', `print: ${state.reason ?? state.state}`);
  } finally {
    await opened.close();
  }
}

export function addPrint(program: Command): void {
  program
    .command('print')
    .description('Prints the locator slip for items on the receipt printer, or draws it into an SVG file.')
    .argument('<gtin...>', 'the items')
    .option('--store <dir>', 'a store feed folder instead of the synced catalog', folder)
    .option('--now <time>', 'fixes the clock', instant)
    .option('--lang <lang>', 'zh or en', language, 'zh')
    .option('--preview <file>', 'draw the slip into this SVG file instead of printing')
    .option('--port <path>', 'the printer’s serial port instead of the configured one')
    .action(run);
}
