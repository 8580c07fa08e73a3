/** `npm run eval:voice [-- --models DIR --store DIR --questions N --english N --snr 20,10]` */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { evaluateHearing } from './hear';

const { values } = parseArgs({
  options: {
    models: { type: 'string', default: process.env['DAOGOU_VOICE_MODELS_DIR'] ?? join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'daogou', 'models') },
    store: { type: 'string', default: join('build', 'demo-store') },
    cache: { type: 'string', default: join('.cache', 'eval-voice') },
    questions: { type: 'string', default: '96' },
    english: { type: 'string', default: '24' },
    snr: { type: 'string', default: '20,10,5' },
  },
});
if (!values.models) {
  console.error('Say where the speech models are: --models DIR');
  process.exit(2);
}
const snr = values.snr.split(',').filter(Boolean).map(Number);
evaluateHearing({ modelsDir: values.models, store: values.store, cache: values.cache, questions: Number(values.questions), english: Number(values.english), snr }, (line) => process.stdout.write(`${line}\n`)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
