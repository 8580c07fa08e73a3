import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeWav } from '../../../audio/wav';
import { locateModels } from '../../../models/locate';
import { loadWhisper } from './thread';

const CLIP = '../shared/speech/wavs/fd59df10517f4a92ab9b1d31cd94c0b9_6c02f8341bba4ceab3d66f28d0a11c1f.wav';
const modelsDir = process.env['DAOGOU_VOICE_MODELS_DIR'] ?? '';
const folder = modelsDir ? locateModels(modelsDir).whisper.at(-1) : undefined;
const samples = (): Float32Array | undefined => {
  try {
    return decodeWav(readFileSync(CLIP)).samples;
  } catch {
    return undefined;
  }
};
const clip = samples();
const recording = clip ? undefined : CLIP;
const missing = folder ? recording : 'a Whisper model';
if (missing) console.warn(`The second pass in its thread: skipped, ${missing} not found.`);

// Within the repository, so that the thread finds the native packages.
const out = resolve('.cache', `second-pass-test-${process.pid}`);
const worker = join(out, 'second-pass.cjs');

describe.skipIf(missing)('the second pass in its own thread', () => {
  beforeAll(async () => {
    mkdirSync(out, { recursive: true });
    await build({
      entryPoints: ['voice/stages/asr/whisper/second-pass.worker.ts'],
      outfile: worker,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['onnxruntime-node'],
      logLevel: 'error',
    });
  });
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  it('hears while this thread goes on, and drops what is no longer wanted', async () => {
    const whisper = await loadWhisper(folder!, 1, worker);
    let turns = 0;
    let counting = true;
    const count = (): void => void (counting && (turns++, setTimeout(count, 0)));
    count();
    const heard = await whisper.transcribe(clip!, { prefer: 'zh' });
    counting = false;
    expect(heard).toMatchObject({ lang: 'zh' });
    expect(heard.characters.map((c) => c.text).join('')).toBe(heard.text);
    // On the calling thread the encoder alone would leave room for a dozen.
    expect(turns).toBeGreaterThan(50);

    const abort = new AbortController();
    const dropped = whisper.transcribe(clip!, { signal: abort.signal });
    const next = whisper.transcribe(clip!, { prefer: 'zh' });
    abort.abort();
    await expect(dropped).rejects.toThrow('no longer wanted');
    expect((await next).text).toBe(heard.text);
    await whisper.close();
    await expect(whisper.transcribe(clip!)).rejects.toThrow('closed');
  });

  it('says what is wrong with a model that can’t be loaded', async () => {
    await expect(loadWhisper(out, 1, worker)).rejects.toThrow(/encoder_cropped|tokenizer/);
  });
});
