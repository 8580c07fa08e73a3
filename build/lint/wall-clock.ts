/**
 * The only files that may read the wall clock; all others measure with `performance.now()` or ask `wallClock()` for a
 * moment of the calendar.
 */
export const WALL_CLOCKS = ['main/contract/clock.ts', 'build/demo/publish.mjs', 'build/setup/electron.mjs'];

const message =
  'The wall clock steps. Measure durations with performance.now(); for a moment of the calendar ask wallClock() of main/contract.';
const newDate = '[callee.name="Date"][arguments.length=0]';

/** For `no-restricted-syntax`: every way to read the present as a number that can be subtracted. */
export const noWallClock = [
  'MemberExpression[object.name="Date"][property.name="now"]',
  `CallExpression[callee.property.name=/^(getTime|valueOf)$/] > MemberExpression.callee > NewExpression.object${newDate}`,
  `UnaryExpression[operator="+"] > NewExpression${newDate}`,
  `CallExpression[callee.name="Number"] > NewExpression${newDate}`,
  `BinaryExpression[operator="-"] > NewExpression${newDate}`,
].map((selector) => ({ selector, message }));
