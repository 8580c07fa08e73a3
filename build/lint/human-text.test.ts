import { ESLint } from 'eslint';
import { expect, it } from 'vitest';
import { noPatternOverWords } from './human-text';

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    {
      plugins: { own: { rules: { 'no-pattern-over-words': noPatternOverWords } } },
      rules: { 'own/no-pattern-over-words': 'error' },
    },
  ],
});
const complaints = async (code: string) =>
  (await eslint.lintText(code, { filePath: 'x.js' }))[0]!.messages.length;

it.each([
  'const r = /会员|member/;',
  'const r = /[号楼]$/u;',
  "const r = new RegExp('大年三十');",
  "const r = RegExp('一' + name);",
  'const r = new RegExp(`${n}号`);',
  'const r = new RegExp(String.raw`\\d+号`, "u");',
])('forbids %s', async (code) => expect(await complaints(code)).toBe(1));

it.each([
  'const r = /member/;',
  'const r = /[\\u3400-\\u9fff]/;',
  'const r = /[一-龥]+/;',
  'const r = /\\p{Script=Han}/u;',
  "const text = '会员';",
  'const r = new RegExp(words);',
  "const r = new Pattern('会员');",
])('allows %s', async (code) => expect(await complaints(code)).toBe(0));
