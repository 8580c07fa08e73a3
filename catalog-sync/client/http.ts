import type { Fetcher } from 'tuf-js';
import { DownloadHTTPError } from 'tuf-js/dist/error';
import { fetch, type Response } from 'undici';
import { dispatcherFor } from './dispatcher';
import { SyncError } from './sync-error';

export interface HttpOptions {
  /** Milliseconds without a byte after which a transfer is given up. */
  stallMs: number;
  /** Added to what a failed try waits, milliseconds; doubles at each try. */
  backoffMs: number;
  /** Tries at one file before giving up. */
  tries: number;
  /** Web proxy; '' or absent: what the environment says. */
  proxy?: string;
  /** Told of bytes as they come, wanted or not; throws where no more may come. */
  onBytes?: (bytes: number) => void;
}
export const defaultHttp: HttpOptions = { stallMs: 20_000, backoffMs: 500, tries: 5 };

/** A response that is being read; `touch` must be called at every chunk, or the stall timer ends it. */
export async function openResponse(
  url: string,
  headers: Record<string, string>,
  { stallMs, proxy }: HttpOptions,
): Promise<{ response: Response; touch: () => void; end: () => void }> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const touch = () => {
    clearTimeout(timer);
    timer = setTimeout(() => abort.abort(new Error(`no byte for ${stallMs / 1000} s`)), stallMs);
    timer.unref();
  };
  const end = () => {
    clearTimeout(timer);
    abort.abort();
  };
  touch();
  try {
    // Our own digests would not fit what a proxy re-encodes.
    const response = await fetch(url, { headers: { 'Accept-Encoding': 'identity', ...headers }, signal: abort.signal, dispatcher: dispatcherFor(proxy) });
    return { response, touch, end };
  } catch (cause) {
    end();
    throw new SyncError('network', `Can't reach the catalog server at ${new URL(url).origin}: ${reason(cause)}.`, { cause });
  }
}

/** Node hides why a fetch failed in the cause. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error.cause as NodeJS.ErrnoException | undefined;
  return inner?.code ?? inner?.message ?? error.message;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Full jitter (AWS Architecture Blog, 2015): terminals that failed together don't come back together. */
export const backoff = (attempt: number, baseMs: number, random: () => number = Math.random): number =>
  random() * Math.min(60_000, baseMs * 2 ** attempt);

/** The fetcher under tuf-js: bytes into memory under a cap, with time-outs and tries. */
export class MetadataFetcher implements Fetcher {
  /** The clock of the server at the last answer, if it told; only ever used to explain, never to trust. */
  serverTime: Date | undefined;
  /** What ended the last download; tuf-js turns it into text. */
  failure: unknown;
  bytes = 0;

  constructor(readonly options: HttpOptions) {}

  /** Objects are not fetched through tuf-js: it can't resume them. */
  downloadFile(): Promise<never> {
    return Promise.reject(new SyncError('internal', 'Catalog objects have a downloader of their own.'));
  }

  async downloadBytes(url: string, maxLength: number): Promise<Buffer> {
    this.failure = undefined;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.once(url, maxLength);
      } catch (error) {
        const retry = error instanceof SyncError && error.kind === 'network' && attempt + 1 < this.options.tries;
        if (!retry) {
          this.failure = error;
          throw error;
        }
        await pause(backoff(attempt, this.options.backoffMs));
      }
    }
  }

  private async once(url: string, maxLength: number): Promise<Buffer> {
    const { response, touch, end } = await openResponse(url, { 'Cache-Control': 'no-cache' }, this.options);
    try {
      this.serverTime = response.headers.has('date') ? new Date(response.headers.get('date') ?? '') : this.serverTime;
      if (response.status === 404 || response.status === 403) throw new DownloadHTTPError('not there', response.status);
      if (!response.ok || !response.body) throw new SyncError('network', `The catalog server answers ${response.status} to ${url}.`);
      const chunks: Uint8Array[] = [];
      let length = 0;
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        touch();
        this.options.onBytes?.(chunk.length);
        length += chunk.length;
        if (length > maxLength) throw new SyncError('malformed', `${url} is larger than the ${maxLength} bytes it may have.`);
        chunks.push(chunk);
      }
      this.bytes += length;
      return Buffer.concat(chunks);
    } catch (error) {
      if (error instanceof SyncError || error instanceof DownloadHTTPError) throw error;
      throw new SyncError('network', `The connection to the catalog server broke: ${reason(error)}.`, { cause: error });
    } finally {
      end();
    }
  }
}
