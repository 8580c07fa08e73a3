import { createHash } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ModelEntry } from './manifest';
import { fetchFrom } from './sources';

const body = Buffer.alloc(
  300_000,
  (() => {
    const bytes = Buffer.alloc(997);
    for (let i = 0; i < bytes.length; i++) bytes[i] = (i * 31) % 251;
    return bytes;
  })(),
);
const entry = {
  id: 'net',
  files: [{ path: 'net.onnx', size: body.length, sha256: createHash('sha256').update(body).digest('hex') }],
} as unknown as ModelEntry;

let server: Server;
afterEach(() => server.close());

/** A server that breaks off after `cut` bytes the first time. */
async function serve(cut: number): Promise<{ url: string; ranges: (string | undefined)[] }> {
  const ranges: (string | undefined)[] = [];
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': body.length - from });
    if (ranges.length === 1)
      response.write(body.subarray(0, cut), () => setTimeout(() => response.destroy(), 50));
    else response.end(body.subarray(from));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ranges };
}

describe('a model from the web', () => {
  it('goes on where a broken download stopped, and tells how far it is', async () => {
    const { url, ranges } = await serve(120_000);
    const folder = await mkdtemp(join(tmpdir(), 'daogou-sources-'));
    const progress: string[] = [];
    const context = {
      appRoot: folder,
      downloads: join(folder, '.downloads'),
      progress: (message: string) => void progress.push(message),
    };
    await expect(fetchFrom({ type: 'https', url }, entry, join(folder, 'a'), context)).rejects.toThrow(
      /net\.onnx broke off/,
    );
    await fetchFrom({ type: 'https', url }, entry, join(folder, 'b'), context);
    expect(ranges[0]).toBeUndefined();
    expect(Number(/bytes=(\d+)-$/.exec(ranges[1] ?? '')?.[1])).toBeGreaterThan(0);
    expect((await readFile(join(folder, 'b', 'net.onnx'))).equals(body)).toBe(true);
    expect(progress.at(-1)).toBe('net.onnx: 100 %');
  });
});
