import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

const running = new Set();
const SETPRIV = '/usr/bin/setpriv';
const GRACE_MS = 3_000;

/**
 * Starts a program that ends when this process does: by a signal that is passed on or, on Linux, even when
 * this one is killed outright. `orphan` is the signal it gets in that last case.
 * @param {string} file
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & {orphan?: string}} [options]
 */
export function startProgram(file, args, { orphan = 'TERM', ...options } = {}) {
  const child = existsSync(SETPRIV)
    ? spawn(SETPRIV, ['--pdeathsig', orphan, file, ...args], options)
    : spawn(file, args, options);
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/** Ends every child, at once if it does not by itself, then this process. */
/** @type {() => unknown} */
let whenAsked = () => {
  whenAsked = () => undefined;
  const ended = [...running].map((child) => new Promise((resolve) => child.once('close', resolve)));
  for (const child of running) child.kill('SIGTERM');
  setTimeout(() => running.forEach((child) => child.kill('SIGKILL')), GRACE_MS);
  return Promise.all(ended).then(() => process.exit(130));
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => whenAsked());

/**
 * What a signal to this process does from now on; until this is called it ends every child and the process.
 */
export const onAskedToEnd = (handler) => (whenAsked = handler);

/**
 * Runs a program to its end and returns what it printed; never through a shell.
 * `show` passes its output on to the terminal instead; `onLine` is told each line. `timeoutMs` kills it.
 * @param {string} file
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, onLine?: (line: string) => unknown,
 * timeoutMs?: number}} [options]
 * @returns {Promise<{code: number, out: string, errors: string, all: string, timedOut: boolean}>} stdout,
 * stderr and both as they came; code is 127 when there is no such program.
 */
export function runProgram(file, args, { cwd, env, show = false, onLine, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = startProgram(file, args, {
      cwd,
      env,
      orphan: 'KILL',
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    const heard = { out: '', errors: '', all: '' };
    let timedOut = false;
    for (const name of /** @type {const} */ (['out', 'errors'])) {
      const stream = name === 'out' ? child.stdout : child.stderr;
      stream?.setEncoding('utf8').on('data', (chunk) => ((heard[name] += chunk), (heard.all += chunk)));
      if (stream && onLine)
        createInterface({ input: stream }).on('line', (text) => text.trim() && onLine(text.trim()));
    }
    const timer = timeoutMs
      ? setTimeout(() => ((timedOut = true), child.kill('SIGKILL')), timeoutMs)
      : undefined;
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, out: '', errors: String(error), all: String(error), timedOut });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? (signal ? 128 : 1), ...heard, timedOut });
    });
  });
}

/**
 * Hands the terminal over to a program until it ends; signals go to it.
 * @param {string} file
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv}} [options]
 * @returns {Promise<number>} its exit code
 */
export function handOver(file, args, { cwd, env } = {}) {
  const child = startProgram(file, args, { cwd, env, stdio: 'inherit' });
  onAskedToEnd(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? (signal ? 130 : 1)));
  });
}

/** The last line with something in it: where tools say what went wrong. */
export const lastLine = (out) => out.trim().split('\n').filter(Boolean).at(-1)?.trim() ?? '';
