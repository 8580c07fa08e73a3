import { MIC_FRAME, type Transcript } from '../../../main/contract';
import { addBabble } from '../noise';
import { tidyHeap } from '../../heap';
import { benchClip } from '../../models/bench-clip';
import { createSpeechOutput } from '../../stages/tts';
import { FRAME_MS, silence, megabytes, VoiceRig } from './rig';

export interface SoakOptions {
  modelsDir: string;
  threads: number;
  /** Of the shop's time. */
  hours: number;
}

/** A question every so many seconds of the shop's time. */
const EVERY_SECONDS = 60;
/** What it may grow by after the first fifth, which fills caches and loads what is loaded late. */
const GROWTH_MB = 40;
/** Fewer say nothing. */
const FEWEST_MARKS = 5;

/**
 * Hours of a shop's sound as fast as the machine works: hum, babble, and every minute a tap, a question and a
 * spoken reply, on the clock of the sound itself. Answers whether the process stayed as large as it was.
 */
export async function soak(
  { modelsDir, threads, hours }: SoakOptions,
  print: (line: string) => void,
): Promise<boolean> {
  let clock = 0;
  const rig = await VoiceRig.start({
    modelsDir,
    secondPass: false,
    threads,
    now: () => clock,
    speechOutput: () =>
      createSpeechOutput({ modelsDir, voiceZh: 'zf_xiaoxiao', voiceEn: 'af_heart', threads }),
  });
  const { samples } = benchClip();
  const hum = silence(EVERY_SECONDS);
  const babble = addBabble(hum, [samples, samples.slice(3_000), samples.slice(9_000)], -20);
  const feed = async (sound: Float32Array): Promise<void> => {
    for (let at = 0, i = 0; at + MIC_FRAME <= sound.length; at += MIC_FRAME, i++) {
      clock += FRAME_MS;
      rig.frame(sound.slice(at, at + MIC_FRAME));
      if (i % 8 === 7) await rig.service.settled();
    }
    await rig.service.settled();
  };
  const rounds = Math.ceil((hours * 3_600) / EVERY_SECONDS);
  const tell = Math.max(1, Math.round(rounds / 10));
  const weights: number[] = [];
  let heard = 0;
  const began = performance.now();
  for (let round = 1; round <= rounds; round++) {
    await feed(round % 3 === 0 ? babble : hum);
    await rig.tap('zh');
    await feed(Float32Array.from([...silence(0.3), ...samples, ...silence(1.5)]));
    const final: Transcript | undefined = rig.moments.final;
    if (final) {
      heard++;
      await rig.service.handlers.speak({ turnId: final.turnId, text: REPLY, lang: 'zh' });
      for (let i = 0; i < 3_000 && rig.moments.firstSound === undefined; i++)
        await new Promise((resolve) => setTimeout(resolve, 5));
    }
    if (round % tell === 0) {
      tidyHeap();
      weights.push(megabytes());
      print(
        `  ${((round * EVERY_SECONDS) / 3_600).toFixed(1)} h: ${weights.at(-1)} MB, heap ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB, ${heard} of ${round} questions heard`,
      );
    }
  }
  await rig.service.close();
  const [first = 0, last = 0] = [weights[1], weights.at(-1)];
  const long = weights.length >= FEWEST_MARKS;
  const steady = long && last - first <= GROWTH_MB;
  print(
    `soak: ${hours} h of shop sound with ${rounds} questions in ${((performance.now() - began) / 60_000).toFixed(1)} min, ${first} → ${last} MB: ${long ? grown(steady) : 'too short to tell'}`,
  );
  return steady;
}

const grown = (steady: boolean): string => (steady ? 'no growth' : 'IT GREW');

const REPLY = '洗发水在 B1 货架，一共 22 款。要我带您过去吗？';
