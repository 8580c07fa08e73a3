import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { App } from './App';
import { ErrorBoundary } from './ErrorBoundary';

const OWN = { police: '110', medical: '120', fire: '119' };
const kept = (numbers: unknown): void =>
  void vi.stubGlobal('localStorage', { getItem: () => JSON.stringify(numbers) });
const broken = (): string => {
  const boundary = new ErrorBoundary({ children: null });
  boundary.state = { broken: true };
  return renderToStaticMarkup(boundary.render());
};
const app = (bridge: object): string => {
  vi.stubGlobal('window', bridge);
  return renderToStaticMarkup(<App />);
};
afterEach(() => void vi.unstubAllGlobals());

it.each([
  ['while main is silent', () => app({ daogou: {} }), '正在启动'],
  ['outside the terminal', () => app({}), '请在导购终端里打开'],
  ['when a view failed', broken, '屏幕遇到问题'],
])('names whom to call for help %s', (_when, markup, words) => {
  kept(OWN);
  for (const number of Object.values(OWN)) expect(markup()).toContain(`<dd>${number}</dd>`);
  expect(markup()).toContain(words);
  expect(markup()).toMatch(/报警.*Police/);
  // Nothing kept, or something else: a number all the same.
  for (const other of [null, { police: 1 }]) {
    kept(other);
    expect(markup()).toMatch(/<dd>\d{2,5}<\/dd>/);
  }
});
