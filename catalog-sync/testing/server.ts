import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
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
    requests.push({ path, range: request.headers.range });
    const bytes = readIfThere(join(dir, path));
    const meddling = current(path, bytes) ?? {};
    const { body = bytes, status, location } = meddling;
    if (location !== undefined) response.writeHead(302, { Location: location }).end();
    else if (status !== undefined || !body) response.writeHead(status ?? 404).end();
    else sendBody(response, partOf(request, response, path, body, meddling), meddling);
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

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Writes the headers, and gives what is to be sent of the body. */
function partOf(
  { headers }: IncomingMessage,
  response: ServerResponse,
  path: string,
  body: Buffer,
  { noTag }: NonNullable<Meddling>,
): Buffer {
  const etag = `"${body.length}-${path}"`;
  const resumes = headers.range && headers['if-range'] === etag;
  const from = resumes ? Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0) : 0;
  const part = body.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, {
    ...(!noTag && { ETag: etag }),
    'Content-Length': part.length,
    ...(from > 0 && { 'Content-Range': `bytes ${from}-${body.length - 1}/${body.length}` }),
  });
  return part;
}

/** Whole, byte by byte, or cut off. */
function sendBody(response: ServerResponse, part: Buffer, { dripMs, cutAfter }: NonNullable<Meddling>): void {
  if (dripMs !== undefined) drip(response, part, dripMs);
  else if (cutAfter === undefined || cutAfter >= part.length) response.end(part);
  else {
    response.write(part.subarray(0, cutAfter), () => response.destroy());
    if (cutAfter === 0) response.destroy();
  }
}

function drip(response: ServerResponse, part: Buffer, everyMs: number): void {
  let at = 0;
  const timer = setInterval(
    () => (at < part.length ? response.write(part.subarray(at, ++at)) : response.end()),
    everyMs,
  );
  response.on('close', () => clearInterval(timer));
}

export type MeddlingServer = Awaited<ReturnType<typeof meddlingServer>>;
