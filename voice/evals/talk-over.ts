import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIC_FRAME, MIC_SAMPLE_RATE } from '../../main/contract';
import { Ambient } from '../audio/ambient';
import { EchoGuard } from '../audio/echo';
import { decodeWav } from '../audio/wav';
import { locateModels } from '../models/locate';
import { SileroVad } from '../stages/vad/silero';
import { BargeInDetector } from '../turn/barge-in-detector';

const FRAME_MS = (MIC_FRAME * 1_000) / MIC_SAMPLE_RATE;
/** Where in the reply the shopper begins: from half a second on, every so many seconds. */
const [FIRST_S, EVERY_S] = [0.6, 0.17];
/** Echo against the reply, decibels; -Infinity where the canceller takes all of it. */
const ECHOES = [-Infinity, -40, -20, -15, -10, -6];
/** Amplitude of the room's noise: none, as behind a noise gate, and a quiet room. */
const ROOMS = [0, 3e-4];
/** A turn that begins so late after the voice has lost its first word, milliseconds. */
const CUT_MS = 60;
/** What the turn takes from before the voice was noticed, as the runner does. */
const BEFORE_FRAMES = 5;

const fixture = (name: string): Float32Array =>
  decodeWav(readFileSync(join('main', 'e2e', 'fixtures', `${name}.wav`))).samples;

/** A room's answer to the loudspeaker: late, dull and with reflections. */
function echoOf(reply: Float32Array, decibels: number): Float32Array {
  const gain = 10 ** (decibels / 20);
  const out = new Float32Array(reply.length + MIC_SAMPLE_RATE / 2);
  let dull = 0;
  for (let i = 0; i < reply.length; i++) {
    dull += 0.6 * (reply[i]! - dull);
    [0, 11, 23, 41, 67, 97].forEach((ms, k) => {
      out[i + Math.round(((90 + ms) * MIC_SAMPLE_RATE) / 1_000)]! +=
        gain * 0.6 ** k * (k % 2 ? -1 : 1) * dull;
    });
  }
  return out;
}

/** When the reply is stopped and from when on the turn hears, milliseconds; undefined where it is never stopped. */
async function stopped(
  vad: SileroVad,
  reply: Float32Array,
  microphone: Float32Array,
  ambient: Ambient,
): Promise<{ at: number; from: number } | undefined> {
  const echo = new EchoGuard();
  const detector = new BargeInDetector(echo, ambient);
  const voices = vad.stream();
  echo.queue(reply, MIC_SAMPLE_RATE, 0);
  echo.started(30);
  for (let i = 0, at = FRAME_MS; i + MIC_FRAME <= microphone.length; i += MIC_FRAME, at += FRAME_MS) {
    const frame = microphone.slice(i, i + MIC_FRAME);
    if (detector.push(frame, await voices.push(frame), at))
      return { at, from: at - (detector.voiceFrames + BEFORE_FRAMES) * FRAME_MS };
  }
  return undefined;
}

/** Each voice over the reply, from every place of it on, with when it is first heard, milliseconds. */
function* talkOvers(
  room: Float32Array,
  replySamples: number,
  voices: readonly Float32Array[],
): Generator<{ heard: Float32Array; onset: number }> {
  for (const voice of voices) {
    const first = voice.findIndex((x) => Math.abs(x) > 0.03);
    for (let s = FIRST_S * MIC_SAMPLE_RATE; s < replySamples - voice.length; s += EVERY_S * MIC_SAMPLE_RATE) {
      const start = Math.round(s);
      yield {
        heard: room.map((x, i) => x + (voice[i - start] ?? 0)),
        onset: ((start + first) * 1_000) / MIC_SAMPLE_RATE,
      };
    }
  }
}

interface Room {
  noise: number;
  decibels: number;
}

async function figuresIn(
  { noise, decibels }: Room,
  vad: SileroVad,
  replies: readonly Float32Array[],
  voices: readonly Float32Array[],
): Promise<string> {
  const counts = { all: 0, missed: 0, cut: 0, self: 0 };
  const delays: number[] = [];
  const sounds = (length: number): Float32Array =>
    Float32Array.from({ length }, (_, i) => Math.sin(i * 12.9898) * noise);
  const ambient = new Ambient();
  for (let i = 0; i < 70; i++) ambient.push(sounds(MIC_FRAME));
  for (const reply of replies) {
    const echo = echoOf(reply, decibels);
    const still = sounds(echo.length);
    const room = echo.map((x, i) => x + still[i]!);
    if (await stopped(vad, reply, room, ambient)) counts.self++;
    for (const { heard, onset } of talkOvers(room, reply.length, voices)) {
      const end = await stopped(vad, reply, heard, ambient);
      counts.all++;
      if (!end) counts.missed++;
      else delays.push(end.at - onset);
      if (end && end.from > onset + CUT_MS) counts.cut++;
    }
  }
  delays.sort((a, b) => a - b);
  const at = (share: number): string => (delays[Math.floor(delays.length * share)] ?? 0).toFixed(0);
  return `noise ${noise}, echo ${decibels} dB: of ${counts.all} missed ${counts.missed}, first word cut ${counts.cut}, stopped after ${at(0.5)} ms (p90 ${at(0.9)}); stopped itself ${counts.self} of ${replies.length}`;
}

/**
 * `npm run eval:voice -- talk-over`: shoppers who talk over a reply in every place of it, by echo and room: how
 * often they are missed, their first word is cut off, and how soon the reply stops; and whether it stops itself.
 */
export async function evaluateTalkOver(
  { modelsDir }: { modelsDir: string },
  print: (line: string) => void,
): Promise<void> {
  const file = locateModels(modelsDir).vad;
  if (!file) return print('Talking over the reply: no voice activity model is installed');
  const vad = await SileroVad.load(file);
  const [where, milk, shampoo] = ['cesuo', 'niunai', 'xifashui'].map(fixture) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const replies = [
    [shampoo, milk, shampoo],
    [milk, where, milk],
  ].map((parts) => Float32Array.from(parts.flatMap((part) => [...part])));
  for (const noise of ROOMS)
    for (const decibels of ECHOES)
      print(await figuresIn({ noise, decibels }, vad, replies, [where, milk, shampoo]));
  await vad.close();
}
