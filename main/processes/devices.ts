import { execFile } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { createDevicesService } from '../../native';
import { devicesService } from '../contract';
import { createLogger } from '../telemetry';
import { serve } from './serve';

serve(devicesService, async (config, emit) => {
  const log = createLogger(config.dataDir, 'devices', config.log.level);
  raisePriority((message) => log.info({}, message));
  const service = await createDevicesService({
    config,
    emit,
    spoolDir: path.join(config.dataDir, 'spool'),
    log: (message, detail) => log.info(detail ?? {}, message),
  });
  return { handlers: service.handlers, close: () => service.close() };
});

/**
 * Wheels come before words: the control loop must run on time also while the recogniser has all processors,
 * and it needs little of one. Real-time round robin for this thread alone (Linux keeps 5 % of the time back
 * from such threads, and the supervisor ends a hung process); where that is not to be had, the highest
 * ordinary priority; else as it is. Either needs the right to it (root, CAP_SYS_NICE, or RLIMIT_RTPRIO and
 * RLIMIT_NICE).
 */
function raisePriority(say: (message: string) => void): void {
  execFile('chrt', ['--rr', '--reset-on-fork', '--pid', '1', String(process.pid)], (error) => {
    if (!error) return;
    try {
      os.setPriority(os.constants.priority.PRIORITY_HIGHEST);
    } catch {
      say(`runs at ordinary priority: ${error.message.trim()}`);
    }
  });
}
