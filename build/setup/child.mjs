import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and returns what it printed; never through a shell.
 * `show` passes its output on to the terminal instead. `timeoutMs` kills it, group and all.
 * @returns {Promise<{code: number, out: string, timedOut: boolean}>} code is 127 when there is no such program.
 */
export function runProgram(file, args, { cwd, env, show = false, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'] });
    let out = '';
    let timedOut = false;
    child.stdout?.on('data', (chunk) => (out += chunk));
    child.stderr?.on('data', (chunk) => (out += chunk));
    const timer = timeoutMs ? setTimeout(() => ((timedOut = true), child.kill('SIGKILL')), timeoutMs) : undefined;
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, out: String(error), timedOut });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? (signal ? 128 : 1), out, timedOut });
    });
  });
}

/** The last line with something in it: where tools say what went wrong. */
export const lastLine = (out) => out.trim().split('\n').filter(Boolean).at(-1)?.trim() ?? '';
