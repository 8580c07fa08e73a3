import { expect, it } from 'vitest';
import { FeedError, FeedGuardError, type ProblemGroup } from '../../catalog-sync';
import { leftOutLines, report } from './fail';
import { feedReport } from './feed-report';

const now = new Date('2026-11-22T04:00:00Z');
const flood: ProblemGroup = {
  ...{
    file: 'products.csv',
    line: 2,
    column: 'gtin',
    count: 20_000,
    lines: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  },
  message: "'<6.9E+12>' is not made of digits only",
};
const once: ProblemGroup = {
  file: 'stock.csv',
  line: 9,
  column: 'as_of',
  message: 'lies ahead',
  count: 1,
  lines: [9],
};

it('tells each kind once, with how often, and hides nothing in its text', () => {
  const error = new FeedError([flood], 20_001, { errors: [flood, once], warnings: [once] });
  const page = feedReport('/feeds/7', { refused: error }, now);
  expect(page).toContain('没有发布');
  expect(page).toContain('Not published');
  expect(page).toContain('20,000');
  expect(page).toContain('2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …');
  expect(page).not.toContain('<6.9E');
  expect(page.match(/stock\.csv/g)).toHaveLength(2);
});

it('says why a guard held the feed back', () => {
  const page = feedReport('f', { refused: new FeedGuardError(['product shrank from 10 to 2 rows']) }, now);
  expect(page).toContain('product shrank from 10 to 2 rows');
});

it('says of a sound feed that it is one', () => {
  const published = { store: 's', sequence: 3, products: 12, groups: { errors: [], warnings: [] } };
  expect(feedReport('f', { published }, now)).toContain('Nothing to put right');
});

it('a flood of errors is a line for each kind, on the command line as well', () => {
  const lines: string[] = [];
  const error = new FeedError([flood], 20_001, { errors: [flood, once], warnings: [] });
  expect(report(error, (line) => lines.push(line))).toBe(1);
  expect(lines).toEqual([
    'daogou: the feed has 20001 error(s); nothing was published',
    "products.csv:2 gtin: '<6.9E+12>' is not made of digits only (and 19,999 more like it: lines 3, 4, 5 …)",
    'stock.csv:9 as_of: lies ahead',
  ]);
});

it('a publication without some rows says which, on the page and on the command line', () => {
  const published = { store: 's', sequence: 3, products: 12, groups: { errors: [once], warnings: [] } };
  const page = feedReport('f', { published }, now);
  expect(page).toContain('without the rows that have errors below');
  expect(page).toContain('lies ahead');
  expect(leftOutLines({}, [])).toEqual([]);
  expect(leftOutLines({ 'stock.csv': 1 }, [once])).toEqual([
    'daogou: published without rows that have faults: 1 of stock.csv',
    'stock.csv:9 as_of: lies ahead',
  ]);
});

it('rows with faults that are too many are told before what is wrong with them', () => {
  const lines: string[] = [];
  const reason = 'stock.csv has faults in 9 of 9 rows; at most 3 may be left out (--bad-rows)';
  report(new FeedError([flood], 9, { errors: [flood], warnings: [] }, [reason]), (line) => lines.push(line));
  expect(lines[1]).toBe(reason);
  expect(feedReport('f', { refused: new FeedError([flood], 9, undefined, [reason]) }, now)).toContain(reason);
});
