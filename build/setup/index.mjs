import { publishStore, storePlaces } from '../demo/publish.mjs';
import { installDebianPackages } from './debian.mjs';
import { bundle } from './bundles.mjs';
import { installElectron } from './electron.mjs';
import { withSetUpLock } from './lock.mjs';
import { installModels } from './models.mjs';
import { installPackages } from './packages.mjs';
import { DEMO_STORE } from './paths.mjs';
import { Missing, step, warn } from './report.mjs';

const OLDEST_NODE = 20;

/**
 * Everything a start or a test run needs, in order. Each step looks first and does only what is left to do.
 * @returns where the store's parts lie, see storePlaces
 */
export async function setUp(feed = DEMO_STORE) {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
    throw new Missing(`Node ${process.versions.node} is too old; install Node ${OLDEST_NODE} or later`);
  await withSetUpLock(async () => {
    await step('Debian packages', installDebianPackages, { optional: true });
    await step('npm packages', installPackages);
    await step('Electron', installElectron);
    await step('Bundle', bundle);
    // One mostly waits for the network, the other for the processor.
    const both = [
      step('Speech models', installModels, { optional: true }),
      step('Store', (say) => publishStore(say, feed)),
    ];
    for (const result of await Promise.allSettled(both))
      if (result.status === 'rejected') throw result.reason;
  });
  return storePlaces(feed);
}

/** What the `daogou` command needs: packages and its bundle. */
export async function setUpCommand() {
  await withSetUpLock(async () => {
    await step('npm packages', installPackages);
    await step('Bundle', (say) => bundle(say, ['node']));
  });
}

/** What packaging needs: everything but models and a store. */
export async function setUpSources() {
  await withSetUpLock(async () => {
    await step('npm packages', installPackages);
    await step('Electron', installElectron);
    await step('Bundle', bundle);
  });
}

/**
 * Runs a program's main and ends with its exit code; what is Missing is said in one line, anything else is a
 * bug and shows its stack.
 */
export async function main(program) {
  try {
    process.exitCode = (await program()) ?? 0;
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    warn('Stopped', error.message);
    process.exitCode = 1;
  }
}
