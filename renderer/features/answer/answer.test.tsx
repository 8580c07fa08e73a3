// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Answer, Verdict } from '../../../main/contract';
import { scene } from '../../dev/scenes';
import { soySauces } from '../../dev/store';
import { done, refused, settle, show, takeDown, tap, tapOn } from '../../testing';

afterEach(takeDown);

const [light, dark, organic, soldOut] = soySauces;
const answerOf = (name: Parameters<typeof scene>[0], more: Partial<Answer>): Answer => ({
  ...scene(name, 'zh').answer!,
  ...more,
});
const rows = (id: string): HTMLElement[] => screen.queryAllByTestId(id);

describe('one item', () => {
  it('shows where it stands, that it is there and what it costs now', async () => {
    await show('answer-item');
    const [item, ...more] = rows('item');
    expect(more).toEqual([]);
    expect(within(item!).getByTestId('place').textContent).toBe('B3 货架第 2 节（第 3 层）');
    expect(within(item!).getByTestId('stock').textContent).toBe('有货');
    expect(within(item!).getByTestId('price').textContent).toBe('¥9.90');
    expect(item!.textContent).toContain('原价 ¥12.90');
    expect(screen.getByTestId('destination').textContent).toBe('B3 货架');
  });

  it('says the same in English', async () => {
    await show('answer-item', 'en');
    const item = screen.getByTestId('item');
    expect(within(item).getByTestId('place').textContent).toBe('Aisle B3, bay 2, shelf 3');
    expect(within(item).getByTestId('stock').textContent).toBe('In stock');
    expect(item.textContent).toContain(light!.name.en);
  });

  it('is not for sale at a lower price that is none', async () => {
    await show('answer-item', 'zh', { state: { cards: [{ ...light!, offerPrice: light!.price }] } });
    expect(screen.getByTestId('price').textContent).toBe('¥12.90');
    expect(screen.getByTestId('item').textContent).not.toContain('原价');
  });

  it('marks the sentence that is being spoken', async () => {
    await show('answer-item');
    const spoken = screen.getByTestId('caption');
    expect(spoken.textContent).toBe('要我带您过去吗？');
  });

  it('shows the large map at a touch of the small one', async () => {
    await show('answer-item');
    await tapOn('answer-map');
    expect(screen.getByTestId('panel-map')).toBeTruthy();
    await tapOn('back');
    expect(screen.getByTestId('view-answer')).toBeTruthy();
  });

  it('listens again at a touch', async () => {
    const { asked } = await show('answer-item');
    await tapOn('speak');
    expect(asked('turn.start')).toHaveLength(1);
  });
});

it('an item that is sold out says so, and shows no price tag for a shelf that is unknown', async () => {
  const { asked } = await show('answer-item', 'zh', { state: { cards: [soldOut!], places: [] } });
  const item = screen.getByTestId('item');
  expect(within(item).getByTestId('stock').textContent).toBe('暂时缺货');
  expect(item.textContent).toContain('货架位置暂无记录');
  // Nowhere to go: neither a map nor a robot that would lead there.
  expect(screen.queryByTestId('answer-map')).toBeNull();
  expect(screen.queryByTestId('lead')).toBeNull();
  expect(asked('nav.plan')).toEqual([]);
});

describe('many items', () => {
  const many = {
    state: { answer: answerOf('answer-candidates', { candidates: [] }), cards: soySauces },
  };

  it('are listed with place, stock and price each, and one that is touched is opened', async () => {
    const { asked } = await show('answer-candidates', 'zh', many);
    expect(rows('item').map((row) => row.dataset.gtin)).toEqual(soySauces.map(({ gtin }) => gtin));
    expect(rows('stock').map((stock) => stock.textContent)).toEqual(['有货', '货不多了', '有货', '暂时缺货']);
    await tap(rows('item')[2]!);
    expect(asked('item.open')).toEqual([{ gtin: organic!.gtin }]);
  });

  it('that replace what is not carried are called so', async () => {
    await show('answer-alternatives');
    expect(rows('item')).toHaveLength(3);
    for (const row of rows('item')) expect(row.textContent).toContain('替代品');
    expect(screen.getByText('店里有这些替代品')).toBeTruthy();
    // A way on is shown: no person has to come.
    expect(screen.queryByTestId('person')).toBeNull();
  });

  it('in more aisles than one can go to lead nowhere', async () => {
    const places = ['A1', 'A2', 'B1', 'B2', 'C1'].map((aisle) => ({ aisle }));
    await show('answer-candidates', 'zh', { state: { ...many.state, places } });
    expect(screen.queryByTestId('lead')).toBeNull();
    expect(screen.queryByTestId('answer-map')).toBeNull();
  });
});

describe('candidates', () => {
  it('are cards to tap, each once', async () => {
    const { asked } = await show('answer-candidates');
    expect(screen.getByText('您要的是哪一个？')).toBeTruthy();
    expect(rows('candidate').map((row) => row.dataset.gtin)).toEqual(
      [light, dark, organic].map((card) => card!.gtin),
    );
    // What is up for choice is not listed again below.
    expect(rows('item').map((row) => row.dataset.gtin)).toEqual([soldOut!.gtin]);
    await tap(rows('candidate')[1]!);
    expect(asked('item.open')).toEqual([{ gtin: dark!.gtin }]);
  });

  it('that are kinds and no items are asked for in their own words', async () => {
    const candidates = [
      { label: '生抽', say: '生抽在哪里', aisle: 'B3' },
      { label: '老抽', say: '老抽在哪里' },
    ];
    const { asked } = await show('answer-candidates', 'zh', {
      state: { answer: answerOf('answer-candidates', { candidates }), cards: [] },
    });
    expect(rows('candidate').map((row) => row.textContent)).toEqual(['生抽B3', '老抽']);
    await tap(rows('candidate')[1]!);
    expect(asked('ask.text')).toEqual([{ text: '老抽在哪里' }]);
  });

  it('stay in sight, and tappable, while the ear is open', async () => {
    const { change, asked } = await show('answer-candidates');
    change({
      view: 'listening',
      turn: { id: 't2', state: 'listening', partial: '要那个', transcript: '', level: 0.2, fault: null },
    });
    expect(rows('candidate')).toHaveLength(3);
    expect(screen.getByTestId('partial').textContent).toBe('要那个');
    await tap(rows('candidate')[0]!);
    expect(asked('item.open')).toEqual([{ gtin: light!.gtin }]);
  });
});

describe('an allergen verdict', () => {
  const verdict = (value: Verdict, more: Partial<Answer> = {}): Partial<Answer> => ({
    intent: 'product.allergen',
    facts: { ...scene('answer-allergen', 'zh').answer!.facts, verdict: value },
    ...more,
  });
  const banner = (): HTMLElement => screen.getByTestId('verdict');

  it.each([
    ['contains', '含有小麦', '请不要选购'],
    ['may_contain', '可能含有小麦', '以包装标签为准'],
    ['free', '标明不含小麦', '再看一眼包装标签'],
    ['unknown', '没有小麦的标注', '不等于不含'],
  ] as const)('%s is said large, with what follows from it', async (value, words, advice) => {
    await show('answer-allergen', 'zh', { state: { answer: answerOf('answer-allergen', verdict(value)) } });
    expect(banner().dataset.verdict).toBe(value);
    expect(banner().textContent).toContain(words);
    expect(banner().textContent).toContain(advice);
  });

  it('that is unknown offers a person, and never looks like an all-clear', async () => {
    const { asked } = await show('answer-unknown');
    expect(banner().dataset.verdict).toBe('unknown');
    expect(banner().textContent).not.toMatch(/^(?:标明)?不含/);
    await tapOn('person');
    expect(asked('person.call')).toHaveLength(1);
  });

  it('is said in English as well', async () => {
    await show('answer-allergen', 'en');
    expect(banner().textContent).toMatch(/wheat/i);
    expect(banner().textContent).not.toMatch(/[\u4e00-\u9fff]/);
  });
});

it('an answer that is none says so, offers a person and questions that can be answered', async () => {
  const { asked } = await show('answer-abstain');
  expect(screen.getByTestId('abstained').textContent).toContain('这个我答不上来');
  expect(screen.queryByTestId('verdict')).toBeNull();
  const [sample] = rows('sample');
  await tap(sample!);
  expect(asked('ask.text')).toEqual([{ text: sample!.textContent }]);
  await tapOn('person');
  expect(asked('person.call')).toHaveLength(1);
});

it('a place of the floor plan is shown on the map and can be led to', async () => {
  const { asked } = await show('answer-facility');
  expect(screen.getByTestId('destination').textContent).toBe('洗手间');
  await tapOn('lead');
  expect(asked('nav.start')).toEqual([{ amenity: 'am-wc', label: '洗手间' }]);
});

describe('what fails at a touch', () => {
  it.each([
    ['not_found', '没有找到，请换个说法或问店员。'],
    ['unavailable', '这一项正在恢复，请稍后再试。'],
    ['timeout', '等得有点久，请再试一次。'],
    ['internal', '没能完成，请再试一次或问店员。'],
  ] as const)('is told kindly: %s', async (code, words) => {
    await show('answer-candidates', 'zh', { answers: { 'item.open': () => refused(code) } });
    await tap(rows('candidate')[0]!);
    expect(screen.getByRole('alert').textContent).toBe(words);
    await tap(screen.getByRole('alert'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is told as well when main does not answer at all', async () => {
    await show('answer-item', 'zh', {
      answers: { 'turn.start': () => Promise.reject(new Error('An object could not be cloned.')) },
    });
    await tapOn('speak');
    expect(screen.getByRole('alert').textContent).toBe('这一项正在恢复，请稍后再试。');
  });

  it('a map that is away leaves the rest of the answer', async () => {
    await show('answer-item', 'zh', { answers: { 'catalog.map': () => done(null) } });
    expect(screen.queryByTestId('answer-map')).toBeNull();
    expect(screen.getByTestId('place').textContent).toContain('B3');
    await settle();
    expect(screen.getByTestId('lead')).toBeTruthy();
  });
});
