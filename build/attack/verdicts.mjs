import path from 'node:path';

/**
 * @typedef {{room: string, title: string, file: string, name?: string}} Attack what is tried; the tests of
 * `file` whose full name holds `name` (none: all) show how it ends
 * @typedef {{file: string, name: string, status: 'passed' | 'failed' | 'skipped'}} Test
 * @typedef {{room: string, title: string, verdict: 'withstood' | 'FELL' | 'not tried', tests: number, why?:
 * string}} Verdict
 */

/**
 * Tests in Vitest's JSON report, by file relative to `root`; a file that could not be loaded is one that
 * failed.
 */
export function testsOfVitest(report, root) {
  return report.testResults.flatMap(({ name, status, assertionResults, message }) => {
    const file = relative(name, root);
    if (assertionResults.length === 0 && status === 'failed')
      return [{ file, name: `could not be loaded: ${firstLine(message)}`, status: 'failed' }];
    return assertionResults.map((test) => ({
      file,
      name: test.fullName,
      status: statusOf(test.status, 'passed'),
    }));
  });
}

/** Tests in Playwright's JSON report; one that passed on a retry fell once, and that counts. */
export function testsOfPlaywright(report, root) {
  const inSuite = (suite, above) => [
    ...(suite.specs ?? []).map((spec) => {
      const name = [...above, spec.title].join(' ');
      return {
        file: relative(path.resolve(report.config.rootDir, spec.file), root),
        name,
        status: statusOf(spec.tests[0]?.status, 'expected'),
      };
    }),
    ...(suite.suites ?? []).flatMap((inner) => inSuite(inner, [...above, inner.title])),
  ];
  return report.suites.flatMap((suite) => inSuite(suite, []));
}

/** @returns {Test['status']} */
function statusOf(status, good) {
  if (status === good) return 'passed';
  return ['skipped', 'pending', 'todo', undefined].includes(status) ? 'skipped' : 'failed';
}
const relative = (file, root) => path.relative(root, file).split(path.sep).join('/');
const firstLine = (text = '') => text.split('\n')[0];

/**
 * One verdict an attack of the list, then one a test of the files named `*.attack.test.ts` that none of the
 * list covers.
 * @param {{rooms: Record<string, string>, attacks: Attack[]}} list `rooms`: the room of a folder, the longest
 * that fits
 * @param {Test[]} tests
 * @returns {Verdict[]}
 */
export function verdictsOf({ rooms, attacks }, tests) {
  const covered = new Set();
  const listed = attacks.map(({ room, title, file, name = '' }) => {
    const of = tests.filter((test) => test.file === file && test.name.includes(name));
    for (const test of of) covered.add(test);
    return { room, title, ...judge(of) };
  });
  const others = tests.filter((test) => /\.attack\.test\.tsx?$/.test(test.file) && !covered.has(test));
  return [
    ...listed,
    ...others.map((test) => ({ room: roomOf(rooms, test.file), title: test.name, ...judge([test]) })),
  ];
}

/** @param {Test[]} tests @returns {Omit<Verdict, 'room' | 'title'>} */
function judge(tests) {
  const fallen = tests.filter(({ status }) => status === 'failed');
  if (tests.length === 0) return { verdict: 'FELL', tests: 0, why: 'there is no such test' };
  if (fallen.length > 0) return { verdict: 'FELL', tests: tests.length, why: fallen[0].name };
  const passed = tests.filter(({ status }) => status === 'passed').length;
  return passed === 0
    ? { verdict: 'not tried', tests: 0, why: 'its tests were skipped here' }
    : { verdict: 'withstood', tests: passed };
}

function roomOf(rooms, file) {
  const folder = Object.keys(rooms)
    .filter((each) => file.startsWith(`${each}/`))
    .sort((a, b) => b.length - a.length)[0];
  return folder === undefined ? file.split('/')[0] : rooms[folder];
}

/** @type {Record<Verdict['verdict'], string>} */
const SIGNS = { FELL: '✗', withstood: '✓', 'not tried': '–' };

/** One line a verdict, by room, and a last line of counts. @param {Verdict[]} verdicts */
export function table(verdicts) {
  const width = Math.max(0, ...verdicts.map(({ room }) => room.length));
  const lines = [...new Set(verdicts.map(({ room }) => room))].flatMap((room) =>
    verdicts
      .filter((one) => one.room === room)
      .map(({ title, verdict, tests, why }) => {
        const count = tests > 1 ? ` (${tests} tests)` : '';
        return `${SIGNS[verdict]} ${room.padEnd(width)}  ${title} → ${verdict}${why ? `: ${why}` : count}`;
      }),
  );
  const count = (verdict) => verdicts.filter((one) => one.verdict === verdict).length;
  const untried = count('not tried');
  return [
    ...lines,
    `${count('withstood') + count('FELL')} tried, ${count('withstood')} withstood, ${count('FELL')} fell${untried > 0 ? `, ${untried} not tried here` : ''}`,
  ].join('\n');
}

/**
 * What is known and not closed, as a list in Markdown; SECURITY.md holds the same. @param {{what: string,
 * why: string, do: string}[]} left
 */
export const leftOpen = (left) =>
  left.map((one) => `- ${one.what} ${one.why} *What to do:* ${one.do}`).join('\n');
