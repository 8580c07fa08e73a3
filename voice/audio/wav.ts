import { DaogouError } from '../../main/contract';

/** Mono sound: samples in [-1,1] at `sampleRate` hertz. */
export interface Pcm {
  sampleRate: number;
  samples: Float32Array;
}

const FORMAT_PCM = 1;
const FORMAT_FLOAT = 3;
const FORMAT_EXTENSIBLE = 0xfffe;

interface Format {
  code: number;
  channels: number;
  rate: number;
  bits: number;
}

interface Chunks {
  format: Format;
  data: { at: number; length: number };
}

/** What is thrown for a file that is none, by why. */
type Broken = (why: string) => DaogouError;

/**
 * Reads a RIFF/WAVE file: PCM of 8, 16, 24 or 32 bits or IEEE float of 32 or 64 bits, any rate, any number of
 * channels, which are averaged to mono. A data chunk cut short (a recorder that lost power, a stream of
 * unknown length) gives what is there.
 * @param name what to call the file in an error
 */
export function decodeWav(bytes: Uint8Array, name = 'the file'): Pcm {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken: Broken = (why) =>
    new DaogouError('bad_request', `${name} can't be read as a WAV file: ${why}.`);
  const { format, data } = chunksOf(bytes, view, broken);
  const { channels, rate, bits } = format;
  const read = readerOf(view, format, broken);
  const width = bits / 8;
  const frames = Math.floor(data.length / (width * channels));
  if (frames === 0) throw broken('it holds no sound');
  const samples = new Float32Array(frames);
  for (let i = 0; i < frames; i++) {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += read(data.at + (i * channels + c) * width);
    const value = sum / channels;
    samples[i] = Number.isFinite(value) ? Math.max(-1, Math.min(1, value)) : 0;
  }
  return { sampleRate: rate, samples };
}

const tagAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

/** The format and the sound's place: the chunks up to the first one of data. */
function chunksOf(bytes: Uint8Array, view: DataView, broken: Broken): Chunks {
  if (bytes.length < 12 || tagAt(bytes, 0) !== 'RIFF' || tagAt(bytes, 8) !== 'WAVE')
    throw broken('it does not begin with a RIFF/WAVE header');
  let format: Format | undefined;
  let data: Chunks['data'] | undefined;
  for (let at = 12; at + 8 <= bytes.length && !data;) {
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    const tag = tagAt(bytes, at);
    if (tag === 'fmt ') format = formatAt(view, body, size, broken);
    else if (tag === 'data') data = { at: body, length: Math.min(size, bytes.length - body) };
    at = body + size + (size & 1);
  }
  if (!format) throw broken('it has no format chunk');
  if (!data) throw broken('it has no data chunk');
  return { format, data };
}

function formatAt(view: DataView, body: number, size: number, broken: Broken): Format {
  if (size < 16 || body + 16 > view.byteLength) throw broken('its format chunk is cut short');
  const code = view.getUint16(body, true);
  const extended = code === FORMAT_EXTENSIBLE && size >= 26 && body + 26 <= view.byteLength;
  return {
    code: extended ? view.getUint16(body + 24, true) : code,
    channels: view.getUint16(body + 2, true),
    rate: view.getUint32(body + 4, true),
    bits: view.getUint16(body + 14, true),
  };
}

/** How one sample of a format that makes sense is read. */
function readerOf(
  view: DataView,
  { code, channels, rate, bits }: Format,
  broken: Broken,
): (at: number) => number {
  if (channels < 1 || channels > 32) throw broken(`it says that it has ${channels} channels`);
  if (rate < 4_000 || rate > 384_000) throw broken(`its sample rate of ${rate} Hz is not one of speech`);
  const read = reader(view, code, bits);
  if (!read)
    throw broken(`format ${code} with ${bits} bits is not supported (16-bit PCM or 32-bit float is)`);
  return read;
}

function reader(view: DataView, code: number, bits: number): ((at: number) => number) | undefined {
  if (code === FORMAT_PCM) {
    if (bits === 8) return (at) => (view.getUint8(at) - 128) / 128;
    if (bits === 16) return (at) => view.getInt16(at, true) / 32_768;
    if (bits === 24) return (at) => (view.getUint16(at, true) | (view.getInt8(at + 2) << 16)) / 8_388_608;
    if (bits === 32) return (at) => view.getInt32(at, true) / 2_147_483_648;
  }
  if (code === FORMAT_FLOAT) {
    if (bits === 32) return (at) => view.getFloat32(at, true);
    if (bits === 64) return (at) => view.getFloat64(at, true);
  }
  return undefined;
}

/** A 16-bit mono WAV file. Samples beyond [-1,1] are clipped. */
export function encodeWav({ sampleRate, samples }: Pcm): Uint8Array {
  const bytes = new Uint8Array(44 + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, value: string) =>
    [...value].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  tag(0, 'RIFF');
  view.setUint32(4, 36 + samples.length * 2, true);
  tag(8, 'WAVE');
  tag(12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, FORMAT_PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  tag(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((s, i) =>
    view.setInt16(44 + i * 2, Math.round(Math.max(-1, Math.min(1, s)) * 32_767), true),
  );
  return bytes;
}
