import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Config } from '../../../main/contract';
import type { SerialConnection } from '../../serial/connection';
import { KobukiSim } from '../../simulators/kobuki-sim';
import { seeded } from '../../simulators/kobuki-physics';
import { Wire } from '../../testing/wire';
import type { KobukiBase } from './kobuki-base';
import { continues, kobukiMake } from './make';
import { PoseStore } from '../pose-store';

it('knows a base that went on counting from one that was switched off', () => {
  const stored = {
    pose: { x: 1, y: 2, theta: 0 },
    bound: 0.1,
    left: 1_000,
    right: 65_000,
    angle: 1,
    atPost: false,
  };
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
    store.write({ lost: true });
    expect(store.read()).toBe('lost');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

it('a place that was lost stays lost over a restart of this program, until somebody says where it stands', () => {
  const dir = mkdtempSync(join(tmpdir(), 'daogou-lost-'));
  const config = Config.parse({
    dataDir: dir,
    base: { port: '/dev/null' },
    printer: { port: 'none' },
    scanner: { port: 'none' },
  });
  const started = () => {
    const sim = new KobukiSim({
      start: { x: 0, y: 0, theta: 0 },
      slip: 0,
      wheelError: 0,
      gyroNoise: 0,
      gyroDrift: 0,
      random: seeded(1),
      world: { solids: [] },
      deadmanMs: 200,
      latencyMs: 0,
      radius: 0.24,
    });
    const wire = new Wire((bytes) => sim.receive(bytes));
    const made = kobukiMake.create(config, wire as unknown as SerialConnection, dir);
    const base = made.base as KobukiBase;
    base.start();
    const hear = (frames: number) => {
      for (let k = 0; k < frames; k++) wire.receive(sim.advance());
    };
    return { sim, made, base, hear };
  };
  try {
    const first = started();
    first.hear(5);
    first.base.locate({ x: 3, y: 4, theta: 0 }, 0.05);
    first.made.remember(false, false);
    first.hear(5);
    first.sim.body.leftTravel += 0.1;
    first.sim.body.rightTravel += 0.1;
    first.hear(2);
    expect(first.base).toMatchObject({ displaced: true, odometry: { pose: undefined } });
    const second = started();
    // The counters are where they were: without the note it would take its old place for true.
    Object.assign(second.sim.body, {
      leftTravel: first.sim.body.leftTravel,
      rightTravel: first.sim.body.rightTravel,
    });
    second.hear(5);
    expect(second.base).toMatchObject({ displaced: true, odometry: { pose: undefined } });
    second.base.locate({ x: 1, y: 1, theta: 0 }, 0.05);
    second.made.remember(true, false);
    const third = started();
    Object.assign(third.sim.body, {
      leftTravel: second.sim.body.leftTravel,
      rightTravel: second.sim.body.rightTravel,
    });
    third.hear(5);
    expect(third.base.displaced).toBe(false);
    expect(third.base.odometry.pose).toMatchObject({ x: expect.closeTo(1, 2), y: expect.closeTo(1, 2) });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
