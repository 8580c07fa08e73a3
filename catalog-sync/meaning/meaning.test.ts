import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WireError } from '../../main/contract';
import { openSentenceEncoder } from '.';
import { ENCODERS, encodersIn } from './encoders';
import { Inference } from './inference';
import { VectorCache } from './vector-cache';

const models =
  process.env['DAOGOU_VOICE_MODELS_DIR'] ??
  path.join(process.env['XDG_DATA_HOME'] ?? path.join(homedir(), '.local/share'), 'daogou/models');
const installed = encodersIn(models);
const thread = existsSync(path.resolve('dist/workers/sentence-encoder.cjs'));

const nothing = (): void => undefined;
interface Manifest {
  models: { id: string; files: { path: string; sha256: string }[] }[];
}

let dir: string;
beforeEach(() => (dir = mkdtempSync(path.join(tmpdir(), 'daogou-meaning-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('vectors kept on disk', () => {
  const spec = { ...ENCODERS.en, width: 4 };
  const vectors = [Float32Array.of(1, 0, 0, 0), Float32Array.of(0.5, -0.5, 0.5, -0.5)];

  it('come back as they were, to the eighth bit', () => {
    new VectorCache(dir, 'names-en', spec).replace(['milk', 'tea'], vectors);
    const again = new VectorCache(dir, 'names-en', spec);
    expect([...again.get('tea')!].map((x) => Math.round(x * 100))).toEqual([50, -50, 50, -50]);
    expect(again.get('coffee')).toBeUndefined();
  });

  it('are read anew where the file is cut or cannot be written', () => {
    const cache = new VectorCache(dir, 'names-en', spec);
    cache.replace(['milk'], [vectors[0]!]);
    appendFileSync(path.join(dir, `names-en-${spec.folder}.bin`), 'half a row');
    expect(new VectorCache(dir, 'names-en', spec).get('milk')).toBeDefined();
    const nowhere = path.join(dir, 'file');
    writeFileSync(nowhere, '');
    expect(() =>
      new VectorCache(path.join(nowhere, 'x'), 'names-en', spec).replace(['milk'], [vectors[0]!]),
    ).not.toThrow();
  });
});

describe('the encoders', () => {
  it('give way to the student where none is installed', async () => {
    expect(encodersIn(dir)).toEqual([]);
    const encoder = await openSentenceEncoder(dir, dir, nothing);
    expect([encoder.by, encoder.languages]).toEqual(['student', ['zh', 'en']]);
    expect(encoder.encode('牛奶在哪里', 'zh')).toHaveLength(encoder.encode('milk', 'en')!.length);
  });

  it('are pinned to what the installer fetches', () => {
    const { models: published } = JSON.parse(readFileSync('voice/models/manifest.json', 'utf8')) as Manifest;
    for (const { folder, sha256 } of Object.values(ENCODERS)) {
      const { files } = published.find(({ id }) => id === folder)!;
      expect(Object.fromEntries(files.map((file) => [file.path, file.sha256]))).toEqual({
        'onnx/model_quantized.onnx': sha256.model,
        'tokenizer.json': sha256.tokenizer,
      });
    }
  });

  it.skipIf(!thread)('give way to the student, and say why, where a model is no model', async () => {
    for (const { folder } of Object.values(ENCODERS)) {
      mkdirSync(path.join(dir, folder, 'onnx'), { recursive: true });
      writeFileSync(path.join(dir, folder, 'onnx/model_quantized.onnx'), 'no model');
      writeFileSync(path.join(dir, folder, 'tokenizer.json'), '{}');
    }
    const refused: WireError[] = [];
    expect((await openSentenceEncoder(dir, dir, (error) => refused.push(error))).by).toBe('student');
    expect(refused.map(({ code }) => code)).toEqual(['integrity', 'integrity']);
    expect(refused[1]!.message).toMatch(/daogou models install all-minilm-l6-v2/);
  });

  it.skipIf(installed.length < 2 || !thread)(
    'give way to the student where a single byte of one changed since',
    async () => {
      cpSync(models, dir, {
        recursive: true,
        filter: (from) =>
          from === models ||
          Object.values(ENCODERS).some(({ folder }) => from.startsWith(path.join(models, folder))),
      });
      const file = path.join(dir, ENCODERS.zh.folder, 'onnx/model_quantized.onnx');
      const bytes = readFileSync(file);
      bytes[bytes.length - 1_000]! ^= 1;
      writeFileSync(file, bytes);
      const refused: WireError[] = [];
      const encoder = await openSentenceEncoder(dir, dir, (error) => refused.push(error));
      expect(encoder.by).toBe('student');
      expect(refused.map(({ code, message }) => [code, message])).toEqual([
        ['integrity', expect.stringContaining('model_quantized.onnx of bge-small-zh-v1.5')],
      ]);
      await encoder.close();
    },
  );

  it.skipIf(installed.length < 2)('put what means the same closer than what is written alike', async () => {
    const [zh] = installed.filter((each) => each.lang === 'zh');
    const encoder = await Inference.load(zh!);
    const [sick, shampoo, same] = await encoder.encode(['洗头水', '洗碗水槽', '洗发水']);
    const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
    expect(cosine(sick!, sick!)).toBeCloseTo(1, 4);
    expect(cosine(sick!, same!)).toBeGreaterThan(cosine(sick!, shampoo!));
    const tokens = new Tokenizer(JSON.parse(readFileSync(zh!.tokenizer, 'utf8')) as object, {});
    // [CLS] 牛 奶 [SEP], as the vocabulary numbers them.
    expect(tokens.encode('牛奶').ids).toEqual([101, 4281, 1959, 102]);
  });

  it.skipIf(installed.length < 2 || !thread)(
    'answer a question at once, also while names are being read',
    async () => {
      const encoder = await openSentenceEncoder(models, dir, nothing);
      const names = encoder.encodeAll(
        Array.from({ length: 64 }, (_, i) => `洗发水 ${i} 号`),
        'zh',
        'names',
      );
      const [alone] = await encoder.encodeAll(['牛奶在哪里'], 'zh', 'question');
      const asked = encoder.encode('牛奶在哪里', 'zh');
      if (asked) expect(asked.reduce((sum, x, i) => sum + x * alone![i]!, 0)).toBeCloseTo(1, 1);
      expect(await names).toHaveLength(64);
      expect(encoder.encode('x', 'zh') ?? new Float32Array(512)).toHaveLength(512);
      await encoder.close();
      expect(encoder.encode('牛奶', 'zh')).toBeUndefined();
    },
  );
});
