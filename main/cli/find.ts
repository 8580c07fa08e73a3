import type { Command } from 'commander';
import { DaogouError, FindingTrace, type Lang } from '../contract';
import { folder, language } from './arguments';
import { findingText } from './explain-text';
import { openStore } from './open-store';

interface FindOptions {
  store?: string;
  lang?: Lang;
  json?: boolean;
}

async function find(words: string[], { store, lang, json = false }: FindOptions): Promise<void> {
  const { engine, close } = await openStore({ store, answers: true });
  try {
    const finding = engine.find(words.join(' '), lang);
    if (!finding)
      throw new DaogouError(
        'unavailable',
        'the names of this store could not be read; “daogou doctor” may say why',
      );
    process.stdout.write(`${json ? JSON.stringify(FindingTrace.parse(finding)) : findingText(finding)}\n`);
  } finally {
    await close();
  }
}

export function addFind(program: Command): void {
  program
    .command('find')
    .description(
      'What a wish may mean among the goods: kinds asked for, every candidate with all evidence (value → what it adds) and its probability, that of nothing like it being here, and what decided.',
    )
    .argument('<wish...>', 'what somebody looks for')
    .option('--store <dir>', 'a store feed folder instead of the synced catalog', folder)
    .option('--lang <lang>', 'zh or en instead of what the words look like', language)
    .option('--json', 'one JSON object instead of a table')
    .action(find);
}
