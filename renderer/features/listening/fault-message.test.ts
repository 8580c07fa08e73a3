import { expect, it } from 'vitest';
import { faultMessage } from './fault-message';

const state = (voice: string, mic: string, turn: string) => ({ services: { voice, catalog: 'up', devices: 'up' }, mic, turn: { state: turn } }) as never;

it('names what is in the way, the voice process first', () => {
  expect(faultMessage(state('up', 'ok', 'listening'))).toBeNull();
  expect(faultMessage(state('down', 'absent', 'idle'))).toBe('fault.voiceDown');
  expect(faultMessage(state('up', 'denied', 'listening'))).toBe('fault.mic.denied');
  expect(faultMessage(state('up', 'ok', 'fault'))).toBe('fault.generic');
});

it('does not cry over a quiet microphone while a shopper thinks', () => {
  expect(faultMessage(state('up', 'silent', 'listening'))).toBeNull();
  expect(faultMessage(state('up', 'silent', 'fault'))).toBe('fault.mic.silent');
});
