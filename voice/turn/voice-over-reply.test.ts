import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MIC_FRAME, MIC_SAMPLE_RATE } from '../../main/contract';
import { Ambient } from '../audio/ambient';
import { EchoGuard } from '../audio/echo';
import { rms } from '../audio/level';
import { decodeWav } from '../audio/wav';
import { BargeInDetector } from './barge-in-detector';

const FRAME_MS = (MIC_FRAME * 1_000) / MIC_SAMPLE_RATE;
const fixture = (name: string): Float32Array =>
  decodeWav(readFileSync(join('main', 'e2e', 'fixtures', name))).samples;
const REPLY = Float32Array.from(
  ['xifashui.wav', 'niunai.wav', 'xifashui.wav'].flatMap((f) => [...fixture(f)]),
);
const SHOPPER = fixture('cesuo.wav');
const ONSET = SHOPPER.findIndex((s) => Math.abs(s) > 0.03);

/** Milliseconds from the shopper's first sound to where the reply is stopped, and to where their turn begins. */
function overReply(room: (sample: number) => number, from: number): { stopped: number; begins: number } {
  const ambient = new Ambient();
  for (let i = 0; i < 70; i++) ambient.push(Float32Array.from({ length: MIC_FRAME }, (_, k) => room(k)));
  const echo = new EchoGuard();
  const detector = new BargeInDetector(echo, ambient);
  echo.queue(REPLY, MIC_SAMPLE_RATE, 0);
  echo.started(30);
  const onset = ((from + ONSET) * 1_000) / MIC_SAMPLE_RATE;
  for (let at = 0; at < from + SHOPPER.length; at += MIC_FRAME) {
    const frame = Float32Array.from(
      { length: MIC_FRAME },
      (_, k) => room(at + k) + (SHOPPER[at + k - from] ?? 0),
    );
    const now = at / (MIC_SAMPLE_RATE / 1_000) + FRAME_MS;
    if (detector.push(frame, rms(frame) > 0.01 ? 1 : 0, now))
      return { stopped: now - onset, begins: now - detector.voiceFrames * FRAME_MS - onset };
  }
  return { stopped: Infinity, begins: Infinity };
}

describe.each([
  ['digital silence between the words', () => 0],
  ['a quiet room', (sample: number) => Math.sin(sample * 12.9898) * 3e-4],
] as const)('a voice over the reply, in %s', (_name, room) => {
  it('is noticed and begins with its first word, wherever in the reply it falls', () => {
    for (let from = 0.6; from < 3.4; from += 0.1) {
      const { stopped, begins } = overReply(room, Math.round(from * MIC_SAMPLE_RATE));
      expect(stopped, `after ${from.toFixed(1)} s of the reply`).toBeLessThan(900);
      expect(begins, `after ${from.toFixed(1)} s of the reply`).toBeLessThan(100);
    }
  });
});
