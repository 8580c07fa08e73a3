import { readFileSync, writeFileSync } from 'node:fs';

export interface Sound {
  sampleRate: number;
  samples: Float32Array;
}

/** Reads 16-bit mono PCM, the only kind the fixtures are. */
export function readWav(file: string): Sound {
  const bytes = readFileSync(file);
  let at = 12;
  let sampleRate = 0;
  while (at + 8 <= bytes.length) {
    const id = bytes.toString('ascii', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    if (id === 'fmt ') sampleRate = bytes.readUInt32LE(at + 12);
    if (id === 'data') {
      const samples = new Float32Array(size >> 1);
      for (let i = 0; i < samples.length; i++) samples[i] = bytes.readInt16LE(at + 8 + i * 2) / 32768;
      return { sampleRate, samples };
    }
    at += 8 + size + (size & 1);
  }
  throw new Error(`${file}: no data chunk`);
}

export function writeWav(file: string, { sampleRate, samples }: Sound): void {
  const bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write('RIFF', 0, 'ascii');
  bytes.writeUInt32LE(36 + samples.length * 2, 4);
  bytes.write('WAVEfmt ', 8, 'ascii');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(sampleRate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'ascii');
  bytes.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((s, i) => bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, s)) * 32767), 44 + i * 2));
  writeFileSync(file, bytes);
}

/** Sounds one after another, with seconds of near-silence where a number stands. */
export function sequence(sampleRate: number, parts: readonly (Sound | number)[]): Sound {
  const pieces = parts.map((part) => {
    if (typeof part === 'number')
      return Float32Array.from(
        { length: Math.round(part * sampleRate) },
        (_, i) => Math.sin(i * 12.9898) * 1e-4,
      );
    if (part.sampleRate !== sampleRate)
      throw new Error(`a ${part.sampleRate} Hz clip in a ${sampleRate} Hz sequence`);
    return part.samples;
  });
  const samples = new Float32Array(pieces.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return { sampleRate, samples };
}

/** Root-mean-square levels of 10 ms each. */
function levels({ sampleRate, samples }: Sound): number[] {
  const size = sampleRate / 100;
  return Array.from({ length: Math.floor(samples.length / size) }, (_, i) => {
    let sum = 0;
    for (let k = i * size; k < (i + 1) * size; k++) sum += samples[k]! ** 2;
    return Math.sqrt(sum / size);
  });
}

/**
 * How alike two sounds rise and fall, in [-1,1]: the correlation of their 10 ms levels, the shorter one
 * filled up with silence. The same words by the same voice come out above 0.9, whatever noise the vocoder
 * drew.
 */
export function loudnessLikeness(one: Sound, other: Sound): number {
  const [a, b] = [levels(one), levels(other)];
  const length = Math.max(a.length, b.length);
  const mean = (list: number[]): number => list.reduce((sum, x) => sum + x, 0) / length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < length; i++) {
    const [x, y] = [(a[i] ?? 0) - ma, (b[i] ?? 0) - mb];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}
