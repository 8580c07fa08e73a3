import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DeviceStatus } from '../main/contract';
import { StatusNews } from './status-news';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const printer = (more: Partial<DeviceStatus> = {}): DeviceStatus => ({
  name: 'generic-80',
  kind: 'printer',
  simulated: false,
  state: 'ready',
  ...more,
});

it('tells a change soon and once, together with what came at the same time', () => {
  const told: DeviceStatus[][] = [];
  const news = new StatusNews(
    () => [printer()],
    (devices) => told.push(devices),
  );
  news.soon();
  news.soon();
  expect(told).toHaveLength(0);
  vi.advanceTimersByTime(50);
  expect(told).toEqual([[printer()]]);
  news.close();
});

it('looks by itself, and takes counters and a hair of battery for no news', () => {
  const told: DeviceStatus[][] = [];
  let now = printer({ battery: 0.8, counters: { slips: 1 } });
  const news = new StatusNews(
    () => [now],
    (devices) => told.push(devices),
  );
  news.start();
  vi.advanceTimersByTime(1_000);
  now = printer({ battery: 0.799, counters: { slips: 2 } });
  vi.advanceTimersByTime(1_000);
  expect(told).toHaveLength(1);
  now = printer({ battery: 0.7 });
  vi.advanceTimersByTime(1_000);
  expect(told).toHaveLength(2);
  news.close();
  now = printer({ state: 'fault' });
  vi.advanceTimersByTime(10_000);
  expect(told).toHaveLength(2);
});
