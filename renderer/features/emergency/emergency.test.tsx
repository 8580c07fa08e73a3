// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sceneNames } from '../../dev/scenes';
import { map } from '../../dev/store';
import { controls, done, show, takeDown, tap, tapOn } from '../../testing';

afterEach(takeDown);

const help = (): HTMLElement => controls().find((button) => button.dataset.testid === 'emergency')!;
const numbers = (): string[] =>
  [...screen.getByTestId('emergency-numbers').querySelectorAll('dd')].map((dd) => dd.textContent);
const places = (): string[] => screen.queryAllByTestId('emergency-place').map((place) => place.textContent);
const panels = ['home.offers', 'home.facilities', 'home.keypad', 'all-categories'];

it.each(sceneNames)('is one tap away from %s', async (name) => {
  await show(name);
  await tap(help());
  // While a robot leads, the panel lies under the trip until the stop is there.
  expect(screen.getByTestId('screen').dataset.panel).toBe('emergency');
});

it.each(panels)('is one tap away from what %s opens', async (id) => {
  await show('home');
  await tapOn(id);
  await tap(help());
  expect(screen.getByTestId('panel-emergency')).toBeTruthy();
});

describe('the page for help', () => {
  it('calls staff as for danger, and says what came of it', async () => {
    const { asked, change } = await show('home');
    await tap(help());
    await tapOn('emergency-call');
    expect(asked('person.call')).toEqual([{ reason: 'unsafe' }]);
    change({
      view: 'home',
      call: { reason: 'unsafe', at: '2026-11-22T10:00:00+08:00', state: 'no_channel' },
    });
    await tap(help());
    expect(screen.getByTestId('emergency-call').textContent).not.toContain('马上叫店员Call');
  });

  it("shows the numbers of the store's country, in either language", async () => {
    await show('home', 'en');
    await tap(help());
    expect(numbers()).toEqual(['119', '120', '110']);
    expect(screen.getByTestId('emergency-numbers').textContent).toMatch(/Fire.*119/);
  });

  it('leads to the nearest ways out and first aid', async () => {
    const { asked } = await show('home');
    await tap(help());
    expect(places()).toEqual(['消防通道', 'AED 除颤器', '服务台']);
    await tap(screen.getAllByTestId('emergency-place')[0]!);
    expect(asked('facility.open')).toEqual([{ id: 'am-exit' }]);
  });

  it('names the ordinary way out where no fire exit is marked', async () => {
    const amenities = [{ id: 'am-door', category: 'entrance', at: [9, 1] as [number, number] }];
    await show('home', 'zh', { answers: { 'catalog.map': () => done({ ...map, amenities }) } });
    await tap(help());
    expect(places()).toEqual(['入口']);
  });

  it('stands without a map and without a catalog', async () => {
    await show('home', 'zh', { state: { catalog: null }, answers: { 'catalog.map': () => done(null) } });
    await tap(help());
    expect(places()).toEqual([]);
    expect(screen.getByText(/跟着绿色的安全出口标志走/)).toBeTruthy();
    expect(screen.getByTestId('emergency-call')).toBeTruthy();
    expect(screen.getByTestId('panel-emergency').textContent).toMatch(/\d{3}|当地的紧急电话/);
  });

  it('goes away at a touch', async () => {
    await show('home');
    await tap(help());
    await tapOn('back');
    expect(screen.getByTestId('view-home')).toBeTruthy();
  });
});

describe('after a cry for help', () => {
  it('shows the number of that danger alone', async () => {
    await show('handoff-fire');
    expect(numbers()).toEqual(['119']);
    expect(screen.getByTestId('view-handoff').textContent).toContain('不要坐电梯');
  });

  it.each([
    ['sent', '已发给店员'],
    ['waiting', '还没能通知到店员'],
    ['no_channel', '请直接找店员'],
    ['sending', '正在通知店员…'],
  ] as const)('says how far the call has come: %s', async (state, words) => {
    await show('handoff', 'zh', {
      state: { call: { reason: 'requested', at: '2026-11-22T10:00:00+08:00', state } },
    });
    expect(screen.getByTestId('handoff-state').textContent).toBe(words);
  });

  it('lets the shopper take the call back, go home, or look at the map', async () => {
    const { asked } = await show('handoff');
    const view = within(screen.getByTestId('view-handoff'));
    await tap(view.getByTestId('handoff-home'));
    expect(asked('screen.home')).toHaveLength(1);
    takeDown();
    const again = await show('handoff');
    await tapOn('handoff-cancel');
    expect(again.asked('person.cancel')).toHaveLength(1);
    expect(screen.queryByTestId('view-handoff')).toBeNull();
  });
});
