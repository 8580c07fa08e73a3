import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DaogouError } from '../../main/contract';
import { resample } from './resample';
import { decodeWav, encodeWav } from './wav';

const tone = (hz: number, rate: number, seconds = 0.2) =>
  Float32Array.from({ length: rate * seconds }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate));

function floatStereo(left: Float32Array, rate: number): Uint8Array {
  const bytes = Buffer.alloc(44 + left.length * 8);
  bytes.write('RIFF', 0);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(3, 20);
  bytes.writeUInt16LE(2, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt16LE(32, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(left.length * 8, 40);
  left.forEach((s, i) => bytes.writeFloatLE(s, 44 + i * 8));
  return bytes;
}

describe('WAV', () => {
  it('comes back as it was written', () => {
    const samples = tone(440, 16_000);
    const back = decodeWav(encodeWav({ sampleRate: 16_000, samples }));
    expect(back.sampleRate).toBe(16_000);
    expect(back.samples.every((s, i) => Math.abs(s - samples[i]!) < 1e-4)).toBe(true);
  });

  it('averages channels of float files', () => {
    const left = tone(440, 44_100);
    const { samples, sampleRate } = decodeWav(floatStereo(left, 44_100));
    expect(sampleRate).toBe(44_100);
    expect(samples[100]).toBeCloseTo(left[100]! / 2, 5);
  });

  it('answers any bytes with sound or one plain sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (noise, header) => {
        const bytes = header
          ? Uint8Array.from([
              ...encodeWav({ sampleRate: 8_000, samples: new Float32Array(4) }).subarray(0, 36),
              ...noise,
            ])
          : noise;
        try {
          decodeWav(bytes, 'x.wav');
        } catch (error) {
          expect(error).toBeInstanceOf(DaogouError);
          expect((error as Error).message).toMatch(/^x\.wav can't be read/);
        }
      }),
    );
  });
});

describe('resample', () => {
  it('keeps tones below the new limit and removes those above', () => {
    const rms = (v: Float32Array) =>
      Math.sqrt(v.slice(800, -800).reduce((s, x) => s + x * x, 0) / (v.length - 1_600));
    expect(rms(resample(tone(1_000, 48_000), 48_000, 16_000))).toBeCloseTo(0.354, 2);
    expect(rms(resample(tone(11_000, 48_000), 48_000, 16_000))).toBeLessThan(0.003);
    expect(resample(tone(300, 8_000), 8_000, 16_000)).toHaveLength(3_200);
  });
});
