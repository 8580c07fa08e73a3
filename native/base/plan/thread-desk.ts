import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DaogouError, type WireError } from '../../../main/contract';
import { cantPlan } from './check-map';
import { LocalDesk, type PlanAnswer, type PlanDesk, type Planned, type PlanRequest } from './desk';

/** A plan that takes longer is given up, milliseconds: the largest plan that is taken needs two seconds. */
export const PLAN_DEADLINE_MS = 8_000;
/** The heap of the planner's thread, MiB; its grids lie outside and are bounded by their cells. */
const HEAP_MIB = 256;

export interface ToPlanner {
  readonly id: number;
  readonly request: PlanRequest;
}
export type FromPlanner =
  { readonly id: number; readonly planned: Planned } | { readonly id: number; readonly error: WireError };

interface Job extends ToPlanner {
  readonly answer: (answer: PlanAnswer) => void;
}

/**
 * The bundle of `plan.worker.ts`, beside the bundles of processes and commands; nothing where sources run as
 * they are.
 */
export function planWorkerFile(): string | undefined {
  if (typeof __dirname !== 'string') return undefined;
  return [join(__dirname, 'workers'), join(__dirname, '..', 'workers')]
    .map((dir) => join(dir, 'plan.cjs'))
    .find((file) => existsSync(file));
}

/**
 * Planning in a thread of its own where its bundle lies beside this one; else in this thread (tests and
 * tools that run from sources).
 */
export function createDesk(file = planWorkerFile(), deadlineMs = PLAN_DEADLINE_MS): PlanDesk {
  return file === undefined ? new LocalDesk() : new ThreadDesk(file, deadlineMs);
}

/**
 * Plans in a worker thread, so that stop, control loop and printer never wait for a plan. One question at a
 * time; past its deadline the thread is ended, the question answered `cannot_plan`, and
 * the next one gets a new thread.
 */
export class ThreadDesk implements PlanDesk {
  #worker: Worker | undefined;
  #running: Job | undefined;
  #deadline: NodeJS.Timeout | undefined;
  #waiting: Job[] = [];
  #ids = 0;

  constructor(
    readonly file: string,
    readonly deadlineMs: number,
  ) {}

  ask(request: PlanRequest, answer: (answer: PlanAnswer) => void): void {
    this.#waiting.push({ id: ++this.#ids, request, answer });
    this.#next();
  }

  async close(): Promise<void> {
    const open = [...(this.#running ? [this.#running] : []), ...this.#waiting];
    this.#waiting = [];
    this.#running = undefined;
    clearTimeout(this.#deadline);
    await this.#end();
    for (const { answer } of open) answer(cantPlan('the devices are being closed.'));
  }

  #next(): void {
    if (this.#running) return;
    const job = this.#waiting.shift();
    if (!job) return;
    this.#running = job;
    this.#deadline = setTimeout(() => {
      void this.#end();
      this.#finish(
        job.id,
        cantPlan(
          `it takes longer than ${this.deadlineMs / 1000} seconds; is the floor plan too large or too detailed?`,
        ),
      );
    }, this.deadlineMs);
    try {
      this.#worker ??= this.#start();
      this.#worker.postMessage({ id: job.id, request: job.request } satisfies ToPlanner);
    } catch (error) {
      this.#finish(job.id, cantPlan(String(error)));
    }
  }

  #start(): Worker {
    const worker = new Worker(this.file, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB } });
    worker.unref();
    worker.on('message', (message: FromPlanner) =>
      this.#finish(message.id, 'planned' in message ? message.planned : DaogouError.fromWire(message.error)),
    );
    const gone = (why: string) => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      if (this.#running) this.#finish(this.#running.id, cantPlan(`the planner ended by itself (${why}).`));
    };
    worker.on('error', (error) => gone(String(error)));
    worker.on('exit', (code) => gone(`exit ${code}`));
    return worker;
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #finish(id: number, answer: PlanAnswer): void {
    const job = this.#running;
    if (job?.id !== id) return;
    this.#running = undefined;
    clearTimeout(this.#deadline);
    job.answer(answer);
    this.#next();
  }
}
