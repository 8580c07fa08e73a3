import path from 'node:path';
import type { Command } from 'commander';
import { defaultDataDir, loadConfig } from '../config';

export function addModels(program: Command): void {
  const models = program
    .command('models')
    .description('The speech models: what there is, install, verify, measure.');
  const options = () => ({
    modelsDir: loadConfig({ dataDir: defaultDataDir() }).voice.modelsDir,
    appRoot: path.resolve(__dirname, '..', '..'),
    progress: ({ id, message }: { id: string; message: string }) => console.error(`${id}: ${message}`),
  });

  models
    .command('list')
    .description('Every model of the manifest, and whether it is installed and whole.')
    .action(async () => {
      const { modelsList } = await import('../../voice');
      for (const model of await modelsList(options())) process.stdout.write(`${JSON.stringify(model)}\n`);
    });
  models
    .command('install')
    .description('Fetches models, checks their hashes and puts them in place; what is there already stays.')
    .argument('[id...]', 'models by id; none: all')
    .option('--required', 'only what the terminal needs')
    .action(async (ids: string[], { required }: { required?: boolean }) => {
      const { modelsInstall } = await import('../../voice');
      const result = await modelsInstall({
        ...options(),
        ids: ids.length > 0 ? ids : undefined,
        requiredOnly: required,
      });
      for (const model of result) process.stdout.write(`${JSON.stringify(model)}\n`);
      if (result.some((model) => !model.ok && model.required)) process.exitCode = 1;
    });
  models
    .command('verify')
    .description('Hashes every installed file; names the broken ones.')
    .action(async () => {
      const { modelsVerify } = await import('../../voice');
      const result = await modelsVerify(options());
      for (const model of result) process.stdout.write(`${JSON.stringify(model)}\n`);
      if (result.some((model) => !model.ok)) process.exitCode = 1;
    });
  models
    .command('bench')
    .description(
      'Measures installed models on a spoken question: load, first result, real-time factor, memory.',
    )
    .argument('[id...]', 'folders by name; none: all')
    .action(bench);
}

async function bench(ids: string[]): Promise<void> {
  const { modelsBench } = await import('../../voice');
  const { modelsDir, threads, voiceZh, voiceEn } = loadConfig({ dataDir: defaultDataDir() }).voice;
  let ok = true;
  for await (const result of modelsBench({
    modelsDir,
    threads,
    voiceZh,
    voiceEn,
    ids: ids.length > 0 ? ids : undefined,
  })) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    ok &&= result.ok;
  }
  if (!ok) process.exitCode = 1;
}
