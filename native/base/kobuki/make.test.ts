import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { continues } from './make';
import { PoseStore } from '../pose-store';

it('knows a base that went on counting from one that was switched off', () => {
  const stored = { pose: { x: 1, y: 2, theta: 0 }, bound: 0.1, left: 1_000, right: 65_000, angle: 1, atPost: false };
  expect(continues(stored, { left: 1_000, right: 65_000, angle: 1 })).toBe(true);
  // 0.17 m straight on, across the wrap of the right counter.
  expect(continues(stored, { left: 3_000, right: (65_000 + 2_000) & 0xffff, angle: 1 })).toBe(true);
  expect(continues(stored, { left: 0, right: 0, angle: 0 })).toBe(false);
  expect(continues(stored, { left: 1_100, right: 65_100, angle: 2 })).toBe(false);
  expect(continues(stored, { left: 20_000, right: 20_000, angle: 1 })).toBe(false);
});

it('keeps the place across a restart, and takes a damaged file for none', () => {
  const dir = mkdtempSync(join(tmpdir(), 'daogou-pose-'));
  try {
    const store = new PoseStore(join(dir, 'sub', 'pose.json'));
    expect(store.read()).toBeUndefined();
    const stored = { pose: { x: 1, y: 2, theta: 0 }, bound: 0.1, left: 1, right: 2, angle: 0, atPost: true };
    store.write(stored);
    expect(store.read()).toEqual(stored);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
