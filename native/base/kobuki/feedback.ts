/**
 * Feedback sub-payloads of the Kobuki (Appendix: Protocol Specification, "Feedback Packets"). All numbers
 * little-endian.
 */
export type Feedback =
  | {
      readonly type: 'basic';
      /** Milliseconds of the base's own clock, 0..65535, wraps. */
      readonly timestamp: number;
      readonly bumper: Sides;
      readonly wheelDrop: { readonly left: boolean; readonly right: boolean };
      readonly cliff: Sides;
      /** Ticks, 0..65535, wrap; forward counts up. */
      readonly leftEncoder: number;
      readonly rightEncoder: number;
      readonly leftPwm: number;
      readonly rightPwm: number;
      readonly buttons: number;
      readonly charger: ChargerState;
      /** Volts. */
      readonly battery: number;
      readonly overcurrent: { readonly left: boolean; readonly right: boolean };
    }
  | { readonly type: 'dockIr'; readonly right: number; readonly center: number; readonly left: number }
  /** Radians and radians a second, counter-clockwise; factory calibrated. */
  | { readonly type: 'inertia'; readonly angle: number; readonly rate: number }
  /** Raw 12-bit readings of the floor sensors. */
  | { readonly type: 'cliff'; readonly right: number; readonly center: number; readonly left: number }
  /** Amperes of the wheel motors. */
  | { readonly type: 'current'; readonly left: number; readonly right: number }
  | { readonly type: 'hardware' | 'firmware'; readonly version: string }
  /** Radians a second by the robot's axes, two or three readings a frame. */
  | {
      readonly type: 'gyro';
      readonly frameId: number;
      readonly readings: readonly { readonly x: number; readonly y: number; readonly z: number }[];
    }
  /** Expansion port: digital bits and four analog channels (12 bit). */
  | { readonly type: 'gpInput'; readonly digital: number; readonly analog: readonly number[] }
  | { readonly type: 'udid'; readonly id: string }
  | {
      readonly type: 'gains';
      readonly factory: boolean;
      readonly p: number;
      readonly i: number;
      readonly d: number;
    }
  | { readonly type: 'unknown'; readonly id: number; readonly length: number };

export interface Sides {
  readonly left: boolean;
  readonly center: boolean;
  readonly right: boolean;
}

export type ChargerState =
  'discharging' | 'docking_charged' | 'docking_charging' | 'adapter_charged' | 'adapter_charging' | 'unknown';

const CHARGER: Readonly<Record<number, ChargerState>> = {
  0: 'discharging',
  2: 'docking_charged',
  6: 'docking_charging',
  18: 'adapter_charged',
  22: 'adapter_charging',
};
/** Digit of the L3G4200D gyro in radians a second ("Raw Data Of 3D Gyro": 0.00875 deg/s). */
const GYRO_DIGIT = (0.00875 * Math.PI) / 180;
const CENTIDEGREE = Math.PI / 18_000;

/**
 * Reads one frame's payload. A sub-payload whose length is not that of the protocol is returned as `unknown`;
 * one that runs over the end makes the whole payload undefined, since nothing after it can be trusted.
 */
export function parseFeedback(payload: Uint8Array): Feedback[] | undefined {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const found: Feedback[] = [];
  let at = 0;
  while (at < payload.length) {
    if (at + 2 > payload.length) return undefined;
    const id = payload[at]!;
    const length = payload[at + 1]!;
    const start = at + 2;
    if (start + length > payload.length) return undefined;
    found.push(parseSub(id, new DataView(view.buffer, view.byteOffset + start, length)));
    at = start + length;
  }
  return found;
}

const sides = (flags: number): Sides => ({
  right: (flags & 1) !== 0,
  center: (flags & 2) !== 0,
  left: (flags & 4) !== 0,
});

function parseSub(id: number, data: DataView): Feedback {
  const length = data.byteLength;
  const u8 = (at: number) => data.getUint8(at);
  const u16 = (at: number) => data.getUint16(at, true);
  const i16 = (at: number) => data.getInt16(at, true);
  switch (id) {
    case 0x01:
      if (length !== 15) break;
      return {
        type: 'basic',
        timestamp: u16(0),
        bumper: sides(u8(2)),
        wheelDrop: { right: (u8(3) & 1) !== 0, left: (u8(3) & 2) !== 0 },
        cliff: sides(u8(4)),
        leftEncoder: u16(5),
        rightEncoder: u16(7),
        leftPwm: data.getInt8(9),
        rightPwm: data.getInt8(10),
        buttons: u8(11),
        charger: CHARGER[u8(12)] ?? 'unknown',
        battery: u8(13) / 10,
        overcurrent: { left: (u8(14) & 1) !== 0, right: (u8(14) & 2) !== 0 },
      };
    case 0x03:
      if (length !== 3) break;
      return { type: 'dockIr', right: u8(0), center: u8(1), left: u8(2) };
    case 0x04:
      if (length !== 7) break;
      return { type: 'inertia', angle: i16(0) * CENTIDEGREE, rate: i16(2) * CENTIDEGREE };
    case 0x05:
      if (length !== 6) break;
      return { type: 'cliff', right: u16(0), center: u16(2), left: u16(4) };
    case 0x06:
      if (length !== 2) break;
      return { type: 'current', left: u8(0) / 100, right: u8(1) / 100 };
    case 0x0a:
    case 0x0b:
      if (length !== 4) break;
      return { type: id === 0x0a ? 'hardware' : 'firmware', version: `${u8(2)}.${u8(1)}.${u8(0)}` };
    case 0x0d: {
      // Data length 2 + 6 N; the second byte counts the 16-bit values that follow (3 N).
      if (length < 8 || (length - 2) % 6 !== 0 || u8(1) * 2 !== length - 2) break;
      // The sensor sits turned by 90 degrees about z (note under the table), hence x = -raw y, y = raw x.
      const readings = [];
      for (let at = 2; at < length; at += 6)
        readings.push({ x: -i16(at + 2) * GYRO_DIGIT, y: i16(at) * GYRO_DIGIT, z: i16(at + 4) * GYRO_DIGIT });
      return { type: 'gyro', frameId: u8(0), readings };
    }
    case 0x10:
      if (length !== 16) break;
      return { type: 'gpInput', digital: u16(0), analog: [u16(2), u16(4), u16(6), u16(8)] };
    case 0x13:
      if (length !== 12) break;
      return {
        type: 'udid',
        id: [0, 4, 8].map((at) => data.getUint32(at, true).toString(16).padStart(8, '0')).join('-'),
      };
    case 0x15:
      if (length !== 13) break;
      return {
        type: 'gains',
        factory: u8(0) === 0,
        p: data.getUint32(1, true) / 1000,
        i: data.getUint32(5, true) / 1000,
        d: data.getUint32(9, true) / 1000,
      };
  }
  return { type: 'unknown', id, length };
}
