import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import type { Lang } from '../contract';
import { folder, instant, language } from './arguments';
import { openStore } from './open-store';

interface AskOptions {
  store?: string;
  now?: Date;
  lang?: Lang;
}

/** A line holding only this starts a new conversation. */
const NEW_CONVERSATION = '---';

async function ask(words: string[], options: AskOptions): Promise<void> {
  const { engine, close } = await openStore({ ...options, answers: true });
  let conversation = engine.newConversation();
  const answer = (text: string): void => {
    process.stdout.write(`${JSON.stringify(engine.ask({ text, lang: options.lang }, conversation))}\n`);
  };
  if (words.length > 0) answer(words.join(' '));
  else {
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
      if (line.trim() === NEW_CONVERSATION) conversation = engine.newConversation();
      else answer(line);
    }
  }
  await close();
}

export function addAsk(program: Command): void {
  program
    .command('ask')
    .description('Answers questions, one JSON object a line: the words given, or one utterance a line from standard input (“---” starts a new conversation).')
    .argument('[words...]', 'the question')
    .option('--store <dir>', 'a store feed folder instead of the synced catalog', folder)
    .option('--now <time>', 'fixes the clock, e.g. 2026-11-21T22:00:00+08:00', instant)
    .option('--lang <lang>', 'zh or en instead of what the words look like', language)
    .action(ask);
}
