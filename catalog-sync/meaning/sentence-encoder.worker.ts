import { parentPort, workerData } from 'node:worker_threads';
import { DaogouError, type Understood, type WireError } from '../../main/contract';
import { encodersIn } from './encoders';
import { Inference } from './inference';
import { FAILED, READY, type EncoderJob, type EncoderReply } from './thread-protocol';

/** Holds the encoders, so that loading and encoding a catalog's names never stops the thread that answers. */
const { modelsDir } = workerData as { modelsDir: string };
const refused: WireError[] = [];
const loading = loadAll();
const reply = (message: EncoderReply): void => parentPort!.postMessage(message);

/** A language whose encoder is damaged goes without it; the other keeps its own. */
async function loadAll(): Promise<Map<Understood, Inference>> {
  const loaded = new Map<Understood, Inference>();
  for (const found of encodersIn(modelsDir)) {
    try {
      loaded.set(found.lang, await Inference.load(found));
    } catch (error) {
      refused.push(DaogouError.toWire(error));
    }
  }
  return loaded;
}

/** Questions go before names, and names one batch at a time. */
let urgent: EncoderJob[] = [];
const patient: EncoderJob[] = [];
let busy = false;

parentPort!.on('message', (job: EncoderJob) => {
  (job.answer ? urgent : patient).push(job);
  void work();
});

async function work(): Promise<void> {
  if (busy) return;
  busy = true;
  for (let job = next(); job; job = next()) {
    const encoder = (await loading).get(job.lang);
    try {
      if (!encoder) throw new Error(`there is no encoder for ${job.lang}`);
      const vectors = await encoder.encode(job.texts);
      if (job.answer) {
        job.answer.vector.set(vectors[0]!);
        tell(job.answer.state, job.id, READY);
      } else reply({ id: job.id, vectors });
    } catch (error) {
      if (job.answer) tell(job.answer.state, job.id, FAILED);
      else reply({ id: job.id, error: error instanceof Error ? error.message : String(error) });
    }
    // Lets a question that has come in the meantime pass.
    await new Promise((resolve) => setImmediate(resolve));
  }
  busy = false;
}

function next(): EncoderJob | undefined {
  const last = urgent.pop();
  // Whoever asked an earlier question no longer waits for it.
  urgent = [];
  return last ?? patient.shift();
}

function tell(state: Int32Array, id: number, how: number): void {
  Atomics.store(state, 1, id);
  Atomics.store(state, 0, how);
  Atomics.notify(state, 0);
}

void loading.then((encoders) => reply({ languages: [...encoders.keys()], refused }));
