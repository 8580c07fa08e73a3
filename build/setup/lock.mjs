import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CACHE } from './paths.mjs';
import { Missing, line } from './report.mjs';

const LOCK = path.join(CACHE, 'set-up.pid');

function holder() {
  try {
    const pid = Number(readFileSync(LOCK, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}

/** Two set-ups in one checkout would pull the packages from under each other: the second waits. A dead holder's lock is taken over. */
export async function withSetUpLock(work) {
  try {
    mkdirSync(CACHE, { recursive: true });
    accessSync(CACHE, constants.W_OK);
  } catch (error) {
    throw new Missing(`${CACHE} can't be written (${error.code}); run as the owner of this folder`);
  }
  for (let told = false; ; await sleep(200)) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const pid = holder();
    if (pid === undefined) rmSync(LOCK, { force: true });
    else if (!told) told = (line('…', 'Set-up', `waiting for another set-up in this folder (process ${pid})`), true);
  }
  const release = () => rmSync(LOCK, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    release();
    process.off('exit', release);
  }
}
