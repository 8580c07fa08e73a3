import clip from './bench-clip.json';

/**
 * The spoken question that models are measured on: 16 kHz mono in [-1,1]. Decoded by ITU-T G.711, table 2a.
 */
export function benchClip(): { samples: Float32Array; text: string } {
  const bytes = Buffer.from(clip.mulaw, 'base64');
  const samples = Float32Array.from(bytes, (byte) => {
    const code = ~byte & 0xff;
    const size = ((((code & 0x0f) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84;
    return ((code & 0x80) !== 0 ? -size : size) / 32_768;
  });
  return { samples, text: clip.text };
}
