import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { onAskedToEnd, startProgram } from '../setup/child.mjs';
import { presentElectron } from '../setup/electron.mjs';
import { ROOT } from '../setup/paths.mjs';
import { line } from '../setup/report.mjs';

/** The terminal quits within five seconds by itself; this is for when it doesn't. */
const QUIT_MS = 7_000;

/** The kernel setting that keeps a user from having Chromium's sandbox, as `name=value` that lifts it. */
function forbiddenUserNamespaces() {
  const forbidding = {
    'kernel.unprivileged_userns_clone': ['0', '1'],
    'kernel.apparmor_restrict_unprivileged_userns': ['1', '0'],
    'user.max_user_namespaces': ['0', '10000'],
  };
  for (const [name, [forbids, allows]] of Object.entries(forbidding)) {
    const file = `/proc/sys/${name.replaceAll('.', '/')}`;
    if (existsSync(file) && readFileSync(file, 'utf8').trim() === forbids) return `${name}=${allows}`;
  }
  return undefined;
}

/**
 * Runs Electron until its window is closed or a signal asks it to end. @returns {Promise<number>} its exit
 * code
 */
export function runTerminal(env) {
  const { dist } = presentElectron();
  // Chromium's own remarks about this machine's buses and graphics say nothing about the terminal.
  const args = ['--log-level=3', ROOT];
  if (!env.DISPLAY) args.unshift('--ozone-platform=wayland');
  const userNamespaces = forbiddenUserNamespaces();
  if (process.getuid?.() === 0) {
    line(
      '!',
      'Terminal',
      "as root Chromium's sandbox can't be used, so it is off; run as another user to have it",
    );
    args.unshift('--no-sandbox');
  } else if (userNamespaces)
    line(
      '!',
      'Terminal',
      `this system forbids what Chromium's sandbox needs; run: sysctl -w ${userNamespaces}`,
    );
  const terminal = startProgram(path.join(dist, 'electron'), args, { env, stdio: 'inherit' });
  line('✓', 'Terminal', `started on display ${env.DISPLAY || env.WAYLAND_DISPLAY}`);
  let asked = false;
  onAskedToEnd(() => {
    terminal.kill('SIGTERM');
    if (!asked) setTimeout(() => terminal.kill('SIGKILL'), QUIT_MS).unref();
    asked = true;
  });
  return new Promise((resolve, reject) => {
    terminal.on('error', reject);
    terminal.on('close', (code) => resolve(asked ? 0 : (code ?? 1)));
  });
}
