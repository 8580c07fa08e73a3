// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchWedge } from './wedge';

let at = 0;
let stop: () => void;
let scans: string[];
let typed: string;
const onKey = (event: KeyboardEvent): void => {
  if (event.key.length === 1) typed += event.key;
  else typed += `<${event.key}>`;
};
beforeEach(() => {
  vi.useFakeTimers();
  at = 1_000;
  scans = [];
  typed = '';
  // Before the page's own listeners, as in the application.
  stop = watchWedge((line) => scans.push(line));
  window.addEventListener('keydown', onKey);
});
afterEach(() => {
  stop();
  window.removeEventListener('keydown', onKey);
  document.body.replaceChildren();
  vi.useRealTimers();
});

/** Keys one after another, so many milliseconds apart. */
async function keys(line: readonly string[], gap: number, target: EventTarget = document.body, over = {}) {
  for (const key of line) {
    at += gap;
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...over });
    Object.defineProperty(event, 'timeStamp', { value: at });
    const goes = target.dispatchEvent(event);
    if (goes && target instanceof HTMLInputElement && key.length === 1) target.value += key;
    await vi.advanceTimersByTimeAsync(gap);
  }
}
const CODE = [...'6901234567892'];

describe('a scanner that is a keyboard', () => {
  it.each([
    ['Enter', [...CODE, 'Enter'], 5, '6901234567892'],
    ['Tab', [...CODE, 'Tab'], 20, '6901234567892'],
    ['nothing', CODE, 30, '6901234567892'],
    ['capitals', ['Shift', 'M', ...'EMBER-0012', 'Enter'], 8, 'MEMBER-0012'],
    ['a blank', [...'9787115428028 59000', 'Enter'], 3, '9787115428028 59000'],
  ])('with %s', async (_name, line, gap, scan) => {
    await keys(line, gap);
    await vi.advanceTimersByTimeAsync(100);
    expect(scans).toEqual([scan]);
    expect(typed.replaceAll('<Shift>', '')).toBe('');
  });

  it('is answered within 100 ms of its last key', async () => {
    await keys(CODE, 4);
    await vi.advanceTimersByTimeAsync(90);
    expect(scans).toEqual(['6901234567892']);
  });

  it('sends two scans one after the other', async () => {
    await keys([...CODE, 'Enter', ...'6923456789012', 'Enter'], 4);
    expect(scans).toEqual(['6901234567892', '6923456789012']);
  });

  it('leaves a field as it was', async () => {
    const input = document.createElement('input');
    document.body.append(input);
    input.value = 'mil';
    await keys([...CODE, 'Enter'], 4, input);
    expect(scans).toEqual(['6901234567892']);
    expect(input.value).toBe('mil');
  });
});

describe('typing', () => {
  it.each([
    ['slowly', 120],
    ['fast', 60],
  ])('%s goes where it was meant for', async (_name, gap) => {
    await keys([...'shampoo12', 'Enter'], gap);
    await vi.advanceTimersByTimeAsync(200);
    expect(scans).toEqual([]);
    expect(typed).toBe('shampoo12<Enter>');
  });
  it('of a few letters at once is no scan, and stays in order', async () => {
    await keys([...'milk', 'Enter'], 5);
    expect(typed).toBe('milk<Enter>');
    expect(scans).toEqual([]);
  });
  it('into a field stays there', async () => {
    const input = document.createElement('input');
    document.body.append(input);
    await keys([...'milk'], 40, input);
    await vi.advanceTimersByTimeAsync(200);
    expect(input.value).toBe('milk');
  });
  it('with a key held down is none', async () => {
    await keys([...'aaaaaaaaaaaa'], 30, document.body, { repeat: true });
    await vi.advanceTimersByTimeAsync(200);
    expect(scans).toEqual([]);
    expect(typed).toBe('aaaaaaaaaaaa');
  });
});
