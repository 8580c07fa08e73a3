import { basename } from 'node:path';
import type { DecodingLexicon, Lang, StageStatus } from '../../../main/contract';
import type { LocatedModels } from '../../models/locate';
import { changedModel, type Quarantine } from '../../models/quarantine';
import type { FoundModel } from '../../models/recognise';
import { FsmnNet } from './ctc/fsmn';
import { Hearing } from './hearing';
import { loadOffline } from './offline';
import { SherpaOnline } from './sherpa-online';
import { StoreDecoder } from './lexicon/decoder';
import type { SecondPass } from './second-pass';
import { loadWhisper } from './whisper/thread';

export interface RecognizerOptions {
  threads: number;
  /** Whisper's second look, and English. */
  secondPass: boolean;
  /** Guards against models that end the process. */
  quarantine?: Quarantine;
}

/** The nets that are installed, shared by all utterances. */
export class Recognizer {
  private constructor(
    readonly decoder: StoreDecoder,
    readonly fsmn: FsmnNet | undefined,
    readonly second: SecondPass | undefined,
    /** A streaming model that the store installed itself; goes before the one that ships. */
    readonly online: SherpaOnline | undefined,
    readonly statuses: StageStatus[],
  ) {}

  static async load(models: LocatedModels, options: RecognizerOptions): Promise<Recognizer> {
    const statuses: StageStatus[] = [];
    const guard = async <T>(model: FoundModel, load: () => Promise<T> | T): Promise<T> =>
      options.quarantine ? options.quarantine.model(model, load) : load();
    const whole = async <T>(folder: string, load: () => Promise<T>): Promise<T> =>
      options.quarantine ? options.quarantine.whole(folder, load) : load();
    let online: SherpaOnline | undefined;
    for (const model of models.own.filter((m) => m.stage === 'asr'))
      online ??= await attempt(
        'asr',
        model.folder,
        () => guard(model, () => SherpaOnline.load(model, options.threads)),
        statuses,
      );
    const fsmn = await attempt(
      'asr',
      online ? undefined : models.fsmn,
      (folder) => whole(folder, () => FsmnNet.load(folder)),
      statuses,
    );
    let second: SecondPass | undefined;
    if (options.secondPass || !(fsmn || online)) {
      for (const model of models.own.filter((m) => m.stage === 'asr2'))
        second ??= await attempt(
          'asr2',
          model.folder,
          () => guard(model, () => loadOffline(model, options.threads)),
          statuses,
        );
      for (const folder of second ? [] : models.whisper) {
        second = await attempt(
          'asr2',
          folder,
          (f) => whole(f, () => loadWhisper(f, options.threads)),
          statuses,
        );
        if (second) break;
      }
    }
    if (!fsmn && !online)
      statuses.push({
        stage: 'asr',
        ok: second !== undefined,
        detail: second
          ? 'no streaming model (fsmn-zh): words show only after the question ends'
          : 'no recognition model is installed: run `daogou models install`',
      });
    if (!second && !statuses.some((s) => s.stage === 'asr2'))
      statuses.push({
        stage: 'asr2',
        ok: false,
        detail: options.secondPass
          ? 'no Whisper model is installed: English is not understood'
          : 'switched off: English is not understood',
      });
    return new Recognizer(
      await StoreDecoder.create(fsmn?.tokens ?? []),
      fsmn,
      second,
      online,
      dedupe(statuses),
    );
  }

  get ready(): boolean {
    return this.fsmn !== undefined || this.online !== undefined || this.second !== undefined;
  }

  /** Takes the store's words from now on; utterances being heard keep theirs. */
  compile(lexicon: DecodingLexicon): Promise<void> {
    return this.decoder.compile(lexicon);
  }

  /** Begins an utterance. `lang` is the language that is likelier, not the only one. */
  open(lang?: Lang): Hearing {
    return new Hearing(this, lang);
  }

  async close(): Promise<void> {
    await Promise.all([this.fsmn?.close(), this.second?.close()]);
  }
}

async function attempt<T>(
  stage: StageStatus['stage'],
  folder: string | undefined,
  load: (folder: string) => Promise<T>,
  statuses: StageStatus[],
): Promise<T | undefined> {
  if (!folder) return undefined;
  try {
    const loaded = await load(folder);
    statuses.push({ stage, ok: true, model: basename(folder) });
    return loaded;
  } catch (error) {
    statuses.push({
      stage,
      ok: false,
      model: basename(folder),
      detail: `${folder} can't be loaded: ${error instanceof Error ? error.message : String(error)}. Run \`daogou models verify\`.`,
      ...changedModel(error),
    });
    return undefined;
  }
}

/** One line a stage: the first that works, else the last that failed; either names the model that changed. */
function dedupe(statuses: StageStatus[]): StageStatus[] {
  const lines = statuses.filter((s, i) => {
    const good = statuses.find((o) => o.stage === s.stage && o.ok);
    return good ? s === good : i === statuses.findLastIndex((o) => o.stage === s.stage);
  });
  return lines.map((line) => {
    const changed = statuses.find((s) => s.stage === line.stage && s.changed !== undefined);
    return changed ? { ...line, changed: changed.changed, detail: line.detail ?? changed.detail } : line;
  });
}
