import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCatalogReader, provisionFeed } from '../index';
import { smallFeed, temporaryFolder, writeFeed } from '../testing';
import type { CatalogReader } from './reader';

let dir: string;
let reader: CatalogReader;
beforeAll(async () => {
  dir = temporaryFolder();
  const files = smallFeed();
  const feed = writeFeed(join(dir, 'feed'), {
    ...files,
    'products.csv': `${files['products.csv']}036000291452,麦片,Cereal,a,b,39,,,,\n0049634063173,可乐,Cola,a,b,6,,,,\n96385074,糖,Sweets,a,b,2,,,,\n`,
  });
  reader = openCatalogReader((await provisionFeed(feed, join(dir, 'data'))).file);
});
afterAll(() => {
  reader?.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('a number is found however it is written', () => {
  it.each([
    ['036000291452', '036000291452'],
    ['0036000291452', '036000291452'],
    ['00036000291452', '036000291452'],
    ['36000291452', '036000291452'],
    ['049634063173', '0049634063173'],
    ['00049634063173', '0049634063173'],
    ['96385074', '96385074'],
    ['0000096385074', '96385074'],
    ['00000096385074', '96385074'],
  ])('%s is %s', (asked, gtin) => expect(reader.product(asked)?.gtin).toBe(gtin));
  it.each(['0036000291453', '', '036000291452 '])('%j is none', (asked) =>
    expect(reader.product(asked)).toBeUndefined(),
  );
});
