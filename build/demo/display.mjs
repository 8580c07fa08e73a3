import { startProgram } from '../setup/child.mjs';
import { Missing } from '../setup/report.mjs';

/**
 * A screen for machines that have none: Xvfb on the first free number. The terminal's own size, a 21.5-inch
 * panel on end.
 */
export async function startVirtualDisplay(size = '1080x1920x24') {
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp'];
  const server = startProgram('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  /** @type {string} */
  const number = await new Promise((resolve, reject) => {
    const gone = () =>
      reject(new Missing('there is no virtual display: see that Xvfb is installed (apt-get install xvfb)'));
    server.on('error', gone).on('close', gone);
    server.stdio[3]?.once('data', (chunk) => resolve(String(chunk).trim()));
  });
  const stop = () =>
    /** @type {Promise<void>} */ (
      new Promise((resolve) => {
        if (server.exitCode !== null || server.signalCode !== null) return resolve();
        server.once('close', resolve);
        server.kill('SIGTERM');
      })
    );
  return { display: `:${number}`, stop };
}
