import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/**
 * What to do with one request: other bytes, another status, the connection cut after so many bytes of the
 * body, a redirect, one byte of the body every so many milliseconds, or no ETag.
 */
export type Meddling =
  | { body?: Buffer; status?: number; cutAfter?: number; location?: string; dripMs?: number; noTag?: boolean }
  | undefined;

/**
 * A server over a published folder that meddles: for tests of what a client refuses and survives. Knows Range
 * and If-Range.
 */
export async function meddlingServer(
  dir: string,
  meddle: (path: string, bytes: Buffer | undefined) => Meddling = () => undefined,
) {
  const requests: { path: string; range?: string }[] = [];
  let current = meddle;
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://any').pathname;
    const range = request.headers.range;
    requests.push({ path, range });
    let bytes: Buffer | undefined;
    try {
      bytes = readFileSync(join(dir, path));
    } catch {
      // Not there.
    }
    const { body = bytes, status, cutAfter, location, dripMs, noTag } = current(path, bytes) ?? {};
    if (location !== undefined) {
      response.writeHead(302, { Location: location }).end();
      return;
    }
    if (status !== undefined || !body) {
      response.writeHead(status ?? 404).end();
      return;
    }
    const etag = `"${body.length}-${path}"`;
    const from =
      range && request.headers['if-range'] === etag ? Number(/bytes=(\d+)-/.exec(range)?.[1] ?? 0) : 0;
    const part = body.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      ...(!noTag && { ETag: etag }),
      'Content-Length': part.length,
      ...(from > 0 && { 'Content-Range': `bytes ${from}-${body.length - 1}/${body.length}` }),
    });
    if (dripMs !== undefined) {
      let at = 0;
      const drip = setInterval(
        () => (at < part.length ? response.write(part.subarray(at, ++at)) : response.end()),
        dripMs,
      );
      response.on('close', () => clearInterval(drip));
      return;
    }
    if (cutAfter === undefined || cutAfter >= part.length) {
      response.end(part);
      return;
    }
    response.write(part.subarray(0, cutAfter), () => response.destroy());
    if (cutAfter === 0) response.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    /** From now on meddles like this. */
    meddle: (next: typeof meddle) => (current = next),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
export type MeddlingServer = Awaited<ReturnType<typeof meddlingServer>>;
