import { DIST, inRoot } from '../setup/paths.mjs';

/** Builds the screens into dist/renderer by the renderer's own Vite configuration. */
export async function bundleRenderer() {
  const { build } = await import('vite');
  await build({
    root: inRoot('renderer'),
    configFile: inRoot('renderer/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: `${DIST}/renderer`, emptyOutDir: true },
  });
}
