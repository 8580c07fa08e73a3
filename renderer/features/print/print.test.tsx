// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { PrintReason, type Answer, type PrintState } from '../../../main/contract';
import { scene } from '../../dev/scenes';
import { soySauces } from '../../dev/store';
import { done, refused, show, takeDown, tapOn } from '../../testing';

afterEach(takeDown);

const button = (id: string): HTMLButtonElement => screen.getByTestId(id);
const job = (state: PrintState['state'], reason?: PrintReason): PrintState => ({
  jobId: 'j9',
  state,
  ...(reason && { reason }),
});

it('prints what stands on the screen, once', async () => {
  let finish: (state: PrintState) => void = () => {};
  const { asked } = await show('answer-candidates', 'zh', {
    answers: {
      'print.slip': () => new Promise((resolve) => (finish = (state) => resolve(done(state)))),
    },
  });
  await tapOn('print');
  expect(asked('print.slip')).toEqual([{ gtins: soySauces.map(({ gtin }) => gtin) }]);
  // Whoever taps twice gets one slip.
  expect(button('print').disabled).toBe(true);
  await tapOn('print');
  expect(asked('print.slip')).toHaveLength(1);
  finish(job('queued'));
});

it('shows the paper as it will lie there while it is printed', async () => {
  const { change } = await show('answer-item');
  change({ print: job('printing') });
  const picture = await screen.findByTestId<HTMLImageElement>('slip-preview');
  expect(decodeURIComponent(picture.src)).toContain('海天特级金标生抽');
  expect(button('print').disabled).toBe(true);
});

describe.each(PrintReason.options)('a slip that does not come out: %s', (reason) => {
  it.each(['zh', 'en'] as const)('says why in words (%s) and gives the places for a phone', async (lang) => {
    await show('answer-item', lang, { state: { print: job('failed', reason), call: null } });
    const way = screen.getByTestId('take-away');
    expect(way.textContent).not.toContain(reason.includes('_') ? reason : '_');
    expect(way.textContent).toMatch(lang === 'zh' ? /[\u4e00-\u9fff]{4}/ : /[a-z]{3}/);
    expect(way.dataset.text).toContain('B3');
    expect(way.querySelector('img')?.alt).toContain('B3');
  });
});

it('a printer without paper still lets the shopper go on: place, map, robot and another question', async () => {
  await show('no-paper');
  expect(screen.getByTestId('print-state').dataset.reason).toBe('paper_out');
  expect(screen.getByTestId('status.call')).toBeTruthy();
  for (const id of ['place', 'answer-map', 'lead', 'speak', 'home'])
    expect(screen.getByTestId(id), id).toBeTruthy();
  // Once paper is in, it can be asked for again.
  expect(button('print').disabled).toBe(false);
});

it('a slip that came out needs no code for a phone', async () => {
  await show('arrived');
  expect(screen.queryByTestId('take-away')).toBeNull();
});

it('an order that main refuses is told, and may be given again', async () => {
  const { asked } = await show('answer-item', 'zh', {
    answers: { 'print.slip': () => refused('device', 'spool_full') },
  });
  await tapOn('print');
  expect(screen.getByRole('alert').textContent).not.toBe('');
  await tapOn('print');
  expect(asked('print.slip')).toHaveLength(2);
});

it.each([
  ['is away', [], undefined],
  ['is connecting', [{ state: 'connecting' as const }], true],
  ['is at fault', [{ state: 'fault' as const }], undefined],
])('where the printer %s nothing promises paper', async (_how, states, disabled) => {
  const devices = states.map(({ state }) => ({
    name: 'receipt',
    kind: 'printer' as const,
    state,
    simulated: false,
  }));
  await show('answer-item', 'zh', { state: { devices } });
  expect((screen.queryByTestId('print') as HTMLButtonElement | null)?.disabled).toBe(disabled);
});

it('prints the coupon and the sheet that an answer offers', async () => {
  const answer: Answer = {
    ...scene('answer-item', 'zh').answer!,
    actions: [
      { type: 'print', what: 'coupon', id: 'P1' },
      { type: 'print', what: 'knowledge', id: 'K12' },
      { type: 'print', what: 'slip' },
    ],
  };
  const paper = (): ReturnType<typeof done<PrintState>> => done(job('queued'));
  const { asked } = await show('answer-item', 'zh', { state: { answer }, answers: { 'print.paper': paper } });
  await tapOn('print-coupon-P1');
  await tapOn('print-knowledge-K12');
  expect(asked('print.paper')).toEqual([
    { what: 'coupon', id: 'P1' },
    { what: 'knowledge', id: 'K12' },
  ]);
});
