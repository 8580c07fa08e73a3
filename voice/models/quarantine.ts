import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { DaogouError } from '../../main/contract';
import { Integrity } from './integrity';
import { checkOnnx } from './onnx-peek';
import type { FoundModel } from './recognise';

const Mark = z.object({ folder: z.string(), changedAt: z.number() });

/** A model whose files are not what was installed. */
export class ChangedModel extends DaogouError {
  constructor(
    /** Id of the model. */
    readonly model: string,
    files: readonly string[],
  ) {
    super(
      'integrity',
      `${files.join(', ')} changed since it was installed, so it is not used; run \`daogou models install ${model}\``,
    );
  }
}

/** For a stage's status: the model that changed, where that is what went wrong. */
export const changedModel = (error: unknown): { changed?: string } =>
  error instanceof ChangedModel ? { changed: error.model } : {};

/**
 * Native engines end the whole process on some broken models instead of reporting them. So whoever loads one
 * leaves a mark before and takes it away after; a mark that is found at the next start names the model that
 * ended the last one, and it is left alone until its folder changes.
 */
export class Quarantine {
  private readonly mark: string;
  private readonly suspects: string;
  private readonly integrity: Integrity;

  constructor(modelsDir: string) {
    this.integrity = new Integrity(modelsDir);
    this.mark = join(modelsDir, '.loading.json');
    this.suspects = join(modelsDir, '.broken.json');
    const dead = read(this.mark);
    if (dead.length > 0)
      this.write(this.suspects, [
        ...read(this.suspects).filter((s) => s.folder !== dead[0]!.folder),
        ...dead,
      ]);
    this.remove(this.mark);
  }

  /** Loads a model whose files look whole. */
  async model<T>(found: FoundModel, load: () => Promise<T> | T): Promise<T> {
    Object.values(found.files).forEach(checkOnnx);
    return this.whole(found.folder, () => this.load(found.folder, load));
  }

  /**
   * Loads a model that ships with this release, unless its files changed since it was installed: a damaged
   * net hears and says anything.
   */
  async whole<T>(folder: string, load: () => Promise<T> | T): Promise<T> {
    const changed = await this.integrity.changed(folder);
    if (changed.length > 0) throw new ChangedModel(basename(folder), changed);
    return load();
  }

  /** Runs `load`; throws at once for a folder whose loading ended the process before. */
  async load<T>(folder: string, load: () => Promise<T> | T): Promise<T> {
    const changedAt = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (read(this.suspects).some((s) => s.folder === folder && s.changedAt === changedAt)) {
      throw new DaogouError(
        'integrity',
        `loading it ended the voice process the last time; install it again, or remove ${this.suspects} to try it once more`,
      );
    }
    this.write(this.mark, [{ folder, changedAt }]);
    try {
      return await load();
    } finally {
      this.remove(this.mark);
    }
  }

  private remove(file: string): void {
    try {
      rmSync(file, { force: true });
    } catch {
      // As below.
    }
  }

  /** A folder that can't be written to only means that nothing is remembered. */
  private write(file: string, marks: z.infer<typeof Mark>[]): void {
    try {
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, JSON.stringify(marks), { flush: true });
    } catch {
      return;
    }
  }
}

function read(file: string): z.infer<typeof Mark>[] {
  try {
    return z.array(Mark).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}
