import { join } from 'node:path';
import { syncOnce } from '../client/sync';
import { publish } from '../hq/publish';
import { createCatalogStore } from '../store';
import { gtinOf } from '../testing';

/**
 * What a process that is to be killed does. It says `go` when it begins, so that the kill falls into the work
 * and not into its start.
 */
export async function playRole(role: string, dir: string, url: string): Promise<void> {
  const go = () => process.stdout.write('go\n');
  if (role === 'sync') {
    go();
    await syncOnce({
      dataDir: join(dir, 'terminal'),
      url,
      rootFile: join(dir, 'repository', 'metadata', '1.root.json'),
      terminal: { terminalId: 't', appVersion: '1.0.0' },
    });
  } else if (role === 'publish') {
    go();
    await publish({
      feedDir: join(dir, 'feed'),
      outDir: join(dir, 'repository'),
      keysDir: join(dir, 'keys'),
    });
  } else if (role === 'offers') {
    const store = await createCatalogStore({
      dataDir: join(dir, 'terminal'),
      syncUrl: '',
      rootFile: join(dir, 'repository', 'metadata', '1.root.json'),
      keysDir: join(dir, 'keys'),
    });
    go();
    for (let n = 0; n < 10_000; n++) {
      store.promotions.put({
        id: `S-${n % 7}`,
        title: { zh: '特价', en: 'Special' },
        kind: 'special_price',
        value: `${n % 50}.50`,
        startsAt: '2026-11-22T08:00:00+08:00',
        endsAt: '2099-01-01T00:00:00+08:00',
        gtins: [gtinOf(n % 100)],
      });
    }
  }
  process.stdout.write('done\n');
}
