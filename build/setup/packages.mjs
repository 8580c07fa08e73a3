import path from 'node:path';
import { Missing, warn } from './report.mjs';
import { lastLine, runProgram } from './child.mjs';
import { readJson } from './files.mjs';
import { ROOT, bundledNode, inRoot } from './paths.mjs';

/** better-sqlite3's prebuilt binary needs Node-API 10, which Node has since this version. */
const OLDEST_RUNTIME = [22, 14];

/**
 * npm writes node_modules/.package-lock.json when, and only when, an installation came to its end:
 * what it lists is compared with the lock file, so an interrupted or outdated installation is seen.
 */
export function packagesAreInstalled() {
  const wanted = readJson(inRoot('package-lock.json'))?.packages ?? {};
  const present = readJson(inRoot('node_modules/.package-lock.json'))?.packages;
  if (!present) return false;
  return Object.entries(wanted).every(([place, { version, integrity, optional }]) => {
    if (place === '') return true;
    const found = present[place];
    return found ? found.version === version && found.integrity === integrity : optional === true;
  });
}

/** PATH without this repository's own node_modules, whose Node is about to be replaced. */
function outsidePath() {
  const own = inRoot('node_modules');
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.startsWith(own))
    .join(path.delimiter);
}

export async function installPackages(say) {
  if (!packagesAreInstalled()) {
    say('npm ci: about 600 packages, 1.3 GB unpacked');
    const env = {
      ...process.env,
      PATH: outsidePath(),
      ONNXRUNTIME_NODE_INSTALL: 'skip',
      ONNXRUNTIME_NODE_INSTALL_CUDA: 'skip',
      ELECTRON_SKIP_BINARY_DOWNLOAD: '1',
    };
    const { code, all } = await runProgram('npm', ['ci', '--no-progress', '--no-audit', '--no-fund'], {
      cwd: ROOT,
      env,
    });
    if (code === 127) throw new Missing('npm is not on the PATH; install npm and run this command again');
    if (code !== 0) {
      const why = /^npm error (?!code |A complete log)(.+)$/m.exec(all)?.[1] ?? lastLine(all);
      throw new Missing(
        `npm ci failed (${why}); see that the package registry can be reached, then run this command again`,
      );
    }
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (
    !bundledNode() &&
    (major < OLDEST_RUNTIME[0] || (major === OLDEST_RUNTIME[0] && minor < OLDEST_RUNTIME[1]))
  )
    warn(
      'Node',
      `${process.version} is too old for the commands and tests, and no Node 24 came with npm for this machine; install Node 24`,
    );
  return 'as the lock file says';
}

/** Node 24 where npm brought it, else the Node that runs this. */
export const nodeForTools = () => bundledNode() ?? process.execPath;
