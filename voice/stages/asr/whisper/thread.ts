import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DaogouError } from '../../../../main/contract';
import type { SecondPass, SecondPassOptions, SecondPassResult } from '../second-pass';
import type { FromThread, ThreadSetup, ToThread } from './messages';
import { Whisper } from './whisper';

/**
 * The bundle of `second-pass.worker.ts`, beside the bundles of processes and commands; nothing where sources
 * run as they are.
 */
export function secondPassWorker(): string | undefined {
  if (typeof __dirname !== 'string') return undefined;
  return [join(__dirname, 'workers'), join(__dirname, '..', 'workers')]
    .map((dir) => join(dir, 'second-pass.cjs'))
    .find((file) => existsSync(file));
}

/**
 * Loads a Whisper folder in a thread of its own; in this thread where there is no bundle of the worker or no
 * thread to be had. Rejects when the model can't be loaded.
 */
export async function loadWhisper(
  folder: string,
  threads: number,
  workerFile = secondPassWorker(),
): Promise<SecondPass> {
  if (workerFile) {
    try {
      return await WhisperThread.start(workerFile, { folder, threads });
    } catch (error) {
      if (error instanceof DaogouError) throw error;
    }
  }
  return InThisThread.load(folder, threads);
}

class InThisThread implements SecondPass {
  private constructor(private readonly whisper: Whisper) {}

  static async load(folder: string, threads: number): Promise<InThisThread> {
    return new InThisThread(await Whisper.load(folder, threads));
  }

  transcribe(samples: Float32Array, options: SecondPassOptions = {}): Promise<SecondPassResult> {
    return this.whisper.transcribe(samples, {
      ...options,
      pace: () => new Promise((resolve) => setImmediate(resolve)),
    });
  }

  close(): Promise<void> {
    return this.whisper.close();
  }
}

/** How long a thread may take to let go of its model. */
const CLOSE_MS = 2_000;

interface Waiting {
  resolve: (result: SecondPassResult) => void;
  reject: (error: Error) => void;
}

/** Whisper in a worker thread. A thread that dies is started anew by the next utterance. */
export class WhisperThread implements SecondPass {
  private readonly waiting = new Map<number, Waiting>();
  private worker: Promise<Worker> | undefined;
  private count = 0;
  private closed = false;

  private constructor(
    private readonly file: string,
    private readonly setup: ThreadSetup,
  ) {}

  static async start(file: string, setup: ThreadSetup): Promise<WhisperThread> {
    const thread = new WhisperThread(file, setup);
    await thread.running();
    return thread;
  }

  async transcribe(
    samples: Float32Array,
    { prefer, signal }: SecondPassOptions = {},
  ): Promise<SecondPassResult> {
    signal?.throwIfAborted();
    const worker = await this.running();
    const id = ++this.count;
    const send = (message: ToThread, transfer: ArrayBuffer[] = []): void =>
      worker.postMessage(message, transfer);
    const drop = (): void => {
      send({ kind: 'drop', id });
      this.waiting.get(id)?.reject(abortError());
      this.waiting.delete(id);
    };
    try {
      return await new Promise<SecondPassResult>((resolve, reject) => {
        if (signal?.aborted) return reject(abortError());
        worker.ref();
        this.waiting.set(id, { resolve, reject });
        signal?.addEventListener('abort', drop, { once: true });
        const copy = samples.slice();
        send({ kind: 'hear', id, samples: copy, prefer }, [copy.buffer]);
      });
    } finally {
      signal?.removeEventListener('abort', drop);
      if (this.waiting.size === 0) worker.unref();
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    const worker = await this.worker?.catch(() => undefined);
    if (!worker) return;
    const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.ref();
    worker.postMessage({ kind: 'close' } satisfies ToThread);
    const late = setTimeout(() => void worker.terminate(), CLOSE_MS);
    await gone;
    clearTimeout(late);
  }

  private running(): Promise<Worker> {
    if (this.closed) return Promise.reject(new DaogouError('unavailable', 'The second pass is closed.'));
    return (this.worker ??= this.begin());
  }

  private begin(): Promise<Worker> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(this.file, { workerData: this.setup });
      const end = (error: Error): void => {
        reject(error);
        this.worker = undefined;
        for (const { reject: fail } of this.waiting.values()) fail(error);
        this.waiting.clear();
      };
      worker.on('message', (message: FromThread) => {
        switch (message.kind) {
          case 'ready':
            // The program may end while a model lies idle, but not while it loads or hears.
            worker.unref();
            return resolve(worker);
          case 'unusable':
            return end(new DaogouError('unavailable', message.message));
          case 'heard':
            this.waiting.get(message.id)?.resolve(message.result);
            return void this.waiting.delete(message.id);
          case 'failed':
            this.waiting
              .get(message.id)
              ?.reject(new DaogouError('internal', `The second pass failed: ${message.message}`));
            return void this.waiting.delete(message.id);
        }
      });
      worker.on('error', end);
      worker.on('exit', (code) =>
        end(new DaogouError('internal', `The second pass's thread ended (exit ${code}).`)),
      );
    });
  }
}

const abortError = (): Error => new DOMException('The second pass is no longer wanted.', 'AbortError');
