import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, openSync, writeSync, fsyncSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DaogouError, PrintDocument, PrintReason } from '../../main/contract';

/**
 * How far a job has come. `printing`: some bytes may have gone out, the slip is not cut yet. `cutting`: the last bytes were handed over; whether the paper came out is
 * not confirmed yet.
 */
const Stage = z.enum(['queued', 'printing', 'cutting', 'failed']);
const Job = z.object({ id: z.string(), at: z.number(), stage: Stage, reason: PrintReason.optional().catch('error'), document: PrintDocument });
export type Job = z.infer<typeof Job>;

/** Failed jobs are kept so long for "print again", milliseconds. */
const KEEP_FAILED_MS = 24 * 3_600_000;
const MAX_JOBS = 50;

/** Jobs on disk, one file each, so that a power cut neither loses nor doubles a slip. Every change is written aside, fsynced and renamed. */
export class Spool {
  #jobs = new Map<string, Job>();

  constructor(
    readonly dir: string,
    now: number,
  ) {
    mkdirSync(dir, { recursive: true });
    for (const name of readdirSync(dir).sort()) {
      const file = join(dir, name);
      if (!name.endsWith('.job')) {
        if (name.endsWith('.tmp')) rmSync(file, { force: true });
        continue;
      }
      const job = read(file);
      if (!job || (job.stage === 'failed' && now - job.at > KEEP_FAILED_MS)) rmSync(file, { force: true });
      // The power went while the cutter ran: printing again might double it, so staff decides.
      else this.#jobs.set(job.id, job.stage === 'cutting' ? { ...job, stage: 'failed', reason: 'unconfirmed' } : job);
    }
  }

  /** All jobs, oldest first. */
  get jobs(): Job[] {
    return [...this.#jobs.values()].sort((a, b) => a.at - b.at || a.id.localeCompare(b.id));
  }

  /** Takes a job in; it is on disk when this returns. */
  add(document: PrintDocument, now: number): Job {
    if (this.jobs.filter((job) => job.stage !== 'failed').length >= MAX_JOBS) throw new DaogouError('unavailable', 'Too many slips are waiting for the printer; see to its paper first.', true, { reason: 'spool_full' });
    const latest = Math.max(0, ...[...this.#jobs.values()].map((job) => job.at));
    return this.#put({ id: randomUUID().slice(0, 8), at: Math.max(now, latest + 1), stage: 'queued', document });
  }

  /** Records how far a job has come. */
  stage(id: string, stage: Job['stage'], reason?: PrintReason): Job {
    const job = this.#jobs.get(id);
    if (!job) throw new DaogouError('not_found', `There is no print job ${id}.`);
    return this.#put({ ...job, stage, reason });
  }

  /** Forgets a job that lies on paper. */
  remove(id: string): void {
    this.#jobs.delete(id);
    rmSync(this.#file(id), { force: true });
    syncDir(this.dir);
  }

  #file(id: string): string {
    return join(this.dir, `${id}.job`);
  }

  #put(job: Job): Job {
    const file = this.#file(job.id);
    try {
      const handle = openSync(`${file}.tmp`, 'w');
      writeSync(handle, JSON.stringify(job));
      fsyncSync(handle);
      closeSync(handle);
      renameSync(`${file}.tmp`, file);
      syncDir(this.dir);
    } catch (error) {
      throw new DaogouError('storage', `The print job could not be kept in ${this.dir}: ${(error as Error).message}; check the disk.`, true, { cause: error, reason: 'storage' });
    }
    this.#jobs.set(job.id, job);
    return job;
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
