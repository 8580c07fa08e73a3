import { MIC_FRAME, MIC_SAMPLE_RATE } from '../../../main/contract';
import { benchClip } from '../../models/bench-clip';
import { locateModels } from '../../models/locate';
import { Quarantine } from '../../models/quarantine';
import { Recognizer } from '../../stages/asr/recognizer';
import { feedLexicon } from '../questions';
import { createSpeechOutput } from '../../stages/tts';
import { loadVad } from '../../stages/vad';
import { loadWake } from '../../stages/wake';
import { silence, megabytes, VoiceRig } from './rig';

export interface ShareOptions {
  modelsDir: string;
  /** The store whose words are compiled. */
  store: string;
  threads: number;
}

const SECONDS = 20;

/** Processor time of `work` on `seconds` of sound, as a share of one core. */
async function share(seconds: number, work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6 / seconds;
}

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

/** What each stage costs, idle and listening, and what the process weighs without the second pass. */
export async function measureShares(
  { modelsDir, store, threads }: ShareOptions,
  print: (line: string) => void,
): Promise<void> {
  const start = megabytes();
  const rig = await VoiceRig.start({
    modelsDir,
    secondPass: false,
    threads,
    speechOutput: () =>
      createSpeechOutput({ modelsDir, voiceZh: 'zf_xiaoxiao', voiceEn: 'af_heart', threads }),
  });
  await rig.service.handlers.compile(feedLexicon(store));
  // Until the words are compiled and the voices loaded.
  await rig.hear(silence(10));
  const idle = await share(10, async () => void (await rig.hear(silence(10))));
  const weight = megabytes();
  print(
    `idle listening, at the pace of sound: ${percent(idle)} of one core; memory without the second pass ${weight} MB (${start} MB before models)`,
  );
  await rig.tap('zh');
  const { samples } = benchClip();
  const question = Float32Array.from([...samples, ...silence(0.3), ...samples, ...silence(0.3), ...samples]);
  const listening = await share(
    question.length / MIC_SAMPLE_RATE,
    async () => void (await rig.hear(question)),
  );
  print(`listening to a question: ${percent(listening)} of one core`);
  await rig.service.close();

  const models = locateModels(modelsDir);
  const quarantine = new Quarantine(modelsDir);
  const sound = Float32Array.from(
    { length: SECONDS * MIC_SAMPLE_RATE },
    (_, i) => samples[i % samples.length]!,
  );
  const each = async (take: (frame: Float32Array) => unknown): Promise<void> => {
    for (let at = 0; at + MIC_FRAME <= sound.length; at += MIC_FRAME)
      await take(sound.slice(at, at + MIC_FRAME));
  };
  const [vad, wake] = [
    await loadVad(models, quarantine)[0]?.load(),
    await loadWake(models, ['你好小店'], quarantine)[0]?.load(),
  ];
  const recognizer = await Recognizer.load(models, { threads, secondPass: false });
  const stream = vad?.stream();
  const hearing = recognizer.open('zh');
  for (const [name, take] of [
    ['voice activity', (f: Float32Array) => stream?.push(f)],
    ['wake word', (f: Float32Array) => wake?.push(f)],
    ['streaming recognition', (f: Float32Array) => hearing.push(f)],
  ] as const) {
    const began = performance.now();
    const cpu = await share(SECONDS, () => each(take));
    print(
      `  ${name}: ${percent(cpu)} of one core, real-time factor ${((performance.now() - began) / 1_000 / SECONDS).toFixed(3)}`,
    );
  }
  await Promise.all([vad?.close(), recognizer.close()]);
}
