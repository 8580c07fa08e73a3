import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { InstalledCatalogs } from '../client/live';
import { proveCatalog } from '../client/open-live';
import { syncOnce, type SyncOptions, type SyncResult } from '../client/sync';
import { SyncError } from '../client/sync-error';
import { publish, type PublishOptions } from '../hq/publish';
import { smallFeed, temporaryFolder, writeFeed, type SmallStore } from './feed';
import { meddlingServer, type MeddlingServer } from './server';

/** Waits of a test are short. */
export const quickHttp = { stallMs: 5_000, backoffMs: 5, tries: 3 };

/** HQ, a server that can be meddled with, and terminals, in one temporary folder. */
export class TestFleet {
  readonly dir = temporaryFolder();
  readonly outDir = join(this.dir, 'repository');
  readonly keysDir = join(this.dir, 'keys');
  private constructor(readonly servers: MeddlingServer[]) {}

  static async start(): Promise<TestFleet> {
    const servers: MeddlingServer[] = [];
    const fleet = new TestFleet(servers);
    servers.push(await meddlingServer(fleet.outDir));
    return fleet;
  }

  get server(): MeddlingServer {
    return this.servers[0] as MeddlingServer;
  }

  publish(store: SmallStore = {}, options: Partial<PublishOptions> = {}) {
    const feedDir = writeFeed(join(this.dir, 'feed'), smallFeed(store));
    return publish({ feedDir, outDir: this.outDir, keysDir: this.keysDir, ...options });
  }

  /** Remembers the repository, the keys and the terminal named `terminal`, for {@link restore}. */
  save(): void {
    for (const part of ['repository', 'keys', 'terminal'])
      if (existsSync(join(this.dir, part)))
        cpSync(join(this.dir, part), join(this.dir, 'saved', part), { recursive: true });
  }

  restore(): void {
    for (const part of ['repository', 'keys', 'terminal']) {
      rmSync(join(this.dir, part), { recursive: true, force: true });
      if (existsSync(join(this.dir, 'saved', part)))
        cpSync(join(this.dir, 'saved', part), join(this.dir, part), { recursive: true });
    }
    rmSync(join(this.dir, 'newcomer'), { recursive: true, force: true });
    this.server.meddle(() => undefined);
  }

  dataDir(name = 'terminal'): string {
    return join(this.dir, name);
  }

  sync(options: Partial<SyncOptions> & { name?: string } = {}): Promise<SyncResult> {
    const { name, ...rest } = options;
    return syncOnce({
      dataDir: this.dataDir(name),
      url: this.server.url,
      rootFile: join(this.outDir, 'metadata', '1.root.json'),
      terminal: { terminalId: name ?? 'terminal', appVersion: '1.0.0' },
      http: quickHttp,
      prove: (file) => proveCatalog(file).reader.close(),
      ...rest,
    });
  }

  /** The kind with which a sync is refused, or `accepted`. */
  async refusal(options: Parameters<TestFleet['sync']>[0] = {}): Promise<string> {
    try {
      await this.sync(options);
      return 'accepted';
    } catch (error) {
      return error instanceof SyncError ? error.kind : `not a SyncError: ${String(error)}`;
    }
  }

  /** Opens what is live and says its sequence and the price of a product. */
  look(gtin: string, name?: string): { sequence: number; price: number | undefined } | undefined {
    const catalogs = new InstalledCatalogs(this.dataDir(name));
    const live = catalogs.list()[0];
    if (!live) return undefined;
    const { reader } = proveCatalog(catalogs.path(live.file));
    try {
      return { sequence: reader.info.sequence, price: reader.product(gtin)?.price };
    } finally {
      reader.close();
    }
  }

  async close(): Promise<void> {
    for (const server of this.servers) await server.close();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
