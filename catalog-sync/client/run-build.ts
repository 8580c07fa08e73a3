import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SyncErrorKind } from '../../main/contract';
import { buildCatalog, type BuildJob, type BuildPhase, type BuildResult } from './build-catalog';
import { SyncError } from './sync-error';

type FromWorker =
  | { phase: BuildPhase; done: number }
  | { result: BuildResult }
  | { error: { kind: SyncErrorKind; message: string } };

/**
 * The bundle of `catalog-build.worker.ts`, beside the bundles of processes and commands; nothing where
 * sources run as they are.
 */
export function workerFile(): string | undefined {
  if (typeof __dirname !== 'string') return undefined;
  return [join(__dirname, 'workers'), join(__dirname, '..', 'workers')]
    .map((dir) => join(dir, 'catalog-build.cjs'))
    .find((file) => existsSync(file));
}

/** The thread could not begin at all: the package lies where this runtime starts no threads from. */
class NoThread extends Error {}

/**
 * Runs a build in a worker thread, so that this thread goes on answering; in this thread where there is no
 * bundle, or no thread to be had.
 */
export async function runBuild(
  job: BuildJob,
  progress: (phase: BuildPhase, done: number) => void,
  file = workerFile(),
): Promise<BuildResult> {
  if (!file) return buildCatalog(job, progress);
  try {
    return await buildInThread(job, progress, file);
  } catch (error) {
    if (!(error instanceof NoThread)) throw error;
    return buildCatalog(job, progress);
  }
}

/** Most of what a build makes is garbage at once; it is collected before it piles up, MiB. */
const YOUNG_MIB = 8;

function buildInThread(
  job: BuildJob,
  progress: (phase: BuildPhase, done: number) => void,
  file: string,
): Promise<BuildResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, {
      workerData: job,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
    });
    let begun = false;
    worker.on('message', (message: FromWorker) => {
      begun = true;
      if ('phase' in message) progress(message.phase, message.done);
      else if ('result' in message) resolve(message.result);
      else reject(new SyncError(message.error.kind, message.error.message));
    });
    worker.on('error', (error) => reject(begun ? SyncError.from(error) : new NoThread(String(error))));
    worker.on('exit', (code) =>
      reject(new SyncError('internal', `The builder ended by itself (exit ${code}).`)),
    );
  });
}
