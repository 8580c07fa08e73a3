import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Config, MIC_FRAME, MIC_SAMPLE_RATE, type FromVoice, type ToVoice } from '../../main/contract';
import { decodeWav } from '../audio/wav';
import { locateModels } from '../models/locate';
import { createVoiceService, type VoiceService } from '../service';

const FRAME_MS = (MIC_FRAME * 1_000) / MIC_SAMPLE_RATE;
const modelsDir = process.env['DAOGOU_VOICE_MODELS_DIR'] ?? '';
const models = modelsDir ? locateModels(modelsDir) : undefined;
const missing = !models?.vad || !models.fsmn;
if (missing)
  console.warn('Talking over the reply: skipped, speech models (silero-vad and fsmn-zh) not found.');

const fixture = (name: string): Float32Array =>
  decodeWav(readFileSync(join('main', 'e2e', 'fixtures', name))).samples;
const join2 = (...parts: Float32Array[]): Float32Array => Float32Array.from(parts.flatMap((p) => [...p]));
const silence = (seconds: number): Float32Array =>
  Float32Array.from({ length: seconds * MIC_SAMPLE_RATE }, (_, i) => Math.sin(i * 12.9898) * 3e-4);
/** A room's answer to the loudspeaker: late, dull and with reflections. */
function echoOf(reply: Float32Array, decibels: number, delayMs: number): Float32Array {
  const gain = 10 ** (decibels / 20);
  const taps = [0, 11, 23, 41, 67, 97].map((ms, i) => ({
    at: Math.round(((delayMs + ms) * MIC_SAMPLE_RATE) / 1_000),
    gain: gain * 0.6 ** i * (i % 2 ? -1 : 1),
  }));
  const out = new Float32Array(reply.length + MIC_SAMPLE_RATE / 2);
  let dull = 0;
  for (let i = 0; i < reply.length; i++) {
    dull += 0.6 * (reply[i]! - dull);
    for (const tap of taps) out[i + tap.at]! += tap.gain * dull;
  }
  return out;
}

describe.skipIf(missing)('talking over the reply', () => {
  const reply = join2(fixture('xifashui.wav'), fixture('niunai.wav'), fixture('xifashui.wav'));
  let clock = 0;
  let service: VoiceService;
  const sent: FromVoice[] = [];
  const events: {
    event: string;
    payload: { turnId?: string; state?: string; source?: string; text?: string };
  }[] = [];
  const port = new EventEmitter();
  const tell = (message: ToVoice) => port.emit('message', { data: message });

  beforeAll(async () => {
    service = createVoiceService({
      config: Config.shape.voice.parse({ secondPass: false, prerender: false }),
      modelsDir,
      emit: (event, payload) => void events.push({ event, payload: payload as never }),
      now: () => clock,
      speechOutput: async () => ({
        status: { stage: 'tts', ok: true },
        async *say() {
          yield { sampleRate: MIC_SAMPLE_RATE, samples: reply, text: '洗发水在哪里牛奶多少钱洗发水在哪里' };
        },
        prerender: () => undefined,
        adjust: () => undefined,
        close: async () => undefined,
      }),
    });
    await service.ready;
    service.attachAudio(Object.assign(port, { postMessage: (m: FromVoice) => void sent.push(m) }) as never);
    tell({ kind: 'mic', state: 'ok', sampleRate: MIC_SAMPLE_RATE });
  });
  afterAll(() => service?.close());

  /**
   * Lets the microphone hear `sound` on the clock of the sound itself; gives the milliseconds after which the
   * reply was stopped.
   */
  async function hear(sound: Float32Array): Promise<number | undefined> {
    const began = clock;
    for (let at = 0; at + MIC_FRAME <= sound.length; at += MIC_FRAME) {
      clock += FRAME_MS;
      tell({ kind: 'pcm', samples: sound.slice(at, at + MIC_FRAME) });
      // The recognizer works through what it was given before the clock goes on.
      await new Promise((r) => setTimeout(r, 0));
      await settle();
      if (sent.some((m) => m.kind === 'flush')) return clock - began;
    }
    return undefined;
  }
  const settle = async () => {
    for (let i = 0; i < 3; i++) await new Promise((r) => setImmediate(r));
    await service.settled();
  };

  async function speak(turnId: string): Promise<void> {
    await service.handlers.cancel({});
    tell({ kind: 'flushed', turnId: 'none' });
    await hear(silence(0.4));
    sent.length = 0;
    events.length = 0;
    await service.handlers.speak({ turnId, text: '洗发水在哪里牛奶多少钱洗发水在哪里', lang: 'zh' });
    await settle();
    expect(sent.some((m) => m.kind === 'end')).toBe(true);
    clock += 30;
    tell({ kind: 'started', turnId });
  }

  it('never answers itself, however loud the reply comes back', async () => {
    // The first is the worst: nothing of this room's echo is known yet.
    for (const [i, [decibels, delay]] of [
      [-6, 90],
      [-6, 90],
      [-20, 160],
      [-3, 40],
      [-40, 90],
      [-40, 90],
      [-10, 60],
    ].entries() as IterableIterator<[number, [number, number]]>) {
      const turnId = `echo-${i}`;
      await speak(turnId);
      expect(
        await hear(echoOf(reply, decibels, delay)),
        `echo of ${decibels} dB after ${delay} ms`,
      ).toBeUndefined();
      tell({ kind: 'played', turnId });
      await settle();
      expect(
        events.filter((e) => e.event === 'final' || (e.event === 'turn' && e.payload.source === 'barge_in')),
      ).toEqual([]);
    }
  });

  it('stops within 200 ms of a voice over it, echo or none', async () => {
    const voice = fixture('ting.wav');
    const onset = voice.findIndex((s) => Math.abs(s) > 0.03);
    const times: number[] = [];
    for (const [i, decibels] of [-60, -30, -14].entries()) {
      const turnId = `over-${i}`;
      await speak(turnId);
      const from = Math.round(1.4 * MIC_SAMPLE_RATE) + i * 97;
      const mixed = echoOf(reply, decibels, 90).map((s, k) => s + (voice[k - from] ?? 0));
      const stopped = await hear(mixed);
      expect(stopped, `voice over an echo of ${decibels} dB`).toBeDefined();
      times.push(stopped! - ((from + onset) * 1_000) / MIC_SAMPLE_RATE);
      tell({ kind: 'flushed', turnId });
      await settle();
      expect(events.findLast((e) => e.event === 'turn')?.payload).toMatchObject({
        state: 'listening',
        source: 'barge_in',
      });
    }
    // The page's own fade and buffer take some 20 ms more.
    expect(Math.max(...times), `stopped after ${times.map(Math.round).join(', ')} ms`).toBeLessThanOrEqual(
      180,
    );
    expect(Math.min(...times)).toBeGreaterThan(0);
  });

  it('hears the whole question that was said over the reply', async () => {
    const voice = fixture('cesuo.wav');
    for (const [i, decibels] of [-60, -30].entries()) {
      const turnId = `question-${i}`;
      await speak(turnId);
      const from = Math.round(1.2 * MIC_SAMPLE_RATE);
      const mixed = Float32Array.from([
        ...echoOf(reply, decibels, 90).map((s, k) => s + (voice[k - from] ?? 0)),
        ...silence(0.1),
      ]);
      const stopped = await hear(mixed);
      expect(stopped).toBeDefined();
      // The page confirms 60 ms later; meanwhile the shopper talks on, and the echo is gone.
      const at = Math.round((stopped! * MIC_SAMPLE_RATE) / 1_000);
      const rest = Float32Array.from([...voice.slice(at - from), ...silence(2)]);
      sent.length = 0;
      await hear(rest.slice(0, 1_024));
      tell({ kind: 'flushed', turnId });
      await hear(rest.slice(1_024));
      await settle();
      for (let k = 0; k < 200 && !events.some((e) => e.event === 'final' || e.event === 'silent'); k++)
        await new Promise((r) => setTimeout(r, 20));
      expect(
        events.find((e) => e.event === 'final')?.payload.text ??
          JSON.stringify(events.map((e) => [e.event, e.payload.state, e.payload.text])),
        `over an echo of ${decibels} dB`,
      ).toMatch(/厕所在哪/);
    }
  });
});
