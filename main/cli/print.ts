import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { DaogouError, PRINTER_PROFILES, type Lang, type PrintDocument } from '../contract';
import { defaultDataDir, loadConfig } from '../config';
import { locatorSlip, paperOf, type Paper } from '../read-models';
import { storeTime } from '../words';
import { choice, folder, instant, language } from './arguments';
import { openStore } from './open-store';

interface PrintOptions {
  store?: string;
  now?: Date;
  lang: Lang;
  preview?: string;
  bytes?: string;
  profile?: (typeof PRINTER_PROFILES)[number];
  port?: string;
}
interface PaperOptions extends PrintOptions {
  picture?: string;
}
type Opened = Awaited<ReturnType<typeof openStore>>;

/** Makes the document and prints it, draws it, or writes its bytes. */
async function run(options: PrintOptions, make: (opened: Opened, now: Date) => PrintDocument): Promise<void> {
  const { printOnce, renderBytes, renderPreview } = await import('../../native');
  const loaded = loadConfig({ dataDir: defaultDataDir() });
  const config = {
    ...loaded,
    printer: {
      ...loaded.printer,
      ...(options.port ? { port: options.port } : {}),
      ...(options.profile ? { profile: options.profile } : {}),
    },
  };
  const opened = await openStore({ store: options.store, now: options.now });
  try {
    const document = make(opened, options.now ?? new Date());
    if (options.preview) writeFileSync(options.preview, renderPreview(document, config.printer.profile));
    if (options.bytes) writeFileSync(options.bytes, renderBytes(document, config.printer.profile));
    if (options.preview || options.bytes) {
      process.stdout.write(`${JSON.stringify({ preview: options.preview, bytes: options.bytes })}\n`);
      return;
    }
    const state = await printOnce(config, document);
    process.stdout.write(`${JSON.stringify(state)}\n`);
    if (state.state !== 'done') throw new DaogouError('device', `print: ${state.reason ?? state.state}`);
  } finally {
    await opened.close();
  }
}

function paper(options: PaperOptions, wanted: Paper): Promise<void> {
  return run(options, (opened, now) => {
    const document = paperOf(opened.catalog, wanted, now, (gtins) => opened.engine.cardsFor(gtins));
    const picture = options.picture ? { png: readFileSync(options.picture).toString('base64') } : undefined;
    return document.type === 'coupon' || document.type === 'promotion' ? { ...document, picture } : document;
  });
}

function common(command: Command): Command {
  return command
    .option('--store <dir>', 'a store feed folder instead of the synced catalog', folder)
    .option('--now <time>', 'fixes the clock', instant)
    .option('--lang <lang>', 'zh or en', language, 'zh')
    .option('--preview <file>', 'draw it into this SVG file instead of printing')
    .option('--bytes <file>', 'write the printer’s ESC/POS bytes into this file instead of printing')
    .option(
      '--profile <id>',
      'the printer’s profile instead of the configured one, e.g. generic-58',
      choice(PRINTER_PROFILES),
    )
    .option('--port <path>', 'the printer’s serial port instead of the configured one');
}

export function addPrint(program: Command): void {
  const print = common(program.command('print').enablePositionalOptions())
    .description(
      'Prints on the receipt printer: where items are (several: a shopping list in walking order), promotions, coupons, labels, texts, the test page.',
    )
    .argument('<gtin...>', 'the items')
    .action((gtins: string[], options: PrintOptions) =>
      run(options, (opened, now) =>
        locatorSlip(opened.catalog, { gtins, lang: options.lang }, now, (wanted) =>
          opened.engine.cardsFor(wanted),
        ),
      ),
    );
  for (const type of ['promotion', 'coupon'] as const) {
    common(print.command(type))
      .description(
        type === 'promotion'
          ? 'The sheet of a promotion for the notice board.'
          : 'The coupon of a promotion that has a code.',
      )
      .argument('<id>', 'of the promotion, as in the feed')
      .option('--picture <png>', 'a picture on it, printed in black and white dots')
      .action((id: string, options: PaperOptions) => paper(options, { type, id, lang: options.lang }));
  }
  common(print.command('label'))
    .description('The price label of an item for the shelf.')
    .argument('<gtin>', 'the item')
    .action((gtin: string, options: PrintOptions) =>
      paper(options, { type: 'label', gtin, lang: options.lang }),
    );
  common(print.command('text'))
    .description('A text file under a title.')
    .argument('<title>', 'over it')
    .argument('<file>', 'UTF-8 text')
    .action((title: string, file: string, options: PrintOptions) =>
      run(options, ({ catalog }, now) => ({
        type: 'text',
        lang: options.lang,
        storeName: catalog.store().name,
        printedAt: storeTime(catalog.store(), now),
        title,
        body: readFileSync(path.resolve(file), 'utf8'),
      })),
    );
  common(print.command('diagnostic'))
    .description('The staff’s test page: alignment, hanzi, bar code and QR code of this printer.')
    .action((options: PrintOptions) =>
      run(options, ({ catalog }, now) => ({
        type: 'diagnostic',
        lang: options.lang,
        storeName: catalog.store().name,
        printedAt: storeTime(catalog.store(), now),
        lines: [],
      })),
    );
}
