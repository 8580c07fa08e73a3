/** `npm run --silent daogou -- …`: brings packages and bundle up to date, then runs the command. Only the command writes to stdout. */
import { handOver } from './setup/child.mjs';
import { daogou } from './setup/command.mjs';
import { main, setUpCommand } from './setup/index.mjs';
import { sharedModelsDir } from './setup/paths.mjs';
import { onlyWhenBusy } from './setup/report.mjs';

await main(async () => {
  onlyWhenBusy();
  await setUpCommand();
  const [file, args] = daogou(...process.argv.slice(2));
  return handOver(file, args, { env: { ...process.env, DAOGOU_VOICE_MODELS_DIR: sharedModelsDir() } });
});
