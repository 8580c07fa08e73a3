import { createSpeechOutput, createVoiceService } from '../../voice';
import { speechOutputOptions } from '../config';
import { voiceService } from '../contract';
import { createLogger } from '../telemetry';
import { serve } from './serve';

serve(voiceService, async (config, emit) => {
  const log = createLogger(config.dataDir, 'voice', config.log.level);
  const service = await createVoiceService({
    config: config.voice,
    modelsDir: config.voice.modelsDir,
    emit,
    log: (level, message) => log[level](message),
    speechOutput: () => createSpeechOutput(speechOutputOptions(config)),
  });
  return {
    handlers: service.handlers,
    onPort: (port) => service.attachAudio(port),
    close: () => service.close(),
  };
});
