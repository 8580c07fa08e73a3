import { spawn } from 'node:child_process';
import { track } from '../setup/child.mjs';
import { Missing } from '../setup/report.mjs';

/** A screen for machines that have none: Xvfb on the first free number. The terminal's own size, a 21.5-inch panel on end. */
export async function startVirtualDisplay(size = '1080x1920x24') {
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp'];
  const server = track(spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }));
  const number = await new Promise((resolve, reject) => {
    server.on('error', () => reject(new Missing('Xvfb is not installed; run: apt-get install xvfb')));
    server.on('close', (code) => reject(new Missing(`Xvfb ended with ${code} before it had a display`)));
    server.stdio[3].once('data', (chunk) => resolve(String(chunk).trim()));
  });
  const stop = () =>
    new Promise((resolve) => {
      if (server.exitCode !== null || server.signalCode !== null) return resolve();
      server.once('close', resolve);
      server.kill('SIGTERM');
    });
  return { display: `:${number}`, stop };
}
