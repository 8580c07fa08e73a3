// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { show, settle, takeDown, tapOn, refused } from '../../testing';

afterEach(takeDown);

const typed = (): string => screen.getByTestId('keypad-text').textContent;
const search = (): HTMLButtonElement => screen.getByTestId('key-search');
const open = async (...args: Parameters<typeof show>): Promise<Awaited<ReturnType<typeof show>>> => {
  const shown = await show(...args);
  await tapOn('home.keypad');
  return shown;
};
const type = async (word: string): Promise<void> => {
  for (const letter of word) await tapOn(letter === ' ' ? 'key-space' : `key-${letter}`);
};
const key = async (name: string): Promise<void> => {
  fireEvent.keyDown(document.body, { key: name });
  await settle();
};

it('asks what was typed, once it is something', async () => {
  const { asked } = await open('home');
  expect(typed()).toContain('jiangyou');
  expect(search().disabled).toBe(true);
  await type('  ');
  expect(search().disabled).toBe(true);
  await type('jiang you2');
  expect(search().disabled).toBe(false);
  await tapOn('key-search');
  expect(asked('ask.text')).toEqual([{ text: 'jiang you2' }]);
});

it('takes letters back, and no more than there are', async () => {
  await open('home');
  await type('mi');
  await tapOn('key-delete');
  expect(typed()).toBe('m');
  await tapOn('key-delete');
  await tapOn('key-delete');
  expect(typed()).toContain('jiangyou');
});

it('hears a real keyboard, Chinese letters as well, and leaves its shortcuts alone', async () => {
  const { asked } = await open('home');
  for (const letter of ['酱', '油', 'x', 'Backspace', 'Shift', 'Tab']) await key(letter);
  fireEvent.keyDown(document.body, { key: 'r', ctrlKey: true });
  await settle();
  expect(typed()).toBe('酱油');
  await key('Enter');
  expect(asked('ask.text')).toEqual([{ text: '酱油' }]);
});

it('holds no more than an utterance', async () => {
  await open('home');
  for (let i = 0; i < 70; i++) fireEvent.keyDown(document.body, { key: 'a' });
  await settle();
  expect(typed()).toHaveLength(60);
});

it('keeps what was typed when the question could not be asked', async () => {
  await open('home', 'en', { answers: { 'ask.text': () => refused('unavailable') } });
  await type('milk');
  await tapOn('key-search');
  expect(screen.getByRole('alert').textContent).toMatch(/try again/i);
  expect(typed()).toBe('milk');
});

it('gives way to the answer', async () => {
  const { change } = await open('home');
  await type('jiangyou');
  change({ view: 'listening' });
  expect(screen.queryByTestId('panel-keypad')).toBeNull();
});
