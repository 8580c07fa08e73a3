import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Config, type FromVoice, type ToVoice } from '../main/contract';
import { decodeWav } from './audio/wav';
import { locateModels } from './models/locate';
import { createVoiceService } from './service';
import type { SpeechOutputPort } from './turn/speech-output-port';

const WAVS = '../shared/speech/wavs';
const modelsDir = process.env['DAOGOU_VOICE_MODELS_DIR'] ?? '';
const models = modelsDir ? locateModels(modelsDir) : undefined;
const installed = models?.vad && models.fsmn;
const recordings = existsSync(WAVS) ? undefined : WAVS;
const missing = installed ? recordings : 'speech models (silero-vad and fsmn-zh)';
if (missing) console.warn(`The recognizer on real recordings: skipped, ${missing} not found.`);

const clip = (file: string) => decodeWav(readFileSync(join(WAVS, file))).samples;
const silence = (seconds: number) =>
  Float32Array.from({ length: seconds * 16_000 }, (_, i) => Math.sin(i) * 1e-4);

describe.skipIf(missing)('the recognizer on real recordings', () => {
  it('goes from the wake word over partials to a transcript, speaks, and stops for a voice', async () => {
    const events: {
      event: string;
      payload: { text?: string; state?: string; turnId?: string; source?: string };
    }[] = [];
    const speechOutput: SpeechOutputPort = {
      status: { stage: 'tts', ok: true },
      async *say() {
        for (let i = 0; i < 20; i++) yield { sampleRate: 16_000, samples: new Float32Array(1_600) };
      },
      prerender: () => undefined,
      adjust: () => undefined,
      close: async () => undefined,
    };
    const service = createVoiceService({
      config: Config.shape.voice.parse({ wakeWords: ['小云小云'], secondPass: false, prerender: false }),
      modelsDir,
      emit: (event, payload) => void events.push({ event, payload: payload as never }),
      speechOutput: async () => speechOutput,
    });
    await service.ready;
    const sent: FromVoice[] = [];
    const port = new EventEmitter();
    const tell = (message: ToVoice) => port.emit('message', { data: message });
    service.attachAudio(Object.assign(port, { postMessage: (m: FromVoice) => void sent.push(m) }) as never);
    tell({ kind: 'mic', state: 'ok', sampleRate: 16_000 });
    const hear = async (samples: Float32Array, until: () => boolean) => {
      for (let at = 0; at + 512 <= samples.length && !until(); at += 512) {
        tell({ kind: 'pcm', samples: samples.slice(at, at + 512) });
        if (at % 5_120 === 0) await new Promise((r) => setTimeout(r, 15));
      }
      for (let i = 0; i < 400 && !until(); i++) await new Promise((r) => setTimeout(r, 25));
      expect(until()).toBe(true);
    };
    const last = (event: string) => events.findLast((e) => e.event === event)?.payload;

    await hear(
      Float32Array.from([
        ...clip('wake-xiaoyun/20200707_spk57db_storenoise52db_40cm_xiaoyun_sox_1.wav'),
        ...silence(0.5),
      ]),
      () => last('turn')?.state === 'listening',
    );
    expect(last('turn')).toMatchObject({ source: 'wake' });
    await service.handlers.cancel({});
    tell({ kind: 'pcm', samples: silence(2) });

    const { turnId } = await service.handlers.start({ source: 'tap' });
    await hear(
      Float32Array.from([
        ...clip('fd59df10517f4a92ab9b1d31cd94c0b9_6c02f8341bba4ceab3d66f28d0a11c1f.wav'),
        ...silence(2),
      ]),
      () => events.some((e) => e.event === 'final'),
    );
    expect(last('final')?.text).toBe('我要增加亮度');
    // A noise before it may have been a miss, after which the recognizer opens again by itself.
    expect(last('final')?.turnId).toMatch(new RegExp(`^${turnId}`));
    expect(last('partial')?.text).toMatch(/我要/);

    const asked = last('final')!.turnId!;
    await service.handlers.speak({ turnId: asked, text: '好的', lang: 'zh' });
    await hear(silence(0.1), () => sent.some((m) => m.kind === 'end'));
    tell({ kind: 'started', turnId: asked });
    const speech = clip('fd59df10517f4a92ab9b1d31cd94c0b9_6c02f8341bba4ceab3d66f28d0a11c1f.wav');
    await hear(speech, () => sent.some((m) => m.kind === 'flush'));
    tell({ kind: 'flushed', turnId: asked });
    expect(last('turn')).toMatchObject({ state: 'listening', source: 'barge_in' });
    await service.close();
  });
});
