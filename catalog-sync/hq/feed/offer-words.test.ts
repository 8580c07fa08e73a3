import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallFeed, temporaryFolder, writeFeed } from '../../testing';
import { checkOffer } from './offer-words';
import { readFeed } from './read-feed';

const SHANGHAI = 'Asia/Shanghai';
const offer = (kind: string, value: string, zh: string, en: string, more: object = {}) =>
  checkOffer(
    {
      kind,
      value,
      title: { zh, en },
      startsAt: '2026-11-11T00:00:00+08:00',
      endsAt: '2026-11-20T23:59:59+08:00',
      membersOnly: false,
      ...more,
    },
    SHANGHAI,
  );
const NOTHING = { warnings: [] };

describe('figures of a title', () => {
  it.each([
    ['percent_off', '80', '洗衣液八折', 'Detergent', /says 20 % off/],
    ['percent_off', '85', '８．５折', 'Sale', /says 15 % off/],
    ['percent_off', '85', '八点五折', 'Sale', /says 15 % off/],
    ['percent_off', '85', '8 点 5 折', 'Sale', /says 15 % off/],
    ['percent_off', '88', '打 88 折', 'Sale', /says 12 % off/],
    ['percent_off', '5', '对折', 'Sale', /says 50 % off/],
    ['percent_off', '80', '立减 20%', 'Sale', /says 20 % off/],
    ['percent_off', '15', '洗衣液', 'Save 20% on detergent', /says 20 % off/],
    ['percent_off', '20', '洗衣液', '25 percent off', /says 25 % off/],
    ['percent_off', '50', '第二件半价', 'Second half price', /second_item_percent_off/],
    ['percent_off', '20', '第2瓶8折', 'Second bottle 20% off', /second_item_percent_off/],
    ['percent_off', '5', '立减5元', '5 off', /amount_off/],
    ['percent_off', '50', '买一送一', 'Buy one get one free', /buy_n_get_m/],
    ['percent_off', '100', '免费领', 'Free', /leaves a price of 0/],
    ['amount_off', '8', '全场8折', '20% off', /percent_off/],
    ['amount_off', '50', '直降30元', '¥30 off', /takes 30 off/],
    ['amount_off', '100', '满100减20', 'Spend 100, 20 off', /takes 20 off/],
    ['amount_off', '0', '立减', 'Off', /takes nothing off/],
    ['special_price', '19.9', '牙膏特价9.9元', 'Toothpaste 9.90', /says 9.9, the value says 19.9/],
    ['special_price', '9.9', '牙膏', 'Toothpaste at $19.90', /says 19.9/],
    ['special_price', '99', '三件99元', 'Three for 99', /bundle_price/],
    ['special_price', '9.9', '第二件9.9元', 'Second one 9.90 off', /second_item_percent_off/],
    ['special_price', '8.5', '高露洁8.5折', 'Colgate', /8.5 is no price; its kind is percent_off/],
    ['special_price', '0', '免费试吃', 'Free', /a price of 0 is not told/],
    ['special_price', '0.00', '试吃', 'Taste', /a price of 0.00 is not told/],
    ['bundle_price', '88', '任选3件99元', 'Any 3 for 99', /says 99, the value says 88/],
    ['bundle_price', '0', '两件', 'Two', /is not told/],
    ['buy_n_get_m', '2+1', '买一送一', 'Buy one get one free', /says 1\+1, the value says 2\+1/],
    ['buy_n_get_m', '1+1', '买二送一', 'Buy 2 get 1', /says 2\+1, the value says 1\+1/],
    ['buy_n_get_m', '1+1', '饼干', '3 for 2', /says 2\+1/],
    ['buy_n_get_m', '1+1', '第二件半价', 'Second half price', /second_item_percent_off/],
    ['second_item_percent_off', '70', '第二件7折', 'Second 30% off', /says 30 % off, the value says 70/],
    ['coupon', '30', '满199减40券', '40 off 199', /takes 40 off, the value takes 30 off/],
  ])('%s %s “%s” “%s” is not told', (kind, value, zh, en, why) => {
    expect(offer(kind, value, zh, en)).toEqual({
      fault: { column: 'value', message: expect.stringMatching(why) },
      warnings: [],
    });
  });

  it.each([
    ['percent_off', '15', '洗护 85 折', '15% off'],
    ['percent_off', '15', '８．５折', 'Fifteen'],
    ['percent_off', '50', '对折', 'Half off'],
    ['percent_off', '20', '三折叠伞8折', '20% off folding umbrellas'],
    ['percent_off', '20', '原价 20 元，8 折', 'was 20, 20% off'],
    ['percent_off', '20', '元旦2027元旦8折', 'New Year: 20% off'],
    ['percent_off', '10', '非会员也享9折', '10% off'],
    ['amount_off', '20', '立减20元', '¥20 off'],
    ['special_price', '2199', '戴森特价 RM2199', 'Dyson at RM2,199'],
    ['special_price', '17.9', '维达抽纸 10 包 17.9', 'Tissues 10 packs 17.90'],
    ['special_price', '32.9', '原价 45 元，特价 32.9 元', 'now ¥32.90, was ¥45'],
    ['special_price', '159', '四件套特价159元', 'Bedding set 159'],
    ['bundle_price', '89', '安慕希两箱 89 元', 'Two cases for ¥89'],
    ['bundle_price', '2', '百加 2 元两瓶', 'two 100PLUS for $2'],
    ['buy_n_get_m', '2+1', '买2瓶送1瓶', 'Buy two, get one'],
    ['second_item_percent_off', '100', '买一送一', 'Buy one get one'],
    ['second_item_percent_off', '40', '第二包 6 折', 'Second pack 40% off'],
    ['gift', '', '买肥牛送蘸料', 'Free sauce'],
    ['info', '', '周三 95 折', 'Wednesdays 5% off'],
  ])('%s %s “%s” “%s” is told', (kind, value, zh, en) => {
    expect(offer(kind, value, zh, en)).toEqual(NOTHING);
  });

  it.each([
    ['percent_off', '85', '洗护大促', 'Sale', /85 % off, 1.5 折.*meant so/],
    ['percent_off', '8', '洗护大促', 'Sale', /8 % off, 9.2 折/],
    ['percent_off', '8.5', '洗护大促', 'Sale', /8.5 % off/],
    ['amount_off', '20', '满100减20', '20 off 100', /asks for a sum/],
    ['special_price', '9.9', '满50元加9.9元', 'Sale', /asks for a sum/],
    ['percent_off', '10', '满199打9折', '10% off when you spend 199', /asks for a sum/],
  ])('%s %s “%s” is asked about', (kind, value, zh, en, why) => {
    expect(offer(kind, value, zh, en)).toEqual({
      warnings: [{ column: 'value', message: expect.stringMatching(why) }],
    });
  });

  it.each([
    ['percent_off', '20', '3 件 8 折', '20% off'],
    ['percent_off', '20', '满三件打8折', '20% off'],
    ['percent_off', '20', '葡萄酒', '20% off two or more'],
    ['amount_off', '10', '两件减10元', '10 off'],
  ])('%s %s “%s” is told by its words only', (kind, value, zh, en) => {
    expect(offer(kind, value, zh, en)).toEqual({
      wordsOnly: expect.stringMatching(/for several pieces/),
      warnings: [],
    });
  });

  it('knows an offer for members', () => {
    expect(offer('special_price', '9.9', '会员价9.9元', 'Sale').forMembers).toMatch(/for members/);
    expect(offer('special_price', '9.9', '特价9.9元', 'Members: 9.90').forMembers).toMatch(/for members/);
    expect(offer('special_price', '9.9', '会员价9.9元', 'Sale', { membersOnly: true })).toEqual(NOTHING);
  });
});

describe('days and hours of a title', () => {
  it.each([
    ['11月11日-11月30日 8折', 'Sale', /says until 11-30, the offer ends on 11-20/],
    ['8折 11.11-11.30', 'Sale', /says until 11-30/],
    ['8折（11/11~11/30）', 'Sale', /says until 11-30/],
    ['11月11日至30日8折', 'Sale', /says until 11-30/],
    ['8折，截至11月18日', 'Sale', /says until 11-18/],
    ['8折，即日起至11月25日', 'Sale', /says until 11-25/],
    ['8折，11月25日截止', 'Sale', /says until 11-25/],
    ['11月1日-11月20日8折', 'Sale', /says from 11-01, the offer begins on 11-11/],
    ['12月12日8折', 'Sale', /names 12-12/],
    ['八折', '20% off until Nov 25', /says until 11-25/],
    ['八折', '20% off, Nov 11 - 30', /says until 11-30/],
    ['八折', '20% off 11-25 November', /says until 11-25/],
    ['八折', '20% off through 25 November', /says until 11-25/],
  ])('“%s” “%s” is not told', (zh, en, why) => {
    expect(offer('percent_off', '20', zh, en).fault).toEqual({
      column: 'ends_at',
      message: expect.stringMatching(why),
    });
  });

  it.each([
    ['11月11日-11月20日 8折', 'Sale'],
    ['11.11-11.20 全场8折', '20% off Nov 11-20'],
    ['8折，至11月20日', '20% off until 20 November'],
    ['2026年11月11日至2026年11月20日 8折', 'Sale'],
    ['11月15日会员日 8折', 'Sale'],
    ['双11 8折', '11.11: 20% off'],
    ['1.5-2.5L 8折', '20% off'],
    ['黑五 8折', 'Black Friday: 20% off'],
    ['三周年8折', 'Anniversary: 20% off'],
  ])('“%s” “%s” is told', (zh, en) => {
    expect(offer('percent_off', '20', zh, en, { membersOnly: true })).toEqual(NOTHING);
  });

  it('are those of the store, whatever zone its times are written in', () => {
    const times = { startsAt: '2026-11-10T16:00:00Z', endsAt: '2026-11-20T15:59:59Z' };
    expect(offer('percent_off', '20', '11月11日-11月20日 8折', 'Sale', times)).toEqual(NOTHING);
    expect(offer('percent_off', '20', '11月10日-11月20日 8折', 'Sale', times).fault?.message).toMatch(
      /begins on 11-11/,
    );
  });

  it.each(['2026-11-20T00:00:00+08:00', '2026-11-19T16:00:00Z'])('warns of an end at 00:00: %s', (endsAt) => {
    for (const kind of ['percent_off', 'info', 'coupon'])
      expect(offer(kind, '20', '8折', '20% off', { endsAt }).warnings).toEqual([
        { column: 'ends_at', message: expect.stringMatching(/is 00:00 of 11-20, so the last day is 11-19/) },
      ]);
  });

  it('are not told as a price on all the other days', () => {
    const long = { endsAt: '2026-12-20T23:59:59+08:00' };
    for (const [zh, en] of [
      ['周三8折', '20% off'],
      ['每周末8折', '20% off'],
      ['晚八点后8折', '20% off'],
      ['面包8折', 'Bread 20% off after 8 pm'],
      ['面包8折', 'Wednesdays: bread 20% off'],
    ] as const) {
      expect(offer('percent_off', '20', zh, en, long).wordsOnly).toMatch(/some days or hours only/);
      expect(offer('info', '', zh, en, long)).toEqual(NOTHING);
    }
    const day = { startsAt: '2026-11-11T08:00:00+08:00', endsAt: '2026-11-11T22:00:00+08:00' };
    expect(offer('percent_off', '20', '周三8折', 'Sale', day)).toEqual(NOTHING);
  });
});

describe('a feed with such offers', () => {
  let dir: string;
  beforeAll(() => (dir = temporaryFolder()));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const read = async (...rows: string[]) => {
    const header = 'id,title_zh,title_en,kind,value,starts_at,ends_at,category_zh';
    const told: (string | number)[][] = [];
    const feed = writeFeed(join(dir, 'feed'), {
      ...smallFeed(),
      'promotions.csv': `${[header, ...rows].join('\n')}\n`,
    });
    const { errors, warnings } = await readFeed(feed, (table, row) => {
      if (table === 'promotion') told.push(row as (string | number)[]);
    });
    expect(errors).toEqual([]);
    return { warnings, told };
  };
  const times = '2026-11-01T00:00:00+08:00,2026-11-30T23:59:59+08:00';

  it('goes on, and names file, line and column of each', async () => {
    const { warnings, told } = await read(
      `A,牛奶8.5折,Milk,percent_off,85,${times},乳品`,
      `B,牛奶3件8折,Milk,percent_off,20,${times},乳品`,
      `C,牛奶会员9折,Milk,percent_off,10,${times},乳品`,
      `D,牛奶9折,Milk,percent_off,10,2026-11-01T00:00:00+08:00,2026-12-01T00:00:00+08:00,乳品`,
      `E,牛奶免费,Milk,special_price,0,${times},乳品`,
    );
    expect(told.map(([id, , , kind, value, , , , , members]) => [id, kind, value, members])).toEqual([
      ['B', 'info', '', 0],
      ['C', 'percent_off', '10', 1],
      ['D', 'percent_off', '10', 0],
    ]);
    expect(
      warnings
        .filter(({ file }) => file === 'promotions.csv')
        .map(({ line, column, message }) => [line, column, message]),
    ).toEqual([
      [2, 'value', expect.stringMatching(/says 15 % off.*the offer is left out/)],
      [3, 'kind', expect.stringMatching(/for several pieces; it is told by its words/)],
      [4, 'members_only', expect.stringMatching(/for members; it is told as theirs/)],
      [5, 'ends_at', expect.stringMatching(/00:00 of 12-01, so the last day is 11-30/)],
      [6, 'value', expect.stringMatching(/a price of 0 is not told.*left out/)],
    ]);
  });
});
