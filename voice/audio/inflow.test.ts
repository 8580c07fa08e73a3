import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Config, MIC_FRAME, MIC_SAMPLE_RATE } from '../../main/contract';
import { createVoiceService, type VoiceService } from '../service';
import { Inflow } from './inflow';

const FRAME_S = MIC_FRAME / MIC_SAMPLE_RATE;

describe('what may come in by the audio port', () => {
  it('takes a microphone’s sound for as long as it likes, and what a page that was held up delivers at once', () => {
    let now = 0;
    const inflow = new Inflow(() => now);
    const frame = (): boolean => {
      const taken = inflow.takesSound(FRAME_S);
      if (taken) inflow.done(FRAME_S);
      return taken;
    };
    for (let round = 0; round < 20; round++) {
      now += 15_000;
      for (let i = 0; i < 15 / FRAME_S; i++) expect(frame()).toBe(true);
      for (let i = 0; i < 500; i++, now += FRAME_S * 1_000) expect(frame()).toBe(true);
    }
  });

  it('takes a few times real time of what comes without end, in large messages as in tiny ones', () => {
    for (const seconds of [30, 1, FRAME_S, 1 / MIC_SAMPLE_RATE]) {
      let now = 0;
      const inflow = new Inflow(() => now);
      let messages = 0;
      for (; now < 60_000; now += 10)
        for (let i = 0; i < 50; i++)
          if (inflow.takesSound(seconds)) {
            messages++;
            inflow.done(seconds);
          }
      expect(messages * seconds).toBeLessThanOrEqual(30 + 4 * 60);
      expect(messages).toBeLessThanOrEqual((30 + 4 * 60) / 0.002);
    }
  });

  it('takes no more than can be dealt with, however slowly it comes', () => {
    let now = 0;
    const inflow = new Inflow(() => (now += 1_000));
    const taken = Array.from({ length: 100 }, () => inflow.takesSound(1)).filter(Boolean).length;
    expect(taken).toBe(30);
    inflow.done(1);
    expect(inflow.takesSound(1)).toBe(true);
  });
});

describe('a page gone wild at the voice process’s port', () => {
  let service: VoiceService | undefined;
  const modelsDir = mkdtempSync(path.join(tmpdir(), 'daogou-inflow-'));
  afterEach(async () => {
    await service?.close();
    rmSync(modelsDir, { recursive: true, force: true });
  });

  it('is cut off, told of in one line, and heard again', async () => {
    let now = 0;
    const log: string[] = [];
    let statuses = 0;
    let mic: string | undefined;
    const status: Parameters<typeof createVoiceService>[0]['emit'] = (event, payload) => {
      if (event !== 'status') return;
      statuses++;
      ({ mic } = payload as { mic: string });
    };
    service = createVoiceService({
      config: Config.shape.voice.parse({ secondPass: false, prerender: false }),
      modelsDir,
      now: () => now,
      log: (_level, message) => void log.push(message),
      emit: status,
      speechOutput: () => Promise.reject(new Error('no speech output.')),
    });
    await service.ready;
    const port = new EventEmitter();
    service.attachAudio(Object.assign(port, { postMessage: () => {} }));
    const tell = (data: unknown): boolean => port.emit('message', { data });
    const dropped = (): number => log.filter((line) => line.includes('dropped')).length;
    tell({ kind: 'mic', state: 'ok', sampleRate: MIC_SAMPLE_RATE });
    for (let i = 0; i < 400; i++) {
      tell({ kind: 'pcm', samples: new Float32Array(MIC_FRAME) });
      await service.settled();
    }
    expect(dropped()).toBe(0);

    for (let i = 0; i < 2_000; i++) tell({ kind: 'mic', state: i % 2 ? 'ok' : 'silent' });
    expect(statuses).toBeLessThan(150);
    const heard = (value: number): void => {
      for (let i = 0; i < 100; i++) tell({ kind: 'pcm', samples: new Float32Array(MIC_FRAME).fill(value) });
    };
    for (let i = 0; i < 50; i++) tell({ kind: 'pcm', samples: new Float32Array(480_000) });
    heard(0);
    // Nothing more comes through: a microphone that is overdriven is not even noticed.
    heard(1);
    expect(mic).not.toBe('clipping');
    expect(dropped()).toBe(1);

    await service.settled();
    now += 60_000;
    tell({ kind: 'mic', state: 'ok' });
    heard(1);
    expect(mic).toBe('clipping');
    expect(dropped()).toBe(1);
  });
});
