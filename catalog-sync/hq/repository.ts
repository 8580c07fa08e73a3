import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Metadata,
  MetadataKind,
  MetaFile,
  Root,
  Snapshot,
  type TargetFile,
  Targets,
  Timestamp,
} from '@tufjs/models';
import { DaogouError } from '../../main/contract';
import { writeFileAtomic } from '../db/atomic-file';
import { ObjectInfo, REPOSITORY_FIELD, RepositoryInfo, STORE_ROLE } from '../wire/release';
import { loadKey, makeKey, type SigningKey } from './keys';

const SPEC_VERSION = '1.0.31';
const DAY = 86_400_000;

type JSONObject = Parameters<typeof Metadata.fromJSON>[1];

/**
 * How long each role's word holds, days. The timestamp is the shortest: it bounds how long a terminal can be
 * held on old data.
 */
export const roleDays = { root: 730, targets: 90, snapshot: 30, timestamp: 7 } as const;

/** One object on offer: its target entry and what its `custom` says. */
export interface PublishedObject {
  target: TargetFile;
  sha256: string;
  info: ObjectInfo;
}

/**
 * The signed metadata of one published repository, in TUF's layout: `metadata/` and `targets/` under one
 * folder.
 */
export class Repository {
  readonly metadataDir: string;
  readonly targetsDir: string;

  constructor(
    readonly dir: string,
    readonly keysDir: string,
    readonly now: Date,
  ) {
    this.metadataDir = join(dir, 'metadata');
    this.targetsDir = join(dir, 'targets');
  }

  /** The root that a terminal is given on its first day. */
  get rootFile(): string {
    return join(this.metadataDir, 'root.json');
  }

  /**
   * The publisher's own folder inside the repository; it holds nothing secret and nothing that can't be made
   * again.
   */
  get workDir(): string {
    return join(this.dir, '.publisher');
  }

  get exists(): boolean {
    return existsSync(join(this.metadataDir, 'timestamp.json'));
  }

  /** Makes keys that are missing and the first root; does nothing where there is one. */
  init(): void {
    if (existsSync(this.rootFile)) return;
    const keys = Object.fromEntries(
      (['root', 'targets', 'snapshot', 'timestamp'] as const).map((role) => [
        role,
        makeKey(this.keysDir, role),
      ]),
    );
    makeKey(this.keysDir, 'store');
    const root = new Root({
      version: 1,
      specVersion: SPEC_VERSION,
      expires: this.expires('root'),
      consistentSnapshot: true,
    });
    for (const [role, { key }] of Object.entries(keys)) root.addKey(key, role);
    this.writeRoot(root, [keys.root as SigningKey]);
  }

  writeRoot(root: Root, signers: SigningKey[]): void {
    const text = signed(root, signers);
    writeFileAtomic(join(this.metadataDir, `${root.version}.root.json`), text);
    // The copy without a number is only what operators hand to terminals.
    writeFileAtomic(this.rootFile, text);
  }

  root(): Metadata<Root> {
    return Metadata.fromJSON(MetadataKind.Root, this.read('root.json')) as Metadata<Root>;
  }

  timestamp(): Timestamp {
    return (Metadata.fromJSON(MetadataKind.Timestamp, this.read('timestamp.json')) as Metadata<Timestamp>)
      .signed;
  }

  snapshot(): Snapshot {
    const version = this.timestamp().snapshotMeta.version;
    return (
      Metadata.fromJSON(MetadataKind.Snapshot, this.read(`${version}.snapshot.json`)) as Metadata<Snapshot>
    ).signed;
  }

  targets(): Targets {
    const version = this.snapshot().meta['targets.json']?.version;
    return (
      Metadata.fromJSON(MetadataKind.Targets, this.read(`${version}.targets.json`)) as Metadata<Targets>
    ).signed;
  }

  /** What is on offer now. */
  objects(): PublishedObject[] {
    return objectsOf(this.targets());
  }

  info(targets: Targets): RepositoryInfo {
    return RepositoryInfo.parse(targets.unrecognizedFields[REPOSITORY_FIELD]);
  }

  /**
   * Signs new targets, snapshot and timestamp. Each goes to a name of its own; the timestamp, renamed last,
   * makes them all count at once.
   */
  writeTargets(info: RepositoryInfo, objects: PublishedObject[], version: number): void {
    const targets = Targets.fromJSON({
      _type: MetadataKind.Targets,
      version,
      spec_version: SPEC_VERSION,
      expires: this.expires('targets'),
      targets: Object.fromEntries(objects.map(({ target }) => [target.path, target.toJSON()])),
      delegations: this.storeDelegation(info),
      [REPOSITORY_FIELD]: info,
    });
    const text = signed(targets, [loadKey(this.keysDir, 'targets')]);
    writeFileAtomic(join(this.metadataDir, `${version}.targets.json`), text);
    this.writeSnapshot(metaOf(version, text));
  }

  /** Refreshes the promise that this is the newest, without new content. */
  writeTimestamp(): void {
    const { version, snapshotMeta } = this.timestamp();
    this.writeTimestampOf(snapshotMeta, version + 1);
  }

  expires(role: keyof typeof roleDays): string {
    return new Date(this.now.getTime() + roleDays[role] * DAY).toISOString().replace(/\.\d{3}Z$/, 'Z');
  }

  private writeSnapshot(targetsMeta: MetaFile): void {
    const version = this.exists ? this.snapshot().version + 1 : 1;
    const snapshot = new Snapshot({
      version,
      specVersion: SPEC_VERSION,
      expires: this.expires('snapshot'),
      meta: { 'targets.json': targetsMeta },
    });
    const text = signed(snapshot, [loadKey(this.keysDir, 'snapshot')]);
    writeFileAtomic(join(this.metadataDir, `${version}.snapshot.json`), text);
    this.writeTimestampOf(metaOf(version, text), this.exists ? this.timestamp().version + 1 : 1);
  }

  private writeTimestampOf(snapshotMeta: MetaFile, version: number): void {
    const timestamp = new Timestamp({
      version,
      specVersion: SPEC_VERSION,
      expires: this.expires('timestamp'),
      snapshotMeta,
    });
    writeFileAtomic(
      join(this.metadataDir, 'timestamp.json'),
      signed(timestamp, [loadKey(this.keysDir, 'timestamp')]),
    );
  }

  /**
   * HQ's word that offers of this store may be signed with the store's key. Once given it stays, wherever the
   * key is now.
   */
  private storeDelegation({ store }: RepositoryInfo): JSONObject {
    const before = this.exists ? this.targets().delegations : undefined;
    if (before && !existsSync(join(this.keysDir, 'store.pem'))) return before.toJSON();
    const { key } = makeKey(this.keysDir, 'store');
    return {
      keys: { [key.keyID]: key.toJSON() },
      roles: [
        {
          name: STORE_ROLE,
          keyids: [key.keyID],
          threshold: 1,
          terminating: true,
          paths: [`store/${store}/*`],
        },
      ],
    };
  }

  private read(name: string): JSONObject {
    const file = join(this.metadataDir, name);
    try {
      return JSON.parse(readFileSync(file, 'utf8'));
    } catch (cause) {
      throw new DaogouError(
        'integrity',
        `${file} is missing or damaged; restore the repository from a copy.`,
        false,
        { cause },
      );
    }
  }
}

function signed(content: Root | Targets | Snapshot | Timestamp, signers: SigningKey[]): string {
  const metadata = new Metadata(content);
  for (const signer of signers) metadata.sign(signer.sign);
  return JSON.stringify(metadata.toJSON());
}

function metaOf(version: number, text: string): MetaFile {
  return new MetaFile({
    version,
    length: Buffer.byteLength(text),
    hashes: { sha256: createHash('sha256').update(text).digest('hex') },
  });
}

/** Every catalog object that the targets name. */
export function objectsOf(targets: Targets): PublishedObject[] {
  return Object.values(targets.targets).map((target) => ({
    target,
    sha256: target.hashes.sha256 ?? '',
    info: ObjectInfo.parse(target.custom),
  }));
}
