import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadVad } from '../stages/vad';
import { loadWake } from '../stages/wake';
import { Recognizer } from '../stages/asr/recognizer';
import { findVoices } from '../stages/tts/voices';
import { ModelStore } from './installer';
import { Integrity } from './integrity';
import { locateModels } from './locate';
import type { ModelManifest } from './manifest';
import { Quarantine } from './quarantine';

let root: string;
let models: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'daogou-integrity-'));
  models = join(root, 'models');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Installs files as a model, as the real installer does it. */
async function install(id: string, files: Record<string, string>): Promise<ModelStore> {
  const source = join(root, 'source', id);
  const pinned = Object.entries(files).map(([path, content]) => {
    mkdirSync(join(source, path, '..'), { recursive: true });
    writeFileSync(join(source, path), content);
    return {
      path,
      size: Buffer.byteLength(content),
      sha256: createHash('sha256').update(content).digest('hex'),
    };
  });
  const manifest: ModelManifest = {
    version: 1,
    models: [
      {
        id,
        stage: 'vad',
        kind: 'toy',
        languages: ['zh'],
        licence: 'MIT',
        required: true,
        about: 'a toy',
        files: pinned,
        sources: [{ type: 'folder', path: source }],
      },
    ],
  };
  const store = new ModelStore({ modelsDir: models, manifest });
  expect(await store.install()).toMatchObject([{ ok: true, changed: true }]);
  return store;
}
const changed = (id: string) => new Integrity(models).changed(join(models, id));
const toy = { 'a.bin': 'alpha', 'sub/b.bin': 'beta' };

describe('an installed model', () => {
  it('is whole as installed, and known as such without being read again', async () => {
    await install('toy', toy);
    expect(await changed('toy')).toEqual([]);
    // The memory says so: another hash there, and the file counts as changed though nobody touched it.
    const memory = join(models, '.checked.json');
    writeFileSync(
      memory,
      readFileSync(memory, 'utf8').replaceAll(/"sha256":"[0-9a-f]{8}/g, '"sha256":"00000000'),
    );
    expect(await changed('toy')).toEqual(['a.bin', 'sub/b.bin']);
  });

  it('is found changed by size, by hash, also where the time was put back, or missing', async () => {
    const store = await install('toy', toy);
    expect(await changed('toy')).toEqual([]);
    const file = join(models, 'toy', 'a.bin');
    const { atime, mtime } = statSync(file);
    writeFileSync(file, 'alphX');
    utimesSync(file, atime, mtime);
    expect(await changed('toy')).toEqual(['a.bin']);
    writeFileSync(file, 'alpha, longer');
    expect(await changed('toy')).toEqual(['a.bin']);
    rmSync(join(models, 'toy', 'sub/b.bin'));
    expect(await changed('toy')).toEqual(['a.bin', 'sub/b.bin']);
    expect(await store.changed()).toEqual([{ id: 'toy', files: ['a.bin', 'sub/b.bin'] }]);
  });

  it('is put right by installing it again, also where only its bytes changed', async () => {
    const store = await install('toy', toy);
    writeFileSync(join(models, 'toy', 'a.bin'), 'alphX');
    expect(await store.install()).toMatchObject([{ ok: true, changed: true }]);
    expect(await changed('toy')).toEqual([]);
  });

  it('is checked at every start where nothing can be remembered', async () => {
    await install('toy', toy);
    mkdirSync(join(models, '.checked.json'));
    expect(await changed('toy')).toEqual([]);
    writeFileSync(join(models, 'toy', 'a.bin'), 'alphX');
    expect(await changed('toy')).toEqual(['a.bin']);
  });

  it('that nobody installed is not judged', async () => {
    mkdirSync(join(models, 'mine'), { recursive: true });
    writeFileSync(join(models, 'mine', 'model.onnx'), 'x');
    expect(await changed('mine')).toEqual([]);
  });
});

describe('a changed model is refused by every stage, in words', () => {
  const spoil = async (id: string, names: string[]) => {
    await install(id, Object.fromEntries(names.map((name) => [name, `bytes of ${name}`])));
    writeFileSync(join(models, id, names[0]!), `BYTES of ${names[0]}`);
  };
  const refusal = (id: string, name: string) =>
    new RegExp(`${name.replace('.', '\\.')} changed since it was installed.*daogou models install ${id}`);

  it('voice activity', async () => {
    await spoil('silero-vad', ['silero_vad_16k_op15.onnx']);
    const [candidate] = loadVad(locateModels(models), new Quarantine(models));
    await expect(candidate!.load()).rejects.toThrow(refusal('silero-vad', 'silero_vad_16k_op15.onnx'));
  });

  it('wake word and recognition', async () => {
    const wake = [
      'kws-encoder-plain.onnx',
      'kws-decoder-plain.onnx',
      'kws-joiner-plain.onnx',
      'tokens-plain.txt',
    ];
    await spoil('fsmn-zh', ['fsmn_kws.onnx', 'am.mvn.dim80_l2r2', 'tokens.txt', ...wake]);
    const quarantine = new Quarantine(models);
    const [candidate] = loadWake(locateModels(models), ['你好小店'], quarantine);
    await expect(candidate!.load()).rejects.toThrow(refusal('fsmn-zh', 'fsmn_kws.onnx'));
    const { statuses, ready } = await Recognizer.load(locateModels(models), {
      threads: 1,
      secondPass: true,
      quarantine,
    });
    expect(ready).toBe(false);
    expect(statuses.find(({ stage }) => stage === 'asr')).toMatchObject({ ok: false, changed: 'fsmn-zh' });
  });

  it('the voice', async () => {
    const { KOKORO_FILES, KOKORO_DIR, voiceFile } = await import('../stages/tts/kokoro/layout');
    await spoil(KOKORO_DIR, [
      ...Object.values(KOKORO_FILES),
      voiceFile('zf_xiaoxiao'),
      voiceFile('af_heart'),
    ]);
    const { status, good } = await findVoices({
      modelsDir: models,
      voiceZh: 'zf_xiaoxiao',
      voiceEn: 'af_heart',
      threads: 1,
    });
    expect(good).toBeUndefined();
    expect(status.changed).toBe(KOKORO_DIR);
    expect(status.detail).toMatch(refusal(KOKORO_DIR, Object.values(KOKORO_FILES)[0]!));
  });
});
