import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { DaogouError } from '../../main/contract';

export interface ServeOptions {
  /** 0 takes a free one. */
  port?: number;
  /** Default: this machine only. */
  host?: string;
}

export interface PublishedServer {
  /** Base address for terminals. */
  url: string;
  /** File with the first trusted root, to be handed to terminals by another way than this server. */
  root: string;
  close(): Promise<void>;
}

/**
 * Names that TUF and the publisher give; anything else, the publisher's own folder included, is not there.
 */
const SERVED =
  /^\/(?:metadata\/(?:\d+\.)?(?:root|targets|snapshot|timestamp|store)\.json|targets\/catalog\/[0-9a-f]{64}\.[\w.-]+)$/;

/** Serves a published repository over HTTP: GET and HEAD, ETag, If-None-Match, Range, If-Range (RFC 9110). */
export async function servePublished(
  dir: string,
  { port = 0, host = '127.0.0.1' }: ServeOptions = {},
): Promise<PublishedServer> {
  const server = createServer((request, response) => {
    answer(dir, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await listen(server, port, host);
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/`,
    root: join(dir, 'metadata', 'root.json'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new DaogouError(
          'unavailable',
          `Can't listen on ${host} port ${port}: ${cause.code ?? cause.message}.`,
          true,
          { cause },
        ),
      ),
    );
    server.listen(port, host, resolve);
  });
}

async function answer(dir: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const path = new URL(request.url ?? '/', 'http://any').pathname;
  const found = SERVED.test(path) ? await stat(join(dir, path)).catch(() => undefined) : undefined;
  if (!found?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  send(request, response, join(dir, path), found, headersOf(path, found));
}

/** What caches and clients that resume are told of a file. */
function headersOf(path: string, { mtimeMs, size, ino }: Stats): { ETag: string } & Record<string, string> {
  const named = /\/([0-9a-f]{64})\./.exec(path)?.[1];
  const state = [mtimeMs, size, ino].map((value) => value.toString(36)).join('-');
  // Only names that can never mean anything else may be kept by caches; the timestamp and the next root must
  // be asked for.
  const immutable = Boolean(named) || /\/\d+\.\w+\.json$/.test(path);
  return {
    ETag: `"${named ?? state}"`,
    'Accept-Ranges': 'bytes',
    'Cache-Control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Content-Type': path.endsWith('.json') ? 'application/json' : 'application/octet-stream',
  };
}

/** Sends a file, the part of it that is asked for, or that what the client has still holds. */
function send(
  request: IncomingMessage,
  response: ServerResponse,
  file: string,
  { size }: Stats,
  headers: ReturnType<typeof headersOf>,
): void {
  if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(headers.ETag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const span = askedSpan(request, headers.ETag, size);
  if (span === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'Content-Range': `bytes */${size}` }).end();
    return;
  }
  const { start, end } = span ?? { start: 0, end: size - 1 };
  response.writeHead(span ? 206 : 200, {
    ...headers,
    'Content-Length': end - start + 1,
    ...(span && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
  });
  if (request.method === 'HEAD' || size === 0) {
    response.end();
    return;
  }
  pipeline(createReadStream(file, { start, end }), response, () => undefined);
}

/** The range asked for; nothing where all is, or where the file is not the one the client began with. */
function askedSpan({ headers }: IncomingMessage, etag: string, size: number): ReturnType<typeof parseRange> {
  const asked = headers['if-range'] === undefined || headers['if-range'] === etag ? headers.range : undefined;
  return asked === undefined ? undefined : parseRange(asked, size);
}

/** One range (RFC 9110, section 14.1.2); several are answered whole. Nothing: answer whole. */
function parseRange(
  range: string,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range);
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [, first = '', last = ''] = match;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start <= end && start < size ? { start, end } : 'unsatisfiable';
}
