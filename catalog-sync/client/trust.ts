import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Metadata, MetadataKind, type Targets } from '@tufjs/models';
import { Updater } from 'tuf-js';
import { PersistError } from 'tuf-js/dist/error';
import { syncFile, syncFolder, writeFileAtomic } from '../db/atomic-file';
import { publicKeyFromHex, type StoreKeys } from '../promotions/envelope';
import { ObjectInfo, REPOSITORY_FIELD, RepositoryInfo, STORE_ROLE } from '../wire/release';
import { MetadataFetcher, type HttpOptions } from './http';
import { SyncError } from './sync-error';

/** An object that the verified metadata offers. */
export interface OfferedObject {
  path: string;
  length: number;
  sha256: string;
  info: ObjectInfo;
}

/** What a verified refresh of the metadata says. */
export interface Offer {
  repository: RepositoryInfo;
  objects: OfferedObject[];
  /** Names the first root: two repositories with other roots have nothing to do with each other. */
  anchor: string;
  bytes: number;
}

export interface TrustOptions {
  /** Folder of its own for verified metadata. */
  dir: string;
  /** First trusted root. */
  rootFile: string;
  /** Base address of the repository. */
  url: string;
  now: Date;
  http: HttpOptions;
}

/**
 * The verified metadata on this terminal. tuf-js writes into its folder as it goes, so each refresh works on
 * a copy, which takes the place of the last one by renaming the file that names it.
 */
export class TrustStore {
  readonly anchor: string;
  readonly #dir: string;
  readonly #root: Buffer;

  constructor(dir: string, rootFile: string) {
    if (!existsSync(rootFile)) {
      throw new SyncError(
        'no_root',
        `There is no trusted root at ${rootFile}; copy root.json from the publisher there, by a way you trust.`,
      );
    }
    this.#root = readFileSync(rootFile);
    this.anchor = createHash('sha256').update(this.#root).digest('hex').slice(0, 16);
    this.#dir = dir;
    mkdirSync(dir, { recursive: true });
  }

  get #pointer(): string {
    return join(this.#dir, `${this.anchor}.current`);
  }

  /** Folder of the metadata verified last, or nothing on the first day. */
  get current(): string | undefined {
    if (!existsSync(this.#pointer)) return undefined;
    const name = readFileSync(this.#pointer, 'utf8').trim();
    const dir = join(this.#dir, name);
    return /^[0-9a-f]{16}-\d+$/.test(name) && existsSync(join(dir, 'root.json')) ? dir : undefined;
  }

  /** A copy to work on. */
  open(): string {
    const from = this.current;
    const generation = from ? Number(from.split('-').at(-1)) + 1 : 1;
    const dir = join(this.#dir, `${this.anchor}-${generation}`);
    rmSync(dir, { recursive: true, force: true });
    if (from) cpSync(from, dir, { recursive: true });
    else {
      mkdirSync(dir);
      writeFileAtomic(join(dir, 'root.json'), this.#root);
    }
    return dir;
  }

  commit(dir: string): void {
    const before = this.current;
    for (const name of readdirSync(dir)) syncFile(join(dir, name));
    syncFolder(dir);
    writeFileAtomic(this.#pointer, dir.slice(this.#dir.length + 1));
    if (before && before !== dir) rmSync(before, { recursive: true, force: true });
  }
}

/** Fetches and verifies the metadata (TUF specification 1.0, section 5); throws `SyncError` by kind. */
export async function refreshTrust(store: TrustStore, { url, now, http }: TrustOptions): Promise<Offer> {
  const fetcher = new MetadataFetcher(http);
  const dir = store.open();
  let failure: unknown;
  try {
    const updater = new Updater({
      metadataDir: dir,
      metadataBaseUrl: new URL('metadata', asFolder(url)).href,
      fetcher,
    });
    // tuf-js takes its start time (section 5.1) from the system; ours can be set for tests.
    (updater as unknown as { trustedSet: { referenceTime: Date } }).trustedSet.referenceTime = now;
    await updater.refresh();
  } catch (error) {
    failure = error;
  }
  // Each file there was verified before it was written, also when a later one failed: keeping it keeps
  // roll-backs out.
  if (failure instanceof PersistError || /Failed to persist/.test(String(failure)))
    rmSync(dir, { recursive: true, force: true });
  else store.commit(dir);
  if (failure) throw explain(failure, fetcher, now);
  const targets = Metadata.fromJSON(
    MetadataKind.Targets,
    JSON.parse(readFileSync(join(dir, 'targets.json'), 'utf8')),
  ).signed as Targets;
  return { ...readOffer(targets), anchor: store.anchor, bytes: fetcher.bytes };
}

/** Keys that the metadata verified last delegates to the store; none before the first sync. */
export function delegatedStoreKeys(dataDir: string, rootFile?: string): StoreKeys {
  const file = rootFile || join(dataDir, 'trust', 'root.json');
  const dir = existsSync(file) ? new TrustStore(join(dataDir, 'trust'), file).current : undefined;
  if (!dir || !existsSync(join(dir, 'targets.json'))) return new Map();
  const { delegations } = (
    Metadata.fromJSON(
      MetadataKind.Targets,
      JSON.parse(readFileSync(join(dir, 'targets.json'), 'utf8')),
    ) as Metadata<Targets>
  ).signed;
  const ids = delegations?.roles?.[STORE_ROLE]?.keyIDs ?? [];
  return new Map(
    ids.flatMap((id) => {
      const hex = delegations?.keys[id]?.keyVal.public;
      return hex ? [[id, publicKeyFromHex(hex)] as const] : [];
    }),
  );
}

export const asFolder = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

function readOffer(targets: Targets): { repository: RepositoryInfo; objects: OfferedObject[] } {
  const repository = RepositoryInfo.safeParse(targets.unrecognizedFields[REPOSITORY_FIELD]);
  if (!repository.success)
    throw new SyncError('malformed', 'The signed metadata is not of a catalog repository.');
  const objects = Object.values(targets.targets).flatMap((target): OfferedObject[] => {
    const info = ObjectInfo.safeParse(target.custom);
    const { sha256 } = target.hashes;
    // An object of a later kind: this version can't use it, others may.
    if (!info.success || !sha256) return [];
    return [{ path: target.path, length: target.length, sha256, info: info.data }];
  });
  return { repository: repository.data, objects };
}

/**
 * tuf-js tells kinds of errors apart by class only up to the timestamp; below it wraps them as text. The
 * tests hold every text here to its version.
 */
const texts: readonly [
  RegExp,
  'expired' | 'rolled_back' | 'bad_signature' | 'wrong_length' | 'wrong_digest',
  string,
][] = [
  [/expired/i, 'expired', 'The catalog server offers metadata past its expiry'],
  [
    /less than current|Expected version|does not match snapshot version|doesn't match timestamp|Missing file/,
    'rolled_back',
    'The catalog server offers older metadata than before',
  ],
  [
    /was signed by|failed to verify|no signature|no delegation/i,
    'bad_signature',
    'The catalog server offers metadata that is not signed by the trusted keys',
  ],
  [/Expected length/i, 'wrong_length', 'Metadata has another length than was signed'],
  [/Expected hash|hash algorithm/i, 'wrong_digest', 'Metadata has another digest than was signed'],
];

const DAY = 86_400_000;

function explain(error: unknown, { failure, serverTime }: MetadataFetcher, now: Date): SyncError {
  if (failure instanceof SyncError) return failure;
  if ((error as NodeJS.ErrnoException).code === 'ENOSPC' || /ENOSPC/.test(String(error)))
    return SyncError.from({ code: 'ENOSPC' });
  const text = String(error instanceof Error ? error.message : error);
  const [, kind, message] = texts.find(([pattern]) => pattern.test(text)) ?? [
    undefined,
    'malformed' as const,
    'The catalog server offers metadata that can not be read',
  ];
  if (kind === 'expired' && serverTime && Math.abs(serverTime.getTime() - now.getTime()) > DAY) {
    return new SyncError(
      'clock_wrong',
      `This terminal's clock says ${now.toISOString()}, the server's ${serverTime.toISOString()}; set the clock.`,
      { cause: error },
    );
  }
  return new SyncError(kind, `${message} (${text}).`, { cause: error });
}
