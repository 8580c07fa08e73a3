import { defineConfig } from 'vitest/config';
import everything from '../../vitest.config';

const tests = ['answer/{allergens,verdicts,pricing}', 'understand/emergency-numbers'];

/** The tests that stand beside the code that is changed: they are quick, and those that should notice. */
export default defineConfig({
  ...everything,
  test: { ...everything.test, include: tests.map((test) => `main/assistant/${test}.test.ts`) },
});
