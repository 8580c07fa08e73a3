import { expect, it } from 'vitest';
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
});

it('does not cry over a quiet microphone while a shopper thinks', () => {
  expect(faultMessage(state('up', 'silent', 'listening'))).toBeNull();
  expect(faultMessage(state('up', 'silent', 'fault'))).toBe('fault.mic.silent');
});
