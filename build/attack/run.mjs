/**
 * `npm run test:attack [-- --only unit|e2e|package]`: tries everything hostile that is known, room by room,
 * and prints what was tried → how it ended. What is tried: the tests of `attacks.json`, and every file named
 * `*.attack.test.ts`; those of room `package` on the app as it is packaged, which is built for it. Ends with
 * 1 where anything fell.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readJson } from '../setup/files.mjs';
import { main, setUp } from '../setup/index.mjs';
import { CACHE, ROOT, inRoot } from '../setup/paths.mjs';
import { packaged, playwright, vitest } from '../test/steps.mjs';
import { leftOpen, table, testsOfPlaywright, testsOfVitest, verdictsOf } from './verdicts.mjs';

const UNIT_REPORT = path.join(CACHE, 'test/attack-unit.json');

function readArguments() {
  try {
    const { only } = parseArgs({ options: { only: { type: 'string', default: 'all' } } }).values;
    if (!['all', 'unit', 'e2e', 'package'].includes(only)) throw new Error(`there is no kind ${only}`);
    return only;
  } catch (error) {
    console.error(
      `npm run test:attack: ${error.message.split('. ')[0]}; usage: npm run test:attack [-- --only unit|e2e|package]`,
    );
    process.exit(2);
  }
}

/** After set-up: before it, there may be no packages yet. */
async function readList() {
  const { z } = await import('zod');
  const text = z.string().min(1);
  const attack = z.strictObject({
    room: text,
    title: text,
    file: z.string().regex(/\.(test|e2e)\.tsx?$/, 'a test’s path from the root'),
    name: text.optional(),
  });
  const file = inRoot('build/attack/attacks.json');
  const list = z
    .strictObject({ rooms: z.record(text, text), attacks: z.array(attack) })
    .safeParse(readJson(file));
  if (!list.success) throw new Error(`${file}: ${z.prettifyError(list.error)}`);
  const open = z
    .array(z.strictObject({ what: text, why: text, do: text }))
    .safeParse(readJson(inRoot('build/attack/left.json')));
  if (!open.success) throw new Error(`build/attack/left.json: ${z.prettifyError(open.error)}`);
  return { ...list.data, left: open.data };
}

const only = readArguments();
await main(async () => {
  const context = await setUp();
  const { rooms, attacks, left } = await readList();
  const kindOf = ({ room, file }) => {
    if (!/\.e2e\.tsx?$/.test(file)) return 'unit';
    return room === 'package' ? 'package' : 'e2e';
  };
  const wants = (kind) => only === 'all' || only === kind;
  const files = (kind) => [
    ...new Set(attacks.filter((each) => kindOf(each) === kind).map(({ file }) => file)),
  ];
  const tests = [];
  if (wants('unit')) {
    await vitest(UNIT_REPORT, ['.attack.test.', ...files('unit')]);
    const report = readJson(UNIT_REPORT);
    if (report) tests.push(...testsOfVitest(report, ROOT));
  }
  const inApp = async (name, run) => {
    const file = path.join(CACHE, `test/${name}.json`);
    rmSync(file, { force: true });
    await run();
    const report = readJson(file);
    if (report) tests.push(...testsOfPlaywright(report, ROOT));
  };
  if (wants('e2e'))
    await inApp('attack-e2e', () => playwright('attack-e2e', context, undefined, files('e2e')));
  if (wants('package'))
    await inApp('attack-packaged', () => packaged(context, 'attack-packaged', files('package')));
  const tried = attacks.filter((each) => wants(kindOf(each)));
  const verdicts = verdictsOf({ rooms, attacks: tried }, tests);
  console.log(table(verdicts));
  console.log(`What is left, with the reason (SECURITY.md):\n${leftOpen(left)}`);
  return verdicts.some(({ verdict }) => verdict === 'FELL') ? 1 : 0;
});
