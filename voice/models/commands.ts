import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { convertKokoro } from '../stages/tts/kokoro-install';
import { benchModels, type ModelBench, type ModelBenchOptions } from './bench';
import {
  ModelStore,
  type Convert,
  type InstallOutcome,
  type ModelState,
  type VerifyOutcome,
} from './installer';
import { convertWhisper } from './whisper-crop';

export interface ModelCommandOptions {
  modelsDir: string;
  /** Where relative folder sources of the manifest start: the application's root. */
  appRoot?: string;
  progress?: (event: { id: string; message: string }) => void;
}

/** What each `convert` of the manifest does once its files are there. */
const converters: Readonly<Record<string, Convert>> = {
  'whisper-crop': convertWhisper,
  kokoro: async (folder) => {
    await convertKokoro(folder, folder);
    await rm(join(folder, 'build'), { recursive: true });
  },
};

const store = (options: ModelCommandOptions) => new ModelStore({ ...options, converters });

/** Every model of the manifest and whether it is installed. */
export function modelsList(options: ModelCommandOptions): Promise<ModelState[]> {
  return store(options).list();
}

/** Installs what is missing; an outcome a model, failures included, none thrown but for an unknown id. */
export function modelsInstall(
  options: ModelCommandOptions & { ids?: readonly string[]; requiredOnly?: boolean },
): Promise<InstallOutcome[]> {
  return store(options).install(options);
}

/** Reads every installed byte again. */
export function modelsVerify(
  options: ModelCommandOptions & { ids?: readonly string[] },
): Promise<VerifyOutcome[]> {
  return store(options).verify(options.ids);
}

/**
 * Installed models whose files changed since, with those files; quick, since what was hashed once is
 * remembered.
 */
export function modelsChanged(options: ModelCommandOptions): Promise<{ id: string; files: string[] }[]> {
  return store(options).changed();
}

/** Measures installed models on the bundled clip, one after the other. */
export function modelsBench(options: ModelBenchOptions): AsyncGenerator<ModelBench> {
  return benchModels(options);
}
