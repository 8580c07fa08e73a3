import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { ROOT } from '../setup/paths.mjs';
import { dataInPlace } from './data-in-place.mjs';
import { inAscii, NO_TELEMETRY } from './node.mjs';

/**
 * A script may find files beside itself by `import.meta.url`; in the bundle that stays the source file's
 * address.
 */
const keepImportMetaUrl = {
  name: 'keep-import-meta-url',
  setup(build) {
    build.onLoad({ filter: /\.(ts|tsx|mts|mjs)$/ }, ({ path: file }) => {
      if (file.includes(`${path.sep}node_modules${path.sep}`)) return undefined;
      const text = readFileSync(file, 'utf8');
      if (!text.includes('import.meta.url')) return undefined;
      const contents = text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href));
      return { contents, loader: file.endsWith('.tsx') ? 'tsx' : 'ts' };
    });
  },
};

/** Packages that are ES modules only: the Node inside an older Electron can't `require` them. */
const inlineEsModules = {
  name: 'inline-es-modules',
  setup(build) {
    build.onResolve(
      {
        filter:
          /^(?:aedes|cmu-pronouncing-dictionary|commander|double-metaphone|intl-messageformat|@formatjs\/[\w-]+)$/,
      },
      ({ path: name }) => ({
        path: fileURLToPath(import.meta.resolve(name)),
      }),
    );
  },
};

/**
 * Bundles one script of the repository to CommonJS at `outfile`, packages left outside. Returns what removes
 * it again.
 */
export async function bundleScript(source, outfile) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [source],
    write: false,
    inject: [NO_TELEMETRY],
    outfile,
    absWorkingDir: ROOT,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [keepImportMetaUrl, inlineEsModules, dataInPlace],
  });
  mkdirSync(path.dirname(outfile), { recursive: true });
  for (const file of outputFiles.map(inAscii)) writeFileSync(file.path, file.contents);
  return () => rmSync(outfile, { force: true });
}
