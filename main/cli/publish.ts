import path from 'node:path';
import type { Command } from 'commander';
import { publish, servePublished } from '../../catalog-sync';
import { folder, port } from './arguments';
import { UsageError } from './fail';

interface PublishOptions {
  store?: string;
  out: string;
  keys?: string;
  force?: boolean;
  serve?: boolean;
  port: number;
}

async function run({ store, out, keys, force, serve, port }: PublishOptions): Promise<void> {
  if (!store && !serve) throw new UsageError('publish: name a feed folder with --store, or --serve what is published already');
  const outDir = path.resolve(out);
  if (store) {
    const result = await publish({ feedDir: store, outDir, keysDir: keys && path.resolve(keys), force });
    if (!serve) {
      process.stdout.write(`${JSON.stringify(result)}\n`);
      return;
    }
  }
  const server = await servePublished(outDir, { port });
  process.stdout.write(`${JSON.stringify({ url: server.url, root: server.root })}\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await server.close();
}

export function addPublish(program: Command): void {
  program
    .command('publish')
    .description('Checks a store feed whole, builds, signs and writes the repository that terminals fetch from; --serve hands it out.')
    .option('--store <dir>', 'the store feed folder', folder)
    .requiredOption('--out <dir>', 'the repository folder')
    .option('--keys <dir>', 'the signing keys; made on first use (default: beside the repository)')
    .option('--force', 'publish although the feed shrank or prices jumped beyond the limits')
    .option('--serve', 'serve the repository over HTTP on the loopback address until ended')
    .option('--port <n>', 'port to serve on; 0 takes a free one', port, 0)
    .action(run);
}
