import { ESLint } from 'eslint';
import { expect, it } from 'vitest';
import { noWallClock } from './wall-clock';

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [{ rules: { 'no-restricted-syntax': ['error', ...noWallClock] } }],
});
const complaints = async (code: string) =>
  (await eslint.lintText(code, { filePath: 'x.js' }))[0]!.messages.length;

it.each([
  'const t = Date.now();',
  'const clock = Date.now;',
  'const t = new Date().getTime();',
  'const t = +new Date();',
  'const t = Number(new Date());',
  'const ms = new Date() - began;',
])('forbids %s', async (code) => expect(await complaints(code)).toBe(1));

it.each([
  'const t = performance.now();',
  'const at = new Date();',
  'const t = new Date(text).getTime();',
  'const t = wallClock();',
])('allows %s', async (code) => expect(await complaints(code)).toBe(0));
