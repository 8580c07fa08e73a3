import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCatalogReader, provisionFeed, type CatalogReader } from '../../catalog-sync';
import { createEngine } from '../assistant';
import { TurnTrace, type SentenceEncoder } from '../contract';
import { findingText, turnText } from './explain-text';
import { bundleCommand, type BundledCommand } from './testing/command';
import { gtinOf, writeFeed } from './testing/feed';

/** An encoder for which no language is installed: goods are then found by letters, sounds and kinds. */
const noLanguage: SentenceEncoder = {
  by: 'encoders',
  languages: [],
  encode: () => undefined,
  encodeAll: () => Promise.resolve([]),
  close: () => Promise.resolve(),
};
/** A program that is started on a busy machine takes its time, milliseconds. */
const PATIENCE_MS = 240_000;

let command: BundledCommand;
let dir: string;
let reader: CatalogReader;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'daogou-explain-'));
  command = await bundleCommand();
  writeFeed(path.join(dir, 'feed'));
  reader = openCatalogReader((await provisionFeed(path.join(dir, 'feed'), path.join(dir, 'cache'))).file);
});
afterAll(() => {
  reader.close();
  command.remove();
  rmSync(dir, { recursive: true, force: true });
});
/** A machine without encoders. */
const bare = () => ({
  XDG_CACHE_HOME: dir,
  XDG_DATA_HOME: path.join(dir, 'data'),
  DAOGOU_DATA_DIR: path.join(dir, 'data'),
  DAOGOU_VOICE_MODELS_DIR: path.join(dir, 'models'),
});
const store = () => ['--store', path.join(dir, 'feed')];

describe('what people read', () => {
  it(
    'is a table with every candidate, its probability and its evidence, and the whole of the turn',
    async () => {
      let trace: TurnTrace | undefined;
      const engine = createEngine({
        catalog: () => reader,
        clock: () => new Date('2026-11-22T12:00:00+08:00'),
        encoder: () => noLanguage,
        onTrace: (each) => (trace = each),
      });
      await engine.learn();
      const table = findingText(engine.find('有没有牛奶')!);
      expect(table).toMatch(/^looked for\s+有没有牛奶 \(zh\)$/m);
      expect(table).toMatch(/^kinds asked for\s.+ \d+\.\d %/m);
      expect(table).toMatch(
        new RegExp(String.raw`^ 1 +\d+\.\d %  0?(?:${[1, 4, 7, 10].map(gtinOf).join('|')})  牛奶\d+号$`, 'm'),
      );
      expect(table).toMatch(/^ {12}\w+ [\d.]+ → [+−]\d+\.\d\d/m);
      expect(table).toMatch(/^decided by\s+\w+ \+\d/m);
      engine.ask({ text: '牛奶多少钱' }, engine.newConversation());
      const told = turnText(trace!);
      for (const label of [
        'said',
        'understood',
        'by its form',
        'rules',
        'plan',
        'looked for',
        'decision',
        'answer',
        'ms',
      ])
        expect(told).toMatch(new RegExp(`^${label} `, 'm'));
    },
    PATIENCE_MS,
  );
});

describe('daogou ask --explain', () => {
  it(
    'adds the turn to the answer, one object a line, and changes nothing else of it',
    async () => {
      const { status, lines } = await command.run(
        ['ask', ...store(), '--explain'],
        bare(),
        '牛奶多少钱\n着火了\n',
      );
      expect(status).toBe(0);
      const answered = lines();
      const [price, fire] = answered.map(({ explain }) => TurnTrace.parse(explain));
      expect(price).toMatchObject({
        said: '牛奶多少钱',
        plan: { taken: 'product.price' },
        answer: { intent: 'product.price' },
      });
      expect(fire).toMatchObject({ rules: ['alarm'], decision: 'person' });
      expect(answered.map(({ intent, say }) => [intent, say])).toEqual([
        ['product.price', '牛奶多少钱'],
        ['handoff', '着火了'],
      ]);
    },
    PATIENCE_MS,
  );
  it(
    'prints it for people with --text',
    async () => {
      const { status, out } = await command.run(
        ['ask', ...store(), '--explain', '--text', '薯片在哪里'],
        bare(),
      );
      expect(status).toBe(0);
      expect(out).toMatch(/^plan\s+product\.location$/m);
      expect(out).toMatch(/^decision\s+/m);
    },
    PATIENCE_MS,
  );
  it(
    'says what --text is for',
    async () => {
      const { status, err } = await command.run(['ask', ...store(), '--text', '薯片'], bare());
      expect(status).not.toBe(0);
      expect(err).toContain('--explain');
    },
    PATIENCE_MS,
  );
});

describe('daogou find', () => {
  it(
    'finds without an encoder too, and says what is missing',
    async () => {
      const { status, out } = await command.run(['find', ...store(), '牛奶'], bare());
      expect(status).toBe(0);
      expect(out).toMatch(/without +the sentence encoders.*daogou models install/);
      expect(out).toMatch(/ 1 .*牛奶/);
    },
    PATIENCE_MS,
  );
});
