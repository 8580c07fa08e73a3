import path from 'node:path';
import { createVoiceService } from '../../voice';
import { voiceService } from '../contract';
import { createLogger } from '../telemetry/log';
import { serve } from './serve';

serve(voiceService, async (config, emit) => {
  const log = createLogger(config.dataDir, 'voice', config.log.level);
  const service = await createVoiceService({
    config: config.voice,
    modelsDir: config.voice.modelsDir,
    cacheDir: path.join(config.dataDir, 'speech'),
    // Electron forbids external buffers (V8 memory cage).
    enableExternalBuffer: !process.versions.electron,
    emit,
    log,
  });
  return { handlers: service.handlers, onPort: (port) => service.attachAudio(port), close: () => service.close() };
});
