/**
 * No word to a stranger from native code. onnxruntime sends what it is used for, with the command line,
 * unless this variable is in the environment when its library is loaded; until it can send, it keeps a device
 * id and a queue under the user's cache. Imported first: by every bundle (esbuild's `inject`), every command
 * of build/ and every test runner. What they start inherits it. A worker thread has only a copy of the
 * environment, so the program that starts it must have set this; all of them are bundles.
 */
import { rmdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';

process.env.ORT_DISABLE_TELEMETRY = '1';
if (isMainThread) removeLeftovers();

/**
 * What onnxruntime left before (POSIX): device id and queue, and the folders around them where nothing else
 * lies in them.
 */
function removeLeftovers() {
  const microsoft = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'Microsoft');
  const tools = path.join(microsoft, 'DeveloperTools');
  try {
    rmSync(path.join(tools, '.onnxruntime'), { recursive: true, force: true });
    for (const folder of [tools, microsoft]) rmdirSync(folder);
  } catch {
    // Not there, not empty or not ours to change: nothing is sent either way.
  }
}
