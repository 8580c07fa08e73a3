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
 * unknown length) or of size 0 gives what is there; an odd chunk without its pad byte is survived; channels that
 * cancel each other out, or are silent, don't take the sound away.
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
  const sample = (frame: number, channel: number): number => {
    const value = read(data.at + (frame * channels + channel) * width);
    return Number.isFinite(value) ? value : 0;
  };
  return { sampleRate: rate, samples: toMono({ frames, channels, sample }) };
}

/**
 * The mix is of use down to this share of the loudest channel's power: of two that hear different things it has half,
 * beside one dead channel of two a quarter.
 */
const CANCELLED = 0.3;

interface Channels {
  frames: number;
  channels: number;
  sample: (frame: number, channel: number) => number;
}

/** The mean of the channels; the loudest one alone where they cancel each other out or most are dead. */
function toMono({ frames, channels, sample }: Channels): Float32Array {
  const mean = (frame: number): number => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += sample(frame, channel);
    return sum / channels;
  };
  let value = mean;
  if (channels > 1) {
    const powers = Array.from({ length: channels }, (_, channel) =>
      power(frames, (frame) => sample(frame, channel)),
    );
    const loudest = Math.max(...powers);
    const first = powers.indexOf(loudest);
    if (power(frames, mean) < loudest * CANCELLED) value = (frame) => sample(frame, first);
  }
  return Float32Array.from({ length: frames }, (_, frame) => Math.max(-1, Math.min(1, value(frame))));
}

function power(frames: number, value: (frame: number) => number): number {
  let sum = 0;
  for (let frame = 0; frame < frames; frame++) sum += value(frame) ** 2;
  return sum / frames;
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
    else if (tag === 'data') data = { at: body, length: dataLength(bytes, body, size) };
    at = nextChunk(bytes, body + size);
  }
  if (!format) throw broken('it has no format chunk');
  if (!data) throw broken('it has no data chunk');
  return { format, data };
}

/** A recorder that was stopped hard left the size at 0 and sound behind it: it goes on to the end. */
function dataLength(bytes: Uint8Array, body: number, size: number): number {
  const left = bytes.length - body;
  const unfinished = size === 0 && left > 0 && !isChunkAt(bytes, body);
  return unfinished ? left : Math.min(size, left);
}

/** Chunks begin at even places (RIFF); some programs leave out the pad byte behind an odd one. */
const nextChunk = (bytes: Uint8Array, end: number): number =>
  end % 2 === 1 && !(isChunkAt(bytes, end) && !isChunkAt(bytes, end + 1)) ? end + 1 : end;

/** Names of chunks that WAVE files hold. */
const CHUNKS = new Set([
  'fmt ',
  'data',
  'LIST',
  'fact',
  'bext',
  'cue ',
  'PEAK',
  'JUNK',
  'junk',
  'smpl',
  'inst',
  'id3 ',
  'ID3 ',
  'iXML',
  'PAD ',
  'FLLR',
  'plst',
  'labl',
  'axml',
  'chna',
  '_PMX',
  'DISP',
  'cart',
]);
const isChunkAt = (bytes: Uint8Array, at: number): boolean =>
  at + 8 <= bytes.length && CHUNKS.has(tagAt(bytes, at));

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
