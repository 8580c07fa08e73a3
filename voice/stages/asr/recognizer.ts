import { basename } from 'node:path';
import type { DecodingLexicon, Hypothesis, Lang, StageStatus } from '../../../main/contract';
import type { LocatedModels } from '../../models/locate';
import { FsmnNet, type FsmnStream } from './ctc/fsmn';
import { greedyPath, joinTokens } from './ctc/greedy';
import { simplified, tidy } from './script';
import { Whisper, type WhisperResult } from './whisper/whisper';

/** What was said. Times are milliseconds: `audio` of sound, `first` to the first partial result, `total` of work after the last sample. */
export interface Recognition {
  text: string;
  lang: Lang;
  /** In [0,1]. */
  confidence: number;
  nbest: Hypothesis[];
  ms: { audio: number; first: number; total: number };
}

export interface RecognizerOptions {
  threads: number;
  /** Whisper's second look, and English. */
  secondPass: boolean;
}

/** The nets that are installed, shared by all utterances. */
export class Recognizer {
  private constructor(
    readonly fsmn: FsmnNet | undefined,
    readonly whisper: Whisper | undefined,
    readonly statuses: StageStatus[],
  ) {}

  static async load(models: LocatedModels, options: RecognizerOptions): Promise<Recognizer> {
    const statuses: StageStatus[] = [];
    const fsmn = await attempt('asr', models.fsmn, (folder) => FsmnNet.load(folder), statuses);
    let whisper: Whisper | undefined;
    if (options.secondPass || !fsmn) {
      for (const folder of models.whisper) {
        whisper = await attempt('asr2', folder, (f) => Whisper.load(f, options.threads), statuses);
        if (whisper) break;
      }
    }
    if (!fsmn) statuses.push({ stage: 'asr', ok: whisper !== undefined, detail: whisper ? 'no streaming model (fsmn-zh): words show only after the question ends' : 'no recognition model is installed: run `daogou models install`' });
    if (!whisper) statuses.push({ stage: 'asr2', ok: false, detail: options.secondPass ? 'no Whisper model is installed: English is not understood' : 'switched off: English is not understood' });
    return new Recognizer(fsmn, whisper, dedupe(statuses));
  }

  get ready(): boolean {
    return this.fsmn !== undefined || this.whisper !== undefined;
  }

  compile(_lexicon: DecodingLexicon): void {
    // The lexicon decoder takes it from here.
  }

  /** Begins an utterance. `lang` forces the language. */
  open(lang?: Lang): Hearing {
    return new Hearing(this, lang);
  }

  async close(): Promise<void> {
    await Promise.all([this.fsmn?.close(), this.whisper?.close()]);
  }
}

/** One utterance being heard. */
export class Hearing {
  private readonly stream: FsmnStream | undefined;
  private readonly sound: Float32Array[] = [];
  private length = 0;
  private firstAt: number | undefined;
  private readonly openedAt = performance.now();
  private speculation: { upTo: number; abort: AbortController; result: Promise<WhisperResult | undefined> } | undefined;
  /** Words so far. */
  partial = '';

  constructor(
    private readonly recognizer: Recognizer,
    private readonly lang: Lang | undefined,
  ) {
    this.stream = lang === 'en' ? undefined : recognizer.fsmn?.stream();
  }

  /** Takes 16 kHz samples; true when `partial` changed. */
  async push(samples: Float32Array): Promise<boolean> {
    this.sound.push(samples);
    this.length += samples.length;
    if (!this.stream || (await this.stream.push(samples)) === 0) return false;
    const text = this.greedy();
    if (text === this.partial) return false;
    this.firstAt ??= performance.now();
    this.partial = text;
    return true;
  }

  /** Starts the second pass on what was said so far, before the end is sure. */
  speculate(): void {
    this.retract();
    const whisper = this.recognizer.whisper;
    if (!whisper) return;
    const abort = new AbortController();
    const result = whisper.transcribe(this.all(), { lang: this.lang, signal: abort.signal }).catch(() => undefined);
    this.speculation = { upTo: this.length, abort, result };
  }

  /** The shopper goes on: what was started early is dropped. */
  retract(): void {
    this.speculation?.abort.abort();
    this.speculation = undefined;
  }

  async finish(): Promise<Recognition> {
    const startedAt = performance.now();
    if (!this.speculation) this.speculate();
    await this.stream?.finish();
    const first = this.greedy();
    const second = await this.speculation?.result;
    const total = performance.now() - startedAt;
    const ms = { audio: (this.length / 16_000) * 1_000, first: Math.round((this.firstAt ?? performance.now()) - this.openedAt), total: Math.round(total) };
    const hypotheses: Hypothesis[] = [];
    if (second?.text) hypotheses.push({ text: tidy(simplified(second.text)), score: second.logProb });
    if (first) hypotheses.push({ text: first, score: second ? second.logProb - 0.5 : -0.5 });
    const nbest = hypotheses.filter((h, i) => h.text && hypotheses.findIndex((o) => o.text === h.text) === i);
    const lang = second?.lang ?? this.lang ?? 'zh';
    return { text: nbest[0]?.text ?? '', lang, confidence: nbest[0] ? Math.exp(Math.min(0, nbest[0].score)) : 0, nbest, ms };
  }

  private greedy(): string {
    const net = this.recognizer.fsmn;
    if (!this.stream || !net) return '';
    return joinTokens(greedyPath(this.stream.posteriors).map((t) => net.tokens[t.id] ?? ''));
  }

  private all(): Float32Array {
    const out = new Float32Array(this.length);
    let at = 0;
    for (const part of this.sound) {
      out.set(part, at);
      at += part.length;
    }
    return out;
  }
}

async function attempt<T>(stage: StageStatus['stage'], folder: string | undefined, load: (folder: string) => Promise<T>, statuses: StageStatus[]): Promise<T | undefined> {
  if (!folder) return undefined;
  try {
    const loaded = await load(folder);
    statuses.push({ stage, ok: true, model: basename(folder) });
    return loaded;
  } catch (error) {
    statuses.push({ stage, ok: false, model: basename(folder), detail: `${folder} can't be loaded: ${error instanceof Error ? error.message : String(error)}. Run \`daogou models verify\`.` });
    return undefined;
  }
}

/** One line a stage: the first that works, else the last that failed. */
function dedupe(statuses: StageStatus[]): StageStatus[] {
  return statuses.filter((s, i) => {
    const good = statuses.find((o) => o.stage === s.stage && o.ok);
    return good ? s === good : i === statuses.findLastIndex((o) => o.stage === s.stage);
  });
}
