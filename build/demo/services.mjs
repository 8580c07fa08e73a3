import { createInterface } from 'node:readline';
import { startProgram } from '../setup/child.mjs';
import { daogou } from '../setup/command.mjs';
import { readJson } from '../setup/files.mjs';
import { nodeForTools } from '../setup/packages.mjs';
import { ROOT, inRoot } from '../setup/paths.mjs';
import { Missing } from '../setup/report.mjs';

const READY_MS = 30_000;
const QUIT_MS = 3_000;

/** Programs that run beside the terminal; all are ended by `stop`. */
export class Companions {
  #children = new Set();

  /** Starts a program that prints one line of JSON when it is ready, and returns that line. */
  start(name, [file, args]) {
    const child = startProgram(file, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#children.add(child);
    return new Promise((resolve, reject) => {
      const fail = (why) => reject(new Missing(`${name} did not start: ${why}`));
      const timer = setTimeout(() => fail(`nothing was heard for ${READY_MS / 1000} s`), READY_MS);
      const settle = (then) => (value) => (clearTimeout(timer), then(value));
      child.on(
        'error',
        settle((error) => fail(error.message)),
      );
      child.on(
        'close',
        settle((code) => (this.#children.delete(child), fail(`it ended with ${code}`))),
      );
      createInterface({ input: /** @type {import('node:stream').Readable} */ (child.stdout) }).once(
        'line',
        settle((text) => {
          try {
            resolve(JSON.parse(text));
          } catch {
            fail(`it said ${text}`);
          }
        }),
      );
    });
  }

  /** Asks all to end, and makes them after three seconds. */
  async stop() {
    const ended = [...this.#children].map((child) => {
      if (child.exitCode !== null || child.signalCode !== null) return undefined;
      return /** @type {Promise<void>} */ (
        new Promise((resolve) => {
          const timer = setTimeout(() => child.kill('SIGKILL'), QUIT_MS);
          child.once('close', () => (clearTimeout(timer), resolve()));
          child.kill('SIGTERM');
        })
      );
    });
    await Promise.all(ended);
  }
}

/**
 * Headquarters on this machine: serves what was published. @returns {Promise<{url: string, root: string}>}
 */
export const startHeadquarters = (companions, published) =>
  companions.start('The headquarters', daogou('publish', '--serve', '--out', published));

/**
 * Robot base and printer as separate programs on PTY pairs, the base where the map has the terminal stand.
 * @returns {Promise<{base: string, printer: string, state: string}>} both ports, and the folder where printed
 * slips and the base's true pose are seen
 */
export function startSimulators(companions, { map: file, state }) {
  const map = readJson(file);
  const { at, heading } = map?.kiosks?.[0] ?? { at: [0, 0] };
  const pose = [...at, heading ?? Math.PI / 2].join(',');
  const args = [
    '--enable-source-maps',
    inRoot('dist/simulators/launch.cjs'),
    '--state',
    state,
    `--pose=${pose}`,
    ...(map ? ['--map', file] : []),
  ];
  return companions.start('The device simulators', [nodeForTools(), args]);
}
