import { basename } from 'node:path';
import { MIC_FRAME, MIC_SAMPLE_RATE, type StageStatus } from '../../main/contract';
import { FsmnNet } from '../stages/asr/ctc/fsmn';
import { loadOffline } from '../stages/asr/offline';
import type { SecondPass } from '../stages/asr/second-pass';
import { SherpaOnline } from '../stages/asr/sherpa-online';
import { loadWhisper } from '../stages/asr/whisper/thread';
import { findVoices } from '../stages/tts/voices';
import type { VoiceActivity } from '../stages/vad/port';
import { loadVad } from '../stages/vad';
import { loadWake } from '../stages/wake';
import { benchClip } from './bench-clip';
import { locateModels, type LocatedModels } from './locate';
import { Quarantine } from './quarantine';
import type { FoundModel } from './recognise';

export interface ModelBench {
  id: string;
  stage: StageStatus['stage'];
  ok: boolean;
  /** Why it could not be measured. */
  detail?: string;
  loadMs?: number;
  /**
   * From the clip's beginning (a recogniser fed faster than speech) or the request (a voice) to the first
   * result.
   */
  firstMs?: number;
  /** Seconds of work a second of sound, median of the runs. */
  realTimeFactor?: number;
  /** What the process grew by, megabytes. */
  megabytes?: number;
}

export interface ModelBenchOptions {
  modelsDir: string;
  threads: number;
  voiceZh: string;
  voiceEn: string;
  /** Only these folders' names. */
  ids?: readonly string[];
}

const RUNS = 3;
const SAID = '洗发水在货架上。';

/** One run over the clip: answers with the milliseconds to the first result. */
type Run = () => Promise<{ firstMs: number; seconds: number }>;
interface Bench {
  id: string;
  stage: StageStatus['stage'];
  load(): Promise<Runnable>;
}

/** Measures every installed model on the bundled clip, one after the other, each loaded and let go. */
export async function* benchModels(options: ModelBenchOptions): AsyncGenerator<ModelBench> {
  for (const bench of benches(locateModels(options.modelsDir), options)) {
    if (options.ids && !options.ids.includes(bench.id)) continue;
    yield await measure(bench);
  }
}

async function measure({ id, stage, load }: Bench): Promise<ModelBench> {
  const before = process.memoryUsage().rss;
  const began = performance.now();
  try {
    const { run, close } = await load();
    const loadMs = Math.round(performance.now() - began);
    const factors: number[] = [];
    let firstMs = Infinity;
    for (let i = 0; i < RUNS; i++) {
      const from = performance.now();
      const { firstMs: first, seconds } = await run();
      factors.push((performance.now() - from) / (seconds * 1_000));
      firstMs = Math.min(firstMs, first);
    }
    const megabytes = Math.round((process.memoryUsage().rss - before) / 1e6);
    await close();
    return {
      id,
      stage,
      ok: true,
      loadMs,
      firstMs: Math.round(firstMs),
      realTimeFactor: Number(factors.sort((a, b) => a - b)[RUNS >> 1]!.toFixed(3)),
      megabytes,
    };
  } catch (error) {
    return { id, stage, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

interface Runnable {
  run: Run;
  close(): Promise<void>;
}

const nothingToClose = async (): Promise<void> => undefined;

/** Feeds the samples in frames; `heard` says whether a result is there. */
const feeding =
  (samples: Float32Array): Streamed =>
  (heard) =>
  async () => {
    const from = performance.now();
    let firstMs: number | undefined;
    for (let at = 0; at + MIC_FRAME <= samples.length; at += MIC_FRAME)
      if ((await heard(samples.slice(at, at + MIC_FRAME))) && firstMs === undefined)
        firstMs = performance.now() - from;
    return { firstMs: firstMs ?? performance.now() - from, seconds: samples.length / MIC_SAMPLE_RATE };
  };

/** Gives a second pass all samples at once. */
const atOnce = (samples: Float32Array, pass: SecondPass): Runnable => ({
  run: async () => {
    const from = performance.now();
    await pass.transcribe(samples, { prefer: 'zh' });
    return { firstMs: performance.now() - from, seconds: samples.length / MIC_SAMPLE_RATE };
  },
  close: () => pass.close(),
});

function benches(models: LocatedModels, options: ModelBenchOptions): Bench[] {
  const { samples } = benchClip();
  const quarantine = new Quarantine(options.modelsDir);
  const streamed = feeding(samples);
  const own = (stage: 'asr' | 'asr2', load: (model: FoundModel) => Promise<Runnable>): Bench[] =>
    models.own
      .filter((model) => model.stage === stage)
      .map((model) => ({ id: basename(model.folder), stage, load: () => load(model) }));
  return [
    ...loadVad(models, quarantine).map(({ folder, load }): Bench => ({
      id: nameOf(folder),
      stage: 'vad',
      load: async () => vadBench(await load(), streamed),
    })),
    ...loadWake(models, ['洗发水'], quarantine).map(({ folder, load }): Bench => ({
      id: nameOf(folder),
      stage: 'wake',
      load: async () => {
        const spotter = await load();
        return { run: streamed((frame) => spotter.push(frame) !== undefined), close: nothingToClose };
      },
    })),
    ...own('asr', (model) =>
      quarantine.model(model, () => onlineBench(SherpaOnline.load(model, options.threads), streamed)),
    ),
    ...(models.fsmn ? [fsmnBench(models.fsmn, streamed)] : []),
    ...own('asr2', async (model) =>
      atOnce(samples, await quarantine.model(model, () => loadOffline(model, options.threads))),
    ),
    ...models.whisper.map((folder): Bench => ({
      id: basename(folder),
      stage: 'asr2',
      load: async () => atOnce(samples, await loadWhisper(folder, options.threads)),
    })),
    { id: 'voice', stage: 'tts', load: () => voiceBench(options) },
  ];
}

/** A file of a shipped model stands for its folder. */
const nameOf = (path: string): string =>
  path.endsWith('.onnx') ? basename(path.slice(0, path.lastIndexOf('/'))) : basename(path);

type Streamed = (heard: (frame: Float32Array) => Promise<boolean> | boolean) => Run;

function onlineBench(online: SherpaOnline, streamed: Streamed): Runnable {
  return {
    run: () => {
      const stream = online.stream();
      return streamed((frame) => stream.push(frame) !== '')();
    },
    close: nothingToClose,
  };
}

function vadBench(vad: VoiceActivity, streamed: Streamed): Runnable {
  return {
    run: () => {
      const stream = vad.stream();
      return streamed(async (frame) => (await stream.push(frame)) > 0.5)();
    },
    close: () => vad.close(),
  };
}

function fsmnBench(folder: string, streamed: Streamed): Bench {
  return {
    id: basename(folder),
    stage: 'asr',
    load: async () => {
      const net = await FsmnNet.load(folder);
      return {
        run: () => {
          const stream = net.stream();
          return streamed(async (frame) => (await stream.push(frame)) > 0)();
        },
        close: () => net.close(),
      };
    },
  };
}

async function voiceBench({
  modelsDir,
  voiceZh,
  voiceEn,
  threads,
}: ModelBenchOptions): ReturnType<Bench['load']> {
  const { good, plain, status } = await findVoices({ modelsDir, voiceZh, voiceEn, threads });
  const voice = good ?? plain;
  if (!voice) throw new Error(status.detail);
  return {
    run: async () => {
      const from = performance.now();
      let firstMs: number | undefined;
      let seconds = 0;
      for await (const { samples, sampleRate } of voice.synthesize(SAID, 'zh', { rate: 1, pieces: 'soon' })) {
        firstMs ??= performance.now() - from;
        seconds += samples.length / sampleRate;
      }
      return { firstMs: firstMs ?? 0, seconds };
    },
    close: () => voice.close(),
  };
}
