import { open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { DaogouError } from '../../../main/contract';
import type { FoundModel } from '../../models/recognise';
import type { SecondPass, SecondPassOptions, SecondPassResult } from './second-pass';
import { plainResult } from './sherpa-offline';

/**
 * The parts of the whisper.cpp binding (@fugood/node-whisper-*, an N-API add-on a platform) that are used
 * here.
 */
interface WhisperCpp {
  WhisperContext: new (options: { filePath: string; useGpu: boolean }) => {
    transcribeData(
      pcm16: ArrayBuffer,
      options: { language?: string; maxThreads?: number; beamSize?: number; temperature?: number },
    ): { stop: () => Promise<void>; promise: Promise<{ result: string; language?: string }> };
    release(): Promise<void>;
  };
}

/** `ggml` in little-endian, the first bytes of every model of whisper.cpp's. */
const MAGIC = 0x67676d6c;

// The bundles are CommonJS, where import.meta is empty; the tests are ES modules, where __filename is
// missing.
const load = createRequire(typeof __filename === 'string' ? __filename : import.meta.url);

/**
 * Loads whisper.cpp's binding for this platform: an optional package. Throws in plain words when it isn't
 * there.
 */
function loadBinding(): WhisperCpp {
  const name = `@fugood/node-whisper-${process.platform}-${process.arch}`;
  try {
    return load(name) as WhisperCpp;
  } catch (error) {
    throw new DaogouError(
      'unavailable',
      `whisper.cpp models need the package ${name}, which isn't installed here (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`,
    );
  }
}

async function checkMagic(file: string): Promise<void> {
  const handle = await open(file, 'r');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
  await handle.close();
  // The binding ends the whole process on some files that are no models.
  if (bytesRead < 4 || buffer.readUInt32LE(0) !== MAGIC)
    throw new DaogouError('integrity', `${file} is no ggml model of whisper.cpp`);
}

/**
 * A ggml model of whisper.cpp's as the second pass, for stores that prefer it. Runs on threads of its own.
 */
export class WhisperCppPass implements SecondPass {
  private constructor(
    private readonly context: InstanceType<WhisperCpp['WhisperContext']>,
    private readonly threads: number,
  ) {}

  static async load({ files }: FoundModel, threads: number): Promise<WhisperCppPass> {
    const file = files['model']!;
    await checkMagic(file);
    const { WhisperContext } = loadBinding();
    try {
      return new WhisperCppPass(await new WhisperContext({ filePath: file, useGpu: false }), threads);
    } catch (error) {
      throw new DaogouError('integrity', `${file} is no model that whisper.cpp can load`, false, {
        cause: error,
      });
    }
  }

  async transcribe(
    samples: Float32Array,
    { prefer, signal }: SecondPassOptions = {},
  ): Promise<SecondPassResult> {
    signal?.throwIfAborted();
    const pcm = Int16Array.from(samples, (s) => Math.round(Math.max(-1, Math.min(1, s)) * 32_767));
    const { stop, promise } = this.context.transcribeData(pcm.buffer, {
      language: prefer ?? 'auto',
      maxThreads: this.threads,
      temperature: 0,
    });
    const halt = (): void => void stop().catch(() => undefined);
    signal?.addEventListener('abort', halt, { once: true });
    try {
      const { result } = await promise;
      signal?.throwIfAborted();
      return plainResult(result.replace(/\[[^\]]*\]|\([^)]*\)/g, '').trim());
    } finally {
      signal?.removeEventListener('abort', halt);
    }
  }

  close(): Promise<void> {
    return this.context.release();
  }
}
