import { EventEmitter } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Config, MIC_FRAME, MIC_SAMPLE_RATE, type FromVoice, type ToVoice } from '../../../main/contract';
import { Framer } from '../../audio/frames';
import { decodeWav } from '../../audio/wav';
import { addBabble } from '../../evals/noise';
import { locateModels } from '../../models/locate';
import { createVoiceService } from '../../service';
import type { SpeechOutputPort } from '../../turn/speech-output-port';
import { WakeSpotter } from './spotter';

const WAVS = '../shared/speech/wavs';
const CALLS = join(WAVS, 'wake-xiaoyun');
const modelsDir = process.env['DAOGOU_VOICE_MODELS_DIR'] ?? '';
const models = modelsDir ? locateModels(modelsDir) : undefined;
const installed = models?.wake && models.vad;
const recordings = existsSync(CALLS) ? undefined : CALLS;
const missing = installed ? recordings : 'speech models (fsmn-zh and silero-vad)';
if (missing) console.warn(`The wake word on real recordings: skipped, ${missing} not found.`);

const clips = (folder: string, count: number): Float32Array[] =>
  readdirSync(folder)
    .filter((f) => f.endsWith('.wav'))
    .slice(0, count)
    .map((f) => decodeWav(readFileSync(join(folder, f))).samples);
const silence = (seconds: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: seconds * MIC_SAMPLE_RATE }, (_, i) => Math.sin(i) * 1e-4);
const join2 = (...parts: Float32Array[]): Float32Array<ArrayBuffer> =>
  Float32Array.from(parts.flatMap((p) => [...p]));

describe.skipIf(missing)('the wake word on real recordings', () => {
  const woken = (spotter: WakeSpotter, sound: Float32Array): boolean => {
    spotter.reset();
    return new Framer().push(join2(sound, silence(0.8))).some((frame) => spotter.push(frame) !== undefined);
  };

  it('is heard near and far, over a busy store, and not in other talk', () => {
    const spotter = WakeSpotter.load(models!.wake!, ['小云小云', '你好小店']);
    const calls = clips(CALLS, 6);
    const others = clips(WAVS, 6);
    for (const call of calls) expect(woken(spotter, call)).toBe(true);
    // Ten times the distance.
    for (const call of calls)
      expect(
        woken(
          spotter,
          call.map((s) => s * 0.1),
        ),
      ).toBe(true);
    expect(
      calls.filter((call) => woken(spotter, addBabble(call, others.slice(0, 3), 12))).length,
    ).toBeGreaterThanOrEqual(5);
    for (const other of others) expect(woken(spotter, other)).toBe(false);
  });

  it('does not wake the terminal by its own speech', async () => {
    const call = clips(CALLS, 1)[0]!;
    const reply = Float32Array.from(call);
    const seen: { state?: string; source?: string }[] = [];
    const speechOutput: SpeechOutputPort = {
      status: { stage: 'tts', ok: true },
      async *say() {
        yield { sampleRate: MIC_SAMPLE_RATE, samples: reply };
      },
      prerender: () => undefined,
      adjust: () => undefined,
      close: async () => undefined,
    };
    const service = createVoiceService({
      config: Config.shape.voice.parse({ wakeWords: ['小云小云'], secondPass: false, prerender: false }),
      modelsDir,
      emit: (event, payload) => void (event === 'turn' && seen.push(payload as never)),
      speechOutput: async () => speechOutput,
    });
    await service.ready;
    const sent: FromVoice[] = [];
    const port = new EventEmitter();
    const tell = (message: ToVoice): void => void port.emit('message', { data: message });
    service.attachAudio(Object.assign(port, { postMessage: (m: FromVoice) => void sent.push(m) }) as never);
    tell({ kind: 'mic', state: 'ok', sampleRate: MIC_SAMPLE_RATE });
    await service.handlers.speak({ turnId: 'own', text: '小云小云', lang: 'zh' });
    for (let i = 0; i < 200 && !sent.some((m) => m.kind === 'end'); i++)
      await new Promise((r) => setTimeout(r, 20));
    tell({ kind: 'started', turnId: 'own' });
    // The loudspeaker's sound comes back a little later and half as loud, in the time it takes.
    const echo = join2(
      silence(0.06),
      reply.map((s) => s * 0.5),
    );
    const began = performance.now();
    for (let at = 0; at + MIC_FRAME <= echo.length; at += MIC_FRAME) {
      tell({ kind: 'pcm', samples: echo.slice(at, at + MIC_FRAME) });
      await new Promise((r) =>
        setTimeout(r, Math.max(0, began + (at / MIC_SAMPLE_RATE) * 1_000 - performance.now())),
      );
    }
    tell({ kind: 'played', turnId: 'own' });
    tell({ kind: 'pcm', samples: silence(1) });
    await new Promise((r) => setTimeout(r, 300));
    expect(seen.some((t) => t.state === 'speaking')).toBe(true);
    expect(seen.filter((t) => t.source === 'wake')).toEqual([]);
    await service.close();
  });
});
