import type { Output } from './playback-queue';

/** The rate of the voice; chunks of another rate are resampled by Web Audio. */
const VOICE_SAMPLE_RATE = 24_000;
/** Short enough to be at once, long enough not to click. */
const FADE_S = 0.01;

/**
 * The loudspeaker through Web Audio: every chunk is one `AudioBufferSourceNode`, started on the sample where
 * the last one ends.
 */
export function openSpeaker(): Output {
  let context: AudioContext | null = null;

  const running = (): AudioContext => {
    context ??= new AudioContext({ sampleRate: VOICE_SAMPLE_RATE, latencyHint: 'interactive' });
    if (context.state !== 'running') void context.resume().catch(() => undefined);
    return context;
  };

  // Opening a device takes a tenth of a second: not when the first word waits for it.
  running();

  return {
    now: () => running().currentTime,
    latency: () => Math.min(0.2, (context?.baseLatency ?? 0) + (context?.outputLatency ?? 0)),
    schedule(samples, sampleRate, at, ended) {
      const audio = running();
      const buffer = audio.createBuffer(1, samples.length, sampleRate);
      buffer.copyToChannel(Float32Array.from(samples), 0);
      const source = audio.createBufferSource();
      const gain = audio.createGain();
      source.buffer = buffer;
      source.connect(gain).connect(audio.destination);
      source.onended = () => {
        gain.disconnect();
        ended();
      };
      source.start(at);
      return () => {
        source.onended = () => gain.disconnect();
        gain.gain.setValueAtTime(1, audio.currentTime);
        gain.gain.linearRampToValueAtTime(0, audio.currentTime + FADE_S);
        source.stop(audio.currentTime + FADE_S);
      };
    },
  };
}
