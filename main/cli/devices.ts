import type { Command } from 'commander';
import { defaultDataDir, loadConfig } from '../config';

export function addDevices(program: Command): void {
  const devices = program.command('devices').description('Robot base, printer and scanner.');
  devices
    .command('list')
    .description('The configured and discovered devices and how they are, one JSON object a line.')
    .action(async () => {
      const { listDevices } = await import('../../native');
      for (const device of await listDevices(loadConfig({ dataDir: defaultDataDir() }))) process.stdout.write(`${JSON.stringify(device)}\n`);
    });
}
