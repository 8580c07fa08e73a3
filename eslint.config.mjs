import tseslint from 'typescript-eslint';
import boundaries from 'eslint-plugin-boundaries';
import reactHooks from 'eslint-plugin-react-hooks';

const elements = [
  { type: 'contract', pattern: 'main/contract', mode: 'folder' },
  { type: 'assistant', pattern: 'main/assistant', mode: 'folder' },
  { type: 'roots', pattern: ['main/processes', 'main/cli'], mode: 'folder' },
  { type: 'e2e', pattern: 'main/e2e', mode: 'folder' },
  { type: 'main', pattern: 'main', mode: 'folder' },
  { type: 'renderer', pattern: 'renderer', mode: 'folder' },
  { type: 'voice', pattern: 'voice', mode: 'folder' },
  { type: 'catalog-sync', pattern: 'catalog-sync', mode: 'folder' },
  { type: 'native', pattern: 'native', mode: 'folder' },
  { type: 'build', pattern: 'build', mode: 'folder' },
];

export default tseslint.config(
  { ignores: ['node_modules/**', 'dist/**', 'release/**', '.cache/**', '.electron-runtime/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mjs}'],
    plugins: { boundaries, 'react-hooks': reactHooks },
    settings: { 'boundaries/elements': elements, 'import/resolver': { node: { extensions: ['.ts', '.tsx', '.mjs'] } } },
    rules: {
      'no-console': ['error', { allow: ['warn', 'error'] }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Name what you export; no default exports.' }],
      'max-lines': ['warn', { max: 400, skipBlankLines: true, skipComments: true }],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  { files: ['*.config.{ts,mjs}', 'renderer/vite.config.ts', 'main/e2e/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['main/cli/**', 'build/**'], rules: { 'no-console': 'off' } },
);
