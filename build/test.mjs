/**
 * `npm test`: the same set-up as `npm start`, then format, lint, types, unit, a journey through the app from
 * its sources, and every end-to-end test on the packaged app. `--only e2e` runs them all from the sources.
 */
import './bundle/no-telemetry.mjs';
import { parseArgs } from 'node:util';
import { main, setUp } from './setup/index.mjs';
import { steps } from './test/steps.mjs';
import { addUp, lastWord } from './test/totals.mjs';

const KNOWN = Object.keys(steps);
const BY_ITSELF = ['e2e'];
const ALL = KNOWN.filter((name) => !BY_ITSELF.includes(name));

function readArguments() {
  try {
    const { only } = parseArgs({
      options: { only: { type: 'string', multiple: true, default: ALL } },
    }).values;
    const unknown = only.find((name) => !KNOWN.includes(name));
    if (unknown) throw new Error(`there is no step ${unknown}`);
    return only;
  } catch (error) {
    console.error(
      `npm test: ${error.message.split('. ')[0]}; usage: npm test -- [--only ${KNOWN.join('|')}]…`,
    );
    process.exit(2);
  }
}

const only = readArguments();
await main(async () => {
  const context = await setUp();
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const name of only) {
    const began = performance.now();
    const result = await steps[name](context);
    addUp(totals, result);
    console.log(
      `${result.ok ? '✓' : '✗'} ${name}: ${result.text} (${((performance.now() - began) / 1000).toFixed(1)} s)`,
    );
    if (!result.ok) break;
  }
  console.log(lastWord(totals));
  return totals.failed > 0 ? 1 : 0;
});
