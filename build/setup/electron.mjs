import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FALLBACK_VERSION } from '../electron-runtime/version.mjs';
import { lastLine, runProgram } from './child.mjs';
import { readJson, writeAtomic } from './files.mjs';
import { nodeForTools } from './packages.mjs';
import { CACHE, FALLBACK_ELECTRON, inRoot } from './paths.mjs';
import { Missing } from './report.mjs';

const OFFICIAL_DIST = inRoot('node_modules/electron/dist');
const FAILURE = path.join(CACHE, 'electron-official-failed.json');
const RETRY_AFTER_HOURS = 12;
/**
 * A line that is cut off must not hold the set-up; one that works brings 110 MB well within the second limit.
 */
const CONNECT_MS = 15_000;
const DOWNLOAD_MS = 10 * 60_000;

const officialVersion = () => readJson(inRoot('node_modules/electron/package.json'))?.version;

function versionIn(dist) {
  try {
    return existsSync(path.join(dist, 'electron'))
      ? readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The Electron to run and package with. @returns {{dist: string, version: string, official: boolean} |
 * undefined}
 */
export function currentElectron() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const official = officialVersion();
  const version = given && versionIn(given);
  if (version) return { dist: given, version, official: version === official };
  if (official && versionIn(OFFICIAL_DIST) === official)
    return { dist: OFFICIAL_DIST, version: official, official: true };
  if (versionIn(FALLBACK_ELECTRON) === FALLBACK_VERSION)
    return { dist: FALLBACK_ELECTRON, version: FALLBACK_VERSION, official: false };
  return undefined;
}

/** The same, where set-up has been run. Throws Missing where there is none. */
export function presentElectron() {
  const found = currentElectron();
  if (!found) throw new Missing('there is no Electron here yet: run npm start');
  return found;
}

/**
 * Tries the official binary, then the fallback. The reason of a failure is kept for some hours, so that the
 * next start is quick.
 */
export async function installElectron(say) {
  const present = currentElectron();
  const failure = readJson(FAILURE);
  const failedLately =
    failure?.version === officialVersion() && Date.now() - failure.at < RETRY_AFTER_HOURS * 3_600_000;
  if (present && (present.official || failedLately || process.env.ELECTRON_OVERRIDE_DIST_PATH))
    return describe(present, failure);

  const reason = await fetchOfficial(say);
  if (reason === undefined) return describe(presentElectron());
  writeAtomic(FAILURE, JSON.stringify({ at: Date.now(), version: officialVersion(), reason }));
  if (!present) await buildFallback(say, reason);
  return describe(presentElectron(), { reason });
}

function describe({ version, official, dist }, failure) {
  if (official) return version;
  if (dist !== FALLBACK_ELECTRON) return `${version}, given by ELECTRON_OVERRIDE_DIST_PATH`;
  return `${version} as a fallback: the official ${officialVersion()} can't be fetched here${failure?.reason ? ` (${failure.reason})` : ''}`;
}

/** @returns {Promise<string | undefined>} why it failed, or nothing when it is there. */
async function fetchOfficial(say) {
  say(`fetching the official ${officialVersion()}`);
  const unreachable = await whyUnreachable();
  // Without a connection it still gets a moment: the archive may lie in Electron's own download cache.
  const timeoutMs = unreachable ? CONNECT_MS : DOWNLOAD_MS;
  const { code, all, timedOut } = await runProgram(
    nodeForTools(),
    [inRoot('node_modules/electron/install.js')],
    { timeoutMs },
  );
  if (code === 0) return undefined;
  if (unreachable) return `its release server can't be reached: ${unreachable}`;
  return timedOut ? 'the download took too long' : lastLine(all);
}

/**
 * Why the release server (or the mirror that the environment names) does not answer, or nothing when it does.
 */
async function whyUnreachable() {
  const address =
    process.env.ELECTRON_MIRROR ??
    process.env.npm_config_electron_mirror ??
    'https://github.com/electron/electron/releases/';
  try {
    await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(CONNECT_MS) });
    return undefined;
  } catch (error) {
    return error.cause?.code ?? error.message;
  }
}

async function buildFallback(say, reason) {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Missing(
      `the official ${officialVersion()} can't be fetched (${reason}) and there is no fallback for ${process.platform} ${process.arch}; set ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH`,
    );
  say(`the official one can't be fetched (${reason}); building the fallback ${FALLBACK_VERSION}`);
  mkdirSync(CACHE, { recursive: true });
  const { code } = await runProgram(nodeForTools(), [inRoot('build/electron-runtime/build.mjs')], {
    show: true,
  });
  if (code !== 0)
    throw new Missing(
      `neither the official ${officialVersion()} (${reason}) nor the fallback could be fetched; run this command again with a network`,
    );
}
