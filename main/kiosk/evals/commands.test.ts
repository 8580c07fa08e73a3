import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../contract';
import { locatorSlip, paperOf } from '../../read-models';
import { NOW, openSmallStore, SHAMPOOS, type SmallStore } from './store';

let store: SmallStore;
beforeAll(async () => void (store = await openSmallStore()));
afterAll(() => store.close());

function ask(...lines: string[]): Answer {
  const conversation = store.engine.newConversation();
  let answer: Answer | undefined;
  for (const text of lines) answer = store.engine.ask({ text }, conversation);
  return answer!;
}

/** What no answer may say by itself: nothing of it has happened when it is decided. */
const PROMISES =
  /跟我来|正在打印|请取走|马上叫|这就叫|我(?:来)?叫店员|马上请|正在叫|follow me|printing|take your slip|calling|on the way/i;

describe('an answer', () => {
  it.each([
    ['带我去买抽纸'],
    ['take me to the tissues'],
    ['洗发水在哪里', '好的'],
    ['where is the shampoo', 'yes please'],
    ['带我去 B3 货架'],
    ['打印抽纸的位置'],
    ['洗发水在哪里', '打印小票'],
    ['print a coupon'],
    ['怎么退货', '打印出来'],
    ['我要找店员'],
    ['I want to talk to a person'],
    ['孩子走丢了'],
    ['停'],
    ['等等我'],
    ['大声一点'],
  ])('asks for what was wished and promises nothing of it: %s %s', (...lines) => {
    const answer = ask(...lines.filter(Boolean));
    expect(answer.commands).toHaveLength(1);
    expect(answer.text).not.toMatch(PROMISES);
  });

  it.each([
    ['带我去买抽纸', { type: 'navigate', aisle: 'B3', bay: '2', label: '云山抽纸' }],
    ['take me to the tissues', { type: 'navigate', aisle: 'B3', bay: '2', label: 'Yunshan Tissues' }],
    ['打印抽纸的位置', { type: 'print', what: 'slip', gtins: ['2001'] }],
    ['打印优惠券', { type: 'print', what: 'coupon', ids: ['all', 'hair'] }],
    ['打印洗发水的优惠券', { type: 'print', what: 'coupon', ids: expect.arrayContaining(['hair', 'all']) }],
    ['停', { type: 'stop' }],
    ['等等我', { type: 'hold' }],
    ['大声一点', { type: 'volume', change: 'louder' }],
    ['重新开始', { type: 'home' }],
    ['我要找店员', { type: 'handoff', reason: 'requested' }],
  ])('%s', (text, command) => {
    expect(ask(text).commands).toEqual([command]);
  });

  it('offers to lead without doing it, does it at yes, and only offers again after did you mean', () => {
    expect(ask('洗发水在哪里')).toMatchObject({
      commands: [],
      asks: true,
      actions: [{ type: 'navigate', aisle: 'B3' }],
    });
    expect(ask('洗发水在哪里', '好的').commands).toMatchObject([{ type: 'navigate', aisle: 'B3' }]);
    const conversation = store.engine.newConversation();
    const text = '抽纸在哪里';
    const unsure = store.engine.ask(
      { text, lang: 'zh', spoken: true, nbest: [{ text, score: 0, confidence: Array.from(text, () => 0) }] },
      conversation,
    );
    expect(unsure.text).toMatch(/^您是要找/);
    expect(store.engine.ask({ text: '是的' }, conversation)).toMatchObject({
      control: 'yes',
      commands: [],
      actions: [{ type: 'navigate' }],
    });
  });

  it('go on is only what it says where nothing else was asked', () => {
    expect(ask('好的').commands).toEqual([{ type: 'go_on' }]);
  });

  it('prints the sheet of what was just answered', () => {
    expect(ask('怎么退货', '打印出来').commands).toEqual([
      { type: 'print', what: 'knowledge', ids: ['return'] },
    ]);
    const paper = paperOf(store.reader, { type: 'knowledge', id: 'return', lang: 'en' }, NOW, () => []);
    expect(paper).toMatchObject({
      type: 'text',
      title: 'what is your return policy',
      body: 'Within seven days with the receipt.',
    });
    expect(() => paperOf(store.reader, { type: 'knowledge', id: 'none', lang: 'zh' }, NOW, () => [])).toThrow(
      expect.objectContaining({ reason: 'not_found' }),
    );
  });

  it('says that there is no coupon rather than print one that has ended or has no code', () => {
    const answer = ask('打印优惠券');
    expect(answer.text).not.toMatch(/过期|没有码/);
    expect(() => paperOf(store.reader, { type: 'coupon', id: 'over', lang: 'zh' }, NOW, () => [])).toThrow(
      expect.objectContaining({ reason: 'not_found' }),
    );
  });

  it('asks where its last sentence is a question, and says so itself', () => {
    for (const text of [
      '洗发水在哪里',
      '抽纸有货吗',
      '你好',
      '打印',
      '咔咔咔在哪里',
      'where is the shampoo',
      'hello',
      '抽纸多少钱',
      '谢谢',
      '停',
      '怎么退货',
      '今天有什么优惠',
      '带我去买抽纸',
      '洗发水多少钱',
    ]) {
      const answer = ask(text);
      expect([text, answer.asks || answer.candidates.length > 0]).toEqual([
        text,
        /[?？]$/.test(answer.text) || answer.candidates.length > 0,
      ]);
    }
  });
});

describe('a slip of a kind', () => {
  it('lists the first few and counts the rest', () => {
    const [command] = ask('洗发水在哪里', '打印小票').commands;
    if (command?.type !== 'print' || command.what !== 'slip')
      throw new Error(`no slip: ${JSON.stringify(command)}`);
    expect(command.gtins).toHaveLength(SHAMPOOS);
    const slip = locatorSlip(store.reader, { gtins: command.gtins, lang: 'zh' }, NOW, (gtins) =>
      store.engine.cardsFor(gtins),
    );
    if (slip.type !== 'locator') throw new Error(slip.type);
    expect(slip.items).toHaveLength(5);
    expect(slip.more).toBe(SHAMPOOS - 5);
    expect(
      locatorSlip(store.reader, { gtins: command.gtins, lang: 'zh', total: 144 }, NOW, (gtins) =>
        store.engine.cardsFor(gtins),
      ),
    ).toMatchObject({ more: 139 });
    expect(
      locatorSlip(store.reader, { gtins: ['2001'], lang: 'zh' }, NOW, (gtins) =>
        store.engine.cardsFor(gtins),
      ),
    ).not.toHaveProperty('more');
  });
});
