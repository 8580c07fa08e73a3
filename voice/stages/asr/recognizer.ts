import { basename } from 'node:path';
import type { DecodingLexicon, StageStatus, Understood } from '../../../main/contract';
import type { LocatedModels } from '../../models/locate';
import { changedModel, type Quarantine } from '../../models/quarantine';
import type { FoundModel } from '../../models/recognise';
import { FsmnNet } from './ctc/fsmn';
import { ModelRecognitionSession } from './recognition-session';
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
    const online = await loadOnline(models, options, statuses);
    const fsmn = online ? undefined : await loadFsmn(models, options, statuses);
    const streams = fsmn !== undefined || online !== undefined;
    const second = options.secondPass || !streams ? await loadSecond(models, options, statuses) : undefined;
    if (!streams) statuses.push(withoutStreaming(second));
    if (!second && !statuses.some((s) => s.stage === 'asr2')) statuses.push(withoutSecond(options));
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
  open(lang?: Understood): ModelRecognitionSession {
    return new ModelRecognitionSession(this, lang);
  }

  async close(): Promise<void> {
    await Promise.all([this.fsmn?.close(), this.second?.close()]);
  }
}

/** Loads a model folder of one kind under the guard, where there is one. */
const guardedModel = async <T>(
  { quarantine }: RecognizerOptions,
  model: FoundModel,
  load: () => Promise<T> | T,
): Promise<T> => (quarantine ? quarantine.model(model, load) : load());

/** The same for a shipped folder, all of whose files belong to it. */
const guardedFolder = async <T>(
  { quarantine }: RecognizerOptions,
  folder: string,
  load: () => Promise<T>,
): Promise<T> => (quarantine ? quarantine.whole(folder, load) : load());

/** The first streaming model of the store's own that loads. */
async function loadOnline(
  models: LocatedModels,
  options: RecognizerOptions,
  statuses: StageStatus[],
): Promise<SherpaOnline | undefined> {
  let online: SherpaOnline | undefined;
  for (const model of models.own.filter((m) => m.stage === 'asr'))
    online ??= await attempt(
      'asr',
      model.folder,
      () => guardedModel(options, model, () => SherpaOnline.load(model, options.threads)),
      statuses,
    );
  return online;
}

/** The streaming net that ships. */
const loadFsmn = (
  models: LocatedModels,
  options: RecognizerOptions,
  statuses: StageStatus[],
): Promise<FsmnNet | undefined> =>
  attempt(
    'asr',
    models.fsmn,
    (folder) => guardedFolder(options, folder, () => FsmnNet.load(folder)),
    statuses,
  );

/** The first whole-utterance model that loads: the store's own go before Whisper. */
async function loadSecond(
  models: LocatedModels,
  options: RecognizerOptions,
  statuses: StageStatus[],
): Promise<SecondPass | undefined> {
  let second: SecondPass | undefined;
  for (const model of models.own.filter((m) => m.stage === 'asr2'))
    second ??= await attempt(
      'asr2',
      model.folder,
      () => guardedModel(options, model, () => loadOffline(model, options.threads)),
      statuses,
    );
  for (const folder of models.whisper)
    second ??= await attempt(
      'asr2',
      folder,
      (f) => guardedFolder(options, f, () => loadWhisper(f, options.threads)),
      statuses,
    );
  return second;
}

const withoutStreaming = (second: SecondPass | undefined): StageStatus => ({
  stage: 'asr',
  ok: second !== undefined,
  detail: second
    ? 'no streaming model (fsmn-zh): words show only after the question ends'
    : 'no recognition model is installed: run `daogou models install`',
});

const withoutSecond = ({ secondPass }: RecognizerOptions): StageStatus => ({
  stage: 'asr2',
  ok: false,
  detail: secondPass
    ? 'no Whisper model is installed: English is not understood'
    : 'switched off: English is not understood',
});

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
