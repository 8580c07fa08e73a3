import { basename } from 'node:path';
import type { DecodingLexicon, Lang, StageStatus } from '../../../main/contract';
import type { LocatedModels } from '../../models/locate';
import { FsmnNet } from './ctc/fsmn';
import { Hearing } from './hearing';
import { onlineModelIn, SherpaOnline } from './sherpa-online';
import { StoreDecoder } from './lexicon/decoder';
import { Whisper } from './whisper/whisper';

export interface RecognizerOptions {
  threads: number;
  /** Whisper's second look, and English. */
  secondPass: boolean;
}

/** The nets that are installed, shared by all utterances. */
export class Recognizer {
  private constructor(
    readonly decoder: StoreDecoder,
    readonly fsmn: FsmnNet | undefined,
    readonly whisper: Whisper | undefined,
    /** A streaming model that the store installed itself; goes before the one that ships. */
    readonly online: SherpaOnline | undefined,
    readonly statuses: StageStatus[],
  ) {}

  static async load(models: LocatedModels, options: RecognizerOptions): Promise<Recognizer> {
    const statuses: StageStatus[] = [];
    const online = await attempt('asr', models.online, async (folder) => SherpaOnline.load(onlineModelIn(folder)!, options.threads), statuses);
    const fsmn = await attempt('asr', online ? undefined : models.fsmn, (folder) => FsmnNet.load(folder), statuses);
    let whisper: Whisper | undefined;
    if (options.secondPass || !(fsmn || online)) {
      for (const folder of models.whisper) {
        whisper = await attempt('asr2', folder, (f) => Whisper.load(f, options.threads), statuses);
        if (whisper) break;
      }
    }
    if (!fsmn && !online) statuses.push({ stage: 'asr', ok: whisper !== undefined, detail: whisper ? 'no streaming model (fsmn-zh): words show only after the question ends' : 'no recognition model is installed: run `daogou models install`' });
    if (!whisper) statuses.push({ stage: 'asr2', ok: false, detail: options.secondPass ? 'no Whisper model is installed: English is not understood' : 'switched off: English is not understood' });
    return new Recognizer(await StoreDecoder.create(fsmn?.tokens ?? []), fsmn, whisper, online, dedupe(statuses));
  }

  get ready(): boolean {
    return this.fsmn !== undefined || this.online !== undefined || this.whisper !== undefined;
  }

  /** Takes the store's words from now on; utterances being heard keep theirs. */
  compile(lexicon: DecodingLexicon): Promise<void> {
    return this.decoder.compile(lexicon);
  }

  /** Begins an utterance. `lang` is the language that is likelier, not the only one; `pace` is awaited between the steps of the second pass. */
  open(lang?: Lang, pace?: () => Promise<void>): Hearing {
    return new Hearing(this, lang, pace);
  }

  async close(): Promise<void> {
    await Promise.all([this.fsmn?.close(), this.whisper?.close()]);
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
