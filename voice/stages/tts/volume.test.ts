import { describe, expect, it } from 'vitest';
import { isQuiet, Volume } from './volume';

const at = (hour: number, minute = 0) => new Date(2026, 10, 23, hour, minute);
const decibels = (gain: number) => 20 * Math.log10(gain);

describe('volume', () => {
  it('rises with the noise of the shop, within limits', () => {
    const volume = new Volume();
    expect(volume.gain).toBe(1);
    const gains = [-90, -52, -46, -40, -20, 0].map((noise) => (volume.ambient(noise), decibels(volume.gain)));
    expect(gains).toEqual([...gains].sort((a, b) => a - b));
    expect([gains[0], gains[1], gains.at(-1)]).toEqual([0, 0, expect.closeTo(6)]);
  });

  it('is low in the quiet hours, past midnight too, whatever the noise', () => {
    const settings = { followNoise: true, quietHours: ['22:00-08:00', '13:00-14:30'], quietDecibels: -8 };
    const gainAt = (date: Date) => {
      const volume = new Volume(settings, () => date);
      volume.ambient(-20);
      return decibels(volume.gain);
    };
    for (const quiet of [at(22), at(23, 59), at(0), at(7, 59), at(13, 10)])
      expect(gainAt(quiet)).toBeCloseTo(-8);
    for (const open of [at(8), at(12, 59), at(14, 30), at(21, 59)]) expect(gainAt(open)).toBeCloseTo(6);
    expect(isQuiet([], at(3))).toBe(false);
  });

  it('does what shoppers ask on top of that, within limits', () => {
    const volume = new Volume();
    for (let i = 0; i < 20; i++) volume.louder();
    expect(volume.gain).toBe(2);
    for (let i = 0; i < 40; i++) volume.softer();
    expect(volume.gain).toBe(0.25);
  });
});
