import { ESLint } from 'eslint';
import { expect, it } from 'vitest';
import { noWallClock } from './wall-clock';

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    {
      plugins: { own: { rules: { 'no-wall-clock': noWallClock } } },
      rules: { 'own/no-wall-clock': 'error' },
    },
  ],
});
const complaints = async (code: string) =>
  (await eslint.lintText(code, { filePath: 'x.js' }))[0]!.messages.length;

it.each([
  'const t = Date.now();',
  'const clock = Date.now;',
  "const t = Date['now']();",
  'const t = Date[`now`]();',
  'const t = Date?.now();',
  'const t = Date[name]();',
  'const t = globalThis.Date.now();',
  "const t = window['Date'].now();",
  'const { now } = Date;',
  'const { now: clock } = globalThis.Date;',
  'const { ...all } = Date;',
  'const Clock = Date;',
  'let now; ({ now } = Date);',
  'const t = new Date().getTime();',
  'const t = new Date()["getTime"]();',
  'const t = new globalThis.Date().valueOf();',
  'const t = +new Date();',
  'const t = Number(new Date());',
  'const ms = new Date() - began;',
  'const t = new Date() * 1;',
  'let t = 0; t -= new Date();',
  'const a = new Date(); const ms = a.getTime() - b;',
  'const a = new Date(); function f() { return a - b; }',
  'let a; a = given ?? new Date(); const t = +a;',
  'const a = new Date(); const c = a; const t = Number(c);',
  'const t = Date.parse(new Date().toISOString());',
  'const t = Date.parse(Date());',
  'const t = new Date(new Date()).getTime();',
  'const text = new Date().toISOString(); const t = Date.parse(text);',
])('forbids %s', async (code) => expect(await complaints(code)).toBe(1));

it.each([
  'const t = performance.now();',
  'const at = new Date();',
  'const at = new Date().toISOString();',
  'const t = new Date(text).getTime();',
  'const t = Date.parse(text) - Date.UTC(2026, 1, 1);',
  'const t = wallClock();',
  'const is = at instanceof Date;',
  'const { UTC } = Date;',
  'function f(Date) { return Date.now(); }',
  'const clock = () => new Date(); const t = clock().getTime() - published.getTime();',
  'const text = "at " + new Date();',
])('allows %s', async (code) => expect(await complaints(code)).toBe(0));
