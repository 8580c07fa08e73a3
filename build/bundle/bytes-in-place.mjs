/**
 * `import read from './x.bin'`: a function that reads the bytes from the repository, as programs read theirs
 * from dist.
 * @type {import('esbuild').Plugin}
 */
export const bytesInPlace = {
  name: 'bytes-in-place',
  setup(build) {
    build.onLoad({ filter: /\.bin$/ }, ({ path: file }) => ({
      contents: `import { readFileSync } from 'node:fs'; export default () => readFileSync(${JSON.stringify(file)});`,
      loader: 'js',
    }));
  },
};
