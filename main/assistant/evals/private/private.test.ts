import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createCatalogStore,
  openCatalogReader,
  openFleetReceiver,
  openStudent,
  provisionFeed,
  startEmbeddedBroker,
  type CatalogReader,
  type FleetNews,
} from '../../../../catalog-sync';
import { createEngine } from '../..';
import type { Unanswered } from '../../../contract';
import { goodsWords } from '../../dialog/goods-words';
import { privateSentences } from './sentences';

const sentences = privateSentences();
const dir = mkdtempSync(path.join(tmpdir(), 'private-'));
const stores = ['build/demo-store', 'build/eval-stores/pharmacy-convenience'];
const readers: CatalogReader[] = [];
beforeAll(async () => {
  for (const store of stores) readers.push(openCatalogReader((await provisionFeed(store, dir)).file));
});
afterAll(() => {
  for (const reader of readers) reader.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Everything below a folder, as text, but for the catalog, which was there before anybody asked. */
const bytesOf = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && path.basename(entry.parentPath) !== 'catalog')
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)).toString('utf8'))
    .join('\n');

/**
 * A secret, or enough of it to know it again: three Han characters, a word of four letters, a number of six
 * digits (fewer are in any random id).
 */
const betrayals = (secret: string): string[] =>
  [secret, ...(secret.match(/[\u3400-\u9fff]{3,}|\p{L}{4,}|\d{6,}/gu) ?? [])].filter(
    (part) => part.length > 1,
  );

/** A Latin word as a word: the kind 'inflatable_pool' tells nothing of flat 9. */
const holds = (text: string, part: string): boolean =>
  /^[a-z]+$/i.test(part) ? new RegExp(`(?<![a-z])${part}(?![a-z])`, 'i').test(text) : text.includes(part);

it('has sentences enough, in both languages', () => {
  expect(sentences.length).toBeGreaterThanOrEqual(120);
  const latin = sentences.filter(({ say }) => !/[\u3400-\u9fff]/.test(say)).length;
  expect(Math.min(latin, sentences.length - latin)).toBeGreaterThanOrEqual(50);
  expect(sentences.every(({ secrets }) => secrets.length > 0)).toBe(true);
});

describe('the goods that are kept of a private sentence', () => {
  it('hold nothing of what is private, in any store', () => {
    const kept = readers.flatMap((reader) =>
      sentences.flatMap(({ say, secrets }) =>
        goodsWords(reader, say)
          .filter((word) =>
            secrets.some(
              (secret) =>
                reader.fold(secret).includes(word) ||
                betrayals(reader.fold(secret)).some((part) => word.includes(part)),
            ),
          )
          .map((word) => `${say} → ${word}`),
      ),
    );
    expect(kept).toEqual([]);
  });

  it('are words of goods, with no digit and no name among them', () => {
    for (const reader of readers) {
      for (const { say } of sentences)
        for (const word of goodsWords(reader, say))
          expect(word, say).toMatch(/^(?:[\u3400-\u9fff]+|[a-z' -]+)$/);
    }
  });

  it.each([
    ['有没有火星土豆', ['土豆']],
    ['鱼竿和帐篷在哪', ['鱼竿', '帐篷']],
    ['猫砂到了告诉我，我电话13812345678', ['猫砂']],
    ['do you carry fishing rods or a yoga mat', ['fishing rods', 'yoga mat']],
    ['is there any almond milk', ['almond milk']],
  ])('still tell a manager what %j was after', (say, words) => {
    expect(goodsWords(readers[0]!, say)).toEqual(words);
  });
});

describe('what the terminal, its outbox, the broker and HQ hold of private sentences', () => {
  it('is none of what is private', async () => {
    const student = await openStudent();
    const broker = await startEmbeddedBroker();
    const heard: string[] = [];
    const spy = await connectAsync(broker.url, { protocolVersion: 4 });
    spy.on('message', (_topic, payload) => heard.push(payload.toString()));
    await spy.subscribeAsync(
      ['offers', 'terminals', 'calls', 'unanswered']
        .map((part) => `daogou/+/${part}/+`)
        .concat('daogou/+/hint'),
    );
    const terminal = path.join(dir, 'terminal');
    const news: FleetNews[] = [];
    const receiver = openFleetReceiver({
      broker: { url: broker.url },
      file: path.join(dir, 'receiver.db'),
      onNews: (one) => news.push(one),
    });
    await receiver.ready;
    const store = await createCatalogStore({
      dataDir: await installed(terminal),
      syncUrl: '',
      broker: { url: broker.url, ...broker.own, hqListens: true },
    });
    const records: Unanswered[] = [];
    // By the sentence that they tell of: what another names openly ('校服': school_uniform) betrays nothing.
    const told = new Map<string, Unanswered[]>();
    let asked = '';
    const onUnanswered = (record: Unanswered): void => (
      records.push(record),
      told.set(asked, [...(told.get(asked) ?? []), record]),
      store.unanswered.record(record)
    );
    // As goods are found while names are being read, and by all evidence afterwards.
    for (const encoder of [undefined, student]) {
      const engine = createEngine({
        catalog: () => store.current(),
        clock: () => new Date(),
        onUnanswered,
        encoder: () => encoder,
      });
      if (encoder) await engine.learn();
      for (const { say } of sentences) {
        asked = say;
        engine.ask({ text: say }, engine.newConversation());
        // Whatever was answered to it alone: after a miss it is a repeated failure.
        const conversation = engine.newConversation();
        for (const text of ['咔咔呜噜', say]) engine.ask({ text }, conversation);
      }
    }
    // As things stand on disk while all of it waits for the broker: outbox and log included.
    const waiting = bytesOf(terminal);
    store.start();
    await expect
      .poll(() => news.filter(({ kind }) => kind === 'unanswered').length, { timeout: 120_000 })
      .toBe(records.length);
    await expect.poll(() => heard.length, { timeout: 120_000 }).toBeGreaterThanOrEqual(records.length);
    const shown =
      JSON.stringify(receiver.unanswered()) +
      JSON.stringify(store.unanswered.list(5_000)) +
      JSON.stringify(news);
    await Promise.all([store.close(), receiver.close(), spy.endAsync()]);
    await broker.close();

    expect(records.length).toBeGreaterThanOrEqual(sentences.length);
    const after = bytesOf(terminal);
    const atHq = ['receiver.db', 'receiver.db-wal']
      .map((name) =>
        readdirSync(dir).includes(name) ? readFileSync(path.join(dir, name)).toString('utf8') : '',
      )
      .join('');
    const known = catalogText(readers[0]!);
    // Only an id of the goods lists, and only where the sentence's own records are without it.
    const byOthers = (say: string, part: string): boolean =>
      !holds(JSON.stringify(told.get(say) ?? []), part) &&
      [...told].some(
        ([other, list]) =>
          other !== say &&
          list.some(
            ({ wanted, ...rest }) =>
              holds(JSON.stringify(wanted ?? []), part) && !holds(JSON.stringify(rest), part),
          ),
      );
    const leaks = sentences.flatMap(({ say, secrets }) =>
      secrets
        .flatMap(betrayals)
        .filter((part) => !known.includes(part) && !byOthers(say, part))
        .flatMap((part) =>
          Object.entries({ waiting, after, atHq, shown, broker: heard.join('\n') })
            .filter(([, text]) => holds(text, part))
            .map(([where]) => `${where}: ${part} of ${say}`),
        ),
    );
    expect(leaks).toEqual([]);
  });
});

/** The terminal's folder with the demo store's catalog installed in it. */
async function installed(terminal: string): Promise<string> {
  const { file } = await provisionFeed(stores[0]!, dir);
  cpSync(path.join(path.dirname(file), '..'), terminal, { recursive: true });
  return terminal;
}

/** What the store itself says, which lies in the terminal's folder whoever asks. */
const catalogText = (reader: CatalogReader): string =>
  JSON.stringify([
    reader.store(),
    reader.categories(),
    reader.knowledge(),
    reader.promotions(),
    reader.categories().flatMap(({ pathZh }) => reader.productsIn(pathZh, 5_000)),
  ]);
