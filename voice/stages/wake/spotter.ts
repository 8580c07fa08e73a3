import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeywordSpotter } from 'sherpa-onnx-node';
import { DaogouError, MIC_SAMPLE_RATE } from '../../../main/contract';
import { rms } from '../../audio/level';
import { keywordLines } from './keywords';

/** Near-silence fed to every new stream: the net's left context, without which the first phrase is missed. */
const WARM_UP_SECONDS = 1.3;

/**
 * Loudness (RMS) of a shop that the net hears well in; a quieter one, or a farther caller, is brought up to
 * it by at most `MOST_GAIN`.
 */
const SHOP_LEVEL = 0.005;
const MOST_GAIN = 8;
/**
 * Seconds in which the measured loudness follows: up at once, down slowly, so that a call is not pumped up
 * syllable by syllable.
 */
const RISE_SECONDS = 0.1;
const FALL_SECONDS = 1;

export interface WakeFiles {
  encoder: string;
  decoder: string;
  joiner: string;
  tokens: string;
}

/** In memory where there is such a folder: a full disk must not cost the wake word. */
function scratchFolder(): string {
  try {
    return mkdtempSync('/dev/shm/daogou-wake-');
  } catch {
    return mkdtempSync(join(tmpdir(), 'daogou-wake-'));
  }
}

/** Listens for the wake phrases with a keyword transducer of sherpa-onnx. */
export class WakeSpotter {
  private stream: ReturnType<KeywordSpotter['createStream']>;
  private level = SHOP_LEVEL;

  private constructor(
    private readonly spotter: KeywordSpotter,
    /** Phrases of the configuration that this model cannot hear. */
    readonly unknown: readonly string[],
  ) {
    this.stream = this.fresh();
  }

  static load(files: WakeFiles, phrases: readonly string[]): WakeSpotter {
    const tokens = new Set(
      readFileSync(files.tokens, 'utf8')
        .split('\n')
        .map((line) => line.slice(0, Math.max(0, line.lastIndexOf(' ')))),
    );
    const { lines, unknown } = keywordLines(phrases, tokens);
    if (lines.length === 0)
      throw new DaogouError(
        'bad_request',
        `None of the wake words ${phrases.join(', ')} can be spelt with this model's sounds; set voice.wakeWords to Mandarin phrases.`,
      );
    const folder = scratchFolder();
    try {
      const file = join(folder, 'keywords.txt');
      writeFileSync(file, lines.join('\n') + '\n');
      const spotter = new KeywordSpotter({
        featConfig: { sampleRate: MIC_SAMPLE_RATE, featureDim: 80 },
        modelConfig: {
          transducer: { encoder: files.encoder, decoder: files.decoder, joiner: files.joiner },
          tokens: files.tokens,
          numThreads: 1,
          debug: 0,
        },
        maxActivePaths: 8,
        keywordsFile: file,
      });
      return new WakeSpotter(spotter, unknown);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Takes 16 kHz samples; answers with the phrase when it was just heard. */
  push(samples: Float32Array): string | undefined {
    this.stream.acceptWaveform({ samples: this.levelled(samples), sampleRate: MIC_SAMPLE_RATE });
    while (this.spotter.isReady(this.stream)) {
      this.spotter.decode(this.stream);
      const { keyword } = this.spotter.getResult(this.stream);
      if (keyword) {
        this.reset();
        return keyword;
      }
    }
    return undefined;
  }

  /** As loud as the net knows shops to be. */
  private levelled(samples: Float32Array): Float32Array {
    const now = rms(samples);
    const share = Math.min(
      1,
      samples.length / MIC_SAMPLE_RATE / (now > this.level ? RISE_SECONDS : FALL_SECONDS),
    );
    this.level += share * (now - this.level);
    const gain = Math.min(MOST_GAIN, SHOP_LEVEL / Math.max(this.level, 1e-6));
    return gain <= 1 ? samples : samples.map((s) => Math.max(-1, Math.min(1, s * gain)));
  }

  /** Forgets what was heard. */
  reset(): void {
    this.stream = this.fresh();
  }

  private fresh(): ReturnType<KeywordSpotter['createStream']> {
    const stream = this.spotter.createStream();
    const silence = Float32Array.from(
      { length: WARM_UP_SECONDS * MIC_SAMPLE_RATE },
      (_, i) => (((i * 7_919) % 1_000) / 1_000 - 0.5) * 0.001,
    );
    stream.acceptWaveform({ samples: silence, sampleRate: MIC_SAMPLE_RATE });
    return stream;
  }
}
