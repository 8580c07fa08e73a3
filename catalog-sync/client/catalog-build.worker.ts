import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { buildCatalog, type BuildJob } from './build-catalog';
import { SyncError } from './sync-error';

/** Answers from the catalog in use come first. On Linux, process 0 means this thread alone. */
const LOW_PRIORITY = 10;

async function main(): Promise<void> {
  try {
    setPriority(0, LOW_PRIORITY);
  } catch {
    // Not allowed here: slower answers meanwhile, nothing worse.
  }
  try {
    const result = await buildCatalog(workerData as BuildJob, (phase, done) =>
      parentPort?.postMessage({ phase, done }),
    );
    parentPort?.postMessage({ result });
  } catch (error) {
    const { kind, message } = SyncError.from(error);
    parentPort?.postMessage({ error: { kind, message } });
  }
}

void main();
