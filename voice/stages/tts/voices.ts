import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StageStatus } from '../../../main/contract';
import { locateModels } from '../../models/locate';
import { changedModel, Quarantine } from '../../models/quarantine';
import { EspeakSynthesizer } from './espeak-synthesizer';
import { KokoroEngine } from './kokoro/engine';
import { KOKORO_DIR, KOKORO_FILES, voiceFile } from './kokoro/layout';
import { KokoroSynthesizer } from './kokoro-synthesizer';
import { SherpaSynthesizer } from './sherpa-synthesizer';
import type { Synthesizer } from './synthesizer';

export interface VoiceOptions {
  /** Where the models lie; Kokoro in its folder `kokoro-82m-v1.0`. */
  modelsDir: string;
  voiceZh: string;
  voiceEn: string;
  /** onnxruntime threads. */
  threads: number;
}

/** What can speak on this machine. Neither: captions only. */
export interface Voices {
  good?: Synthesizer;
  /** Needs hardly any time; robotic. */
  plain?: Synthesizer;
  status: StageStatus;
}

/** Finds the voices. Never throws: what is missing or broken is said in the status. */
export async function findVoices(options: VoiceOptions): Promise<Voices> {
  const plain = await EspeakSynthesizer.find();
  const own = await loadOwn(options);
  if (own) return { good: own, plain, status: { stage: 'tts', ok: true, model: own.name } };
  const loaded = await loadKokoro(options);
  if (loaded instanceof KokoroSynthesizer)
    return { good: loaded, plain, status: { stage: 'tts', ok: true, model: loaded.name } };
  const { why, ...changed } = loaded;
  if (plain)
    return {
      plain,
      status: {
        stage: 'tts',
        ok: true,
        model: plain.name,
        detail: `The plain voice speaks: ${why}.`,
        ...changed,
      },
    };
  return {
    status: {
      stage: 'tts',
      ok: false,
      detail: `No voice, captions only: ${why}, and espeak-ng isn't installed.`,
      ...changed,
    },
  };
}

/**
 * A voice that the store put there itself goes before what ships; one that can't be loaded is passed over.
 */
async function loadOwn({ modelsDir, threads }: VoiceOptions): Promise<Synthesizer | undefined> {
  const quarantine = new Quarantine(modelsDir);
  for (const model of locateModels(modelsDir).own.filter((m) => m.stage === 'tts')) {
    const voice = await quarantine
      .model(model, () => SherpaSynthesizer.load(model, threads))
      .catch((error: unknown) =>
        console.error(
          `voice: ${model.folder} can't be loaded: ${error instanceof Error ? error.message : String(error)}`,
        ),
      );
    if (voice) return voice;
  }
  return undefined;
}

/** The good voice, or why it can't be had. */
async function loadKokoro({
  modelsDir,
  voiceZh,
  voiceEn,
  threads,
}: VoiceOptions): Promise<KokoroSynthesizer | { why: string; changed?: string }> {
  const dir = join(modelsDir, KOKORO_DIR);
  const missing = [...Object.values(KOKORO_FILES), voiceFile(voiceZh), voiceFile(voiceEn)].find(
    (f) => !existsSync(join(dir, f)),
  );
  if (missing) return { why: `${join(KOKORO_DIR, missing)} is missing (run "daogou models install")` };
  try {
    return await new Quarantine(modelsDir).whole(dir, () =>
      KokoroSynthesizer.load(() => KokoroEngine.open(dir, threads), { zh: voiceZh, en: voiceEn }),
    );
  } catch (error) {
    return {
      why: `${KOKORO_DIR} can't be loaded (${error instanceof Error ? error.message : String(error)})`,
      ...changedModel(error),
    };
  }
}
