import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { DaogouError } from '../../main/contract';
import { Integrity } from './integrity';
import {
  fingerprint,
  modelSize,
  readManifest,
  type ModelEntry,
  type ModelManifest,
  type ModelSource,
} from './manifest';
import { RECORD, readRecord, sha256 } from './record';
import { fetchFrom, type FetchContext } from './sources';

/**
 * Runs once in the folder that is being installed, before it goes live; what it writes is recorded and
 * verified like the rest.
 */
export type Convert = (folder: string, progress: (message: string) => void) => Promise<void>;

export interface ModelStoreOptions {
  modelsDir: string;
  /** Where relative `folder` sources start; the working directory by default. */
  appRoot?: string;
  manifest?: ModelManifest;
  /** By the name in the manifest's `convert`. */
  converters?: Readonly<Record<string, Convert>>;
  progress?: (event: { id: string; message: string }) => void;
}

export interface ModelState {
  id: string;
  stage: ModelEntry['stage'];
  required: boolean;
  /** Not missed where it isn't there. */
  byName: boolean;
  bytes: number;
  licence: string;
  languages: string[];
  about: string;
  state: 'installed' | 'missing';
  path: string;
}

export interface InstallOutcome {
  id: string;
  required: boolean;
  ok: boolean;
  /** False when it was there already. */
  changed: boolean;
  /** Why not, one sentence a source. */
  detail?: string;
}

export interface VerifyOutcome {
  id: string;
  ok: boolean;
  problems: string[];
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((e) => e.isFile()).map((e) => relative(folder, join(e.parentPath, e.name)));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => undefined);
  await handle.close();
}

/** Model folders of a terminal: `<modelsDir>/<id>/…`, each installed as a whole or not at all. */
export class ModelStore {
  private readonly manifest: ModelManifest;

  constructor(private readonly options: ModelStoreOptions) {
    if (!options.modelsDir)
      throw new DaogouError('bad_request', 'No folder for speech models was given: set modelsDir.');
    this.manifest = options.manifest ?? readManifest();
  }

  folder(id: string): string {
    return join(this.options.modelsDir, id);
  }

  async list(): Promise<ModelState[]> {
    return Promise.all(
      this.manifest.models.map(async (entry) => ({
        id: entry.id,
        stage: entry.stage,
        required: entry.required,
        byName: entry.byName ?? false,
        bytes: modelSize(entry),
        licence: entry.licence,
        languages: [...entry.languages],
        about: entry.about,
        state: (await this.isInstalled(entry)) ? ('installed' as const) : ('missing' as const),
        path: this.folder(entry.id),
      })),
    );
  }

  /** Installs what is missing, one model after the other; a failure of one does not stop the others. */
  async install(which: { ids?: readonly string[]; requiredOnly?: boolean } = {}): Promise<InstallOutcome[]> {
    const unknown = which.ids?.find((id) => !this.manifest.models.some((m) => m.id === id));
    if (unknown)
      throw new DaogouError('not_found', `There is no model '${unknown}'; \`models list\` names them.`);
    const chosen = this.manifest.models.filter((m) =>
      which.ids ? which.ids.includes(m.id) : !m.byName && (!which.requiredOnly || m.required),
    );
    const outcomes: InstallOutcome[] = [];
    for (const entry of chosen) outcomes.push(await this.installOne(entry));
    return outcomes;
  }

  /** Reads every byte again and compares it with what was installed. */
  async verify(ids?: readonly string[]): Promise<VerifyOutcome[]> {
    const outcomes: VerifyOutcome[] = [];
    for (const entry of this.manifest.models) {
      if (ids ? !ids.includes(entry.id) : !(entry.required || (await this.isInstalled(entry)))) continue;
      const record = await readRecord(this.folder(entry.id));
      const problems: string[] = [];
      if (!record) problems.push(`${this.folder(entry.id)} is not installed`);
      for (const file of record?.files ?? []) {
        const path = join(this.folder(entry.id), file.path);
        const found = await stat(path).catch(() => undefined);
        if (!found) problems.push(`${path} is missing`);
        else if (found.size !== file.size || (await sha256(path)) !== file.sha256)
          problems.push(`${path} is damaged`);
      }
      outcomes.push({ id: entry.id, ok: problems.length === 0, problems });
    }
    return outcomes;
  }

  private async isInstalled(entry: ModelEntry): Promise<boolean> {
    return (await readRecord(this.folder(entry.id)))?.fingerprint === fingerprint(entry);
  }

  private async installOne(entry: ModelEntry): Promise<InstallOutcome> {
    const base = { id: entry.id, required: entry.required };
    if (await this.isInstalled(entry)) {
      const [changed] = await new Integrity(this.options.modelsDir).changed(this.folder(entry.id));
      if (changed === undefined) return { ...base, ok: true, changed: false };
    }
    const progress = (message: string) => this.options.progress?.({ id: entry.id, message });
    const context: FetchContext = {
      appRoot: this.options.appRoot ?? process.cwd(),
      downloads: join(this.options.modelsDir, '.downloads'),
      progress,
    };
    // Beside the target, so that the rename stays on one file system.
    const aside = join(this.options.modelsDir, `.${entry.id}.new-${process.pid}`);
    const reasons: string[] = [];
    for (const source of this.sourcesOf(entry)) {
      try {
        await rm(aside, { recursive: true, force: true });
        await mkdir(aside, { recursive: true });
        await fetchFrom(source, entry, aside, context);
        progress('checking');
        await this.checkFetched(entry, aside);
        if (entry.convert) {
          const convert = this.options.converters?.[entry.convert];
          if (!convert) throw new DaogouError('internal', `no converter '${entry.convert}' is registered`);
          progress('preparing');
          await convert(aside, progress);
        }
        await this.goLive(entry, aside);
        progress('installed');
        return { ...base, ok: true, changed: true };
      } catch (error) {
        reasons.push(error instanceof Error ? error.message : String(error));
      }
    }
    await rm(aside, { recursive: true, force: true });
    return { ...base, ok: false, changed: false, detail: reasons.join('; ') };
  }

  /**
   * Installed models whose files are not what was installed, with those files. Hashes only what changed since
   * it was hashed last.
   */
  async changed(): Promise<{ id: string; files: string[] }[]> {
    const integrity = new Integrity(this.options.modelsDir);
    const found = await Promise.all(
      this.manifest.models.map(async ({ id }) => ({ id, files: await integrity.changed(this.folder(id)) })),
    );
    return found.filter(({ files }) => files.length > 0);
  }

  /** A folder named by the operator comes first: `DAOGOU_MODELS_SOURCE/<id>`. */
  private sourcesOf(entry: ModelEntry): ModelSource[] {
    const override = process.env['DAOGOU_MODELS_SOURCE'];
    return override ? [{ type: 'folder', path: join(override, entry.id) }, ...entry.sources] : entry.sources;
  }

  private async checkFetched(entry: ModelEntry, folder: string): Promise<void> {
    for (const file of entry.files) {
      const path = join(folder, file.path);
      const { size } = await stat(path);
      if (size !== file.size || (await sha256(path)) !== file.sha256)
        throw new DaogouError('integrity', `${entry.id}: ${file.path} is not the file that was pinned`);
    }
  }

  private async goLive(entry: ModelEntry, aside: string): Promise<void> {
    const files = await Promise.all(
      (await filesUnder(aside)).map(async (path) => ({
        path,
        size: (await stat(join(aside, path))).size,
        sha256: await sha256(join(aside, path)),
      })),
    );
    await writeFile(
      join(aside, RECORD),
      JSON.stringify({ id: entry.id, fingerprint: fingerprint(entry), files }),
      { flush: true },
    );
    const target = this.folder(entry.id);
    const old = `${aside}.old`;
    await rename(target, old).catch(() => undefined);
    await rename(aside, target);
    await syncFolder(this.options.modelsDir);
    await rm(old, { recursive: true, force: true });
  }
}
