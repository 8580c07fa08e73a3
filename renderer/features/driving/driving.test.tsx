// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { NavReason, type NavState } from '../../../main/contract';
import { scene } from '../../dev/scenes';
import { done, settle, show, takeDown, tap, tapOn } from '../../testing';

afterEach(takeDown);

const driving: NavState = scene('driving', 'zh').nav;
const quiet = scene('home', 'zh').turn;
const press = async (id: string): Promise<void> => {
  fireEvent.pointerDown(screen.getByTestId(id));
  await settle();
};

it('leads to the shelf of the answer at a touch, once', async () => {
  const { asked } = await show('answer-item', 'zh', {
    answers: { 'nav.start': () => new Promise(() => {}) },
  });
  await tapOn('lead');
  await tapOn('lead');
  expect(asked('nav.start')).toEqual([{ aisle: 'B3', bay: '2', label: 'B3 货架' }]);
});

it.each([
  ['no base', []],
  ['a base at fault', [{ name: 'kobuki', kind: 'base' as const, state: 'fault' as const, simulated: false }]],
])('offers no leading with %s', async (_which, devices) => {
  await show('answer-item', 'zh', { state: { devices } });
  expect(screen.queryByTestId('lead')).toBeNull();
});

describe('while the wheels turn', () => {
  it('says where to and how far, in both languages', async () => {
    await show('driving', 'zh');
    expect(screen.getByTestId('view-driving').textContent).toContain('去 B3 货架');
    expect(screen.getByTestId('remaining').textContent).toBe('还有 10 米');
    takeDown();
    await show('driving', 'en');
    expect(screen.getByTestId('view-driving').textContent).toContain('Aisle B3');
    expect(screen.getByTestId('remaining').textContent).toContain('10');
  });

  it('stops at a touch anywhere, and at the key of the stop button', async () => {
    const { asked } = await show('driving', 'zh', { answers: { 'nav.stop': () => done(undefined) } });
    const places = [
      screen.getByText('请跟我来'),
      screen.getByTestId('stop'),
      screen.getByTestId('view-driving'),
    ];
    for (const place of places) {
      fireEvent.pointerDown(place);
      await settle();
    }
    expect(asked('nav.stop')).toHaveLength(3);
    fireEvent.keyDown(screen.getByTestId('stop'), { key: 'Enter' });
    await settle();
    expect(asked('nav.stop')).toHaveLength(4);
  });

  it('keeps everything under it out of reach', async () => {
    await show('driving');
    expect(screen.getByTestId('print').closest('[inert]')).not.toBeNull();
    expect(screen.getByTestId('stop').closest('[inert]')).toBeNull();
  });

  it('waits and goes on at a touch, without a stop', async () => {
    const { asked } = await show('driving', 'zh', { state: { turn: quiet } });
    await press('wait');
    expect(asked('nav.wait')).toEqual([{ on: true }]);
    expect(screen.getByText('我在这里等您')).toBeTruthy();
    await press('go-on');
    expect(asked('nav.wait')).toEqual([{ on: true }, { on: false }]);
    expect(asked('nav.stop')).toEqual([]);
  });

  it('gives the answer of one who talks on the way, with the trip in sight', async () => {
    const { change, asked } = await show('driving', 'zh', {
      state: {
        nav: { ...driving, state: 'waiting', reason: 'asked' },
        turn: quiet,
      },
    });
    expect(screen.getByTestId('view-driving')).toBeTruthy();
    change({
      turn: { ...quiet, id: 't3', state: 'answering', transcript: '有优惠吗' },
    });
    expect(screen.queryByTestId('view-driving')).toBeNull();
    await tapOn('held-go-on');
    expect(asked('nav.wait')).toEqual([{ on: false }]);
  });

  it('shows the way to help, and stops for it', async () => {
    const { asked, change } = await show('driving');
    const [overTheTrip] = screen.getAllByTestId('emergency').filter((b) => b.closest('[inert]') === null);
    fireEvent.pointerDown(overTheTrip!);
    await settle();
    expect(asked('nav.stop')).toHaveLength(1);
    change({ nav: { state: 'stopped', path: [] } });
    expect(screen.getByTestId('panel-emergency')).toBeTruthy();
  });
});

describe.each(NavReason.options)('a trip that ended or never began: %s', (reason) => {
  it.each(['zh', 'en'] as const)('says why in words (%s), with the map as the way out', async (lang) => {
    const { asked } = await show('answer-item', lang, {
      state: { nav: { state: 'fault', path: [], reason } },
    });
    const note = screen.getByTestId('nav-note');
    expect(note.dataset.reason).toBe(reason);
    expect(note.textContent).not.toContain(reason.includes('_') ? reason : '_');
    expect(note.textContent).toMatch(lang === 'zh' ? /[\u4e00-\u9fff]{4}/ : /[a-z]{3}/);
    await tapOn('answer-map');
    expect(screen.getByTestId('panel-map')).toBeTruthy();
    expect(asked('nav.start')).toEqual([]);
  });
});

it('says that it has arrived, and offers no leading to where it stands', async () => {
  await show('arrived');
  expect(screen.getByTestId('nav-note').dataset.nav).toBe('arrived');
  expect(screen.queryByTestId('lead')).toBeNull();
});

it('draws the way that main planned', async () => {
  await show('answer-item', 'zh', { answers: { 'nav.plan': () => done({ state: 'idle', path: [] }) } });
  expect(screen.queryByText(/大约/)).toBeNull();
  takeDown();
  await show('answer-item');
  expect(screen.getByText(/大约 \d+ 米/)).toBeTruthy();
  await tap(screen.getByTestId('answer-map'));
  expect(screen.getByTestId('way')).toBeTruthy();
});
