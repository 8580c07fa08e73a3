import path from 'node:path';
import { createDevicesService } from '../../native';
import { devicesService } from '../contract';
import { createLogger } from '../telemetry';
import { serve } from './serve';

serve(devicesService, async (config, emit) => {
  const log = createLogger(config.dataDir, 'devices', config.log.level);
  const service = await createDevicesService({ config, emit, spoolDir: path.join(config.dataDir, 'spool'), log: (message, detail) => log.info(detail ?? {}, message) });
  return { handlers: service.handlers, close: () => service.close() };
});
