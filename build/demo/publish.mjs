import { existsSync } from 'node:fs';
import path from 'node:path';
import { lastLine, runProgram } from '../setup/child.mjs';
import { daogou } from '../setup/command.mjs';
import { hashTree, readJson, writeAtomic } from '../setup/files.mjs';
import { ROOT } from '../setup/paths.mjs';
import { Missing } from '../setup/report.mjs';

/** Signed metadata expires: what was published longer ago is published again. */
const FRESH_HOURS = 6;

/** Publishes a store feed into `out`, unless feed and publisher are as they were. */
export async function publishStore(say, feed, out) {
  if (!existsSync(path.join(feed, 'store.json'))) throw new Missing(`${feed} is not a store feed: it has no store.json`);
  const stamp = path.join(out, '.published-from.json');
  const hash = hashTree('/', [path.resolve(feed), path.join(ROOT, 'catalog-sync')], (file) => !file.endsWith('.test.ts'));
  const last = readJson(stamp);
  if (last?.hash === hash && Date.now() - last.at < FRESH_HOURS * 3_600_000) return 'published before, unchanged';
  say(`publishing ${path.basename(feed)}`);
  const [file, args] = daogou('publish', '--store', path.resolve(feed), '--out', out);
  const { code, out: printed } = await runProgram(file, args, { cwd: ROOT });
  if (code !== 0) throw new Missing(`the store feed ${feed} could not be published: ${lastLine(printed)}`);
  writeAtomic(stamp, JSON.stringify({ hash, at: Date.now() }));
  return lastLine(printed) || 'published';
}
