import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Understood } from '../../../main/contract';
import { decodeWav } from '../../audio/wav';
import type { Piece, SynthesisOptions, Synthesizer } from './synthesizer';

const run = promisify(execFile);
const WORDS_A_MINUTE = 165;
const TIMEOUT_MS = 10_000;

/**
 * The plain voice: Debian's espeak-ng, run as a program of its own (it is GPL: nothing of it is linked or
 * shipped).
 */
export class EspeakSynthesizer implements Synthesizer {
  readonly name = 'espeak-ng';
  /** A hundred times faster than speech. */
  readonly realTimeFactor = 0.01;

  private constructor(private readonly version: string) {}

  /** Undefined when the program isn't on the path. */
  static async find(): Promise<EspeakSynthesizer | undefined> {
    try {
      const { stdout } = await run('espeak-ng', ['--version'], { timeout: TIMEOUT_MS });
      return new EspeakSynthesizer(/[\d.]+/.exec(stdout)?.[0] ?? 'unknown');
    } catch {
      return undefined;
    }
  }

  identity(text: string, lang: Understood): Promise<readonly string[] | undefined> {
    return Promise.resolve(/[\p{L}\p{N}]/u.test(text) ? ['espeak-ng', this.version, lang, text] : undefined);
  }

  async *synthesize(
    text: string,
    lang: Understood,
    { rate, signal }: SynthesisOptions,
  ): AsyncGenerator<Piece> {
    const voice = lang === 'zh' ? 'cmn' : 'en-us';
    const { stdout } = await run(
      'espeak-ng',
      ['-v', voice, '-s', String(Math.round(WORDS_A_MINUTE * rate)), '--stdout', '--', text],
      {
        encoding: 'buffer',
        timeout: TIMEOUT_MS,
        maxBuffer: 32 * 1024 * 1024,
        signal,
      },
    );
    yield { ...decodeWav(stdout, "espeak-ng's output"), last: true };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
