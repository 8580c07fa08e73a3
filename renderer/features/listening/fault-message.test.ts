import { expect, it } from 'vitest';
import { VoiceFault } from '../../../main/contract';
import { faultMessage } from './fault-message';

const state = (voice: string, mic: string, turn: string, fault: string | null = null) =>
  ({ services: { voice, catalog: 'up', devices: 'up' }, mic, turn: { state: turn, fault } }) as never;

it('names what is in the way, the voice process first', () => {
  expect(faultMessage(state('up', 'ok', 'listening'))).toBeNull();
  expect(faultMessage(state('down', 'absent', 'idle'))).toBe('fault.voiceDown');
  expect(faultMessage(state('up', 'denied', 'listening'))).toBe('fault.mic.denied');
  expect(faultMessage(state('up', 'ok', 'fault'))).toBe('fault.generic');
  expect(faultMessage(state('up', 'ok', 'idle', 'nothing_heard'))).toBe('fault.generic');
  expect(faultMessage(state('up', 'ok', 'idle', 'timeout'))).toBe('error.timeout');
  expect(faultMessage(state('up', 'ok', 'idle', 'internal'))).toBe('error.other');
});

it('has words for whatever the voice runs into', () => {
  const said = Object.fromEntries(
    VoiceFault.options.map((fault) => [fault, faultMessage(state('up', 'ok', 'fault', fault))]),
  );
  expect(said).toMatchObject({ no_sound: 'fault.mic.silent', hearing_failed: 'fault.hearing' });
  expect(Object.values(said).filter((key) => key === null)).toEqual([]);
});

it('does not cry over a quiet microphone while a shopper thinks', () => {
  expect(faultMessage(state('up', 'silent', 'listening'))).toBeNull();
  expect(faultMessage(state('up', 'silent', 'fault'))).toBe('fault.mic.silent');
});
