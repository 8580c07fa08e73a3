import os from 'node:os';
import path from 'node:path';
import { createDevicesService } from '../../native';
import { devicesService } from '../contract';
import { createLogger } from '../telemetry';
import { serve } from './serve';

serve(devicesService, async (config, emit) => {
  const log = createLogger(config.dataDir, 'devices', config.log.level);
  raisePriority((message) => log.info({}, message));
  const service = await createDevicesService({ config, emit, spoolDir: path.join(config.dataDir, 'spool'), log: (message, detail) => log.info(detail ?? {}, message) });
  return { handlers: service.handlers, close: () => service.close() };
});

/** Wheels come before words: the control loop must run on time also while the recogniser has all processors. Needs the right to (root, or RLIMIT_NICE); works without it as well. */
function raisePriority(say: (message: string) => void): void {
  try {
    os.setPriority(os.constants.priority.PRIORITY_HIGH);
  } catch (error) {
    say(`runs at ordinary priority: ${(error as Error).message}`);
  }
}
