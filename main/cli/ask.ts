import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { DaogouError, TurnTrace, type Lang } from '../contract';
import { folder, instant, language } from './arguments';
import { turnText } from './explain-text';
import { openStore } from './open-store';

interface AskOptions {
  store?: string;
  now?: Date;
  lang?: Lang;
  explain?: boolean;
  text?: boolean;
}

/** A line holding only this starts a new conversation. */
const NEW_CONVERSATION = '---';

async function ask(words: string[], options: AskOptions): Promise<void> {
  const { explain = false, text: forPeople = false } = options;
  if (forPeople && !explain) throw new DaogouError('bad_request', '--text goes with --explain');
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  let trace: TurnTrace | undefined;
  const onTrace = explain ? (told: TurnTrace): void => void (trace = told) : undefined;
  const { engine, close } = await openStore({ ...options, answers: true, onTrace });
  let conversation = engine.newConversation();
  const answer = (text: string): void => {
    const answered = engine.ask({ text, lang: options.lang }, conversation);
    if (forPeople && trace) print(`${turnText(trace)}\n`);
    else print(JSON.stringify(trace ? { ...answered, explain: TurnTrace.parse(trace) } : answered));
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
    .description(
      'Answers questions, one JSON object a line: the words given, or one utterance a line from standard input (“---” starts a new conversation).',
    )
    .argument('[words...]', 'the question')
    .option('--store <dir>', 'a store feed folder instead of the synced catalog', folder)
    .option('--now <time>', 'fixes the clock, e.g. 2026-11-21T22:00:00+08:00', instant)
    .option('--lang <lang>', 'zh or en instead of what the words look like', language)
    .option(
      '--explain',
      'why as well, under “explain”: what was understood, which rules fired, what was found with all evidence, what was decided, and milliseconds',
    )
    .option('--text', 'with --explain: why, for people to read, instead of the answer')
    .action(ask);
}
