import { app } from 'electron';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sayInAll } from '../words';

/**
 * Everything Chromium would do over the network by itself, switched off. What the page asks for is refused in
 * doors.ts.
 */
const QUIET: readonly (readonly [string, string?])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['disable-quic'],
  // A `<link rel=dns-prefetch>`; even a name that leads nowhere makes the resolver try whether IPv6 reaches a
  // public server.
  ['blink-settings', 'dnsPrefetchingEnabled=false'],
  ['no-pings'],
  // No proxy is looked for (WPAD, desktop settings), and no name is ever resolved: the terminal's own network
  // use is Node's, in the catalog process.
  ['no-proxy-server'],
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
];

/** Must run before `app` is ready. */
export function quietChromium(): void {
  for (const [name, value] of QUIET) app.commandLine.appendSwitch(name, value);
}

/**
 * What an installation may say on the command line of the packaged app: display, graphics, sandbox, log
 * level. Chromium has some 2,000 more.
 */
const ALLOWED = new Set([
  ...[
    'no-sandbox',
    'disable-setuid-sandbox',
    'disable-dev-shm-usage',
    'log-level',
    'lang',
    'class',
    'display',
  ],
  ...[
    'ozone-platform',
    'ozone-platform-hint',
    'enable-wayland-ime',
    'force-device-scale-factor',
    'touch-events',
    'touch-devices',
  ],
  ...[
    'disable-gpu',
    'disable-gpu-compositing',
    'disable-software-rasterizer',
    'in-process-gpu',
    'use-gl',
    'use-angle',
  ],
]);

/**
 * The switches among a program's arguments that the package does not take, as they were written: everything
 * that isn't allowed above, so also what opens a debugger (`--remote-debugging-port`, `--inspect`), changes
 * code or its engine (`--load-extension`, `--js-flags`, `--renderer-cmd-prefix`) or leads requests elsewhere
 * (`--host-rules`). Chromium takes one dash for two.
 */
export function refusedSwitches(args: readonly string[]): string[] {
  const end = args.indexOf('--');
  const switches = args.slice(0, end < 0 ? undefined : end).filter((arg) => /^--?[^-]/.test(arg));
  return switches.filter((arg) => !ALLOWED.has(arg.replace(/^--?/, '').replace(/=.*$/s, '')));
}

/**
 * The build for the end-to-end tests says so in its package.json; Playwright drives it through the debugger.
 */
function builtForTests(): boolean {
  return (
    (JSON.parse(readFileSync(path.join(app.getAppPath(), 'package.json'), 'utf8')) as { forTests?: boolean })
      .forTests === true
  );
}

/**
 * Ends a packaged app that was started with a switch it does not take, before anything of it runs. Sources
 * take all of them.
 */
export function refuseSwitches(): void {
  if (!app.isPackaged || builtForTests()) return;
  const refused = refusedSwitches(process.argv.slice(1));
  if (refused.length === 0) return;
  console.error(`daogou: ${sayInAll('tool.switches').join(' / ')}: ${refused.join(' ')}`);
  process.exit(2);
}
