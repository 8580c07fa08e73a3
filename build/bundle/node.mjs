import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { DIST, ROOT, inRoot } from '../setup/paths.mjs';
import { writeAtomic } from '../setup/files.mjs';
import { nodeEntries } from './entries.mjs';

/** Runs before anything else in every program. */
export const NO_TELEMETRY = inRoot('build/bundle/no-telemetry.mjs');

/** Packages with native parts: they stay in node_modules. Everything else is bundled. */
export const NATIVE_PACKAGES = [
  'better-sqlite3',
  'libsql',
  'sherpa-onnx-node',
  'onnxruntime-node',
  'serialport',
  '@node-rs/jieba',
];

/**
 * What the packaged app carries of node_modules: the native packages and those whose files are read or loaded
 * by name at run time.
 */
export const CARRIED_PACKAGES = [
  ...NATIVE_PACKAGES,
  'an-array-of-english-words',
  '@fugood/node-whisper-linux-x64',
];

const OPTIONAL_OF_WS = ['bufferutil', 'utf-8-validate'];

/** @satisfies {esbuild.BuildOptions} */
const common = /** @type {const} */ ({
  absWorkingDir: ROOT,
  outdir: DIST,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  write: false,
  format: 'cjs',
  platform: 'node',
  // Electron 33, the fallback runtime, has Node 20 inside.
  target: 'node20',
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
});

/** Where the bytes that programs import lie, beside their folders. */
const DATA = 'data';

/**
 * `import read from './x.bin'`: a function that reads the bytes from a file, of `./x.csv` the text. In the
 * bundle's text they would be parsed at every start; held by a module they would never be given back.
 * @type {esbuild.Plugin}
 */
const dataInFiles = {
  name: 'data-in-files',
  setup(build) {
    const assets = new Map();
    build.onLoad({ filter: /\.(?:bin|csv)$/ }, ({ path: file }) => {
      const name = path.basename(file);
      assets.set(name, readFileSync(file));
      const as = name.endsWith('.csv') ? ", 'utf8'" : '';
      const contents = `import { readFileSync } from 'node:fs';
import path from 'node:path';
export default () => readFileSync(path.join(__dirname, '..', '${DATA}', ${JSON.stringify(name)})${as});`;
      return { contents, loader: 'js' };
    });
    build.onEnd(({ outputFiles }) => {
      for (const [name, contents] of assets)
        outputFiles?.push({ path: path.join(DIST, DATA, name), contents, hash: '', text: '' });
    });
  },
};

/** Bundles of programs, in memory: entry points as path in dist/ without ending → source file. */
export const bundlePrograms = (entryPoints) =>
  esbuild.build({
    ...common,
    entryPoints,
    inject: [NO_TELEMETRY],
    plugins: [dataInFiles],
    external: ['electron', ...NATIVE_PACKAGES, ...OPTIONAL_OF_WS],
    alias: {
      '@huggingface/transformers': inRoot(
        'node_modules/@huggingface/transformers/dist/transformers.node.cjs',
      ),
      'onnxruntime-web': inRoot('build/bundle/no-images.cjs'),
      sharp: inRoot('build/bundle/no-images.cjs'),
      // Its CommonJS build is UMD, whose requires no bundler can follow.
      'jsonc-parser': inRoot('node_modules/jsonc-parser/lib/esm/main.js'),
    },
    define: { 'import.meta.url': '__bundle_url' },
    banner: { js: "const __bundle_url = require('node:url').pathToFileURL(__filename).href;" },
  });

/**
 * Bundles main, children, command, simulators and workers into dist/**\/*.cjs; each file is replaced whole.
 */
export async function bundleNode() {
  const { 'main/preload': preload, ...programs } = nodeEntries();
  const builds = [bundlePrograms(programs)];
  // The sandboxed preload has no Node: it may only ask for electron.
  if (preload)
    builds.push(
      esbuild.build({ ...common, entryPoints: { 'main/preload': preload }, external: ['electron'] }),
    );
  const files = (await Promise.all(builds)).flatMap((build) => build.outputFiles ?? []);
  for (const file of files.map(inAscii)) if (!same(file)) writeAtomic(file.path, file.contents);
  return files.filter((file) => file.path.endsWith('.cjs')).map((file) => path.relative(DIST, file.path));
}

/**
 * V8 keeps a program's text as long as the program runs, in one byte a character where all are ASCII, else in
 * two. esbuild escapes strings; what is left stands in regular expressions and comments.
 */
export function inAscii(file) {
  if (!file.path.endsWith('.cjs')) return file;
  const text = file.text.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return { path: file.path, contents: Buffer.from(text, 'latin1') };
}

function same({ path: file, contents }) {
  try {
    return readFileSync(file).equals(contents);
  } catch {
    return false;
  }
}
