/**
 * The thread of the second pass: loads Whisper and hears one utterance after the other, so that frames, voice
 * activity and playback never wait for it.
 */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromThread, ThreadSetup, ToThread } from './messages';
import { Whisper } from './whisper';

/** Steps behind the threads that hear and speak. */
const NICE = 3;

const { folder, threads } = workerData as ThreadSetup;
const tell = (message: FromThread): void => parentPort?.postMessage(message);
const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function stepBack(): void {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').pop()), NICE);
  } catch {
    // Not Linux, or not allowed: the second pass then competes as an equal.
  }
}

async function work(): Promise<void> {
  stepBack();
  const whisper = await Whisper.load(folder, threads);
  const wanted = new Map<number, AbortController>();
  let line: Promise<unknown> = Promise.resolve();
  const hear = async (
    { id, samples, prefer }: ToThread & { kind: 'hear' },
    signal: AbortSignal,
  ): Promise<void> => {
    try {
      await breathe();
      signal.throwIfAborted();
      tell({
        kind: 'heard',
        id,
        result: await whisper.transcribe(samples, { prefer, signal, pace: breathe }),
      });
    } catch (error) {
      tell({ kind: 'failed', id, message: textOf(error) });
    } finally {
      wanted.delete(id);
    }
  };
  parentPort?.on('message', (message: ToThread) => {
    if (message.kind === 'hear') {
      const abort = new AbortController();
      wanted.set(message.id, abort);
      line = line.then(() => hear(message, abort.signal));
    } else if (message.kind === 'drop') wanted.get(message.id)?.abort();
    else {
      for (const abort of wanted.values()) abort.abort();
      void line.then(() => whisper.close()).then(() => parentPort?.close());
    }
  });
  tell({ kind: 'ready' });
}

work().catch((error: unknown) => {
  tell({ kind: 'unusable', message: textOf(error) });
  parentPort?.close();
});
