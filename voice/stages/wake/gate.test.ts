import { describe, expect, it } from 'vitest';
import { WakeGate } from './gate';

const frame = (n: number): Float32Array => Float32Array.of(n);

describe('wake gate', () => {
  it('gives the spotter speech with what came before it, in order, and nothing of a long silence', () => {
    const heard: number[] = [];
    const gate = new WakeGate({ push: (samples) => void heard.push(samples[0]!) });
    for (let n = 0; n < 200; n++) gate.push(frame(n), 0.01);
    expect(heard).toEqual([]);
    gate.push(frame(200), 0.8);
    expect(heard.at(-1)).toBe(200);
    expect(heard.length).toBeGreaterThan(15);
    expect(heard).toEqual(Array.from({ length: heard.length }, (_, i) => 201 - heard.length + i));
    for (let n = 201; n < 240; n++) gate.push(frame(n), 0.01);
    expect(heard.at(-1)).toBe(239);
    for (let n = 240; n < 400; n++) gate.push(frame(n), 0.01);
    expect(heard.at(-1)).toBeLessThan(300);
  });

  it('tells of the phrase wherever in the sound it was', () => {
    const gate = new WakeGate({ push: (samples) => (samples[0] === 5 ? '你好小店' : undefined) });
    for (let n = 0; n < 10; n++) expect(gate.push(frame(n), 0)).toBeUndefined();
    expect(gate.push(frame(10), 1)).toBe('你好小店');
  });
});
