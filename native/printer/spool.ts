import { randomUUID } from 'node:crypto';
import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  openSync,
  writeSync,
  fsyncSync,
  closeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { DaogouError, PrintDocument, PrintReason } from '../../main/contract';

/**
 * How far a job has come. `printing`: some bytes may have gone out, the slip is not cut yet. `cutting`: the
 * last bytes were handed over; whether the paper came out is not confirmed yet.
 */
const Stage = z.enum(['queued', 'printing', 'cutting', 'failed']);
const Job = z.object({
  id: z.string(),
  at: z.number(),
  stage: Stage,
  /** A shopper waits for it; else staff. */ shopper: z.boolean().default(false),
  reason: PrintReason.optional().catch('error'),
  document: PrintDocument,
});
export type Job = z.infer<typeof Job>;

/** Failed jobs are kept so long for "print again", milliseconds. */
const KEEP_FAILED_MS = 24 * 3_600_000;
const MAX_JOBS = 50;
/** So many failed jobs are kept; the oldest go first. */
const MAX_FAILED = 50;

/**
 * Jobs on disk, one file each, so that a power cut neither loses nor doubles a slip. Every change is written
 * aside, fsynced and renamed. Where the disk takes no change, jobs go on in memory, and the disk is brought
 * up to date with the next change that it takes.
 */
export class Spool {
  #jobs = new Map<string, Job>();
  /** Jobs whose files are not as the jobs are. */
  #behind = new Set<string>();

  constructor(
    readonly dir: string,
    now: number,
  ) {
    const { names, writable } = lookInto(dir);
    for (const name of names) {
      const file = join(dir, name);
      if (!name.endsWith('.job')) {
        if (name.endsWith('.tmp')) removed(file);
        continue;
      }
      const job = read(file);
      if (!job) {
        removed(file);
        continue;
      }
      // The power went while the cutter ran, or the disk could not be told how far the job came: printing
      // again might double it, so staff decides.
      const doubtful = job.stage === 'cutting' || (job.stage !== 'failed' && !writable);
      this.#jobs.set(job.id, doubtful ? { ...job, stage: 'failed', reason: 'unconfirmed' } : job);
    }
    this.expire(now);
  }

  /** False while jobs are in memory only and a power cut would lose or double them. */
  get kept(): boolean {
    return this.#behind.size === 0;
  }

  /** All jobs, oldest first. */
  get jobs(): Job[] {
    return [...this.#jobs.values()].sort((a, b) => a.at - b.at || a.id.localeCompare(b.id));
  }

  /**
   * Takes a job in, for a shopper or (default) for staff; it is on disk when this returns and {@link kept} is
   * true.
   */
  add(document: PrintDocument, now: number, shopper = false): Job {
    this.expire(now);
    if (this.jobs.filter((job) => job.stage !== 'failed').length >= MAX_JOBS)
      throw new DaogouError(
        'unavailable',
        'Too many slips are waiting for the printer; see to its paper first.',
        true,
        { reason: 'spool_full' },
      );
    const latest = Math.max(0, ...[...this.#jobs.values()].map((job) => job.at));
    return this.#put({
      id: randomUUID().slice(0, 8),
      at: Math.max(now, latest + 1),
      stage: 'queued',
      shopper,
      document,
    });
  }

  /** Records how far a job has come. */
  stage(id: string, stage: Job['stage'], reason?: PrintReason): Job {
    const job = this.#put({ ...this.#get(id), stage, reason });
    for (const { id: oldest } of this.#failed().slice(0, -MAX_FAILED)) this.remove(oldest);
    return job;
  }

  /** Queues a failed job anew; from now on it is staff who waits for it. */
  again(id: string): Job {
    return this.#put({ ...this.#get(id), stage: 'queued', reason: undefined, shopper: false });
  }

  /** Forgets failed jobs whose time is over. */
  expire(now: number): void {
    for (const { id, at } of this.#failed()) if (now - at > KEEP_FAILED_MS) this.remove(id);
  }

  /** Forgets a job that lies on paper. */
  remove(id: string): void {
    this.#jobs.delete(id);
    this.#behind.add(id);
    this.#catchUp();
  }

  #get(id: string): Job {
    const job = this.#jobs.get(id);
    if (!job) throw new DaogouError('not_found', `There is no print job ${id}.`);
    return job;
  }

  #failed(): Job[] {
    return this.jobs.filter((job) => job.stage === 'failed');
  }

  #file(id: string): string {
    return join(this.dir, `${id}.job`);
  }

  #put(job: Job): Job {
    this.#jobs.set(job.id, job);
    this.#behind.add(job.id);
    this.#catchUp();
    return job;
  }

  /** Brings the files of all jobs that changed up to date, as far as the disk takes it. */
  #catchUp(): void {
    for (const id of this.#behind) {
      const job = this.#jobs.get(id);
      const done = job ? written(this.#file(id), JSON.stringify(job)) : removed(this.#file(id));
      if (done) this.#behind.delete(id);
    }
  }
}

/** Makes the folder where it is missing, and answers what lies in it and whether that can be changed. */
function lookInto(dir: string): { names: string[]; writable: boolean } {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const names = readdirSync(dir).sort();
    accessSync(dir, constants.W_OK);
    return { names, writable: true };
  } catch {
    return { names: namesIn(dir), writable: false };
  }
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir).sort();
  } catch {
    return [];
  }
}

/** True when the whole text is on the disk under its name. */
function written(file: string, text: string): boolean {
  const aside = `${file}.tmp`;
  try {
    const handle = openSync(aside, 'w', 0o600);
    try {
      const bytes = Buffer.from(text);
      // A disk that fills up may take part of it: write() says how much.
      for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(aside, file);
    syncDir(dirname(file));
    return true;
  } catch {
    removed(aside);
    return false;
  }
}

function removed(file: string): boolean {
  try {
    rmSync(file, { force: true });
    syncDir(dirname(file));
    return true;
  } catch {
    return false;
  }
}

function syncDir(dir: string): void {
  const handle = openSync(dir, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function read(file: string): Job | undefined {
  try {
    return parseJob(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A job from its file's text; undefined when the file is damaged. */
export function parseJob(text: string): Job | undefined {
  try {
    return Job.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
