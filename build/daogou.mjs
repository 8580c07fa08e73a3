/**
 * `npm run --silent daogou -- …`: brings packages and bundle up to date, then runs the command. Only the
 * command writes to stdout.
 */
import './bundle/no-telemetry.mjs';
import path from 'node:path';
import { handOver } from './setup/child.mjs';
import { daogou } from './setup/command.mjs';
import { main, setUpCommand } from './setup/index.mjs';
import { DEMO_STORE, sharedModelsDir, storeDataDir } from './setup/paths.mjs';
import { onlyWhenBusy } from './setup/report.mjs';

await main(async () => {
  onlyWhenBusy();
  await setUpCommand();
  const [file, args] = daogou(...process.argv.slice(2));
  // In a checkout the command looks at the terminal that `npm start` opens, unless it is told another.
  const dataDir = process.env.DAOGOU_DATA_DIR || path.join(storeDataDir(DEMO_STORE), 'terminal');
  return handOver(file, args, {
    env: { ...process.env, DAOGOU_DATA_DIR: dataDir, DAOGOU_VOICE_MODELS_DIR: sharedModelsDir() },
  });
});
