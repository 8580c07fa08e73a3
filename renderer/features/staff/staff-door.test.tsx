// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { StaffDoorState } from '../../../main/contract';
import { openPanel } from '../../lib/ui-store';
import { done, refused, settle, show, takeDown, tapOn, type Answers } from '../../testing';

afterEach(takeDown);

const door = (pin: StaffDoorState['pin']): Answers => ({ 'staff.door': () => done({ pin }) });
const open = async (
  answers: Answers = {},
  lang: 'zh' | 'en' = 'zh',
): Promise<Awaited<ReturnType<typeof show>>> => {
  const shown = await show('home', lang, { answers });
  act(() => openPanel({ kind: 'staff' }));
  await settle();
  return shown;
};
const enter = async (pin: string): Promise<void> => {
  for (const digit of pin) await tapOn(`pin-${digit}`);
  await tapOn('pin-enter');
};
const inside = (): boolean => screen.queryByTestId('staff-page') !== null;

describe('the way in', () => {
  it('is a long press on the mark, and no short one', async () => {
    await show('home');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const mark = screen.getByTestId('logo');
      fireEvent.pointerDown(mark);
      act(() => void vi.advanceTimersByTime(1_400));
      fireEvent.pointerUp(mark);
      act(() => void vi.advanceTimersByTime(5_000));
      expect(screen.getByTestId('screen').dataset.panel).toBe('');
      fireEvent.pointerDown(mark);
      act(() => void vi.advanceTimersByTime(1_500));
      expect(screen.getByTestId('screen').dataset.panel).toBe('staff');
    } finally {
      vi.useRealTimers();
    }
  });

  it('shows nothing of the page before the PIN', async () => {
    await open(door('set'));
    expect(inside()).toBe(false);
    expect(screen.getByTestId('panel-staff').textContent).not.toMatch(/kobuki|鱼竿|海天/);
  });

  it('opens at the right PIN, which never stands on the screen', async () => {
    const { asked } = await open();
    for (const digit of '2580') await tapOn(`pin-${digit}`);
    expect(screen.getByTestId('pin-dots').textContent).toBe('');
    await tapOn('pin-enter');
    expect(asked('staff.enter')).toEqual([{ pin: '2580' }]);
    expect(inside()).toBe(true);
  });

  it('wants four digits at least, takes eight at most, and lets the last one be taken back', async () => {
    const { asked } = await open();
    for (const digit of '123') await tapOn(`pin-${digit}`);
    expect(screen.getByTestId<HTMLButtonElement>('pin-enter').disabled).toBe(true);
    for (const digit of '4567890') await tapOn(`pin-${digit}`);
    await tapOn('pin-delete');
    await tapOn('pin-enter');
    expect(asked('staff.enter')).toEqual([{ pin: '1234567' }]);
  });

  it.each([
    ['forbidden', '密码不对'],
    ['conflict', '错误次数太多，请过一会儿再试'],
  ] as const)('stays shut when main says %s, and says why', async (code, words) => {
    await open({ 'staff.enter': () => refused(code) });
    await enter('9999');
    expect(inside()).toBe(false);
    expect(screen.getByText(words)).toBeTruthy();
    expect(screen.getByTestId('pin-dots').getAttribute('aria-label')).toBe('0');
  });

  it('tells what else goes wrong', async () => {
    await open({ 'staff.enter': () => refused('timeout') });
    await enter('2580');
    expect(screen.getByRole('alert').textContent).toBe('等得有点久，请再试一次。');
  });
});

describe('a first PIN', () => {
  const page = { failedPrints: [], promotions: [], places: [], unanswered: [], turns: [], wanted: [] };

  it('is asked for twice', async () => {
    const { asked } = await open({ ...door('missing'), 'staff.setPin': () => done(page) });
    expect(screen.getByTestId('staff-door').dataset.purpose).toBe('choose');
    await enter('7391');
    expect(screen.getByTestId('staff-door').dataset.purpose).toBe('repeat');
    expect(asked('staff.setPin')).toEqual([]);
    await enter('7391');
    expect(asked('staff.setPin')).toEqual([{ pin: '7391' }]);
    expect(inside()).toBe(true);
  });

  it('that was mistyped is begun anew', async () => {
    const { asked } = await open(door('missing'));
    await enter('7391');
    await enter('7392');
    expect(asked('staff.setPin')).toEqual([]);
    expect(screen.getByText('两次不一样，请重新设置')).toBeTruthy();
    expect(screen.getByTestId('staff-door').dataset.purpose).toBe('choose');
  });

  it('that is easily guessed is refused', async () => {
    await open({ ...door('missing'), 'staff.setPin': () => refused('bad_request') });
    await enter('1111');
    await enter('1111');
    expect(screen.getByText('太容易被猜到，请换一个')).toBeTruthy();
    expect(inside()).toBe(false);
  });
});

it('the emergency stop is released by a door of its own', async () => {
  const { asked } = await open({ ...door('set'), 'staff.resetEmergencyStop': () => done(undefined) });
  await tapOn('staff-stop-only');
  await enter('2580');
  expect(asked('staff.resetEmergencyStop')).toEqual([{ pin: '2580' }]);
  expect(asked('staff.enter')).toEqual([]);
  expect(inside()).toBe(false);
  expect(screen.getByText('急停已解除')).toBeTruthy();
});

it('a damaged PIN file is told, with the command that helps', async () => {
  await open(door('damaged'), 'en');
  expect(screen.getByTestId('staff-door').textContent).toContain('daogou pin set');
});

describe('inside', () => {
  it('every order carries the PIN, and says when it was carried out', async () => {
    const { asked } = await open({ 'staff.sync': () => done(undefined) });
    await enter('2580');
    await tapOn('staff-sync');
    expect(asked('staff.sync')).toEqual([{ pin: '2580' }]);
    expect(screen.getByTestId('staff-done').textContent).toBe('已开始同步');
  });

  it('an order that main forbids leads back to the door', async () => {
    await open({ 'staff.sync': () => refused('forbidden') });
    await enter('2580');
    await tapOn('staff-sync');
    expect(inside()).toBe(false);
    expect(screen.getByText('密码不对')).toBeTruthy();
  });

  it('nothing of it is left for the next shopper', async () => {
    const { change } = await open();
    await enter('2580');
    change({ visit: 1_000_000 });
    expect(screen.queryByTestId('panel-staff')).toBeNull();
  });
});
