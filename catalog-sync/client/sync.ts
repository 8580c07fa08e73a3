import { mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { SyncProgress } from '../../main/contract';
import { takeLock } from '../db/lock';
import type { Release } from '../wire/release';
import { chooseObjects, chooseRelease, routeFrom, type TerminalFacts } from './choose-release';
import { downloadObject } from './download';
import { defaultHttp, type HttpOptions } from './http';
import { builderId } from './builder-id';
import { InstalledCatalogs, type Installed } from './live';
import { runBuild } from './run-build';
import { SyncError } from './sync-error';
import { refreshTrust, TrustStore, type Offer, type OfferedObject } from './trust';

export interface SyncOptions {
  dataDir: string;
  /** Base address of the repository. */
  url: string;
  /** First trusted root; '' or absent: `trust/root.json` of the data folder. */
  rootFile?: string;
  terminal: TerminalFacts;
  clock?: () => Date;
  http?: Partial<HttpOptions>;
  progress?: (progress: SyncProgress) => void;
  /**
   * Opens the file and asks it something; throws where it is no good. Runs before the new catalog is made
   * live.
   */
  prove?: (file: string) => void;
  /** Most bytes for this sync. A larger one is cut there and goes on where it was, the next time. */
  budgetBytes?: number;
  /** Told of the bytes that came over the network, once, however the sync ends. */
  onSpent?: (bytes: number) => void;
  /** Names the program that makes the search tables; found by itself. */
  builder?: string;
  /** Path of the bundled worker; found by itself where bundles lie as they are built. */
  workerFile?: string;
}

export interface SyncResult {
  installed: Installed;
  /** False: it was the newest already. */
  changed: boolean;
  /** Bytes of metadata and objects fetched. */
  bytes: number;
  /** Objects on the way, by their base (0: snapshot). */
  route: number[];
}

const MIB = 1 << 20;
/** Free space that must stay, bytes. */
const DISK_RESERVE = 64 * MIB;
/** All metadata of one sync; each file has a bound of its own below it (tuf-js). */
const MOST_METADATA_BYTES = 32 * MIB;
/** Objects may come again where connections break. */
const TIMES_SENT = 2;

/**
 * One sync: refresh trust, choose, fetch, build aside, verify, prove, swap. Whatever goes wrong, the catalog
 * in hand stays as it is. Throws `SyncError`.
 */
export async function syncOnce(options: SyncOptions): Promise<SyncResult> {
  const { dataDir, progress = () => undefined } = options;
  const bytes = new ByteAllowance(options.budgetBytes);
  let unlock: (() => void) | undefined;
  try {
    mkdirSync(dataDir, { recursive: true });
    unlock = takeLock(join(dataDir, 'sync.lock'), 'Another sync');
    return await syncLocked(options, progress, bytes);
  } catch (error) {
    const failure = SyncError.from(error);
    progress({ phase: 'failed', error: { kind: failure.kind, message: failure.message } });
    throw failure;
  } finally {
    unlock?.();
    options.onSpent?.(bytes.spent);
  }
}

async function syncLocked(
  options: SyncOptions,
  progress: NonNullable<SyncOptions['progress']>,
  bytes: ByteAllowance,
): Promise<SyncResult> {
  const { dataDir, url, terminal, clock = () => new Date(), prove = () => undefined } = options;
  const http: HttpOptions = { ...defaultHttp, ...options.http, onBytes: (count) => bytes.spend(count) };
  const catalogs = new InstalledCatalogs(dataDir);
  progress({ phase: 'checking' });
  const now = clock();
  checkClock(now, catalogs.list());
  const rootFile = options.rootFile || join(dataDir, 'trust', 'root.json');
  const offer = await refreshTrust(new TrustStore(join(dataDir, 'trust'), rootFile), {
    dir: join(dataDir, 'trust'),
    rootFile,
    url,
    now,
    http,
  });
  const release = chooseRelease(offer, terminal);
  const installed = catalogs.list();
  const live = installed[0];
  const current = installed.find(({ anchor }) => anchor === offer.anchor);
  if (current) checkFollows(current, release, offer);
  const builder = options.builder ?? builderId();
  if (live && live === current && live.builder === builder && settled(live, release, catalogs)) {
    progress({ phase: 'idle' });
    return { installed: catalogs.list()[0] ?? live, changed: false, bytes: offer.bytes, route: [] };
  }
  return fetchAndInstall({
    options,
    offer,
    release: newerOf(release, current),
    catalogs,
    current,
    http,
    progress,
    prove,
    builder,
    allow: (count) => bytes.allow(count),
  });
}

/** What a sync may cost: the night's budget, and no more than its objects can need. */
class ByteAllowance {
  spent = 0;
  private allowed = MOST_METADATA_BYTES;

  constructor(private readonly budget: number | undefined) {}

  /** Counts bytes that came; throws where they are too many. */
  spend(count: number): void {
    this.spent += count;
    if (this.budget !== undefined && this.spent > this.budget)
      throw new SyncError(
        'budget',
        `The night's data budget is used up after ${this.spent} bytes; the sync goes on the next night.`,
      );
    if (this.spent > this.allowed)
      throw new SyncError(
        'wrong_length',
        `The catalog server sent ${this.spent} bytes where ${this.allowed} are enough, with all that was sent twice.`,
      );
  }

  /** From now on lets only so many bytes come, each sent again once. */
  allow(count: number): void {
    this.allowed = this.spent + TIMES_SENT * count;
  }
}

/** The repository must be of this terminal's store, and not behind what the terminal has. */
function checkFollows(current: Installed, release: Release, offer: Offer): void {
  if (current.release.store !== release.store)
    throw new SyncError(
      'wrong_store',
      `This terminal is of store '${current.release.store}', the repository of '${release.store}'.`,
    );
  const newest = Math.max(...offer.objects.map(({ info }) => info.release.sequence));
  if (newest < current.release.sequence)
    throw new SyncError(
      'rolled_back',
      `The repository's newest catalog is ${newest}, this terminal has ${current.release.sequence} already; HQ must publish a higher one.`,
    );
}

/**
 * True where nothing is to be fetched: the newest is in hand, or a rollout leaves this terminal out of what
 * is newer.
 */
function settled(live: Installed, release: Release, catalogs: InstalledCatalogs): boolean {
  if (release.sequence > live.release.sequence) return false;
  if (release.sequence < live.release.sequence) return true;
  if (release.expiresAt !== live.release.expiresAt) catalogs.renew(live.file, release);
  return true;
}

/** A rollout may leave this terminal out of what it has already: it keeps that. */
const newerOf = (release: Release, current: Installed | undefined): Release =>
  current && current.release.sequence > release.sequence ? current.release : release;

interface Install {
  builder: string;
  options: SyncOptions;
  offer: Offer;
  release: Release;
  catalogs: InstalledCatalogs;
  current: Installed | undefined;
  http: HttpOptions;
  progress: (progress: SyncProgress) => void;
  prove: (file: string) => void;
  /** From now on lets only so many bytes come, each sent again once. */
  allow: (bytes: number) => void;
}

async function fetchAndInstall(install: Install): Promise<SyncResult> {
  const { offer, release, current } = install;
  try {
    return await installFrom(install, current);
  } catch (error) {
    const failure = SyncError.from(error);
    // The base in hand is not what it was, or the delta does not fit it: a snapshot needs no base.
    if (!current || !['wrong_base', 'wrong_digest', 'wrong_object'].includes(failure.kind)) throw failure;
    if (!routeFrom(offer.objects, 0, release.sequence)) throw failure;
    return await installFrom(install, undefined);
  }
}

async function installFrom(
  { options, offer, release, catalogs, http, progress, prove, builder, allow }: Install,
  base: Installed | undefined,
): Promise<SyncResult> {
  const { dataDir, url } = options;
  const objects = chooseObjects(offer.objects, base?.release.sequence ?? 0, release.sequence);
  const fromBase = base !== undefined && objects[0]?.info.base !== 0;
  const recompile = fromBase && base.builder !== builder;
  const total = objects.reduce((sum, { length }) => sum + length, 0);
  checkDisk(dataDir, objects, fromBase ? base.bytes : 0);
  allow(total);
  const downloads = join(dataDir, 'downloads');
  const { fetched, bytes } = await fetchObjects(objects, total, { url, dir: downloads, http }, progress);
  const file = catalogs.nameFor(release.sequence);
  const { store, sequence, schema, publishedAt, expiresAt } = release;
  const built = await runBuild(
    {
      file: catalogs.path(file),
      objects: fetched,
      info: { storeId: store, sequence, schemaVersion: schema, publishedAt, expiresAt },
      ...(fromBase && {
        recompile,
        base: { file: catalogs.path(base.file), sha256: base.sha256, facts: base.release.facts },
      }),
    },
    (phase, done) => progress({ phase, done }),
    options.workerFile,
  );
  progress({ phase: 'swapping' });
  proveBuilt(catalogs.path(file), sequence, prove);
  const installed: Installed = {
    file,
    sha256: built.sha256,
    bytes: built.bytes,
    anchor: offer.anchor,
    builder,
    release,
  };
  catalogs.install(installed);
  catalogs.clean();
  for (const name of readdirSync(downloads)) rmSync(join(downloads, name), { force: true });
  progress({ phase: 'idle' });
  return {
    installed,
    changed: true,
    bytes: bytes + offer.bytes,
    route: objects.map(({ info }) => info.base),
  };
}

/** Fetches the objects one after the other; `total` is their length together. */
async function fetchObjects(
  objects: readonly OfferedObject[],
  total: number,
  where: { url: string; dir: string; http: HttpOptions },
  progress: (progress: SyncProgress) => void,
): Promise<{ fetched: { file: string; info: OfferedObject['info'] }[]; bytes: number }> {
  let bytes = 0;
  const fetched: { file: string; info: OfferedObject['info'] }[] = [];
  progress({ phase: 'fetching', done: 0 });
  for (const object of objects) {
    const file = await downloadObject(object, {
      ...where,
      onBytes: (count) => {
        bytes += count;
        progress({ phase: 'fetching', done: Math.min(1, bytes / total) });
      },
    });
    fetched.push({ file, info: object.info });
  }
  return { fetched, bytes };
}

/** A catalog that was built and does not answer is thrown away. */
function proveBuilt(file: string, sequence: number, prove: (file: string) => void): void {
  try {
    prove(file);
  } catch (cause) {
    rmSync(file, { force: true });
    throw new SyncError(
      'unusable',
      `Catalog ${sequence} was built but does not answer: ${cause instanceof Error ? cause.message : String(cause)}.`,
      { cause },
    );
  }
}

/** Half a day of drift is forgiven. */
const DRIFT = 12 * 3_600_000;

/** A clock behind what was published already would let old metadata pass for fresh. */
function checkClock(now: Date, installed: readonly Installed[]): void {
  const latest = Math.max(0, ...installed.map(({ release }) => Date.parse(release.publishedAt)));
  if (now.getTime() + DRIFT < latest) {
    throw new SyncError(
      'clock_wrong',
      `This terminal's clock says ${now.toISOString()}, but its catalog was published ${new Date(latest).toISOString()}; set the clock.`,
    );
  }
}

/**
 * Room for the objects, their rows, the search index beside them and the old catalog's copy; measured: a
 * catalog file is below three times its rows.
 */
function checkDisk(dir: string, objects: readonly OfferedObject[], baseBytes: number): void {
  const need =
    objects.reduce((sum, { length, info }) => sum + length + 3 * info.rawLength, baseBytes) + DISK_RESERVE;
  const { bavail, bsize } = statfsSync(dir);
  const free = bavail * bsize;
  if (free < need) {
    throw new SyncError(
      'disk_full',
      `The next catalog needs ${Math.ceil(need / MIB)} MiB, ${Math.floor(free / MIB)} MiB are free in ${dir}; make room and sync again.`,
    );
  }
}
