import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DaogouError } from '../../main/contract';
import { resample } from './resample';
import { decodeWav, encodeWav } from './wav';

const tone = (hz: number, rate: number, seconds = 0.2) =>
  Float32Array.from({ length: rate * seconds }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate));

/** The right channel has half of the left one. */
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
  left.forEach((s, i) => {
    bytes.writeFloatLE(s, 44 + i * 8);
    bytes.writeFloatLE(s / 2, 48 + i * 8);
  });
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
    expect(samples[100]).toBeCloseTo(left[100]! * 0.75, 5);
  });

  const wav = (sampleRate: number, channels: readonly Float32Array[]): Buffer => {
    const frames = channels[0]?.length ?? 0;
    const bytes = Buffer.alloc(44 + frames * channels.length * 2);
    bytes.set(encodeWav({ sampleRate, samples: new Float32Array(0) }).subarray(0, 44));
    bytes.writeUInt16LE(channels.length, 22);
    bytes.writeUInt16LE(channels.length * 2, 32);
    bytes.writeUInt32LE(frames * channels.length * 2, 40);
    for (let i = 0; i < frames; i++)
      channels.forEach((channel, c) =>
        bytes.writeInt16LE(Math.round((channel[i] ?? 0) * 32_767), 44 + (i * channels.length + c) * 2),
      );
    return bytes;
  };
  const heard = (bytes: Uint8Array): number =>
    Math.sqrt(decodeWav(bytes).samples.reduce((sum, s) => sum + s * s, 0) / decodeWav(bytes).samples.length);
  const sound = tone(440, 16_000);
  const silent = new Float32Array(sound.length);
  const hiss = sound.map((_, i) => 0.0005 * Math.sin(i * 1.7));

  it.each([0, 0xffffffff, 0x7ffffff0])('goes on to the end where its size is %i', (size) => {
    const bytes = wav(16_000, [sound]);
    bytes.writeUInt32LE(size, 40);
    expect(decodeWav(bytes).samples).toHaveLength(sound.length);
  });
  it('that is empty and followed by a chunk holds no sound', () => {
    const empty = Buffer.concat([wav(16_000, [new Float32Array(0)]), Buffer.from('LIST\u0004\0\0\0INFO')]);
    expect(() => decodeWav(empty)).toThrow(/holds no sound/);
  });
  it.each([
    ['without its pad byte', 'LIST\u0005\0\0\0INFOx'],
    ['with its pad byte', 'LIST\u0005\0\0\0INFOx\0'],
    ['twice', 'LIST\u0005\0\0\0INFOxbext\u0003\0\0\0abc'],
    ['of even size', 'LIST\u0004\0\0\0INFO'],
  ])('survives an odd chunk %s', (_name, chunk) => {
    const whole = wav(16_000, [sound]);
    const bytes = Buffer.concat([whole.subarray(0, 36), Buffer.from(chunk, 'latin1'), whole.subarray(36)]);
    expect(decodeWav(bytes).samples).toHaveLength(sound.length);
  });
  it.each([
    ['in opposite phase', [sound, sound.map((s) => -s)], 0.354],
    ['nearly in opposite phase', [sound, sound.map((s) => -0.9 * s)], 0.354],
    ['with one dead', [silent, sound], 0.354],
    ['with one that only hisses', [sound, hiss], 0.354],
    ['alike', [sound, sound], 0.354],
    ['of four, three of them dead', [sound, silent, silent, silent], 0.354],
    ['silent', [silent, silent], 0],
  ])('of channels %s keeps its sound', (_name, channels, rms) =>
    expect(heard(wav(16_000, channels))).toBeCloseTo(rms, 2),
  );

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
