import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { defaultDataDir, loadConfig } from '../config';
import { keepPin, pinState } from '../staff';
import { sayInAll } from '../words';
import { UsageError } from './fail';

/**
 * The first line of standard input: an argument would stay in the shell's history and be seen in the list of
 * processes.
 */
async function readLine(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write(`${sayInAll('tool.pin').join(' ')}: `);
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) return line.trim();
  throw new UsageError('pin set: give the PIN on standard input, e.g. echo 4…… | daogou pin set');
}

async function set(): Promise<void> {
  const { dataDir } = loadConfig({ dataDir: defaultDataDir() });
  await keepPin(dataDir, await readLine());
  status();
}

function status(): void {
  process.stdout.write(
    `${JSON.stringify({ pin: pinState(loadConfig({ dataDir: defaultDataDir() })).pin })}\n`,
  );
}

export function addPin(program: Command): void {
  const pin = program
    .command('pin')
    .description('The PIN that opens the staff page and releases the emergency stop.');
  pin
    .command('set')
    .description(
      'Sets it to the first line of standard input, in place of the one before; counts at once, also for a terminal that runs.',
    )
    .action(set);
  pin
    .command('status')
    .description('Tells where the PIN comes from: set, configured, demo, missing or damaged; never the PIN.')
    .action(status);
}
