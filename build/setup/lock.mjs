import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CACHE } from './paths.mjs';
import { Missing, line } from './report.mjs';

function liveHolder(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error.code === 'EPERM' ? 'of another user' : undefined;
  }
}

/**
 * Takes a lock file for the life of this process. One whose holder is dead is taken over.
 * @param {string} file
 * @returns {{release: () => void, heldBy?: undefined} | {heldBy: number | string, release?: undefined}}
 */
export function takeLock(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const heldBy = liveHolder(file);
    if (heldBy !== undefined) return { heldBy };
    rmSync(file, { force: true });
  }
  const remove = () => rmSync(file, { force: true });
  process.once('exit', remove);
  return {
    release: () => {
      remove();
      process.off('exit', remove);
    },
  };
}

/** Two set-ups in one checkout would pull the packages from under each other: the second waits. */
export async function withSetUpLock(work) {
  try {
    mkdirSync(CACHE, { recursive: true });
    accessSync(CACHE, constants.W_OK);
  } catch (error) {
    throw new Missing(`${CACHE} can't be written (${error.code}); run as the owner of this folder`);
  }
  const file = path.join(CACHE, 'set-up.pid');
  let lock = takeLock(file);
  if (lock.heldBy) line('…', 'Set-up', `waiting for another set-up in this folder (process ${lock.heldBy})`);
  while (lock.heldBy) {
    await sleep(200);
    lock = takeLock(file);
  }
  try {
    return await work();
  } finally {
    lock.release?.();
  }
}
