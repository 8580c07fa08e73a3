import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../db/atomic-file';
import { objectUrlPath } from '../wire/release';
import { backoff, openResponse, pause, reason, type HttpOptions } from './http';
import { SyncError } from './sync-error';
import { asFolder, type OfferedObject } from './trust';

export interface DownloadOptions {
  url: string;
  /** Folder for finished and half objects; a half one is resumed, also after a restart. */
  dir: string;
  http: HttpOptions;
  /** Bytes received, as they come. */
  onBytes?: (bytes: number) => void;
}

/**
 * Fetches one object and proves its length and SHA-256; resumes with Range and If-Range. Returns the file.
 */
export async function downloadObject(
  object: OfferedObject,
  { url, dir, http, onBytes = () => undefined }: DownloadOptions,
): Promise<string> {
  mkdirSync(dir, { recursive: true });
  const done = join(dir, object.sha256);
  if (existsSync(done) && (await sha256Of(done)) === object.sha256) return done;
  const part = `${done}.part`;
  const from = new URL(objectUrlPath(object.path, object.sha256), new URL('targets/', asFolder(url))).href;
  for (let attempt = 0; ; attempt++) {
    try {
      await fetchInto(part, from, object.length, http, onBytes);
      break;
    } catch (error) {
      const failure = SyncError.from(error);
      if (failure.kind !== 'network' || attempt + 1 >= http.tries) throw failure;
      await pause(backoff(attempt, http.backoffMs));
    }
  }
  const { size } = statSync(part);
  const digest = size === object.length ? await sha256Of(part) : '';
  if (digest !== object.sha256) {
    rmSync(part, { force: true });
    rmSync(`${part}.etag`, { force: true });
    if (size !== object.length)
      throw new SyncError('wrong_length', `${object.path} has ${size} bytes, ${object.length} were signed.`);
    throw new SyncError('wrong_digest', `${object.path} is not the object that was signed (wrong SHA-256).`);
  }
  renameSync(part, done);
  rmSync(`${part}.etag`, { force: true });
  return done;
}

type Response = Awaited<ReturnType<typeof openResponse>>['response'];

/** What a try to fetch needs to know. */
interface Fetching {
  part: string;
  etagFile: string;
  url: string;
  /** Bytes that were signed. */
  length: number;
  http: HttpOptions;
  onBytes: (bytes: number) => void;
}

/** One try: the rest of the file, or all of it where the server changed its mind. */
async function fetchInto(
  part: string,
  url: string,
  length: number,
  http: HttpOptions,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const etagFile = `${part}.etag`;
  const etag = existsSync(etagFile) ? readFileSync(etagFile, 'utf8') : undefined;
  const have = etag && existsSync(part) ? statSync(part).size : 0;
  if (have === length) return;
  const resume: Record<string, string> =
    have > 0 && have < length && etag ? { Range: `bytes=${have}-`, 'If-Range': etag } : {};
  const fetching = { part, etagFile, url, length, http, onBytes };
  const { response, touch, end } = await openResponse(url, resume, http);
  try {
    const body = await bodyOf(response, fetching);
    const at = resumedAt(response, have, etagFile);
    keepTag(response, etagFile);
    const written = await writeBody(body, at, touch, fetching);
    if (written < length) throw cutShort(response, at, written, fetching);
  } catch (error) {
    const failure = SyncError.from(error);
    if (failure.kind === 'wrong_length') {
      rmSync(part, { force: true });
      rmSync(etagFile, { force: true });
    }
    if (failure.kind !== 'internal') throw failure;
    throw new SyncError('network', `The connection to the catalog server broke: ${reason(error)}.`, {
      cause: error,
    });
  } finally {
    end();
  }
}

async function bodyOf(response: Response, { etagFile, url }: Fetching): Promise<AsyncIterable<Uint8Array>> {
  if (response.ok && response.body) return response.body as unknown as AsyncIterable<Uint8Array>;
  await response.body?.cancel();
  // A range that no longer fits: begin again.
  if (response.status === 416) rmSync(etagFile, { force: true });
  throw new SyncError('network', `The catalog server answers ${response.status} to ${url}.`);
}

/** The byte at which the server goes on: after what is there, or at the beginning. */
function resumedAt(response: Response, have: number, etagFile: string): number {
  if (response.status !== 206) return 0;
  if (response.headers.get('content-range')?.startsWith(`bytes ${have}-`)) return have;
  rmSync(etagFile, { force: true });
  throw new SyncError('network', 'The catalog server resumed at another byte than asked.');
}

/** Weak tags don't promise the same bytes (RFC 9110, section 13.1.5). */
function keepTag(response: Response, etagFile: string): void {
  const tag = response.headers.get('etag');
  if (tag && !tag.startsWith('W/')) writeFileAtomic(etagFile, tag);
  else rmSync(etagFile, { force: true });
}

/** Appends what comes, on the disk when it returns; gives the file's length. */
async function writeBody(
  body: AsyncIterable<Uint8Array>,
  at: number,
  touch: (bytes: number) => void,
  { part, url, length, http, onBytes }: Fetching,
): Promise<number> {
  const fd = openSync(part, at > 0 ? 'a' : 'w');
  try {
    let written = at;
    for await (const chunk of body) {
      touch(chunk.length);
      if (written + chunk.length > length)
        throw new SyncError('wrong_length', `${url} has more than the ${length} bytes that were signed.`);
      for (let i = 0; i < chunk.length;) i += writeSync(fd, chunk, i);
      written += chunk.length;
      onBytes(chunk.length);
      // Once it is kept: what came has been paid for.
      http.onBytes?.(chunk.length);
    }
    fsyncSync(fd);
    return written;
  } finally {
    closeSync(fd);
  }
}

/** An honest end before the signed length is a short object; anything else is a connection that broke. */
function cutShort(response: Response, at: number, written: number, { url, length }: Fetching): SyncError {
  const declared = Number(response.headers.get('content-length') ?? NaN);
  return declared + at === written
    ? new SyncError('wrong_length', `${url} has ${written} bytes, ${length} were signed.`)
    : new SyncError('network', 'The connection to the catalog server broke.');
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
