/**
 * `npm run bench:voice [-- --models DIR --store DIR --only latency,shares,barge-in --questions N --english N
 * --soak [--hours 8]]`: time, processor and memory of recognition and speech output on this machine. The soak runs only when
 * asked for.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureBargeIn } from './bench/barge-in';
import { measureShares } from './bench/shares';
import { soak } from './bench/soak';

const { values } = parseArgs({
  options: {
    models: {
      type: 'string',
      default:
        process.env['DAOGOU_VOICE_MODELS_DIR'] ??
        join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'daogou', 'models'),
    },
    store: { type: 'string', default: join('build', 'demo-store') },
    cache: { type: 'string', default: join('.cache', 'eval-voice') },
    only: { type: 'string', default: 'shares,barge-in,latency' },
    questions: { type: 'string', default: '20' },
    english: { type: 'string', default: '8' },
    threads: { type: 'string', default: '2' },
    soak: { type: 'boolean', default: false },
    hours: { type: 'string', default: '8' },
  },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function run(): Promise<boolean> {
  const [modelsDir, threads] = [values.models, Number(values.threads)];
  if (values.soak) return soak({ modelsDir, threads, hours: Number(values.hours) }, print);
  const parts = values.only.split(',');
  if (parts.includes('shares')) await measureShares({ modelsDir, store: values.store, threads }, print);
  if (parts.includes('barge-in')) {
    print('talking over the reply (the page adds its fade and buffer, some 20 ms):');
    await measureBargeIn({ modelsDir }, print);
  }
  // Loaded only here: it brings the catalog and the engine, whose memory isn't the voice process's.
  if (parts.includes('latency'))
    await (
      await import('./bench/latency')
    ).measureLatency(
      {
        modelsDir,
        threads,
        store: values.store,
        cache: values.cache,
        questions: Number(values.questions),
        english: Number(values.english),
      },
      print,
    );
  return true;
}

run().then(
  (ok) => process.exit(ok ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
