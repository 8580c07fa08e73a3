/**
 * `import read from './x.bin'`: a function that reads the bytes from the repository, of `./x.csv` the text, as
 * programs read theirs from dist.
 * @type {import('esbuild').Plugin}
 */
export const dataInPlace = {
  name: 'data-in-place',
  setup(build) {
    build.onLoad({ filter: /\.(?:bin|csv)$/ }, ({ path: file }) => {
      const as = file.endsWith('.csv') ? ", 'utf8'" : '';
      return {
        contents: `import { readFileSync } from 'node:fs'; export default () => readFileSync(${JSON.stringify(file)}${as});`,
        loader: 'js',
      };
    });
  },
};
