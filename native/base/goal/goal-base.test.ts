import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GoalSim } from '../../simulators/goal-sim';
import { makeStore } from '../../testing/store';
import { Wire } from '../../testing/wire';
import { Navigator } from '../motion/navigator';
import { LocalDesk } from '../plan/desk';
import { GoalBase } from './goal-base';
import { HostMessage, LineDecoder, crc16, encodeLine } from './line-codec';

const map = makeStore({ width: 16, depth: 16, aisleWidth: 1.7, bay: 1.5 });
const TARGET = { aisle: 'C', bay: '2', label: 'C2' };

function rig() {
  const sim = new GoalSim({ x: 8, y: 2, theta: 0 });
  const wire = new Wire((bytes) => sim.receive(bytes));
  let now = 0;
  const base = new GoalBase(wire, { now: () => now, speed: 0.5 });
  const states: string[] = [];
  const navigator = new Navigator(base, {
    speed: 0.5,
    radius: 0.25,
    desk: new LocalDesk(),
    emit: (state) => states.push(state.state),
  });
  base.start();
  const run = (milliseconds: number, until: () => boolean = () => false) => {
    const end = now + milliseconds;
    while (now < end && !until()) {
      now += 50;
      const bytes = sim.advance();
      if (bytes.length > 0) wire.receive(bytes);
      navigator.tick(now, now);
      base.tick(now);
    }
  };
  run(500);
  return { sim, wire, base, navigator, states, run, at: () => now };
}

describe('line codec', () => {
  it('has the check value of CRC-16/CCITT-FALSE', () => {
    expect(crc16(Buffer.from('123456789'))).toBe(0x29b1);
  });

  it('gives back what was sent, cut up and between garbage, never anything else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 40 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 50 }),
        (garbage, cut) => {
          const decoder = new LineDecoder<HostMessage>(HostMessage);
          const sent: HostMessage[] = garbage.map((_, k) => ({
            type: 'goto',
            id: k,
            goal: { x: k, y: 1.5, theta: 0 },
            speed: 0.5,
          }));
          const text = garbage
            .map((noise, k) => `${noise.replaceAll('\n', '')}\n${encodeLine(k, sent[k]!)}`)
            .join('');
          const got: HostMessage[] = [];
          for (let at = 0; at < text.length; at += cut) got.push(...decoder.push(text.slice(at, at + cut)));
          expect(got).toEqual(sent);
        },
      ),
    );
  });

  it('drops damaged, repeated and late lines, and counts what is missing', () => {
    const decoder = new LineDecoder<HostMessage>(HostMessage);
    const line = (seq: number) => encodeLine(seq, { type: 'cancel' });
    expect(
      decoder.push(line(0) + line(0).replace('cancel', 'cancal') + line(1) + line(1) + line(5) + line(4)),
    ).toHaveLength(3);
    expect(decoder.counters).toEqual({ lines: 3, damaged: 1, lost: 3 });
  });
});

describe('goal base', () => {
  it('is sent to the shelf, reports its way, arrives', () => {
    const { sim, navigator, run, at, states } = rig();
    const planned = navigator.navigate(map, TARGET, at());
    run(120_000, () => navigator.state.state === 'arrived');
    expect(navigator.state.state).toBe('arrived');
    expect(Math.hypot(sim.x - planned.goal![0], sim.y - planned.goal![1])).toBeLessThan(0.05);
    expect(states).toContain('driving');
  });

  it('stops on stop, on a hazard, and by its own deadman', () => {
    for (const event of ['stop', 'cliff', 'hang', 'unplug'] as const) {
      const { sim, wire, navigator, run, at } = rig();
      navigator.navigate(map, TARGET, at());
      run(3_000);
      expect(sim.linear).toBeGreaterThan(0.3);
      if (event === 'stop') navigator.stop();
      if (event === 'cliff') sim.hazards = ['cliff'];
      if (event === 'unplug') wire.plug(false);
      if (event === 'hang') for (let k = 0; k < 12; k++) sim.advance();
      else run(600);
      expect(sim.linear, event).toBeLessThan(0.01);
    }
  });

  it('waits while its way is blocked and then goes on', () => {
    const { sim, navigator, run, at } = rig();
    navigator.navigate(map, TARGET, at());
    run(2_000);
    sim.blocked = true;
    run(2_000);
    expect(navigator.state.state).toBe('blocked');
    sim.blocked = false;
    run(120_000, () => navigator.state.state === 'arrived');
    expect(navigator.state.state).toBe('arrived');
  });

  it('asks anew when the base forgot its goal in a pause, and arrives', () => {
    const { sim, base, navigator, run, at } = rig();
    navigator.navigate(map, TARGET, at());
    run(3_000);
    const { driven } = sim;
    expect(driven).toBeGreaterThan(0.5);
    // 300 ms in which this program does nothing.
    for (let k = 0; k < 6; k++) sim.advance();
    expect(sim.goal).toBeUndefined();
    run(120_000, () => !navigator.underWay);
    expect(navigator.state.state).toBe('arrived');
    expect(base.state(at()).hazards).toEqual([]);
  });

  it.each<[string, (sim: GoalSim) => void]>([
    ['a leap of 40 m', (sim) => (sim.x += 40)],
    ['a leap of half a metre', (sim) => (sim.y += 0.5)],
    ['a heading that turns about at once', (sim) => (sim.theta += Math.PI)],
  ])('stands and has lost its place at %s, until staff says where it is', (_what, leap) => {
    const { sim, base, navigator, run, at } = rig();
    navigator.navigate(map, TARGET, at());
    run(3_000);
    leap(sim);
    run(1_000);
    expect(navigator.state).toMatchObject({ state: 'fault', reason: 'lost' });
    expect(sim.linear).toBe(0);
    expect(base.state(at())).toMatchObject({ displaced: true, pose: undefined, poseBound: Infinity });
    expect(() => navigator.navigate(map, TARGET, at())).toThrow(
      expect.objectContaining({ reason: 'displaced' }),
    );
    navigator.reset(at());
    navigator.navigate(map, TARGET, at());
    run(120_000, () => !navigator.underWay);
    expect(navigator.state.state).toBe('arrived');
  });

  it('does not believe a leap made while it stood, or while its cable was out', () => {
    for (const unplugged of [false, true]) {
      const { sim, wire, base, run, at } = rig();
      if (unplugged) wire.plug(false);
      run(2_000);
      sim.x += 40;
      wire.plug(true);
      run(500);
      expect(base.state(at())).toMatchObject({ displaced: true, pose: undefined });
    }
  });

  it.each<[string, (sim: GoalSim) => void]>([
    ['not well enough', (sim) => (sim.bound = 3)],
    ['not at all', (sim) => (sim.lost = true)],
  ])('stands when it says that it knows its place %s', (_what, forget) => {
    const { sim, navigator, run, at } = rig();
    navigator.navigate(map, TARGET, at());
    run(3_000);
    forget(sim);
    run(1_000);
    expect(navigator.state).toMatchObject({ state: 'fault', reason: 'lost' });
    expect(sim.linear).toBe(0);
  });

  it('is not taken to be at its post when it forgets its place on the way, and goes on when it finds it again', () => {
    const { sim, navigator, run, at } = rig();
    navigator.navigate(map, TARGET, at());
    run(3_000);
    sim.lost = true;
    run(1_000);
    expect(() => navigator.navigate(map, TARGET, at())).toThrow(
      expect.objectContaining({ reason: 'displaced' }),
    );
    sim.lost = false;
    run(500);
    navigator.navigate(map, TARGET, at());
    run(120_000, () => !navigator.underWay);
    expect(navigator.state.state).toBe('arrived');
  });

  it('keeps its place when it corrects it within the bound that it gave', () => {
    const { sim, navigator, run, at } = rig();
    navigator.navigate(map, TARGET, at());
    run(3_000);
    sim.bound = 0.25;
    run(200);
    sim.x += 0.2;
    sim.theta += 0.1;
    run(120_000, () => !navigator.underWay);
    expect(navigator.state.state).toBe('arrived');
  });
});
