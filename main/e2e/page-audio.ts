import type { Page } from '@playwright/test';
import type { Sound } from './wav';

/** What a test may look at and do inside the page; put there by `pageAudio`. */
interface PageAudio {
  /** Every buffer that the page plays. */
  played: { rate: number; samples: number[] }[];
  /** When a buffer that sounded was silenced, milliseconds of the page's clock. */
  silenced: number[];
  /**
   * A shopper talks into the microphone now; answers when the first sample is in it, milliseconds of the
   * page's clock.
   */
  talk(samples: number[], rate: number): number;
  /** The microphone's cable is pulled, or put back. */
  plugged(on: boolean): void;
  /** The page has opened the microphone. */
  inUse(): boolean;
}

/**
 * Runs before the page's own scripts: notes what it plays and when it is silenced, and mixes what a test says
 * into the microphone that the page opens.
 */
export function pageAudio(): void {
  const audio = globalThis as unknown as PageAudio;
  audio.played = [];
  audio.silenced = [];
  const { start, stop } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...args) {
    if (this.buffer)
      audio.played.push({ rate: this.buffer.sampleRate, samples: Array.from(this.buffer.getChannelData(0)) });
    return start.apply(this, args as []);
  };
  AudioBufferSourceNode.prototype.stop = function (...args) {
    audio.silenced.push(performance.now());
    return stop.apply(this, args as []);
  };

  const mixer = new AudioContext({ sampleRate: 16_000 });
  const microphone = mixer.createMediaStreamDestination();
  let device: MediaStreamAudioSourceNode | undefined;
  let plugged = true;
  const opened: MediaStream[] = [];
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    if (!plugged) throw new DOMException('Requested device not found', 'NotFoundError');
    device = mixer.createMediaStreamSource(await open(constraints));
    device.connect(microphone);
    await mixer.resume();
    // The page stops the tracks that it closes; the mixer's own lives on.
    const stream = microphone.stream.clone();
    opened.push(stream);
    return stream;
  };
  audio.inUse = () => opened.length > 0;
  audio.plugged = (on) => {
    plugged = on;
    if (!on)
      opened
        .splice(0)
        .forEach((stream) => stream.getTracks().forEach((track) => track.dispatchEvent(new Event('ended'))));
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  };
  audio.talk = (samples, rate) => {
    // From now on the test alone is heard, not the recording behind the device.
    device?.disconnect();
    const buffer = mixer.createBuffer(1, samples.length, rate);
    buffer.copyToChannel(Float32Array.from(samples), 0);
    const source = mixer.createBufferSource();
    source.buffer = buffer;
    source.connect(microphone);
    start.call(source);
    return performance.now() + (mixer.baseLatency ?? 0) * 1_000;
  };
}

/** What the page played since the last call, as one sound. */
export async function playedBy(page: Page): Promise<Sound | undefined> {
  const parts = await page.evaluate(() => (globalThis as unknown as PageAudio).played.splice(0));
  if (parts.length === 0) return undefined;
  return { sampleRate: parts[0]!.rate, samples: Float32Array.from(parts.flatMap((part) => part.samples)) };
}

/** Talks into the microphone; the milliseconds of the page's clock at which the voice itself begins. */
export async function talk(page: Page, { sampleRate, samples }: Sound): Promise<number> {
  const onset = samples.findIndex((s) => Math.abs(s) > 0.03);
  const began = await page.evaluate(
    ({ list, rate }) => (globalThis as unknown as PageAudio).talk(list, rate),
    { list: Array.from(samples), rate: sampleRate },
  );
  return began + (onset * 1_000) / sampleRate;
}

/** Pulls the microphone's cable, or puts it back. */
export async function plugMicrophone(page: Page, on: boolean): Promise<void> {
  // A page that has just been loaded opens its microphone a moment later: only what is in use can be pulled
  // out.
  if (!on) await page.waitForFunction(() => (globalThis as unknown as PageAudio).inUse());
  await page.evaluate((there) => (globalThis as unknown as PageAudio).plugged(there), on);
}

/** When the page last silenced something that sounded, milliseconds of its clock; 0 for never. */
export const silencedAt = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as PageAudio).silenced.at(-1) ?? 0);
