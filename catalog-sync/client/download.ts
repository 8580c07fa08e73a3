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
  const { response, touch, end } = await openResponse(url, resume, http);
  try {
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      // A range that no longer fits: begin again.
      if (response.status === 416) rmSync(etagFile, { force: true });
      throw new SyncError('network', `The catalog server answers ${response.status} to ${url}.`);
    }
    const at = response.status === 206 ? have : 0;
    if (response.status === 206 && !response.headers.get('content-range')?.startsWith(`bytes ${have}-`)) {
      rmSync(etagFile, { force: true });
      throw new SyncError('network', 'The catalog server resumed at another byte than asked.');
    }
    const tag = response.headers.get('etag');
    // Weak tags don't promise the same bytes (RFC 9110, section 13.1.5).
    if (tag && !tag.startsWith('W/')) writeFileAtomic(etagFile, tag);
    else rmSync(etagFile, { force: true });
    const fd = openSync(part, at > 0 ? 'a' : 'w');
    try {
      let written = at;
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        touch(chunk.length);
        if (written + chunk.length > length) {
          throw new SyncError('wrong_length', `${url} has more than the ${length} bytes that were signed.`);
        }
        for (let i = 0; i < chunk.length;) i += writeSync(fd, chunk, i);
        written += chunk.length;
        onBytes(chunk.length);
        // Once it is kept: what came has been paid for.
        http.onBytes?.(chunk.length);
      }
      fsyncSync(fd);
      if (written < length) {
        // An honest end before the signed length is a short object; a cut connection throws above.
        const declared = Number(response.headers.get('content-length') ?? NaN);
        if (declared + at === written)
          throw new SyncError('wrong_length', `${url} has ${written} bytes, ${length} were signed.`);
        throw new SyncError('network', 'The connection to the catalog server broke.');
      }
    } finally {
      closeSync(fd);
    }
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

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
