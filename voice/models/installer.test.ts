import { createHash } from 'node:crypto';
import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ModelStore } from './installer';
import { readManifest, type ModelManifest } from './manifest';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'daogou-models-'));
  await mkdir(join(root, 'source/sub'), { recursive: true });
  await writeFile(join(root, 'source/a.bin'), 'alpha');
  await writeFile(join(root, 'source/sub/b.bin'), 'beta');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const file = (path: string, content: string) => ({
  path,
  size: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
});
const manifest = (extra: Partial<ModelManifest['models'][number]> = {}): ModelManifest => ({
  version: 1,
  models: [
    {
      id: 'toy',
      stage: 'vad',
      kind: 'toy',
      languages: ['zh'],
      licence: 'MIT',
      required: true,
      about: 'a toy',
      files: [file('a.bin', 'alpha'), file('sub/b.bin', 'beta')],
      sources: [
        { type: 'folder', path: 'nowhere' },
        { type: 'folder', path: 'source' },
      ],
      ...extra,
    },
  ],
});
const store = (m: ModelManifest, converters = {}) =>
  new ModelStore({ modelsDir: join(root, 'models'), appRoot: root, manifest: m, converters });

describe('model store', () => {
  it('installs from the first source that has the files, once', async () => {
    expect(await store(manifest()).install()).toEqual([
      { id: 'toy', required: true, ok: true, changed: true },
    ]);
    expect(await readFile(join(root, 'models/toy/sub/b.bin'), 'utf8')).toBe('beta');
    expect(await store(manifest()).install()).toMatchObject([{ ok: true, changed: false }]);
    expect(await store(manifest()).list()).toMatchObject([{ id: 'toy', state: 'installed', bytes: 9 }]);
    expect(await store(manifest()).verify()).toEqual([{ id: 'toy', ok: true, problems: [] }]);
  });

  it('names a damaged file and puts it right', async () => {
    await store(manifest()).install();
    await writeFile(join(root, 'models/toy/a.bin'), 'alphX');
    const [verdict] = await store(manifest()).verify();
    expect(verdict).toMatchObject({ ok: false });
    expect(verdict!.problems[0]).toMatch(/toy\/a\.bin is damaged/);
    await rm(join(root, 'models/toy/a.bin'));
    expect(await store(manifest()).install()).toMatchObject([{ ok: true, changed: true }]);
    expect(await store(manifest()).verify()).toMatchObject([{ ok: true }]);
  });

  it('takes nothing that is not what was pinned, and leaves nothing behind', async () => {
    await writeFile(join(root, 'source/a.bin'), 'evil!');
    const [outcome] = await store(manifest()).install();
    expect(outcome).toMatchObject({ ok: false });
    expect(outcome!.detail).toMatch(/a\.bin is not the file that was pinned/);
    expect(await readdir(join(root, 'models'))).toEqual([]);
  });

  it('verifies what a conversion made, too', async () => {
    const m = manifest({ convert: 'upper' });
    const upper = { upper: async (folder: string) => writeFile(join(folder, 'made.bin'), 'ALPHA') };
    await store(m, upper).install();
    await rm(join(root, 'models/toy/made.bin'));
    expect(await store(m, upper).verify()).toMatchObject([
      { ok: false, problems: [expect.stringMatching(/made\.bin is missing/)] },
    ]);
  });

  it('leaves what is asked for by name to those who ask', async () => {
    const m = manifest({ required: false, byName: true });
    expect(await store(m).install()).toEqual([]);
    expect(await store(m).install({ ids: ['toy'] })).toMatchObject([{ id: 'toy', ok: true, changed: true }]);
  });

  it('refuses a name it does not know', async () => {
    await expect(store(manifest()).install({ ids: ['nope'] })).rejects.toThrow(/no model 'nope'/);
  });

  it('ships a manifest that holds together', () => {
    const { models } = readManifest();
    expect(new Set(models.map((m) => m.id)).size).toBe(models.length);
    expect(models.filter((m) => m.required).map((m) => m.stage)).toEqual(
      expect.arrayContaining(['vad', 'asr2', 'tts']),
    );
  });
});
