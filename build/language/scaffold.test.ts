import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addLanguage, languagesOf, removeLanguage, tagOf } from './scaffold.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'daogou-language-'));
  for (const folder of ['contract', 'words'])
    cpSync(join(ROOT, 'main', folder), join(copy, 'main', folder), { recursive: true });
  const { compilerOptions } = JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')) as {
    compilerOptions: object;
  };
  // Only what a new language touches: the whole house is type-checked with it when one stays.
  writeFileSync(
    join(copy, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['main'], exclude: ['**/*.test.ts'] }),
  );
  writeFileSync(join(copy, 'package.json'), '{"type": "module"}');
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

const text = (...path: string[]): string => readFileSync(join(copy, ...path), 'utf8');
const MESSAGES = ['main', 'words', 'messages'];

it('adds a language that is whole by its types, and takes it out without a trace', async () => {
  const before = [
    text('main', 'contract', 'languages.ts'),
    text(...MESSAGES, 'index.ts'),
    languagesOf(copy).join(),
  ];
  // `new` is Newari and a keyword.
  for (const tag of ['tlh', 'new', 'pt-br']) await addLanguage(copy, tag);
  expect(languagesOf(copy).slice(-3)).toEqual(['tlh', 'new', 'pt-BR']);
  expect(JSON.parse(text(...MESSAGES, 'pt-BR', 'screen.json'))).toEqual({
    'lang.name': 'português (Brasil)',
  });
  expect(() =>
    execFileSync(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', copy]),
  ).not.toThrow();

  for (const tag of ['pt-BR', 'tlh', 'new']) await removeLanguage(copy, tag);
  expect([
    text('main', 'contract', 'languages.ts'),
    text(...MESSAGES, 'index.ts'),
    languagesOf(copy).join(),
  ]).toEqual(before);
  expect(existsSync(join(copy, ...MESSAGES, 'pt-BR'))).toBe(false);
}, 300_000);

it('says what is wrong with a tag', async () => {
  for (const bad of ['', 'x!', 'thai', 'xx', '../th', 'th-u-ca-buddhist'])
    expect(() => tagOf(bad), bad).toThrow(/not the BCP 47 tag/);
  await expect(addLanguage(copy, 'EN')).rejects.toThrow(/en exists already/);
  await expect(removeLanguage(copy, 'zh')).rejects.toThrow(/zh stays/);
  await expect(removeLanguage(copy, 'tlh')).rejects.toThrow(/there is no tlh; known are zh, en/);
});
