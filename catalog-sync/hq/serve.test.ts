import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../testing';
import { servePublished, type PublishedServer } from './serve';

const name = `${'ab'.repeat(32)}.1.snapshot.jsonl.br`;
let dir: string;
let server: PublishedServer;
beforeAll(async () => {
  dir = temporaryFolder();
  mkdirSync(join(dir, 'targets', 'catalog'), { recursive: true });
  mkdirSync(join(dir, 'metadata'));
  mkdirSync(join(dir, '.publisher'));
  writeFileSync(join(dir, 'targets', 'catalog', name), '0123456789');
  writeFileSync(join(dir, 'metadata', 'timestamp.json'), '{}');
  writeFileSync(join(dir, '.publisher', 'head.db'), 'secret');
  server = await servePublished(dir);
});
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true });
});

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(new URL(path, server.url), { headers });
  return { status: response.status, text: await response.text(), headers: response.headers };
};
const object = `targets/catalog/${name}`;

it('answers whole files, to be kept for ever only where the name says what is in them', async () => {
  const found = await get(object);
  expect(found).toMatchObject({ status: 200, text: '0123456789' });
  expect(found.headers.get('cache-control')).toContain('immutable');
  expect((await get('metadata/timestamp.json')).headers.get('cache-control')).toBe('no-cache');
});

it.each([
  ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
  ['bytes=7-', 206, '789', 'bytes 7-9/10'],
  ['bytes=-2', 206, '89', 'bytes 8-9/10'],
  ['bytes=5-100', 206, '56789', 'bytes 5-9/10'],
  ['bytes=10-', 416, '', 'bytes */10'],
  ['bytes=1-2,4-5', 200, '0123456789', null],
  ['lines=1-2', 200, '0123456789', null],
])('answers the range %s', async (range, status, text, contentRange) => {
  const found = await get(object, { Range: range });
  expect(found).toMatchObject({ status, text });
  expect(found.headers.get('content-range')).toBe(contentRange);
});

it('answers a range only of the file that was begun', async () => {
  const etag = (await get(object)).headers.get('etag') ?? '';
  expect((await get(object, { Range: 'bytes=2-4', 'If-Range': etag })).status).toBe(206);
  expect((await get(object, { Range: 'bytes=2-4', 'If-Range': '"other"' })).text).toBe('0123456789');
  expect((await get(object, { 'If-None-Match': etag })).status).toBe(304);
});

it.each([
  '',
  '.publisher/head.db',
  'metadata/',
  'metadata/../.publisher/head.db',
  'metadata/%2e%2e/.publisher/head.db',
  'targets/catalog/x',
])('has nothing at %j', async (path) => {
  expect((await get(path)).status).toBe(404);
});

it('does not climb out of its folder, and takes no other methods', async () => {
  const raw = (method: string, path: string) =>
    new Promise<number | undefined>((resolve) =>
      request({ host: '127.0.0.1', port: new URL(server.url).port, method, path }, (response) =>
        resolve(response.resume().statusCode),
      ).end(),
    );
  expect(await raw('GET', '/metadata/../../../../etc/passwd')).toBe(404);
  expect(await raw('POST', '/metadata/timestamp.json')).toBe(405);
  expect(await raw('HEAD', '/metadata/timestamp.json')).toBe(200);
});
