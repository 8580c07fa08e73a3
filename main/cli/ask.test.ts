import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleCommand, type BundledCommand } from './testing/command';
import { writeFeed } from './testing/feed';

const LINES = 1_000;
let command: BundledCommand;
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'daogou-ask-'));
  command = await bundleCommand();
  writeFeed(path.join(dir, 'feed'));
});
afterAll(() => {
  command.remove();
  rmSync(dir, { recursive: true, force: true });
});

const questions = [
  '牛奶在哪里',
  '薯片多少钱',
  'where is the shampoo',
  '怎么退货',
  '',
  '👍',
  "'; DROP TABLE product; --",
];

it('answers 1,000 lines in order, in one process, and the first before the last is asked', async () => {
  const child = spawn(process.execPath, [command.file, 'ask', '--store', path.join(dir, 'feed')], {
    env: { ...process.env, XDG_CACHE_HOME: dir },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said = Array.from({ length: LINES }, (_, i) => `${questions[i % questions.length]} ${i}`.trim());
  const answers: { say: string; intent: string; text: string }[] = [];
  child.stdin.write(`${said[0]}\n---\n`);
  for await (const line of createInterface({ input: child.stdout })) {
    answers.push(JSON.parse(line) as (typeof answers)[number]);
    // Only once the first answer has come: nothing waits for the end of the input.
    if (answers.length === 1)
      child.stdin.end(
        said
          .slice(1)
          .map((text) => `${text}\n---\n`)
          .join(''),
      );
  }
  expect(answers.map(({ say }) => say)).toEqual(said);
  expect(answers.every(({ intent, text }) => intent !== '' && text !== '')).toBe(true);
});
