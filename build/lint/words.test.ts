import { ESLint } from 'eslint';
import { expect, it } from 'vitest';
import { HOLDS_WORDS, noWordsElsewhere } from './words';

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    {
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      plugins: { own: { rules: { 'no-words-elsewhere': noWordsElsewhere } } },
      rules: { 'own/no-words-elsewhere': 'error' },
    },
  ],
});
const complaints = async (code: string) =>
  (await eslint.lintText(code, { filePath: 'x.js' }))[0]!.messages.length;

it.each([
  "const text = '请稍等';",
  'const text = `请等 ${n} 秒`;',
  'const view = <p>请稍等</p>;',
  'const view = <p title="请稍等" />;',
  "const table = { zh: '请稍等', en: 'Please wait' };",
  "say('zh', '请');",
])('forbids %s', async (code) => expect(await complaints(code)).toBe(code.includes('${n}') ? 2 : 1));

it.each([
  "const text = 'Please wait';",
  '// 请稍等',
  'const mixed = /[一-龥]/;',
  "const range = '\\u4e00';",
  'const view = <p>{say(lang, key)}</p>;',
  "const signs = '，。！';",
])('allows %s', async (code) => expect(await complaints(code)).toBe(0));

it('gives a reason for everything that may hold them', () => {
  for (const { files, why } of HOLDS_WORDS) {
    expect(files.length).toBeGreaterThan(0);
    expect(why).not.toBe('');
  }
});
