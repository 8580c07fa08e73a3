import { existsSync } from 'node:fs';
import path from 'node:path';
import { lastLine, runProgram } from '../setup/child.mjs';
import { daogou } from '../setup/command.mjs';
import { hashTree, readJson, writeAtomic } from '../setup/files.mjs';
import { ROOT, storeDataDir } from '../setup/paths.mjs';
import { Missing } from '../setup/report.mjs';

/** Signed metadata expires: what was published longer ago is published again. */
const FRESH_HOURS = 6;

/** Where a store's repository, map and terminal lie. */
export function storePlaces(feed) {
  const data = storeDataDir(feed);
  return {
    published: path.join(data, 'hq'),
    map: path.join(data, 'map.json'),
    terminal: path.join(data, 'terminal'),
    devices: path.join(data, 'devices'),
  };
}

/**
 * Publishes a store feed and draws its map for the simulators, unless feed and publisher are as they were.
 */
export async function publishStore(say, feed) {
  const { published, map } = storePlaces(feed);
  const stamp = path.join(published, '.published-from.json');
  const hash = hashTree(
    '/',
    [path.resolve(feed), path.join(ROOT, 'catalog-sync')],
    (file) => !file.endsWith('.test.ts'),
  );
  const last = readJson(stamp);
  if (existsSync(map) && last?.hash === hash && Date.now() - last.at < FRESH_HOURS * 3_600_000)
    return 'published before, unchanged';

  say(`publishing ${path.basename(path.resolve(feed))}`);
  const run = async (...command) => {
    const [file, args] = daogou(...command);
    const { code, out, errors } = await runProgram(file, args, { cwd: ROOT });
    return { ok: code === 0, out, why: lastLine(errors) || lastLine(out) };
  };
  const { ok, why } = await run('publish', '--store', path.resolve(feed), '--out', published);
  if (!ok) throw new Missing(`the store feed ${feed} can't be published: ${why}`);
  const drawn = await run('map', '--store', path.resolve(feed));
  // A store may have no floor plan; then the simulated base stands in an empty room.
  writeAtomic(map, drawn.ok ? drawn.out : 'null');
  writeAtomic(stamp, JSON.stringify({ hash, at: Date.now() }));
  return `published ${path.basename(path.resolve(feed))}`;
}
