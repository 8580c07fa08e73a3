import { readFile } from 'node:fs/promises';
import { DaogouError, MIC_SAMPLE_RATE, type DecodingLexicon, type Understood } from '../main/contract';
import { Framer } from './audio/frames';
import { resample } from './audio/resample';
import { decodeWav } from './audio/wav';
import { locateModels } from './models/locate';
import type { Recognition } from './stages/asr/recognition-session';
import { Recognizer } from './stages/asr/recognizer';
import { SileroVad } from './stages/vad/silero';

export interface FileTranscriberOptions {
  modelsDir: string;
  lexicon?: DecodingLexicon;
  threads?: number;
  secondPass?: boolean;
}

const PAD_FRAMES = 10;
const SPEECH = 0.4;

/** Transcribes recordings with the terminal's own recognizer; loads the models once. */
export class FileTranscriber {
  private constructor(
    private readonly recognizer: Recognizer,
    private readonly vad: SileroVad | undefined,
  ) {}

  static async load(options: FileTranscriberOptions): Promise<FileTranscriber> {
    const models = locateModels(options.modelsDir);
    const recognizer = await Recognizer.load(models, {
      threads: options.threads ?? 2,
      secondPass: options.secondPass ?? true,
    });
    if (!recognizer.ready)
      throw new DaogouError(
        'not_ready',
        `No recognition model is installed in ${options.modelsDir}. Run \`daogou models install\`.`,
      );
    if (options.lexicon) await recognizer.compile(options.lexicon);
    return new FileTranscriber(recognizer, models.vad ? await SileroVad.load(models.vad) : undefined);
  }

  async file(path: string, lang?: Understood): Promise<Recognition> {
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      throw new DaogouError(
        'not_found',
        `${path} can't be opened: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`,
      );
    });
    const { samples, sampleRate } = decodeWav(bytes, path);
    return this.samples(resample(samples, sampleRate, MIC_SAMPLE_RATE), lang);
  }

  /** 16 kHz samples; silence before and after the speech is left out. */
  async samples(samples: Float32Array, lang?: Understood): Promise<Recognition> {
    const startedAt = performance.now();
    const spoken = await this.spoken(samples);
    const hearing = this.recognizer.open(lang);
    for (let at = 0; at < spoken.length; at += MIC_SAMPLE_RATE / 10)
      await hearing.push(spoken.slice(at, at + MIC_SAMPLE_RATE / 10));
    const heard: Recognition =
      spoken.length > 0
        ? await hearing.finish()
        : { text: '', lang: lang ?? 'zh', confidence: 0, nbest: [], ms: { audio: 0, first: 0, total: 0 } };
    return {
      ...heard,
      ms: {
        ...heard.ms,
        audio: Math.round((samples.length / MIC_SAMPLE_RATE) * 1_000),
        total: Math.round(performance.now() - startedAt),
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.recognizer.close(), this.vad?.close()]);
  }

  private async spoken(samples: Float32Array): Promise<Float32Array> {
    if (!this.vad) return samples;
    const frames = new Framer().push(samples);
    const stream = this.vad.stream();
    const voiced: boolean[] = [];
    for (const frame of frames) voiced.push((await stream.push(frame)) >= SPEECH);
    const first = voiced.indexOf(true);
    if (first < 0) return new Float32Array();
    const size = frames[0]!.length;
    return samples.slice(
      Math.max(0, first - PAD_FRAMES) * size,
      (voiced.lastIndexOf(true) + 1 + PAD_FRAMES) * size,
    );
  }
}

/** Transcribes one recording (any sample rate, mono or stereo, 16-bit or float WAV). */
export async function transcribeFile(
  path: string,
  options: FileTranscriberOptions & { lang?: Understood },
): Promise<Recognition> {
  const transcriber = await FileTranscriber.load(options);
  try {
    return await transcriber.file(path, options.lang);
  } finally {
    await transcriber.close();
  }
}
