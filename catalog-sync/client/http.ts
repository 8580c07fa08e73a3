import type { Fetcher } from 'tuf-js';
import { DownloadHTTPError } from 'tuf-js/dist/error';
import { fetch, type Response } from 'undici';
import { dispatcherFor } from './dispatcher';
import { SyncError } from './sync-error';

export interface HttpOptions {
  /** Milliseconds without a byte after which a transfer is given up. */
  stallMs: number;
  /**
   * Slowest transfer that is waited for, bytes a second, after the first `graceMs`: a server that drips for
   * ever is left.
   */
  floorBytesPerSecond: number;
  graceMs: number;
  /** Added to what a failed try waits, milliseconds; doubles at each try. */
  backoffMs: number;
  /** Tries at one file before giving up. */
  tries: number;
  /** Web proxy; '' or absent: what the environment says. */
  proxy?: string;
  /** Told of bytes as they come, wanted or not; throws where no more may come. */
  onBytes?: (bytes: number) => void;
}
export const defaultHttp: HttpOptions = {
  stallMs: 20_000,
  floorBytesPerSecond: 1_024,
  graceMs: 60_000,
  backoffMs: 500,
  tries: 5,
};

/** Redirects followed, all on the repository's own origin. */
const MOST_REDIRECTS = 3;

export interface OpenResponse {
  response: Response;
  /**
   * To be called with the size of every chunk: a transfer that stands still, or is slower than the floor, is
   * ended.
   */
  touch: (bytes: number) => void;
  end: () => void;
}

/**
 * Opens an address of the repository. A transfer of n bytes takes at most `graceMs` and n /
 * `floorBytesPerSecond`. Throws `SyncError`: `network` where nothing answers, `redirected` where the server
 * sends to another origin.
 */
export async function openResponse(
  url: string,
  headers: Record<string, string>,
  options: HttpOptions,
): Promise<OpenResponse> {
  const { signal, touch, end } = watchTransfer(options);
  try {
    let at = new URL(url);
    for (let redirects = 0; ; redirects++) {
      // Our own digests would not fit what a proxy re-encodes.
      const response = await fetch(at, {
        headers: { 'Accept-Encoding': 'identity', ...headers },
        redirect: 'manual',
        signal,
        dispatcher: dispatcherFor(options.proxy),
      });
      const next = redirectOf(response, at);
      if (!next) return { response, touch, end };
      await response.body?.cancel();
      if (redirects === MOST_REDIRECTS)
        throw new SyncError('redirected', `The catalog server redirects ${url} again and again.`);
      at = next;
    }
  } catch (cause) {
    end();
    if (cause instanceof SyncError) throw cause;
    throw new SyncError(
      'network',
      `Can't reach the catalog server at ${new URL(url).origin}: ${reason(cause)}.`,
      { cause },
    );
  }
}

/** Where a response sends on to; nothing where it is none of those. */
function redirectOf({ status, headers }: Response, from: URL): URL | undefined {
  const location = headers.get('location');
  if (![301, 302, 303, 307, 308].includes(status) || location === null || !URL.canParse(location, from))
    return undefined;
  const to = new URL(location, from);
  if (to.origin !== from.origin) {
    throw new SyncError(
      'redirected',
      `The catalog server at ${from.origin} redirects to ${to.origin}; it is not followed there. Set sync.url to where the repository is.`,
    );
  }
  return to;
}

/**
 * Two clocks over one transfer: one for a standstill, one for its pace. Both are timers, so a clock that is
 * set changes nothing.
 */
function watchTransfer({
  stallMs,
  graceMs,
  floorBytesPerSecond,
}: HttpOptions): { signal: AbortSignal } & Pick<OpenResponse, 'touch' | 'end'> {
  const abort = new AbortController();
  const began = performance.now();
  let received = 0;
  let timer: NodeJS.Timeout | undefined;
  const touch = (bytes: number) => {
    received += bytes;
    const left = began + graceMs + (received / floorBytesPerSecond) * 1_000 - performance.now();
    clearTimeout(timer);
    const why =
      left < stallMs
        ? `slower than ${floorBytesPerSecond} bytes a second`
        : `no byte for ${stallMs / 1000} s`;
    timer = setTimeout(() => abort.abort(new Error(why)), Math.max(0, Math.min(left, stallMs)));
    timer.unref();
  };
  const end = () => {
    clearTimeout(timer);
    abort.abort();
  };
  touch(0);
  return { signal: abort.signal, touch, end };
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
        const retry =
          error instanceof SyncError && error.kind === 'network' && attempt + 1 < this.options.tries;
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
      this.serverTime = response.headers.has('date')
        ? new Date(response.headers.get('date') ?? '')
        : this.serverTime;
      if (response.status === 404 || response.status === 403)
        throw new DownloadHTTPError('not there', response.status);
      if (!response.ok || !response.body)
        throw new SyncError('network', `The catalog server answers ${response.status} to ${url}.`);
      const chunks: Uint8Array[] = [];
      let length = 0;
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        touch(chunk.length);
        this.options.onBytes?.(chunk.length);
        length += chunk.length;
        if (length > maxLength)
          throw new SyncError('malformed', `${url} is larger than the ${maxLength} bytes it may have.`);
        chunks.push(chunk);
      }
      this.bytes += length;
      return Buffer.concat(chunks);
    } catch (error) {
      if (error instanceof SyncError || error instanceof DownloadHTTPError) throw error;
      throw new SyncError('network', `The connection to the catalog server broke: ${reason(error)}.`, {
        cause: error,
      });
    } finally {
      end();
    }
  }
}
