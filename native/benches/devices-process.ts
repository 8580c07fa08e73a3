import { fork } from 'node:child_process';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { devicesService, type Config, type ServiceListeners } from '../../main/contract';
import { supervise, type Child, type Supervised } from '../../main/supervisor';

/**
 * Bundles the devices process as it is, in front of it only what makes a Node child look like an Electron
 * one. Answers the file.
 */
export async function bundleDevicesProcess(programs: string): Promise<string> {
  const outfile = join(programs, 'devices-process.cjs');
  const [port, process] = [resolve('native/testing/parent-port.ts'), resolve('main/processes/devices.ts')];
  await build({
    stdin: {
      contents: `import ${JSON.stringify(port)};\nimport ${JSON.stringify(process)};`,
      resolveDir: '.',
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}

const nothing = () => undefined;
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The devices process under the supervisor and the RPC of the terminal. */
export function superviseDevices(
  file: string,
  config: Config,
  on: Partial<ServiceListeners<typeof devicesService>>,
): Supervised<typeof devicesService> {
  return supervise({
    name: 'devices',
    contract: devicesService,
    config,
    log: QUIET,
    spawn: () => {
      const child = fork(file, [], {
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      return {
        pid: child.pid,
        postMessage: (message: unknown) => void (child.connected && child.send(message as object)),
        kill: () => child.kill(),
        on: child.on.bind(child),
      } as unknown as Child;
    },
    on: () => ({ status: nothing, nav: nothing, print: nothing, scan: nothing, ...on }),
    onHealth: () => undefined,
  });
}
