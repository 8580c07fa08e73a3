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

const u16 = (data: DataView, at: number): number => data.getUint16(at, true);
const i16 = (data: DataView, at: number): number => data.getInt16(at, true);
const u32 = (data: DataView, at: number): number => data.getUint32(at, true);

/** Reads a sub-payload whose length the protocol fixes. */
interface Reader {
  readonly length: number;
  read(data: DataView): Feedback;
}

/** Sub-payloads of a fixed length, by their id. */
const FIXED: Readonly<Record<number, Reader>> = {
  0x01: { length: 15, read: basic },
  0x03: {
    length: 3,
    read: (data) => ({
      type: 'dockIr',
      right: data.getUint8(0),
      center: data.getUint8(1),
      left: data.getUint8(2),
    }),
  },
  0x04: {
    length: 7,
    read: (data) => ({
      type: 'inertia',
      angle: i16(data, 0) * CENTIDEGREE,
      rate: i16(data, 2) * CENTIDEGREE,
    }),
  },
  0x05: {
    length: 6,
    read: (data) => ({ type: 'cliff', right: u16(data, 0), center: u16(data, 2), left: u16(data, 4) }),
  },
  0x06: {
    length: 2,
    read: (data) => ({ type: 'current', left: data.getUint8(0) / 100, right: data.getUint8(1) / 100 }),
  },
  0x0a: { length: 4, read: (data) => ({ type: 'hardware', version: version(data) }) },
  0x0b: { length: 4, read: (data) => ({ type: 'firmware', version: version(data) }) },
  0x10: {
    length: 16,
    read: (data) => ({
      type: 'gpInput',
      digital: u16(data, 0),
      analog: [u16(data, 2), u16(data, 4), u16(data, 6), u16(data, 8)],
    }),
  },
  0x13: {
    length: 12,
    read: (data) => ({
      type: 'udid',
      id: [0, 4, 8].map((at) => u32(data, at).toString(16).padStart(8, '0')).join('-'),
    }),
  },
  0x15: {
    length: 13,
    read: (data) => ({
      type: 'gains',
      factory: data.getUint8(0) === 0,
      p: u32(data, 1) / 1000,
      i: u32(data, 5) / 1000,
      d: u32(data, 9) / 1000,
    }),
  },
};
/** The gyro's sub-payload, as long as it has readings. */
const GYRO = 0x0d;

function parseSub(id: number, data: DataView): Feedback {
  const unknown: Feedback = { type: 'unknown', id, length: data.byteLength };
  if (id === GYRO) return gyro(data) ?? unknown;
  const reader = FIXED[id];
  return reader?.length === data.byteLength ? reader.read(data) : unknown;
}

function basic(data: DataView): Feedback {
  const u8 = (at: number) => data.getUint8(at);
  return {
    type: 'basic',
    timestamp: u16(data, 0),
    bumper: sides(u8(2)),
    wheelDrop: { right: (u8(3) & 1) !== 0, left: (u8(3) & 2) !== 0 },
    cliff: sides(u8(4)),
    leftEncoder: u16(data, 5),
    rightEncoder: u16(data, 7),
    leftPwm: data.getInt8(9),
    rightPwm: data.getInt8(10),
    buttons: u8(11),
    charger: CHARGER[u8(12)] ?? 'unknown',
    battery: u8(13) / 10,
    overcurrent: { left: (u8(14) & 1) !== 0, right: (u8(14) & 2) !== 0 },
  };
}

const version = (data: DataView): string => `${data.getUint8(2)}.${data.getUint8(1)}.${data.getUint8(0)}`;

/** Undefined where its length is not that of whole readings. */
function gyro(data: DataView): Feedback | undefined {
  const length = data.byteLength;
  // Data length 2 + 6 N; the second byte counts the 16-bit values that follow (3 N).
  if (length < 8 || (length - 2) % 6 !== 0 || data.getUint8(1) * 2 !== length - 2) return undefined;
  // The sensor sits turned by 90 degrees about z (note under the table), hence x = -raw y, y = raw x.
  const readings = [];
  for (let at = 2; at < length; at += 6)
    readings.push({
      x: -i16(data, at + 2) * GYRO_DIGIT,
      y: i16(data, at) * GYRO_DIGIT,
      z: i16(data, at + 4) * GYRO_DIGIT,
    });
  return { type: 'gyro', frameId: data.getUint8(0), readings };
}
