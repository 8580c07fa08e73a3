/** `npm run bench:voice -- --models DIR [--clips DIR --soak-minutes N]`: time, processor and memory of the ear on this machine. */
import { EventEmitter } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Config, MIC_FRAME, MIC_SAMPLE_RATE, type FromVoice } from '../../main/contract';
import { resample } from '../audio/resample';
import { decodeWav } from '../audio/wav';
import { createVoiceService } from '../service';
import { percentile } from './measure';

const FRAME_MS = (MIC_FRAME * 1_000) / MIC_SAMPLE_RATE;
const { values } = parseArgs({
  options: {
    models: { type: 'string', default: process.env['DAOGOU_VOICE_MODELS_DIR'] ?? join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'daogou', 'models') },
    clips: { type: 'string', default: '../shared/speech/wavs' },
    count: { type: 'string', default: '20' },
    'soak-minutes': { type: 'string', default: '0' },
  },
});
const print = (line: string) => process.stdout.write(`${line}\n`);
const megabytes = () => Math.round(process.memoryUsage().rss / 1e6);
const wait = (ms: number) => new Promise((r) => setTimeout(r, ms));

async function bench(): Promise<void> {
  const before = performance.now();
  const turns: { at: number; state: string }[] = [];
  let finalAt = 0;
  let wokenBy = '';
  const service = createVoiceService({
    config: Config.shape.voice.parse({}),
    modelsDir: values.models,
    emit: (event, payload) => {
      if (event === 'turn') turns.push({ at: performance.now(), state: (payload as { state: string }).state });
      if (event === 'turn' && (payload as { source?: string }).source === 'wake') wokenBy = 'wake';
      if (event === 'final' || event === 'silent') finalAt = performance.now();
    },
    mouth: async () => ({ status: { stage: 'tts', ok: true }, say: async function* () {}, prerender: () => undefined, adjust: () => undefined, close: async () => undefined }),
  });
  await service.ready;
  print(`models loaded in ${Math.round(performance.now() - before)} ms, ${megabytes()} MB`);
  const port = Object.assign(new EventEmitter(), { postMessage: (_: FromVoice) => undefined });
  service.attachAudio(port as never);
  const feed = async (sound: Float32Array, realTime: boolean, until: () => boolean = () => false) => {
    let next = performance.now();
    for (let at = 0; at + MIC_FRAME <= sound.length && !until(); at += MIC_FRAME) {
      port.emit('message', { data: { kind: 'pcm', samples: sound.slice(at, at + MIC_FRAME) } });
      next += FRAME_MS;
      if (realTime) await wait(Math.max(0, next - performance.now()));
      else if (at % (MIC_FRAME * 64) === 0) await wait(40);
    }
  };
  const hush = (seconds: number) => Float32Array.from({ length: seconds * MIC_SAMPLE_RATE }, () => (Math.random() - 0.5) * 0.002);

  const idle = process.cpuUsage();
  await feed(hush(10), true);
  const used = process.cpuUsage(idle);
  print(`idle listening: ${((used.user + used.system) / 1e5).toFixed(1)} % of one core, ${megabytes()} MB`);

  const files = readdirSync(values.clips).filter((f) => f.endsWith('.wav')).slice(0, Number(values.count));
  const waits: number[] = [];
  const work: number[] = [];
  const busy = process.cpuUsage();
  let seconds = 0;
  for (const file of files) {
    const { samples, sampleRate } = decodeWav(readFileSync(join(values.clips, file)), file);
    const sound = resample(samples, sampleRate, MIC_SAMPLE_RATE);
    await service.handlers.start({ source: 'tap' });
    turns.length = 0;
    finalAt = 0;
    seconds += sound.length / MIC_SAMPLE_RATE;
    await feed(Float32Array.from([...sound, ...hush(3)]), true, () => finalAt > 0);
    for (let i = 0; i < 200 && finalAt === 0; i++) await wait(25);
    const pause = turns.findLast((t) => t.state === 'endpointing');
    const end = turns.findLast((t) => t.state === 'recognizing');
    if (pause && end && finalAt > 0) {
      waits.push(end.at - pause.at);
      work.push(finalAt - end.at);
    }
    await service.handlers.cancel({});
  }
  const spent = process.cpuUsage(busy);
  print(`listening: ${((spent.user + spent.system) / 1e4 / seconds).toFixed(0)} % of one core over ${seconds.toFixed(0)} s`);
  print(`pause noticed → endpoint ms: p50 ${percentile(waits, 0.5).toFixed(0)} p95 ${percentile(waits, 0.95).toFixed(0)}`);
  print(`endpoint → transcript ms: p50 ${percentile(work, 0.5).toFixed(0)} p95 ${percentile(work, 0.95).toFixed(0)} (${work.length} clips), ${megabytes()} MB`);

  const minutes = Number(values['soak-minutes']);
  if (minutes > 0) {
    await feed(hush(60), false);
    await wait(1_000);
    const start = megabytes();
    for (let m = 0; m < minutes; m++) await feed(hush(60), false);
    print(`soak: ${minutes} minutes of listening, ${start} → ${megabytes()} MB${wokenBy ? ', woken by noise' : ''}`);
  }
  await service.close();
}

if (!values.models) {
  console.error('Say where the speech models are: --models DIR');
  process.exit(2);
}
bench().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
