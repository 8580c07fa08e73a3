import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { MIC_FRAME, MIC_SAMPLE_RATE } from '../../main/contract';
import { decodeWav } from '../audio/wav';
import { locateModels } from '../models/locate';
import { SileroVad } from '../stages/vad/silero';
import { Endpointer, type Completeness } from './endpointer';

const FRAME_MS = (MIC_FRAME * 1_000) / MIC_SAMPLE_RATE;
const HUMAN = '../shared/speech/wavs';
const modelsDir = process.env['DAOGOU_VOICE_MODELS_DIR'] ?? '';
const file = modelsDir ? locateModels(modelsDir).vad : undefined;
if (!file) console.warn('Endpointing on real recordings: skipped, silero-vad not found.');

const clip = (path: string): Float32Array => decodeWav(readFileSync(path)).samples;
const fixture = (name: string): Float32Array => clip(join('main', 'e2e', 'fixtures', name));
const silence = (ms: number): Float32Array =>
  Float32Array.from(
    { length: Math.round((ms * MIC_SAMPLE_RATE) / 1_000) },
    (_, i) => Math.sin(i * 12.9898) * 3e-4,
  );
const sequence = (...parts: Float32Array[]): Float32Array => Float32Array.from(parts.flatMap((p) => [...p]));

describe.skipIf(!file)('endpointing on real recordings', () => {
  let vad: SileroVad;
  beforeAll(async () => void (vad = await SileroVad.load(file!)));

  /** Milliseconds at which the endpoint comes; `at` says how the words look at each moment. */
  async function endpoint(
    sound: Float32Array,
    at: (ms: number) => Completeness,
    syllables = 6,
  ): Promise<{ endpoint: number; speech: number } | undefined> {
    const stream = vad.stream();
    const endpointer = new Endpointer();
    let speech = 0;
    for (let i = 0, now = 0; i + MIC_FRAME <= sound.length; i += MIC_FRAME) {
      now += FRAME_MS;
      const probability = await stream.push(sound.slice(i, i + MIC_FRAME));
      if (probability >= 0.5) speech = now;
      if (endpointer.push(probability, at(now), syllables) === 'endpoint') return { endpoint: now, speech };
    }
    return undefined;
  }

  it.each(['xifashui.wav', 'cesuo.wav', 'niunai.wav'])(
    '%s is not cut, and ends 400 to 1200 ms after it: sooner as a whole question',
    async (name) => {
      const sound = sequence(silence(300), fixture(name), silence(2_500));
      const waits = [];
      for (const completeness of ['complete', 'unknown', 'open'] as const) {
        const heard = (await endpoint(sound, () => completeness))!;
        // Silence at the end of the recording counts from where speech ended.
        const whole = (await endpoint(
          sequence(silence(300), fixture(name), silence(200), silence(4_000)),
          () => 'open',
        ))!;
        expect(heard.speech).toBe(whole.speech);
        waits.push(heard.endpoint - heard.speech);
      }
      expect(waits).toEqual([...waits].sort((a, b) => a - b));
      expect(waits[0]).toBeGreaterThanOrEqual(400);
      expect(waits[0]).toBeLessThan(700);
      expect(waits[2]).toBeLessThanOrEqual(1_200 + 2 * FRAME_MS);
    },
  );

  it('waits for who stops to think in the middle, and gives them longer afterwards', async () => {
    const [first, second] = [fixture('xifashui.wav'), fixture('niunai.wav')];
    const pauseAt = 300 + (first.length * 1_000) / MIC_SAMPLE_RATE;
    const sound = sequence(silence(300), first, silence(450), second, silence(3_000));
    const heard = (await endpoint(sound, (ms) => (ms < pauseAt + 700 ? 'open' : 'unknown')))!;
    expect(heard.endpoint).toBeGreaterThan(pauseAt + 450);
    const plain = (await endpoint(sequence(silence(300), second, silence(3_000)), () => 'unknown'))!;
    expect(heard.endpoint - heard.speech).toBeGreaterThan(plain.endpoint - plain.speech);
  });

  it('ends what does not stop', async () => {
    const speech = fixture('niunai.wav').slice(4_000, 24_000);
    const heard = (await endpoint(sequence(...Array.from({ length: 16 }, () => speech)), () => 'unknown'))!;
    expect(heard.endpoint).toBeLessThanOrEqual(16_500);
  });

  it.skipIf(!existsSync(HUMAN))('hears people out, whose pauses it does not know', async () => {
    const clips = readdirSync(HUMAN)
      .filter((f) => f.endsWith('.wav'))
      .slice(0, 10);
    let cut = 0;
    for (const name of clips) {
      const sound = sequence(clip(join(HUMAN, name)), silence(3_000));
      const heard = await endpoint(sound, () => 'unknown');
      // Where speech goes on later, it was cut off.
      const stream = vad.stream();
      let last = 0;
      for (let i = 0, now = 0; i + MIC_FRAME <= sound.length; i += MIC_FRAME) {
        now += FRAME_MS;
        if ((await stream.push(sound.slice(i, i + MIC_FRAME))) >= 0.5) last = now;
      }
      if (heard && heard.speech < last - 100) cut++;
    }
    expect(cut).toBeLessThanOrEqual(2);
  });
});
