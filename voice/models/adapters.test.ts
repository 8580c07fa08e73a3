import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Config } from '../../main/contract';
import { decodeWav } from '../audio/wav';
import { createVoiceService } from '../service';
import { loadOffline } from '../stages/asr/offline';
import { Recognizer } from '../stages/asr/recognizer';
import { SherpaVad } from '../stages/vad/sherpa-vad';
import { loadWake } from '../stages/wake';
import { locateModels } from './locate';
import { Quarantine } from './quarantine';
import { recognise } from './recognise';

const modelsDir = process.env['DAOGOU_VOICE_MODELS_DIR'] ?? '';
const fsmn = join(modelsDir, 'fsmn-zh');
const missing = !existsSync(join(fsmn, 'streaming-ctc.onnx')) || !existsSync(join(modelsDir, 'silero-vad'));
if (missing) console.warn('Model adapters on real models: skipped, fsmn-zh and silero-vad not found.');

/**
 * A models folder in which the store has put nets of its own, under the names that sherpa-onnx's releases
 * use.
 */
function store(folders: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const root = mkdtempSync(join(tmpdir(), 'daogou-adapters-'));
  for (const [folder, files] of Object.entries(folders)) {
    for (const [name, target] of Object.entries(files)) {
      const path = join(root, folder, name);
      mkdirSync(dirname(path), { recursive: true });
      if (target.startsWith('/')) symlinkSync(target, path);
      else writeFileSync(path, target);
    }
  }
  return root;
}
const clip = (name: string): Float32Array =>
  decodeWav(readFileSync(join('main', 'e2e', 'fixtures', name))).samples;
const frames = function* (samples: Float32Array, size: number) {
  for (let at = 0; at + size <= samples.length; at += size) yield samples.slice(at, at + size);
};

describe.skipIf(missing)('a store’s own models', () => {
  it('of streaming CTC go before what ships and give words as they come', async () => {
    const root = store({
      'my-streaming-ctc': {
        'ctc-chunk-16.onnx': join(fsmn, 'streaming-ctc.onnx'),
        'tokens.txt': join(fsmn, 'tokens.txt'),
      },
    });
    const models = locateModels(root);
    expect(models.own.map((m) => m.kind)).toEqual(['online-ctc']);
    const recognizer = await Recognizer.load(models, { threads: 1, secondPass: false });
    expect(recognizer.statuses.find((s) => s.stage === 'asr')).toMatchObject({
      ok: true,
      model: 'my-streaming-ctc',
    });
    const hearing = recognizer.open('zh');
    const partials = new Set<string>();
    for (const frame of frames(clip('cesuo.wav'), 1_600))
      if (await hearing.push(frame)) partials.add(hearing.partial);
    const { text } = await hearing.finish();
    expect(partials.size).toBeGreaterThan(1);
    expect([...text].filter((c) => '厕所在哪里'.includes(c)).length).toBeGreaterThan(1);
    await recognizer.close();
  });

  it('of voice activity hear where speech is', async () => {
    const model = recognise(
      join(
        store({ vad: { 'silero_vad.onnx': join(modelsDir, 'silero-vad', 'silero_vad_16k_op15.onnx') } }),
        'vad',
      ),
    )!;
    expect(model.kind).toBe('silero-vad');
    const stream = SherpaVad.load(model).stream();
    const heard = async (samples: Float32Array) => {
      const out: number[] = [];
      for (const frame of frames(samples, 512)) out.push(await stream.push(frame));
      return out.filter((p) => p > 0.5).length / out.length;
    };
    expect(await heard(new Float32Array(32_000))).toBe(0);
    expect(await heard(clip('xifashui.wav'))).toBeGreaterThan(0.4);
  });

  it('of keyword spotting listen for the configured words', async () => {
    const files = {
      'encoder-chunk-16.onnx': join(fsmn, 'kws-encoder-plain.onnx'),
      'decoder.onnx': join(fsmn, 'kws-decoder-plain.onnx'),
      'joiner.onnx': join(fsmn, 'kws-joiner-plain.onnx'),
      'tokens.txt': join(fsmn, 'tokens-plain.txt'),
      'keywords.txt': '',
    };
    const root = store({ 'my-kws': files });
    const [candidate] = loadWake(locateModels(root), ['洗发水'], new Quarantine(root));
    const spotter = await candidate!.load();
    let heard: string | undefined;
    for (const frame of frames(
      Float32Array.from([...clip('xifashui.wav'), ...new Float32Array(16_000)]),
      512,
    ))
      heard ??= spotter.push(frame);
    expect(heard).toBe('洗发水');
  });

  it('that are broken are told by name, and the next one is taken', async () => {
    const root = store({
      'ggml-mine': { 'ggml-base.bin': 'this is no model' },
      holiday: { 'beach.jpg': '' },
    });
    symlinkSync(fsmn, join(root, 'fsmn-zh'));
    symlinkSync(join(modelsDir, 'silero-vad'), join(root, 'silero-vad'));
    writeFileSync(join(mkdirp(join(root, 'vad-mine')), 'silero_vad.onnx'), '');
    const warnings: string[] = [];
    const service = createVoiceService({
      config: Config.shape.voice.parse({}),
      modelsDir: root,
      emit: () => undefined,
      log: (_level, message) => void warnings.push(message),
      speechOutput: async () => {
        throw new Error('no voice in this test.');
      },
    });
    await service.ready;
    const { stages } = await service.handlers.status(undefined);
    expect(stages.find((s) => s.stage === 'asr')).toMatchObject({ ok: true, model: 'fsmn-zh' });
    expect(stages.find((s) => s.stage === 'asr2')).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/ggml-base\.bin is no ggml model/),
    });
    expect(stages.find((s) => s.stage === 'vad')).toMatchObject({
      ok: true,
      detail: expect.stringMatching(/silero_vad\.onnx is cut short/),
    });
    expect(stages.find((s) => s.stage === 'tts')).toMatchObject({ ok: false });
    expect(warnings.some((w) => w.includes('holiday'))).toBe(true);
    await service.close();
  });
});

function mkdirp(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}

describe('whisper.cpp', () => {
  it('refuses a file that is none of its models, by name, before and in its engine', async () => {
    const magic = Buffer.alloc(400);
    magic.writeUInt32LE(0x67676d6c, 0);
    const root = store({ none: { 'ggml-none.bin': 'this is no model' }, bad: { 'ggml-bad.bin': 'x' } });
    writeFileSync(join(root, 'bad', 'ggml-bad.bin'), magic);
    await expect(loadOffline(recognise(join(root, 'none'))!, 1)).rejects.toThrow(
      /ggml-none\.bin is no ggml model/,
    );
    await expect(loadOffline(recognise(join(root, 'bad'))!, 1)).rejects.toThrow(
      /ggml-bad\.bin is no model that whisper\.cpp can load|node-whisper/,
    );
  });
});

describe('a model that ended the process', () => {
  it('is left alone until its folder changes, and told of', async () => {
    const root = store({ bad: { 'model.onnx': 'x' } });
    const bad = join(root, 'bad');
    // The process ends while it loads: the mark stays.
    void new Quarantine(root).load(bad, () => new Promise(() => undefined));
    const after = new Quarantine(root);
    await expect(after.load(bad, () => 'loaded')).rejects.toThrow(/ended the voice process/);
    await expect(after.load(join(root, 'good'), () => 'loaded')).resolves.toBe('loaded');
    await expect(new Quarantine(root).load(bad, () => 'loaded')).rejects.toThrow(/ended the voice process/);
    await new Promise((r) => setTimeout(r, 20));
    writeFileSync(join(bad, 'other.onnx'), 'y');
    await expect(new Quarantine(root).load(bad, () => basename(bad))).resolves.toBe('bad');
  });
});
