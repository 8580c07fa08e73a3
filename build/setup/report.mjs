/**
 * The set-up's voice: one line a step, a sign of life while a long one runs, one plain line where something
 * can't be had. It speaks on stderr, so that what a command prints stays clean.
 */

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const SIGN_OF_LIFE_MS = 15_000;

/** What is missing and what to do, as one sentence; not a bug, so no stack is shown. */
export class Missing extends Error {}

export function line(mark, name, text, time = '') {
  console.error(`  ${mark} ${name.padEnd(16)} ${text}${time ? `  (${time})` : ''}`);
}

let quiet = false;
/** From here on, steps that find nothing to do are not mentioned. */
export const onlyWhenBusy = () => (quiet = true);

export const warn = (name, text) => line('!', name, text);

/**
 * Runs one set-up step. `work` gets `say(text)`, which shows what is going on, and returns the closing text.
 * A step that throws Missing and is `optional` is told in one line and passed over.
 */
export async function step(name, work, { optional = false } = {}) {
  const began = performance.now();
  let doing = '';
  const say = (text) => line('…', name, (doing = text));
  const alive = setInterval(() => doing && line('…', name, 'still at it', seconds(began)), SIGN_OF_LIFE_MS);
  try {
    const done = await work(say);
    if (!quiet || doing) line('✓', name, done, seconds(began));
    return true;
  } catch (error) {
    if (!optional || !(error instanceof Missing)) throw error;
    warn(name, error.message);
    return false;
  } finally {
    clearInterval(alive);
  }
}
