/**
 * `npm run test:attack [-- --only unit]`: tries everything hostile that is known, room by room, and prints what was tried → how it ended.
 * What is tried: the tests of `attacks.json`, and every file named `*.attack.test.ts`. Ends with 1 where anything fell.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readJson } from '../setup/files.mjs';
import { main, setUp } from '../setup/index.mjs';
import { CACHE, ROOT, inRoot } from '../setup/paths.mjs';
import { playwright, vitest } from '../test/steps.mjs';
import { table, testsOfPlaywright, testsOfVitest, verdictsOf } from './verdicts.mjs';

const UNIT_REPORT = path.join(CACHE, 'test/attack-unit.json');

function readArguments() {
  try {
    const { only } = parseArgs({ options: { only: { type: 'string', default: 'all' } } }).values;
    if (!['all', 'unit', 'e2e'].includes(only)) throw new Error(`there is no kind ${only}`);
    return only;
  } catch (error) {
    console.error(`npm run test:attack: ${error.message.split('. ')[0]}; usage: npm run test:attack [-- --only unit|e2e]`);
    process.exit(2);
  }
}

/** After set-up: before it, there may be no packages yet. */
async function readList() {
  const { z } = await import('zod');
  const text = z.string().min(1);
  const attack = z.strictObject({ room: text, title: text, file: z.string().regex(/\.(test|e2e)\.tsx?$/, 'a test’s path from the root'), name: text.optional() });
  const file = inRoot('build/attack/attacks.json');
  const list = z.strictObject({ rooms: z.record(text, text), attacks: z.array(attack) }).safeParse(readJson(file));
  if (!list.success) throw new Error(`${file}: ${z.prettifyError(list.error)}`);
  return list.data;
}

const only = readArguments();
await main(async () => {
  const context = await setUp();
  const { rooms, attacks } = await readList();
  const isE2e = ({ file }) => /\.e2e\.tsx?$/.test(file);
  const files = (wanted) => [...new Set(attacks.filter(wanted).map(({ file }) => file))];
  const tests = [];
  if (only !== 'e2e') {
    await vitest(UNIT_REPORT, ['.attack.test.', ...files((each) => !isE2e(each))]);
    const report = readJson(UNIT_REPORT);
    if (report) tests.push(...testsOfVitest(report, ROOT));
  }
  const e2e = files(isE2e);
  if (only !== 'unit' && e2e.length > 0) {
    await playwright('attack-e2e', context, undefined, e2e);
    const report = readJson(path.join(CACHE, 'test/attack-e2e.json'));
    if (report) tests.push(...testsOfPlaywright(report, ROOT));
  }
  const tried = attacks.filter((each) => only === 'all' || isE2e(each) === (only === 'e2e'));
  const verdicts = verdictsOf({ rooms, attacks: tried }, tests);
  console.log(table(verdicts));
  return verdicts.some(({ verdict }) => verdict === 'FELL') ? 1 : 0;
});
