// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { scene } from '../../dev/scenes';
import { show, takeDown, tapOn } from '../../testing';

afterEach(takeDown);

const listening = scene('listening', 'zh').turn;

describe('the open ear', () => {
  it('shows what is heard while it is heard, and can be shut', async () => {
    const { asked, change } = await show('listening');
    expect(screen.getByTestId('listening-state').textContent).toBe('请说，我在听');
    change({ turn: { ...listening, partial: '请问酱油' } });
    expect(screen.getByTestId('partial').textContent).toBe('请问酱油');
    change({ turn: { ...listening, state: 'answering', transcript: '请问酱油在哪' } });
    expect(screen.getByTestId('partial').dataset.final).toBe('true');
    expect(screen.getByTestId('listening-state').textContent).toBe('正在为您查找…');
    await tapOn('cancel');
    expect(asked('turn.cancel')).toHaveLength(1);
  });

  it.each([
    ['denied', 'zh', '麦克风未获许可，请点屏幕查找。'],
    ['absent', 'zh', '没有找到麦克风，请点屏幕查找。'],
    ['lost', 'zh', '麦克风断开了，请点屏幕查找。'],
  ] as const)('that hears nothing (%s) says why, and how to go on by touch', async (mic, lang, words) => {
    const { asked } = await show('listening-fault', lang, { state: { mic } });
    expect(screen.getByTestId('fault').textContent).toBe(words);
    await tapOn('again');
    expect(asked('turn.start')).toHaveLength(1);
    await tapOn('by-touch');
    expect(screen.getByTestId('panel-browse')).toBeTruthy();
  });
});

describe('home', () => {
  it('offers speaking, questions of this store, categories and the dock', async () => {
    const { asked } = await show('home');
    expect(screen.getByTestId('hint').textContent).toBe('或者直接说“你好小店”');
    await tapOn('speak');
    expect(asked('turn.start')).toHaveLength(1);
  });

  it('asks a sample in the words that stand on it', async () => {
    const { asked } = await show('home', 'en');
    const [sample] = screen.getAllByTestId('sample');
    sample!.click();
    expect(asked('ask.text')).toEqual([{ text: sample!.textContent }]);
    expect(sample!.textContent).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('calls a person', async () => {
    const { asked } = await show('home');
    await tapOn('home.person');
    expect(asked('person.call')).toHaveLength(1);
  });

  it('says what is away and what works instead', async () => {
    await show('home-trouble');
    const status = screen.getByTestId('status').textContent;
    for (const words of ['语音暂不可用，请点屏幕', '商品资料已过期', '带路和打印暂不可用', '存储空间快满了'])
      expect(status).toContain(words);
    expect(screen.getByTestId('hint').textContent).toBe('请点下面的分类，或用键盘输入');
  });
});
