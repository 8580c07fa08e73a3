// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { browse, promotions, soySauces } from '../../dev/store';
import { done, refused, show, takeDown, tap, tapOn } from '../../testing';

afterEach(takeDown);

const panel = (): HTMLElement => screen.getByTestId('panel-browse');
const tiles = (): HTMLElement[] => within(panel()).queryAllByTestId('category');
const title = (): string => within(panel()).getByRole('heading', { level: 1 }).textContent;

describe('the categories', () => {
  it('lead down to the items, and up again', async () => {
    const { asked } = await show('home');
    await tap(screen.getAllByTestId('category')[0]!);
    expect(title()).toBe('粮油调味');
    expect(tiles().map((tile) => tile.textContent)).toEqual(
      expect.arrayContaining([expect.stringContaining('24 件')]),
    );
    await tap(tiles()[0]!);
    expect(title()).toBe('酱油');
    const items = within(panel()).getAllByTestId('item');
    expect(items).toHaveLength(soySauces.length);
    await tap(items[1]!);
    expect(asked('item.open')).toEqual([{ gtin: soySauces[1]!.gtin }]);
    await tapOn('back');
    expect(title()).toBe('粮油调味');
    await tapOn('back');
    expect(screen.getByTestId('view-home')).toBeTruthy();
  });

  it('are all there behind one tile, in English too', async () => {
    await show('home', 'en');
    await tapOn('all-categories');
    expect(title()).toBe('Categories');
    expect(tiles()).toHaveLength(browse([]).categories.length);
    expect(tiles()[0]!.textContent).toContain('Staples & seasoning');
  });

  it('that leave no choice are gone through', async () => {
    const only = { path: ['甲', '乙'], name: { zh: '乙', en: 'B' }, count: 4 };
    await show('home', 'zh', {
      answers: {
        'catalog.browse': ({ path }) =>
          done(path.length === 1 ? { categories: [only], cards: [] } : browse(path)),
      },
    });
    await tap(screen.getAllByTestId('category')[0]!);
    await waitFor(() => expect(title()).toBe('乙'));
    // And back is not caught in it.
    await tapOn('back');
    expect(screen.getByTestId('view-home')).toBeTruthy();
  });

  it('say when there is nothing, and when they can not be read just now', async () => {
    await show('home', 'zh', { answers: { 'catalog.browse': () => done({ categories: [], cards: [] }) } });
    await tapOn('home.offers');
    await tapOn('back');
    takeDown();
    await show('home', 'zh', { answers: { 'catalog.browse': () => refused('unavailable') } });
    expect(screen.getByText('商品暂时打不开，正在重试…')).toBeTruthy();
  });

  it('are read again when another catalog is live', async () => {
    const shown = await show('home');
    const before = shown.asked('catalog.browse').length;
    shown.change({ catalog: { ready: true, sequence: 100_000, sync: { phase: 'idle' } } });
    await waitFor(() => expect(shown.asked('catalog.browse').length).toBeGreaterThan(before));
  });
});

describe("today's offers", () => {
  it('name the offers, then the items at their price', async () => {
    const { asked } = await show('home');
    await tapOn('home.offers');
    expect(screen.getAllByTestId('promotion').map((offer) => offer.dataset.id)).toEqual(
      promotions.map(({ id }) => id),
    );
    expect(screen.getByTestId('price').textContent).toBe('¥9.90');
    await tapOn('item');
    expect(asked('item.open')).toEqual([{ gtin: soySauces[0]!.gtin }]);
  });

  it('are read each time, for one may have ended', async () => {
    const { asked } = await show('home', 'en');
    await tapOn('home.offers');
    await tapOn('back');
    await tapOn('home.offers');
    expect(asked('catalog.offers')).toHaveLength(2);
    expect(screen.getAllByTestId('promotion')[0]!.textContent).toMatch(/^Seasonings/);
  });

  it.each([
    ['there are none', () => done({ cards: [], promotions: [] }), '今天没有登记的优惠。'],
    ['they can not be read', () => refused('timeout'), '商品暂时打不开，正在重试…'],
  ])('say so when %s', async (_when, answer, words) => {
    await show('home', 'zh', { answers: { 'catalog.offers': answer } });
    await tapOn('home.offers');
    expect(screen.getByText(words)).toBeTruthy();
  });
});

it('each facility is a place, and each question a question', async () => {
  const { asked } = await show('home');
  await tapOn('home.facilities');
  const names = screen.getAllByTestId('facility').map((tile) => tile.textContent);
  expect(new Set(names).size).toBe(names.length);
  await tap(screen.getAllByTestId('facility')[0]!);
  expect(asked('facility.open')).toEqual([{ id: 'am-wc' }]);
  takeDown();
  const again = await show('home');
  await tapOn('home.facilities');
  await tap(screen.getAllByTestId('question')[0]!);
  expect(again.asked('ask.text')).toEqual([{ text: '几点关门？' }]);
});
