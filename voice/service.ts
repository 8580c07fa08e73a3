import { basename, dirname, join } from 'node:path';
import {
  DaogouError,
  type Config,
  type FromVoice,
  type ServiceEmit,
  type ServiceHandlers,
  type StageStatus,
  type voiceService,
  type VoiceStatus,
} from '../main/contract';
import { PageAudio, type AudioPort } from './audio/page-audio';
import { tidyHeap } from './heap';
import { locateModels } from './models/locate';
import { changedModel, Quarantine } from './models/quarantine';
import { Recognizer } from './stages/asr/recognizer';
import { createSpeechOutput } from './stages/tts';
import { loadVad } from './stages/vad';
import type { VoiceActivity } from './stages/vad/port';
import type { ModelCandidate } from './models/candidate';
import { loadWake } from './stages/wake';
import { TurnRunner } from './turn/runner';
import type { SpeechOutputPort } from './turn/speech-output-port';
import { OWN_PHRASES } from './turn/phrases';

type Log = (level: 'info' | 'warn', message: string) => void;

export interface VoiceServiceOptions {
  config: Config['voice'];
  modelsDir: string;
  emit: ServiceEmit<typeof voiceService>;
  log?: Log;
  /** Where rendered speech is kept; beside the models by default. */
  cacheDir?: string;
  /** Milliseconds, monotonic; another clock for sound that is fed faster than it was spoken. */
  now?: () => number;
  /** Another speech output than the installed voices, for tests. */
  speechOutput?: () => Promise<SpeechOutputPort>;
}

export interface VoiceService {
  handlers: ServiceHandlers<typeof voiceService>;
  /** The renderer's sound; a new port replaces the old one. */
  attachAudio(port: AudioPort): void;
  /** Resolves when every model is loaded or has failed; calls made before wait for it. */
  ready: Promise<void>;
  /** Resolves when all sound that was pushed so far has been dealt with. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface Loaded {
  runner: TurnRunner;
  recognizer: Recognizer;
  speechOutput?: SpeechOutputPort;
  vad?: VoiceActivity;
}

/**
 * The voice process's whole service: models load at once in the background, and what can't be loaded is told
 * in `status`.
 */
export function createVoiceService(options: VoiceServiceOptions): VoiceService {
  const log: Log = options.log ?? (() => undefined);
  let stages: StageStatus[] = [];
  let loaded: Loaded | undefined;
  const status = (): VoiceStatus => ({
    ready: loaded?.recognizer.ready ?? false,
    stages: loaded?.speechOutput ? [...stages, loaded.speechOutput.status] : stages,
    mic: loaded?.runner.mic ?? page.claimed,
  });
  const page = new PageAudio({
    now: options.now ?? (() => performance.now()),
    log,
    runner: () => loaded?.runner,
    changed: () => options.emit('status', status()),
  });

  const loading = load(options, log, (message) => page.play(message)).then((result) => {
    ({ loaded, stages } = result);
    page.tellMicrophone();
    return result.loaded;
  });
  loading.catch((error: unknown) => log('warn', `voice could not start: ${String(error)}`));

  return {
    ready: loading.then(() => undefined),
    attachAudio: (port) => page.attach(port),
    handlers: handlersOf(loading, status, log),
    settled: async () => (await loading).runner.settled(),
    async close() {
      const parts = await loading.catch(() => undefined);
      await parts?.runner.close();
      await Promise.all([parts?.speechOutput?.close(), parts?.recognizer.close(), parts?.vad?.close()]);
      page.close();
    },
  };
}

/** The service's calls; those that need the models wait for them. */
function handlersOf(
  loading: Promise<Loaded>,
  status: () => VoiceStatus,
  log: Log,
): ServiceHandlers<typeof voiceService> {
  const listening = async (): Promise<TurnRunner> => {
    const { runner, recognizer } = await loading;
    if (!recognizer.ready)
      throw new DaogouError(
        'unavailable',
        'No recognition model is installed, so the terminal cannot listen. Run `daogou models install`; touch works without it.',
      );
    return runner;
  };
  return {
    // Answers at once, models loaded or not: what is asked for while they load comes by the `status` event.
    status,
    start: async ({ source, lang }) => ({ turnId: (await listening()).start(source, lang) }),
    cancel: async ({ turnId }) => (await loading).runner.cancel(turnId),
    speak: async ({ turnId, text, lang, relisten }) =>
      (await loading).runner.speak(turnId, text, lang, relisten ?? false),
    compile: (lexicon) =>
      void loading
        .then(({ recognizer }) => recognizer.compile(lexicon))
        .then(tidyHeap)
        .catch((error: unknown) => log('warn', `the store's words could not be compiled: ${String(error)}`)),
    prerender: (phrases) =>
      void loading
        .then(({ speechOutput }) => speechOutput?.prerender([...OWN_PHRASES, ...phrases]))
        .catch(() => undefined),
    volume: async ({ change }) => (await loading).speechOutput?.adjust(change),
  };
}

async function load(
  options: VoiceServiceOptions,
  log: Log,
  play: (message: FromVoice) => boolean,
): Promise<{ loaded: Loaded; stages: StageStatus[] }> {
  const models = locateModels(options.modelsDir);
  const stages: StageStatus[] = [];
  const quarantine = new Quarantine(options.modelsDir);
  for (const folder of models.unknown)
    log('warn', `${folder} holds no model of a kind that is known; it is left alone`);
  const recognizer = await Recognizer.load(models, {
    threads: options.config.threads,
    secondPass: options.config.secondPass,
    quarantine,
  });
  stages.push(...recognizer.statuses);
  const detector = await firstOf(
    'vad',
    loadVad(models, quarantine),
    stages,
    'no voice activity model (silero-vad) is installed: run `daogou models install`',
  );
  const wake = await firstOf(
    'wake',
    loadWake(models, options.config.wakeWords, quarantine),
    stages,
    'no wake word model (fsmn-zh) is installed: tap to speak',
  );
  if (wake?.unknown.length) log('warn', `wake words that this model cannot hear: ${wake.unknown.join(', ')}`);
  let speechOutput: SpeechOutputPort | undefined;
  try {
    const { voiceZh, voiceEn, threads, volume } = options.config;
    const cacheDir = options.cacheDir ?? join(dirname(options.modelsDir), 'speech-cache');
    speechOutput = await (options.speechOutput
      ? options.speechOutput()
      : createSpeechOutput({ modelsDir: options.modelsDir, cacheDir, voiceZh, voiceEn, threads, volume }));
  } catch (error) {
    stages.push({
      stage: 'tts',
      ok: false,
      detail: `${error instanceof Error ? error.message : String(error)} Answers show on screen only.`,
    });
  }
  const runner = new TurnRunner({
    emit: options.emit,
    play,
    recognizer,
    vad: detector,
    wake,
    wakeWords: options.config.wakeWords,
    speechOutput,
    log,
    now: options.now,
  });
  return { loaded: { runner, recognizer, speechOutput, vad: detector }, stages };
}

/**
 * Tries the models of a stage in turn; the first that loads is taken, and what failed is told by name where
 * none does.
 */
async function firstOf<T>(
  stage: StageStatus['stage'],
  candidates: readonly ModelCandidate<T>[],
  stages: StageStatus[],
  missing: string,
): Promise<T | undefined> {
  let failed: StageStatus = { stage, ok: false, detail: missing };
  for (const { folder, load } of candidates) {
    try {
      const made = await load();
      stages.push({
        stage,
        ok: true,
        model: basename(folder),
        ...(failed.model ? { detail: failed.detail, changed: failed.changed } : {}),
      });
      return made;
    } catch (error) {
      failed = {
        stage,
        ok: false,
        model: basename(folder),
        detail: `${folder} can't be loaded: ${error instanceof Error ? error.message : String(error)}`,
        ...changedModel(error),
      };
    }
  }
  stages.push(failed);
  return undefined;
}
