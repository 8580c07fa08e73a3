import type { Command } from 'commander';
import { defaultDataDir, loadConfig } from '../config';

export function addDevices(program: Command): void {
  const devices = program.command('devices').description('Robot base, printer and scanner.');
  devices
    .command('list')
    .description('The configured and discovered devices and how they are, one JSON object a line.')
    .action(async () => {
      const { listDevices } = await import('../../native');
      for (const device of await listDevices(loadConfig({ dataDir: defaultDataDir() })))
        process.stdout.write(`${JSON.stringify(device)}\n`);
    });
  devices
    .command('test')
    .description(
      'Exercises one device: the printer prints a test page, the scanner waits for a scan, the base is asked how it is; nothing drives.',
    )
    .argument('<name>', 'base, printer, scanner, or a name from the list')
    .action(async (name: string) => {
      const { testDevice } = await import('../../native');
      const result = await testDevice(loadConfig({ dataDir: defaultDataDir() }), name);
      process.stdout.write(`${JSON.stringify(result)}\n`);
      if (!result.passed) process.exitCode = 1;
    });
}
