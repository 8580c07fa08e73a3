import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Extra, Output, baseControl, command, outputs, requestExtra, sound, tone } from './commands';
import { parseFeedback } from './feedback';
import { FrameParser, frame, xor } from './framing';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('commands, bytes worked out by hand from the protocol appendix', () => {
  it.each([
    ['straight 0.5 m/s', baseControl(0.5, 0), 'aa55060104f4010000f6'],
    ['backwards 0.1 m/s', baseControl(-0.1, 0), 'aa550601049cff000060'],
    ['turn on the spot, 1 rad/s: w·b/2 = 115 mm/s, radius 1', baseControl(0, 1), 'aa550601047300010071'],
    ['left arc of 1 m at 0.5 m/s: (1000+115)·0.5 = 557', baseControl(0.5, 0.5), 'aa550601042d02e803c7'],
    [
      'right arc: radius negative, outer wheel speed positive',
      baseControl(0.5, -0.5),
      'aa550601042d0218fc c8'.replace(' ', ''),
    ],
    ['sound sequence error', sound('error'), 'aa550304010402'],
    [
      'request hardware, firmware, udid',
      requestExtra(Extra.hardware | Extra.firmware | Extra.udid),
      'aa550409020b0004',
    ],
    ['led 1 green', outputs(Output.led1Green), 'aa55040c02000208'],
  ])('%s', (_name, part, bytes) => {
    expect(hex(command(part))).toBe(bytes);
  });

  it('agrees with the vector of another implementation (rust-aarhus/kobuki-interface: speed 100, radius -100)', () => {
    expect(hex(frame(Uint8Array.from([1, 4, 0x64, 0, 0x9c, 0xff])))).toBe('aa550601046400' + '9cff04');
  });

  it('computes the note of 440 Hz as 1 / (f · 0.00000275)', () => {
    expect(tone(440, 100)).toEqual([3, 3, 826 & 0xff, 826 >> 8, 100]);
  });
});

describe('feedback', () => {
  const basic = [
    0x01, 0x0f, 0x10, 0x27, 0x02, 0x01, 0x04, 0xff, 0xff, 0x01, 0x00, 0x0a, 0xf6, 0x01, 0x06, 0xa4, 0x02,
  ];
  it('reads basic sensor data field by field', () => {
    expect(parseFeedback(Uint8Array.from(basic))).toEqual([
      {
        type: 'basic',
        timestamp: 10_000,
        bumper: { left: false, center: true, right: false },
        wheelDrop: { left: false, right: true },
        cliff: { left: true, center: false, right: false },
        leftEncoder: 65_535,
        rightEncoder: 1,
        leftPwm: 10,
        rightPwm: -10,
        buttons: 1,
        charger: 'docking_charging',
        battery: 16.4,
        overcurrent: { left: false, right: true },
      },
    ]);
  });

  it('reads every other payload of the appendix', () => {
    const payload = Uint8Array.from([
      3, 3, 2, 8, 16, 4, 7, 0x28, 0x23, 0x9c, 0xff, 0, 0, 0, 5, 6, 1, 0, 2, 0, 3, 0, 6, 2, 10, 20, 10, 4, 1,
      2, 3, 0, 11, 4, 0, 1, 1, 0, 13, 8, 7, 3, 0x64, 0, 0x9c, 0xff, 0, 1, 16, 16, 5, 0, 1, 0, 2, 0, 3, 0, 4,
      0, 0, 0, 0, 0, 0, 0, 19, 12, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 21, 13, 1, 0xa0, 0x86, 1, 0, 100, 0, 0,
      0, 0xd0, 7, 0, 0,
    ]);
    const parts = parseFeedback(payload)!;
    expect(parts.map((part) => part.type)).toEqual([
      'dockIr',
      'inertia',
      'cliff',
      'current',
      'hardware',
      'firmware',
      'gyro',
      'gpInput',
      'udid',
      'gains',
    ]);
    expect(parts[1]).toMatchObject({
      angle: expect.closeTo(Math.PI / 2, 6),
      rate: expect.closeTo(-Math.PI / 180, 6),
    });
    expect(parts[3]).toEqual({ type: 'current', left: 0.1, right: 0.2 });
    expect(parts[4]).toEqual({ type: 'hardware', version: '3.2.1' });
    // Raw x = 100, y = -100: the sensor is turned by 90 degrees.
    expect(parts[6]).toMatchObject({
      readings: [
        {
          x: expect.closeTo((100 * 0.00875 * Math.PI) / 180, 6),
          y: expect.closeTo((100 * 0.00875 * Math.PI) / 180, 6),
        },
      ],
    });
    expect(parts[9]).toEqual({ type: 'gains', factory: false, p: 100, i: 0.1, d: 2 });
  });

  it('takes a wrong length for unknown, and a sub-payload over the end for damage', () => {
    expect(parseFeedback(Uint8Array.from([1, 2, 0, 0]))).toEqual([{ type: 'unknown', id: 1, length: 2 }]);
    expect(parseFeedback(Uint8Array.from([1, 15, 0, 0]))).toBeUndefined();
  });
});

describe('framing', () => {
  const payloads = fc.array(fc.uint8Array({ minLength: 3, maxLength: 255 }), { minLength: 1, maxLength: 8 });

  it('finds every payload however the bytes are cut up', () => {
    fc.assert(
      fc.property(payloads, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sent, cuts) => {
        const bytes = Buffer.concat(sent.map((payload) => frame(payload)));
        const parser = new FrameParser();
        const got: Uint8Array[] = [];
        for (let at = 0, k = 0; at < bytes.length; k++) {
          const size = cuts[k % cuts.length]!;
          got.push(...parser.push(bytes.subarray(at, at + size)));
          at += size;
        }
        expect(got.map(hex)).toEqual(sent.map(hex));
      }),
    );
  });

  it('is in step again two frames after any garbage', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ minLength: 20, maxLength: 80 }),
        (garbage, payload) => {
          const parser = new FrameParser();
          parser.push(garbage);
          // A false header in the garbage may swallow up to 259 bytes: padding stands for the frames lost
          // meanwhile.
          const frames = Math.ceil(259 / (payload.length + 4)) + 2;
          const got = Array.from({ length: frames }, () => parser.push(frame(payload))).flat();
          expect(got.slice(-2).map(hex)).toEqual([hex(payload), hex(payload)]);
        },
      ),
    );
  });

  it('is in step again with the second frame after damage, even to the length', () => {
    const good = command(baseControl(0.3, 0.2), sound('on'), outputs(Output.led1Red));
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (where, flip) => {
        const parser = new FrameParser();
        const broken = Uint8Array.from(good);
        broken[where] = broken[where]! ^ flip;
        parser.push(broken);
        expect([...parser.push(good), ...parser.push(good)].map(hex).at(-1)).toBe(hex(good.slice(3, -1)));
      }),
    );
  });

  it('never lets a damaged frame through', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 3, maxLength: 60 }),
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        (payload, where, bit) => {
          const bytes = frame(payload);
          const at = 3 + (where % payload.length);
          bytes[at] = bytes[at]! ^ (1 << bit);
          expect(xor(bytes.subarray(2))).not.toBe(0);
          expect(new FrameParser().push(bytes).map(hex)).not.toContain(hex(bytes.subarray(3, -1)));
        },
      ),
    );
  });
});
