/**
 * `node build/setup/complete-lock-file.mjs`: `npm ci` refuses a lock file that lacks the optional packages
 * for other platforms, and `npm install` leaves them out where the registry at hand does not mirror them.
 * This writes them in, by their names.
 */
import { pathToFileURL } from 'node:url';
import { readJson, writeAtomic } from './files.mjs';
import { inRoot } from './paths.mjs';

const PLATFORM =
  /-(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(?:-(\w+))?$/;
const LIBC = { gnu: ['glibc'], musl: ['musl'] };

/**
 * Optional packages that some package of the lock file wants and the lock file does not know: name → version.
 */
export function missingOptionals({ packages }) {
  const missing = new Map();
  for (const [place, { optionalDependencies = {} }] of Object.entries(packages))
    for (const [name, version] of Object.entries(optionalDependencies))
      if (!packages[`node_modules/${name}`] && !packages[`${place}/node_modules/${name}`])
        missing.set(name, version);
  return missing;
}

function entry(name, version) {
  const [, os, cpu, flavour] = PLATFORM.exec(name) ?? [];
  if (!os || !/^\d/.test(version))
    throw new Error(
      `${name}@${version}: neither platform nor exact version can be read from this; add it by hand`,
    );
  return {
    version,
    cpu: [cpu],
    ...(os === 'linux' && LIBC[flavour] && { libc: LIBC[flavour] }),
    license: 'MIT',
    optional: true,
    os: [os],
  };
}

/** The lock file with every optional package in it, in npm's order. */
export function completed(lock) {
  const added = [...missingOptionals(lock)].map(([name, version]) => [
    `node_modules/${name}`,
    entry(name, version),
  ]);
  const all = [...Object.entries(lock.packages), ...added];
  return { ...lock, packages: Object.fromEntries(all.sort(([a], [b]) => a.localeCompare(b, 'en'))) };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = inRoot('package-lock.json');
  writeAtomic(file, `${JSON.stringify(completed(readJson(file)), null, 2)}\n`);
}
