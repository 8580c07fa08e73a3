import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startVirtualDisplay } from '../demo/display.mjs';
import { runProgram } from '../setup/child.mjs';
import { presentElectron } from '../setup/electron.mjs';
import { nodeForTools } from '../setup/packages.mjs';
import { CACHE, ROOT, inRoot, sharedModelsDir } from '../setup/paths.mjs';
import { lastWord, readPlaywright, readVitest } from './totals.mjs';

const UNIT_REPORT = path.join(CACHE, 'test/unit.json');
const E2E_CONFIG = 'main/e2e/playwright.config.ts';
/**
 * What `npm test` runs from the sources before it runs everything on the packaged app: every process, device
 * and sound once, and each process killed.
 */
const FROM_SOURCES = ['spoken-question', 'recovery'];

function environment(more = {}) {
  return {
    ...process.env,
    PATH: `${inRoot('node_modules/.bin')}${path.delimiter}${process.env.PATH}`,
    DAOGOU_VOICE_MODELS_DIR: sharedModelsDir(),
    ELECTRON_OVERRIDE_DIST_PATH: presentElectron().dist,
    ...more,
  };
}

/** Runs a script of a package, or of this repository where its whole path is given. */
const tool = (script, args, options) =>
  runProgram(nodeForTools(), [path.resolve(inRoot('node_modules'), script), ...args], {
    cwd: ROOT,
    env: environment(),
    ...options,
  });

/** A check without counts: silent when all is well. */
async function check(script, args) {
  const { code, all } = await tool(script, args);
  if (code !== 0) console.log(all.trimEnd());
  return { ok: code === 0, text: code === 0 ? 'clean' : 'see above' };
}

const counted = (code, totals) => ({
  ...totals,
  ok: code === 0 && totals.failed === 0,
  text: lastWord(totals),
});

/** Unit tests of the files given (parts of paths; none: all), with their report in `report`. */
export async function vitest(report, files = []) {
  rmSync(report, { force: true });
  const args = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, ...files];
  const { code } = await tool('vitest/vitest.mjs', args, { show: true });
  return counted(code, readVitest(report));
}

/**
 * What a program is started with to have no network but this machine's own loopback, so that the tests prove
 * that nothing else is needed; nothing where this system makes no network namespaces.
 */
async function withoutNetwork() {
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-current-user', '--keep-caps'];
  const prefix = ['unshare', ...user, '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
  const { code } = await runProgram(prefix[0], [...prefix.slice(1), 'true']);
  return code === 0 ? prefix : [];
}

/**
 * The real app under Playwright on a display of its own; `app` is the packaged executable, or nothing for the
 * sources. `files` as above.
 */
export async function playwright(name, { published }, app, files = []) {
  const report = path.join(CACHE, `test/${name}.json`);
  rmSync(report, { force: true });
  const display = await startVirtualDisplay();
  try {
    const env = environment({
      DISPLAY: display.display,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      DAOGOU_E2E_PUBLISHED: published,
      ...(app && { DAOGOU_E2E_APP: app }),
    });
    const args = ['test', '-c', E2E_CONFIG, '--reporter=line,json', ...files];
    const session = existsSync('/usr/bin/dbus-run-session') ? ['dbus-run-session', '--'] : [];
    const [file, ...rest] = [
      ...(await withoutNetwork()),
      ...session,
      nodeForTools(),
      inRoot('node_modules/@playwright/test/cli.js'),
      ...args,
    ];
    const { code } = await runProgram(file, rest, { cwd: ROOT, env, show: true });
    return counted(code, readPlaywright(report));
  } finally {
    await display.stop();
  }
}

/** Packages the app for tests and runs the files given (none: all) on it, with the report under `name`. */
export async function packaged(context, name = 'packaged', files = []) {
  const { code, out, all } = await runProgram(nodeForTools(), [inRoot('build/package.mjs'), '--for-tests'], {
    cwd: ROOT,
    env: environment(),
  });
  if (code !== 0)
    return (console.log(all.trimEnd()), { ok: false, text: 'the app could not be packaged, see above' });
  return playwright(name, context, out.trim().split('\n').at(-1), files);
}

/** The steps. Each returns {ok, text} and, where tests ran, {passed, failed, skipped}. */
export const steps = {
  format: () =>
    check('prettier/bin/prettier.cjs', [
      '.',
      '--check',
      '--log-level=warn',
      '--cache',
      '--cache-location',
      path.join(CACHE, 'prettier.json'),
    ]),
  lint: async () => {
    const files = await check('eslint/bin/eslint.js', [
      '.',
      '--cache',
      '--cache-location',
      path.join(CACHE, 'eslint.json'),
      '--max-warnings=0',
    ]);
    return files.ok ? check(inRoot('build/lint/imports.mjs'), []) : files;
  },
  types: async () => {
    const sources = await check('typescript/bin/tsc', [
      '-p',
      '.',
      '--incremental',
      '--tsBuildInfoFile',
      path.join(CACHE, 'types.tsbuildinfo'),
    ]);
    return sources.ok ? check('typescript/bin/tsc', ['-p', 'build']) : sources;
  },
  unit: () => vitest(UNIT_REPORT),
  sources: (context) => playwright('sources', context, undefined, FROM_SOURCES),
  e2e: (context) => playwright('e2e', context),
  packaged: (context) => packaged(context),
};
