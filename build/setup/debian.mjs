import { Missing } from './report.mjs';
import { lastLine, runProgram } from './child.mjs';

/** What Electron, its tests and the device simulators need from Debian. */
const NEEDED = [
  ...[
    'xvfb',
    'xauth',
    'dbus',
    'libgtk-3-0',
    'libnss3',
    'libasound2',
    'libgbm1',
    'libatk-bridge2.0-0',
    'libdrm2',
    'libxss1',
    'libxtst6',
  ],
  ...['libnotify4', 'libsecret-1-0', 'fonts-noto-cjk', 'udev', 'unzip', 'socat'],
  // The end-to-end tests run without a network and one of them watches every address.
  ...['iproute2', 'strace'],
];

async function missingPackages(names) {
  const asked = await runProgram('dpkg-query', [
    '-W',
    '-f',
    '${Package} ${db:Status-Status}\\n',
    ...names,
    ...names.map((name) => `${name}t64`),
  ]);
  if (asked.code === 127) return undefined;
  const installed = new Set([...asked.out.matchAll(/^(\S+) installed$/gm)].map(([, name]) => name));
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

const aptGet = (...args) =>
  runProgram('apt-get', ['-y', '-q', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeoutMs: 15 * 60_000,
  });

/** Installs what is missing as root on Debian; otherwise says what is missing and how to get it. */
export async function installDebianPackages(say, names = NEEDED) {
  const missing = await missingPackages(names);
  if (!missing)
    throw new Missing(`this is not Debian: install your system's counterparts of ${names.join(' ')}`);
  if (missing.length === 0) return `all ${names.length} are here`;
  const command = `apt-get install --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0)
    throw new Missing(`missing: ${missing.join(' ')}; ask an administrator to run: ${command}`);

  say(`installing ${missing.length}: ${missing.join(' ')}`);
  // An earlier run may have been cut off half-way through unpacking.
  await runProgram('dpkg', ['--configure', '-a'], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  await aptGet('update');
  const { code, all } = await aptGet('install', '--no-install-recommends', ...missing);
  if (code !== 0)
    throw new Missing(
      `apt-get could not install ${missing.join(' ')} (${lastLine(all)}); connect to the network and run: ${command}`,
    );
  return `installed ${missing.length}`;
}
