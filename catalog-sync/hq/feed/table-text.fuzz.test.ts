import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gtinOf, temporaryFolder } from '../../testing';
import { readTable } from './csv-rows';
import { FeedProblems } from './problems';
import { stock } from './tables';

/** `FUZZ_ROUNDS=20000 npx vitest run catalog-sync/hq/feed/table-text.fuzz.test.ts` tries more. */
const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 100);
let dir: string;
beforeAll(() => (dir = temporaryFolder()));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function read(bytes: Buffer) {
  const file = join(dir, 'stock.csv');
  writeFileSync(file, bytes);
  const problems = new FeedProblems();
  let rows = 0;
  for await (const { row } of readTable(file, stock, problems, undefined)) {
    rows += 1;
    expect(row.quantity).toBeGreaterThanOrEqual(0);
  }
  return { rows, problems };
}

const head = 'gtin,quantity,as_of\n';
it('any bytes are rows or a message; nothing falls over', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constant(Buffer.from(head))), { maxLength: 6 }),
      async (parts) => {
        const { rows, problems } = await read(Buffer.concat(parts));
        const rest = Buffer.concat(parts).toString('latin1').replaceAll(head, '');
        if (/[a-z\d]/i.test(rest)) expect(rows + problems.errorCount).toBeGreaterThan(0);
      },
    ),
    { numRuns: ROUNDS },
  );
});

it('a sound table comes through whole, however it is written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.constantFrom('utf8', 'utf-16le', 'utf-16be', 'gb18030'),
      fc.boolean(),
      async (count, mark, end, encoding, quoted) => {
        const cell = (text: string): string => (quoted ? `"${text}"` : text);
        const lines = Array.from({ length: count }, (_, n) =>
          [gtinOf(n), String(n), '2026-11-21T22:00:00+08:00'].map(cell).join(mark),
        );
        const header = ['条码', '库存数量', '盘点时间'].map(cell).join(mark);
        const text = [header, ...lines, ''].join(end);
        const { rows, problems } = await read(
          iconv.encode(text, encoding, { addBOM: encoding !== 'gb18030' }),
        );
        expect([rows, problems.errors]).toEqual([count, []]);
      },
    ),
    { numRuns: ROUNDS },
  );
});
