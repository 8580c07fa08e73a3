import { MIC_FRAME, MIC_SAMPLE_RATE, type MicState } from '../../../main/contract';
import workletUrl from './capture.worklet.ts?worker&url';
import { MicMonitor } from './mic-monitor';

const RETRY_MS = 5_000;

interface Handlers {
  frame(samples: Float32Array<ArrayBuffer>): void;
  state(state: MicState): void;
  level(level: number): void;
}

/**
 * Keeps a microphone open for as long as the page lives: 16 kHz mono with the browser's echo canceller, noise
 * suppression and gain. One that is missing, refused or pulled out is tried again whenever the devices change
 * and every few seconds.
 */
export function openMicrophone(handlers: Handlers): void {
  let state: MicState | null = null;
  let close: (() => void) | null = null;
  let opening = false;

  const report = (next: MicState): void => {
    if (next !== state) handlers.state((state = next));
  };

  const open = async (): Promise<void> => {
    if (opening || close) return;
    opening = true;
    try {
      close = await capture(
        (frame, silent) => {
          handlers.frame(frame);
          report(silent ? 'silent' : 'ok');
        },
        handlers.level,
        () => {
          close?.();
          close = null;
          report('lost');
          void open();
        },
      );
    } catch (error) {
      report(whyNot(error, state));
    } finally {
      opening = false;
    }
  };

  report('starting');
  void open();
  navigator.mediaDevices?.addEventListener('devicechange', () => void open());
  setInterval(() => void open(), RETRY_MS);
}

/** A microphone that had worked and can't be found again is lost, not absent. */
function whyNot(error: unknown, before: MicState | null): MicState {
  if (error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'SecurityError'))
    return 'denied';
  return before === 'lost' || before === 'ok' || before === 'silent' ? 'lost' : 'absent';
}

async function capture(
  onFrame: (frame: Float32Array<ArrayBuffer>, silent: boolean) => void,
  onLevel: (level: number) => void,
  onEnded: () => void,
): Promise<() => void> {
  if (!navigator.mediaDevices) throw new DOMException('This page has no media devices.', 'NotFoundError');
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
  });
  // Pulled out while the rest is still being set up, it must not count as open.
  const [track] = stream.getAudioTracks();
  let [ended, running] = [false, false];
  track?.addEventListener('ended', () => {
    ended = true;
    if (running) onEnded();
  });
  // Chromium resamples the device to the context's rate with its own windowed-sinc filter.
  const context = new AudioContext({ sampleRate: MIC_SAMPLE_RATE, latencyHint: 'interactive' });
  const close = (): void => {
    stream.getTracks().forEach((track) => track.stop());
    void context.close();
  };
  try {
    await context.audioWorklet.addModule(workletUrl);
    const node = new AudioWorkletNode(context, 'mic-capture', {
      numberOfInputs: 1,
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
      processorOptions: { frame: MIC_FRAME },
    });
    const monitor = new MicMonitor();
    node.port.onmessage = ({ data }: MessageEvent<Float32Array<ArrayBuffer>>) => {
      const { level, silent } = monitor.take(data, (MIC_FRAME / MIC_SAMPLE_RATE) * 1000);
      onLevel(level);
      onFrame(data, silent);
    };
    node.onprocessorerror = onEnded;
    context.createMediaStreamSource(stream).connect(node);
    await context.resume();
    if (ended) throw new DOMException('The microphone went away while it was being opened.', 'NotFoundError');
    running = true;
  } catch (error) {
    close();
    throw error;
  }
  return close;
}
