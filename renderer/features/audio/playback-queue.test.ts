import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import fc from 'fast-check';
import type { ToVoice } from '../../../main/contract';
import { PlaybackQueue, type Output } from './playback-queue';

/** An output on vitest's clock. */
function fakeOutput() {
  const played: { at: number; until: number; stopped: boolean }[] = [];
  const now = () => performance.now() / 1000;
  const output: Output = {
    now,
    latency: () => 0.01,
    schedule(samples, sampleRate, at, ended) {
      const entry = { at, until: at + samples.length / sampleRate, stopped: false };
      played.push(entry);
      const timer = setTimeout(ended, (entry.until - now()) * 1000);
      return () => {
        entry.stopped = true;
        clearTimeout(timer);
      };
    },
  };
  return { output, played };
}

const play = (turnId: string, seq: number, samples = 2400) =>
  ({ kind: 'play', turnId, seq, sampleRate: 24_000, samples: new Float32Array(samples) }) as const;

describe('PlaybackQueue', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const start = () => {
    const told: ToVoice[] = [];
    const { output, played } = fakeOutput();
    return { queue: new PlaybackQueue(output, (m) => told.push(m)), told, played };
  };

  it('plays chunks without gap or overlap, however they arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9600 }), { minLength: 1, maxLength: 20 }), (sizes) => {
        const { queue, played } = start();
        sizes.forEach((size, seq) => queue.take(play('t', seq, size)));
        for (let i = 1; i < played.length; i++) expect(played[i]!.at).toBeCloseTo(played[i - 1]!.until, 9);
        vi.clearAllTimers();
      }),
    );
  });

  it('says started once and played once, in that order', () => {
    const { queue, told } = start();
    queue.take(play('t', 0));
    queue.take(play('t', 1));
    vi.advanceTimersByTime(60);
    expect(told).toEqual([{ kind: 'started', turnId: 't' }]);
    queue.take({ kind: 'end', turnId: 't' });
    vi.advanceTimersByTime(5_000);
    expect(told).toEqual([
      { kind: 'started', turnId: 't' },
      { kind: 'played', turnId: 't' },
    ]);
  });

  it('waits for the rest when chunks come late', () => {
    const { queue, told } = start();
    queue.take(play('t', 0));
    vi.advanceTimersByTime(1_000);
    expect(told.some((m) => m.kind === 'played')).toBe(false);
    queue.take(play('t', 1));
    queue.take({ kind: 'end', turnId: 't' });
    vi.advanceTimersByTime(1_000);
    expect(told.filter((m) => m.kind === 'played')).toHaveLength(1);
  });

  it('silences at once on flush, confirms within 50 ms, and drops what comes late', () => {
    const { queue, told, played } = start();
    queue.take(play('t', 0, 48_000));
    queue.take(play('t', 1, 48_000));
    vi.advanceTimersByTime(100);
    queue.take({ kind: 'flush', turnId: 't' });
    expect(played.every((p) => p.stopped)).toBe(true);
    vi.advanceTimersByTime(50);
    expect(told.at(-1)).toEqual({ kind: 'flushed', turnId: 't' });
    queue.take(play('t', 2));
    queue.take({ kind: 'end', turnId: 't' });
    vi.advanceTimersByTime(10_000);
    expect(played).toHaveLength(2);
    expect(told.filter((m) => m.kind === 'played')).toHaveLength(0);
  });

  it('confirms a flush of a turn that never sounded', () => {
    const { queue, told } = start();
    queue.take({ kind: 'flush', turnId: 'gone' });
    vi.advanceTimersByTime(50);
    expect(told).toEqual([{ kind: 'flushed', turnId: 'gone' }]);
  });

  it('starts the next turn afresh after a flush', () => {
    const { queue, told, played } = start();
    queue.take(play('a', 0, 240_000));
    queue.take({ kind: 'flush', turnId: 'a' });
    const before = performance.now() / 1000;
    queue.take(play('b', 0));
    expect(played[1]!.at - before).toBeLessThan(0.05);
    queue.take({ kind: 'end', turnId: 'b' });
    vi.advanceTimersByTime(5_000);
    expect(told.filter((m) => m.kind === 'played')).toEqual([{ kind: 'played', turnId: 'b' }]);
  });

  it('counts an empty turn as played', () => {
    const { queue, told } = start();
    queue.take({ kind: 'end', turnId: 't' });
    vi.advanceTimersByTime(100);
    expect(told).toEqual([{ kind: 'played', turnId: 't' }]);
  });

  it('does not hang on an output whose clock stands still', () => {
    const told: ToVoice[] = [];
    const dead: Output = { now: () => 0, latency: () => 0, schedule: () => () => undefined };
    const queue = new PlaybackQueue(dead, (m) => told.push(m));
    queue.take(play('t', 0));
    queue.take({ kind: 'end', turnId: 't' });
    vi.advanceTimersByTime(5_000);
    expect(told.at(-1)).toEqual({ kind: 'played', turnId: 't' });
  });

  it('tells nobody after a reset', () => {
    const { queue, told, played } = start();
    queue.take(play('t', 0));
    queue.reset();
    vi.advanceTimersByTime(5_000);
    expect(played[0]!.stopped).toBe(true);
    expect(told).toEqual([]);
  });
});
