import { frame } from './framing';

/** Distance between the wheels, metres (kobuki_driver diff_drive: `bias`). */
export const WHEELBASE = 0.23;

/** External outputs of `outputs` (Appendix: Protocol Specification, "General Purpose Output"). */
export const Output = {
  digital0: 0x0001,
  digital1: 0x0002,
  digital2: 0x0004,
  digital3: 0x0008,
  power3v3: 0x0010,
  power5v: 0x0020,
  power12v5a: 0x0040,
  power12v1a5: 0x0080,
  led1Red: 0x0100,
  led1Green: 0x0200,
  led2Red: 0x0400,
  led2Green: 0x0800,
} as const;

export const Sound = {
  on: 0,
  off: 1,
  recharge: 2,
  button: 3,
  error: 4,
  cleaningStart: 5,
  cleaningEnd: 6,
} as const;
export type Sound = keyof typeof Sound;

export const Extra = { hardware: 0x01, firmware: 0x02, udid: 0x08 } as const;

/** A sub-payload: identifier, length, data. */
function sub(id: number, data: readonly number[]): number[] {
  return [id, data.length, ...data];
}
const u16 = (value: number): [number, number] => [value & 0xff, (value >> 8) & 0xff];
const u32 = (value: number): number[] => [
  value & 0xff,
  (value >>> 8) & 0xff,
  (value >>> 16) & 0xff,
  (value >>> 24) & 0xff,
];
const int16 = (value: number) => Math.max(-32_768, Math.min(32_767, Math.trunc(value)));

/** One frame with these sub-payloads. */
export function command(...parts: readonly (readonly number[])[]): Uint8Array {
  return frame(Uint8Array.from(parts.flat()));
}

/**
 * Base Control (id 1). `linear` in m/s along the heading, `angular` in rad/s counter-clockwise. The speed
 * field carries the outer wheel's speed, and the radius field 0 for a straight line and 1 for turning on the
 * spot, as the table "Base Control" says.
 */
export function baseControl(linear: number, angular: number): number[] {
  const epsilon = 1e-4;
  if (Math.abs(angular) < epsilon) return sub(0x01, [...u16(int16(linear * 1000)), ...u16(0)]);
  const radius = (linear * 1000) / angular;
  if (Math.abs(linear) < epsilon || Math.abs(radius) <= 1)
    return sub(0x01, [...u16(int16((WHEELBASE * 1000 * angular) / 2)), ...u16(1)]);
  const half = (WHEELBASE * 1000) / 2;
  const speed = (radius > 0 ? radius + half : radius - half) * angular;
  return sub(0x01, [...u16(int16(speed)), ...u16(int16(radius))]);
}

/** Sound (id 3): a tone in hertz for at most 255 milliseconds; the note field is 1 / (f · 0.00000275). */
export function tone(hertz: number, milliseconds: number): number[] {
  const note = Math.min(65_535, Math.max(0, Math.round(1 / (hertz * 0.000_002_75))));
  return sub(0x03, [...u16(note), Math.max(0, Math.min(255, Math.round(milliseconds)))]);
}

/** Sound Sequence (id 4). */
export function sound(name: Sound): number[] {
  return sub(0x04, [Sound[name]]);
}

/** Request Extra (id 9): flags of `Extra`. */
export function requestExtra(flags: number): number[] {
  return sub(0x09, u16(flags));
}

/** General Purpose Output (id 12): flags of `Output`; all other outputs go off. */
export function outputs(flags: number): number[] {
  return sub(0x0c, u16(flags));
}

/** Set Controller Gain (id 13): wheel PID gains. */
export function setGains(
  gains: { readonly p: number; readonly i: number; readonly d: number } | 'factory',
): number[] {
  const { p, i, d } = gains === 'factory' ? { p: 100, i: 0.1, d: 2 } : gains;
  return sub(0x0d, [
    gains === 'factory' ? 0 : 1,
    ...u32(Math.round(p * 1000)),
    ...u32(Math.round(i * 1000)),
    ...u32(Math.round(d * 1000)),
  ]);
}

/** Get Controller Gain (id 14). */
export function getGains(): number[] {
  return sub(0x0e, [0]);
}
