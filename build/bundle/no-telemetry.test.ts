import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeEntries } from './entries.mjs';
import { bundlePrograms } from './node.mjs';
import { bundleScript } from './script.mjs';

/**
 * Loads the real library in a thread of its own, as the second pass does, and in the program itself; no model
 * is needed for it to begin its telemetry.
 */
const LOADS_ONNXRUNTIME = `
  import { isMainThread, Worker } from 'node:worker_threads';
  import { InferenceSession } from 'onnxruntime-node';
  if (isMainThread) new Worker(__filename);
  void InferenceSession.create(new Uint8Array(8)).catch(() => console.log('loaded'));
`;

const scratch = mkdtempSync(path.join(import.meta.dirname, '../../.cache/no-telemetry-'));
const home = mkdtempSync(path.join(tmpdir(), 'daogou-home-'));
const leftovers = path.join(home, '.cache/Microsoft/DeveloperTools/.onnxruntime');
afterAll(() => [scratch, home].forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe('onnxruntime’s telemetry', () => {
  const script = path.join(scratch, 'loads.cjs');
  beforeAll(async () => {
    const source = path.join(scratch, 'loads.ts');
    writeFileSync(source, LOADS_ONNXRUNTIME);
    await bundleScript(source, script);
  });
  const run = (file: string): string => {
    // The library keeps still by itself where CI is set: here it is to be as in a store.
    const { ORT_DISABLE_TELEMETRY: _, XDG_CACHE_HOME: __, CI: ___, ...environment } = process.env;
    return execFileSync(process.execPath, [file], { env: { ...environment, HOME: home }, encoding: 'utf8' });
  };

  it('leaves nothing under the user’s cache, and what was left before is gone', () => {
    mkdirSync(leftovers, { recursive: true });
    writeFileSync(path.join(leftovers, 'deviceid'), 'somebody');
    expect(run(script).match(/loaded/g)).toHaveLength(2);
    expect(readdirSync(path.join(home, '.cache'))).toEqual([]);
  });

  it('would leave a device id, were it not for that', () => {
    const bare = path.join(scratch, 'bare.cjs');
    writeFileSync(
      bare,
      "require('onnxruntime-node').InferenceSession.create(new Uint8Array(8)).catch(() => console.log('loaded'));",
    );
    run(bare);
    expect(existsSync(path.join(leftovers, 'deviceid'))).toBe(true);
  });

  it('is off here too', () => expect(process.env.ORT_DISABLE_TELEMETRY).toBe('1'));
});

describe('every program', () => {
  const { 'main/preload': _, ...entries } = nodeEntries();
  it('has it off before it loads any package', async () => {
    const { outputFiles } = await bundlePrograms(entries);
    const programs = outputFiles!.filter(({ path: file }) => file.endsWith('.cjs'));
    expect(programs).toHaveLength(Object.keys(entries).length);
    for (const { path: file, text } of programs) {
      const off = text.indexOf('process.env.ORT_DISABLE_TELEMETRY = "1"');
      expect(off, file).toBeGreaterThan(0);
      for (const { index } of text.matchAll(
        /^var \w+ = (__toESM\()?require\("(electron|[\w-]*onnx[\w-]*)"\)/gm,
      ))
        expect(index, file).toBeGreaterThan(off);
    }
  });
});
