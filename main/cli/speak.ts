import path from 'node:path';
import type { Command } from 'commander';
import type { Understood } from '../contract';
import { defaultDataDir, loadConfig, speechOutputOptions } from '../config';
import { understood } from './arguments';
import { UsageError } from './fail';

async function run(words: string[], { lang, out }: { lang: Understood; out: string }): Promise<void> {
  const text = words.join(' ').trim();
  if (!text) throw new UsageError('speak: there is nothing to say');
  const { speakToFile } = await import('../../voice');
  const config = loadConfig({ dataDir: defaultDataDir() });
  const result = await speakToFile({ text, lang, out: path.resolve(out), ...speechOutputOptions(config) });
  process.stdout.write(`${JSON.stringify({ file: out, ...result })}\n`);
}

export function addSpeak(program: Command): void {
  program
    .command('speak')
    .description('Says a text into a WAV file, with the terminal’s own voice.')
    .argument('<text...>', 'what to say')
    .requiredOption('--lang <lang>', 'zh or en', understood)
    .requiredOption('--out <file>', 'the WAV file to write')
    .action(run);
}
