import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { MIC_FRAME, MIC_SAMPLE_RATE } from '../../../main/contract';
import { Ambient } from '../../audio/ambient';
import { EchoGuard } from '../../audio/echo';
import { resample } from '../../audio/resample';
import { decodeWav } from '../../audio/wav';
import { locateModels } from '../../models/locate';
import { Quarantine } from '../../models/quarantine';
import { loadVad } from '../../stages/vad';
import type { VoiceActivity } from '../../stages/vad/port';
import { BargeInDetector } from '../../turn/barge-in-detector';
import { percentile } from '../measure';
import { FRAME_MS, silence } from './rig';

const HUMAN = '../shared/speech/wavs';
/**
 * Echo of the reply in the microphone, decibels against the reply: what a good canceller leaves, a poor one,
 * none.
 */
const ECHOES = [-40, -20, -8];
const FROM_SECONDS = 1.5;
const TALKS = 40;

function echoOf(reply: Float32Array, decibels: number): Float32Array {
  const out = new Float32Array(reply.length);
  for (const [ms, gain] of [
    [80, 1],
    [97, -0.5],
    [123, 0.35],
    [171, -0.2],
  ] as const) {
    const late = Math.round((ms * MIC_SAMPLE_RATE) / 1_000);
    for (let i = late; i < out.length; i++) out[i]! += gain * 10 ** (decibels / 20) * reply[i - late]!;
  }
  return out;
}

/** Frames kept before the first that is speech. */
const LEAD_FRAMES = 2;

/** A clip from where speech begins: recordings start with the noise of the room. */
async function spokenPart(vad: VoiceActivity, samples: Float32Array): Promise<Float32Array> {
  const stream = vad.stream();
  let run = 0;
  for (let at = 0; at + MIC_FRAME <= samples.length; at += MIC_FRAME) {
    run = (await stream.push(samples.slice(at, at + MIC_FRAME))) > 0.5 ? run + 1 : 0;
    if (run === 3) return samples.slice(Math.max(0, at - (2 + LEAD_FRAMES) * MIC_FRAME));
  }
  return samples;
}

/**
 * People talking over people's voices played as replies: how soon it is noticed, and how often the reply
 * alone is taken for a shopper.
 */
export async function measureBargeIn(
  { modelsDir }: { modelsDir: string },
  print: (line: string) => void,
): Promise<void> {
  if (!existsSync(HUMAN)) return print(`talking over the reply: skipped, ${HUMAN} is not there`);
  const vad = await loadVad(locateModels(modelsDir), new Quarantine(modelsDir))[0]!.load();
  const clips: Float32Array[] = [];
  for (const file of readdirSync(HUMAN).filter((f) => f.endsWith('.wav'))) {
    const { samples, sampleRate } = decodeWav(readFileSync(join(HUMAN, file)), file);
    clips.push(await spokenPart(vad, resample(samples, sampleRate, MIC_SAMPLE_RATE)));
  }
  const long = (from: number): Float32Array =>
    Float32Array.from([0, 1, 2].flatMap((k) => [...clips[(from + k) % clips.length]!]));
  for (const decibels of ECHOES) {
    const echo = new EchoGuard();
    const ambient = new Ambient();
    for (let i = 0; i < 100; i++) ambient.push(silence(FRAME_MS / 1_000));
    const after: number[] = [];
    let selfAnswers = 0;
    let missed = 0;
    for (let talk = 0; talk < TALKS * 2; talk++) {
      const alone = talk % 2 === 0;
      const reply = long(talk);
      const voice = clips[(talk * 5 + 11) % clips.length]!;
      const from = Math.round((FROM_SECONDS + (talk % 7) * 0.013) * MIC_SAMPLE_RATE);
      const noise = silence(reply.length / MIC_SAMPLE_RATE + 1);
      const mic = echoOf(reply, decibels).map((s, i) => s + noise[i]! + (alone ? 0 : (voice[i - from] ?? 0)));
      const stream = vad.stream();
      const over = new BargeInDetector(echo, ambient);
      echo.reset();
      echo.queue(reply, MIC_SAMPLE_RATE, 0);
      echo.started(20);
      let stopped: number | undefined;
      for (let at = 0, now = 20; at + MIC_FRAME <= mic.length && stopped === undefined; at += MIC_FRAME) {
        now += FRAME_MS;
        const frame = mic.slice(at, at + MIC_FRAME);
        if (over.push(frame, await stream.push(frame), now)) stopped = at + MIC_FRAME;
      }
      const begins = from + LEAD_FRAMES * MIC_FRAME;
      if (alone && stopped !== undefined) selfAnswers++;
      if (!alone && stopped === undefined) missed++;
      else if (!alone && stopped! < begins) selfAnswers++;
      else if (!alone) after.push(((stopped! - begins) * 1_000) / MIC_SAMPLE_RATE);
    }
    print(
      `  echo ${decibels} dB: noticed after ms p50 ${percentile(after, 0.5).toFixed(0)} p95 ${percentile(after, 0.95).toFixed(0)}, ${missed} of ${TALKS} missed; the reply taken for a shopper ${selfAnswers} of ${TALKS * 2} times`,
    );
  }
  await vad.close();
}
