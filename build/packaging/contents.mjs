import { existsSync } from 'node:fs';
import { CARRIED_PACKAGES } from '../bundle/node.mjs';
import { readJson } from '../setup/files.mjs';
import { inRoot } from '../setup/paths.mjs';

/** What their packages need only to be built, or only while they are installed. */
const NOT_AT_RUN_TIME = ['adm-zip', 'global-agent', 'node-addon-api'];

/**
 * The bundle and, of node_modules, only the packages that can't be bundled with what they need, for one
 * platform.
 */
export function packageContents(arch) {
  const packages = closure().map((place) => place.slice('node_modules/'.length));
  return [
    'package.json',
    'dist/{main,processes,workers,renderer,cli,data}/**/*',
    '!dist/**/*.map',
    {
      from: 'node_modules',
      to: 'node_modules',
      filter: [
        ...packages.map((name) => `${name}/**/*`),
        '!**/*.{md,map,gyp,gypi,c,cc,cpp,h,hpp,ts,mts,cts}',
        '!better-sqlite3/{deps,src}/**',
        `!better-sqlite3/prebuilds/!(linux-${arch}.node)`,
        '!onnxruntime-node/bin/*/{darwin,win32}/**',
        `!onnxruntime-node/bin/*/linux/!(${arch})/**`,
        // Electron runs on glibc.
        '!@libsql/*-musl/**',
        '!**/*.musl.node',
        `!@serialport/bindings-cpp/prebuilds/!(linux-${arch})/**`,
      ],
    },
  ];
}

/** Folders of the carried packages and of all they depend on, found as Node finds them. */
function closure() {
  const lock = readJson(inRoot('package-lock.json')).packages;
  const found = new Set();
  const visit = (name, from) => {
    if (NOT_AT_RUN_TIME.includes(name)) return;
    const place = resolvePlace(lock, name, from);
    // Optional packages for other platforms are in the lock file and not on the disk.
    if (!place || found.has(place) || !existsSync(inRoot(place))) return;
    found.add(place);
    const { dependencies, optionalDependencies } = lock[place];
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) visit(next, place);
  };
  for (const name of CARRIED_PACKAGES) visit(name, '');
  return [...found];
}

function resolvePlace(lock, name, from) {
  const place = `${from ? `${from}/` : ''}node_modules/${name}`;
  if (lock[place]) return place;
  return from ? resolvePlace(lock, name, from.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, '')) : undefined;
}
