import type { Command } from 'commander';
import { EXPORT_KINDS, importFeed, type ExportKind } from '../../catalog-sync';
import { wallClock } from '../contract';
import { choice, collect } from './arguments';
import { UsageError } from './fail';

interface ImportOptions {
  from?: ExportKind;
  out: string;
  map: string[];
  mapping?: string;
}

/** `gtin=Barcode` pairs. */
function columnsOf(map: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    map.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1 || at === pair.length - 1)
        throw new UsageError(`import: --map takes FIELD=COLUMN, such as gtin=Barcode, not '${pair}'`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function run(file: string, { from, out, map, mapping }: ImportOptions): void {
  const now = new Date(wallClock());
  const result = importFeed({ from, file, out, columns: columnsOf(map), mappingFile: mapping, now });
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

export function addImport(program: Command): void {
  program
    .command('import')
    .description(
      'Turns an export of another system (CSV or tabs, in any usual encoding) into products.csv, stock.csv and locations.csv of a store feed, and keeps how its columns were read for the next time.',
    )
    .argument('<file>', 'the export')
    .option('--from <system>', `where it comes from: ${EXPORT_KINDS.join(', ')}`, choice(EXPORT_KINDS))
    .requiredOption('--out <dir>', 'the feed folder; store.json and map/ are yours to add')
    .option('--map <field=column>', 'a column by hand, such as gtin=EAN; may be repeated', collect, [])
    .option('--mapping <file>', 'where the mapping is kept (default: beside the folder, <dir>.mapping.json)')
    .action(run);
}
