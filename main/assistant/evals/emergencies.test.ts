import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStudent } from '../../../catalog-sync';
import {
  emergencyNumbers,
  emergencyNumbersOf,
  servicesFor,
  type Answer,
  type EmergencyCause,
  type EmergencyService,
} from '../../contract';
import { createEngine } from '..';
import { openShop, planWith, type Shop } from './shop';

const lines = (name: string): string[] =>
  readFileSync(path.join(__dirname, 'emergencies', name), 'utf8')
    .trim()
    .split('\n');

/** Goods and a rule that hold the words of emergencies: what the places must never lose to. */
const PRODUCTS = [
  {
    gtin: '1',
    name_zh: '家用急救箱',
    name_en: 'Home First Aid Kit',
    category_zh: '护理 > 急救',
    category_en: 'Care > First aid',
    price: '59',
  },
  {
    gtin: '2',
    name_zh: '家用灭火器',
    name_en: 'Fire Extinguisher',
    category_zh: '五金 > 消防',
    category_en: 'Hardware > Fire safety',
    price: '89',
  },
  {
    gtin: '3',
    name_zh: '安心创可贴',
    name_en: 'Anxin Plasters',
    category_zh: '护理 > 创可贴',
    category_en: 'Care > Plasters',
    price: '9',
  },
  {
    gtin: '4',
    name_zh: '消防车积木',
    name_en: 'Fire Engine Blocks',
    category_zh: '玩具 > 积木',
    category_en: 'Toys > Blocks',
    price: '49',
  },
  {
    gtin: '5',
    name_zh: '洗手间清洁剂',
    name_en: 'Toilet Cleaner',
    category_zh: '清洁 > 洁厕',
    category_en: 'Cleaning > Toilet',
    price: '12',
  },
];
const KNOWLEDGE = [
  {
    id: 'smoke',
    topic: 'policy',
    questions_zh: '店里可以抽烟吗|冒烟怎么办',
    questions_en: 'can I smoke here|no smoking near the exit',
    answer_zh: '全店禁烟。',
    answer_en: 'No smoking in the store.',
  },
];
const PLACES = [
  { id: 'wc', category: 'restroom', zh: '洗手间', en: 'Toilets', x: 3, y: 3 },
  { id: 'wc-able', category: 'restroom.wheelchair', zh: '无障碍洗手间', en: 'Accessible toilet', x: 9, y: 9 },
  { id: 'exit-far', category: 'emergencyexit', zh: '消防通道（北）', en: 'Fire exit north', x: 40, y: 40 },
  { id: 'exit', category: 'emergencyexit', zh: '消防通道', en: 'Fire exit', x: 5, y: 0 },
  { id: 'aid', category: 'firstaid', zh: '急救箱', en: 'First aid', x: 2, y: 2 },
  { id: 'aed', category: 'aed', zh: 'AED 除颤器', en: 'AED', x: 2, y: 4 },
  { id: 'meet', category: 'unspecified', zh: '紧急集合点', en: 'Assembly point', x: -20, y: 0 },
  { id: 'desk', category: 'information', zh: '服务台', en: 'Service desk', x: 1, y: 1 },
];

let full: Shop;
let bare: Shop;
/** Goods are found by all evidence, as on a terminal. */
beforeAll(async () => {
  const encoder = await openStudent();
  full = openShop({ products: PRODUCTS, knowledge: KNOWLEDGE, map: planWith(PLACES), encoder });
  bare = openShop({
    products: PRODUCTS,
    knowledge: KNOWLEDGE,
    map: planWith(PLACES.filter(({ id }) => id === 'desk' || id === 'wc')),
    store: { timezone: 'Europe/Berlin', currency: 'EUR' },
    encoder,
  });
  for (const { engine } of [full, bare]) await engine.learn();
});
afterAll(() => {
  full.close();
  bare.close();
});

/** The services whose numbers an answer gives. */
const servicesSaid = (answer: Answer): EmergencyService[] =>
  (answer.facts.emergency as { numbers: { service: EmergencyService }[] }).numbers.map(
    ({ service }) => service,
  );
const ask = (shop: Shop, text: string): Answer => shop.engine.ask({ text }, shop.engine.newConversation());

describe('a cry for help', () => {
  const cries = ['zh', 'en'].flatMap((lang) =>
    lines(`cries.${lang}.txt`).map((line) => line.split('\t') as [string, string]),
  );
  it.each(cries)('%s: %s calls a person at once', (cause, say) => {
    expect(ask(full, say)).toMatchObject({ intent: 'handoff', handoff: 'unsafe', items: [] });
    expect(servicesSaid(ask(full, say))).toEqual(
      expect.arrayContaining([...servicesFor[cause as EmergencyCause]]),
    );
  });

  it('names the number of what is needed, in the store’s country', () => {
    expect(ask(full, '着火了').text).toContain('119');
    expect(ask(full, '着火了').text).not.toMatch(/110|120/);
    expect(ask(full, '有人晕倒了').facts.emergency).toEqual({
      cause: 'medical',
      numbers: [{ service: 'medical', number: '120' }],
    });
    expect(ask(full, '有人抢劫').text).toContain('110');
    for (const say of ['Fire!', 'someone is choking', 'a man has a knife'])
      expect(ask(bare, say).text).toContain('112');
    expect(ask(full, '着火了').facts.facility).toBe('exit');
    expect(ask(full, 'my dad collapsed').facts.facility).toBe('aed');
  });

  it('promises nobody: staff are called by a command, and whether they were told is said after it', () => {
    for (const say of ['着火了', '有人晕倒了', '孩子走丢了', 'Fire!', 'someone is choking']) {
      const answer = ask(full, say);
      expect(answer.commands).toEqual([{ type: 'handoff', reason: 'unsafe' }]);
      expect(answer.text).not.toMatch(/叫店员|店员过来|calling|on the way/);
    }
  });

  it.each(['有人暈倒了，快叫救護車', '著火啦，快啲走', '我個仔唔見咗，幫我廣播'])(
    'is heard in traditional characters: %s',
    (say) => {
      expect(ask(full, say)).toMatchObject({ intent: 'handoff', handoff: 'unsafe' });
    },
  );

  it.each([
    ['洗手间清洁剂在哪', '等等，我儿子喝了一口洁厕的，嘴里都烂了'],
    ['where are the plasters', 'sorry, my dad just dropped to the floor'],
  ])('is heard in the middle of a talk about goods, and leaves no question open: %s, %s', (before, cry) => {
    const conversation = full.engine.newConversation();
    full.engine.ask({ text: before }, conversation);
    expect(full.engine.ask({ text: cry }, conversation)).toMatchObject({ handoff: 'unsafe', items: [] });
    expect(conversation.pending).toBeUndefined();
  });

  it('is never a question for a knife where somebody means to hurt', () => {
    expect(ask(full, '有没有快的刀，我要捅人').handoff).toBe('unsafe');
  });

  it('is heard without a catalog, too', () => {
    const engine = createEngine({ catalog: () => undefined, clock: () => new Date() });
    expect(engine.ask({ text: '着火了快来人' }, engine.newConversation())).toMatchObject({
      handoff: 'unsafe',
      facts: { emergency: { cause: 'fire' } },
    });
  });
});

describe('goods whose names hold the words of danger', () => {
  it.each([...lines('lookalikes.zh.txt'), ...lines('lookalikes.en.txt')])('%s: calls nobody', (say) => {
    expect(ask(full, say).handoff).toBeNull();
  });
  it.each([
    ['家用急救箱多少钱', '1'],
    ['灭火器在哪里', '2'],
    ['where is the fire extinguisher', '2'],
    ['手指割破了创可贴在哪里', '3'],
    ['first aid kit price', '1'],
  ])('%s is a question about goods', (say, gtin) => {
    expect(ask(full, say).items[0]?.gtin).toBe(gtin);
  });
});

describe('an emergency place', () => {
  it.each([
    ['消防通道', 'exit'],
    ['消防通道在哪里', 'exit'],
    ['安全出口怎么走', 'exit'],
    ['逃生通道在哪', 'exit'],
    ['紧急出口', 'exit'],
    ['Fire exit', 'exit'],
    ['where is the emergency exit', 'exit'],
    ['which way is the fire escape', 'exit'],
    ['急救箱在哪', 'aid'],
    ['有急救箱吗', 'aid'],
    ['医务室在哪里', 'aid'],
    ['where is the first aid', 'aid'],
    ['first aid station', 'aid'],
    ['AED', 'aed'],
    ['急救用的AED放在哪里', 'aed'],
    ['除颤器在哪', 'aed'],
    ['First aid and AED', 'aed'],
    ['where is the defibrillator', 'aed'],
    ['紧急集合点在哪', 'meet'],
    ['where is the assembly point', 'meet'],
    ['无障碍洗手间', 'wc-able'],
    ['无障碍卫生间在哪', 'wc-able'],
    ['残疾人厕所怎么走', 'wc-able'],
    ['坐轮椅的能用的洗手间在哪', 'wc-able'],
    ['accessible toilet', 'wc-able'],
    ['is there a disabled restroom', 'wc-able'],
    ['a toilet for wheelchairs', 'wc-able'],
    ['洗手间在哪', 'wc'],
    ['where is the toilet', 'wc'],
  ])('%s leads to %s', (say, id) => {
    const answer = ask(full, say);
    expect(answer).toMatchObject({ items: [], handoff: null, facts: { facility: id } });
    expect(answer.actions).toContainEqual({ type: 'navigate', facility: id });
  });

  it.each([
    '消防通道在哪里',
    'where is the fire exit',
    '急救箱在哪',
    'AED',
    '无障碍洗手间',
    '紧急集合点在哪',
  ])('%s is said to be missing where the plan has none, and the service desk shown', (say) => {
    const answer = ask(bare, say);
    expect(answer).toMatchObject({
      intent: 'store.facility',
      items: [],
      abstained: true,
      actions: [{ type: 'navigate', facility: 'desk' }],
    });
    expect(answer.facts.facility).toBeUndefined();
    expect(answer.text).toMatch(/没有登记|not marked/);
  });

  it.each([
    ['zh', '好的', '消防通道'],
    ['en', 'yes please', 'Fire exit'],
  ] as const)('is led to by its own name, %s', (lang, yes, label) => {
    const conversation = full.engine.newConversation();
    full.engine.ask({ text: 'x', lang, facility: 'exit' }, conversation);
    const command = { type: 'navigate', facility: 'exit', label };
    expect(full.engine.ask({ text: yes, lang }, conversation).commands).toEqual([command]);
    const asked = ask(full, lang === 'zh' ? '带我去消防通道' : 'take me to the fire exit');
    expect(asked.commands).toEqual([command]);
    expect(asked.text).not.toMatch(/跟我来|follow me/);
    const found = full.engine.newConversation();
    full.engine.ask({ text: lang === 'zh' ? '消防通道在哪里' : 'where is the fire exit' }, found);
    expect(full.engine.ask({ text: yes, lang }, found).commands).toEqual([command]);
  });

  it('that was tapped is that place, whatever its name means', () => {
    for (const { id } of PLACES)
      expect(
        full.engine.ask({ text: '随便', lang: 'zh', facility: id }, full.engine.newConversation()),
      ).toMatchObject({
        intent: 'store.facility',
        facts: { facility: id },
        actions: [{ type: 'navigate', facility: id }],
      });
  });
});

describe('what puts a fire out', () => {
  const HUNG = [
    ...PLACES,
    { id: 'hydrant', category: 'firehydrant', zh: '消防栓', en: 'Fire hydrant', x: 6, y: 6 },
    { id: 'ext-far', category: 'fireextinguisher', zh: '灭火器', en: 'Fire extinguisher', x: 30, y: 6 },
    { id: 'ext', category: 'unspecified', zh: '灭火器', x: 2, y: 6 },
  ];
  let hung: Shop;
  let sold: Shop;
  let none: Shop;
  beforeAll(() => {
    hung = openShop({ products: PRODUCTS, map: planWith(HUNG) });
    sold = openShop({ products: PRODUCTS, map: planWith(PLACES) });
    none = openShop({
      products: [
        PRODUCTS[2]!,
        {
          gtin: '9',
          name_zh: '玩具灭火器',
          name_en: 'Toy Fire Extinguisher',
          category_zh: '玩具 > 过家家',
          category_en: 'Toys > Play',
          price: '9',
        },
      ],
      map: planWith(PLACES),
    });
  });
  afterAll(() => [hung, sold, none].forEach((shop) => shop.close()));

  it.each([
    ['灭火器在哪', 'ext-far'],
    ['灭火器', 'ext-far'],
    ['where is the fire extinguisher', 'ext-far'],
    ['哪里有消防器材', 'ext-far'],
    ['消防栓在哪', 'hydrant'],
    ['fire hydrant', 'hydrant'],
    ['where is the nearest fire hose', 'hydrant'],
  ])('is led to where it hangs, though it is sold as well: %s', (say, id) => {
    expect(ask(hung, say)).toMatchObject({
      items: [],
      handoff: null,
      facts: { facility: id },
      actions: [{ type: 'navigate', facility: id }],
    });
  });
  it.each([
    '灭火器多少钱',
    '我想买灭火器',
    'do you sell fire extinguishers',
    '有没有灭火器',
    '家用灭火器在哪',
  ])('is goods where it is sold and asked for so: %s', (say) => {
    for (const shop of [hung, sold]) expect(ask(shop, say).items[0]?.gtin).toBe('2');
  });
  it.each(['灭火器在哪', 'where is the fire extinguisher', '消防栓在哪', '有没有灭火器', '消防器材在哪里'])(
    'is asked of staff where none hangs and none is sold, and the number given: %s',
    (say) => {
      const answer = ask(none, say);
      expect(answer).toMatchObject({
        intent: 'store.facility',
        items: [],
        handoff: null,
        abstained: true,
        asks: true,
      });
      expect(answer.text).toContain('119');
      expect(answer.text).toMatch(/店员|our staff/);
    },
  );
  it('shouted for is a fire, not an illness', () => {
    expect(ask(none, 'we need a fire extinguisher now').text).toContain('119');
  });
});

describe('a way out asked for politely', () => {
  it.each([
    'emergency exit please',
    'emergency exit',
    'fire exit please',
    'the fire exit, thanks',
    '安全出口谢谢',
    '请问安全出口在哪里，谢谢',
    'where is the emergency exit please',
    '消防通道麻烦',
  ])('%s is shown, and nobody alarmed', (say) => {
    expect(ask(full, say)).toMatchObject({ handoff: null, facts: { facility: 'exit' } });
  });
  it.each(['着火了安全出口在哪', 'emergency exit fire!'])('%s is a cry', (say) => {
    expect(ask(full, say).handoff).toBe('unsafe');
  });
});

describe('a number asked for', () => {
  it.each([
    ['报警电话是多少', ['110']],
    ['急救电话是多少', ['120']],
    ['请问救护车电话？', ['120']],
    ['火警电话', ['119']],
    ['消防电话多少', ['119']],
    ['報警電話係幾號', ['110']],
    ['打什么电话叫救护车', ['120']],
    ['紧急电话', ['110', '120', '119']],
    ['what number do I call for an ambulance', ['120']],
    ["what's the number for the police", ['110']],
    ['emergency number', ['110', '120', '119']],
    ['phone number of the fire brigade please', ['119']],
    ['what do I dial for the police', ['110']],
  ])('%s: %j, of the country and not of the shop, and nobody is alarmed', (say, numbers) => {
    const answer = ask(withPhone, say);
    expect(answer).toMatchObject({ items: [], handoff: null, commands: [] });
    expect(answer.text.match(/\d+/g)).toEqual(numbers);
  });
  it('火警 alone is a cry of fire, and gives its number only', () => {
    expect(servicesSaid(ask(withPhone, '火警'))).toEqual(['fire']);
    expect(ask(withPhone, '火警').text).toMatch(/119/);
  });
  it.each([
    ['着火了，火警电话多少', 'fire'],
    ['有人晕倒了，急救电话是多少', 'medical'],
    ['快！急救电话多少', 'medical'],
    ['my dad collapsed, what is the ambulance number', 'medical'],
    ['有人晕倒了，报警电话多少', 'police'],
  ] as const)('%s is a cry, and its number is given', (say, service) => {
    expect(ask(withPhone, say)).toMatchObject({ intent: 'handoff', handoff: 'unsafe' });
    expect(servicesSaid(ask(withPhone, say))).toContain(service);
  });
  it.each([
    '你们电话多少',
    '报警器多少钱',
    '急救箱多少钱',
    '消防车积木多少钱',
    'what is your phone number',
    '急救电话贴纸有吗',
  ])('%s asks for none of them', (say) => {
    expect(ask(withPhone, say).text).not.toMatch(/请拨打|: 1[12]/);
  });
  it('is told without a catalog, too, and in the country of the store', () => {
    const engine = createEngine({ catalog: () => undefined, clock: () => new Date() });
    expect(engine.ask({ text: 'emergency number' }, engine.newConversation())).toMatchObject({
      handoff: null,
      intent: 'store.policy',
    });
    expect(ask(bare, 'what number do I call for an ambulance').text).toContain('112');
  });

  let withPhone: Shop;
  beforeAll(
    () => (withPhone = openShop({ products: PRODUCTS, knowledge: KNOWLEDGE, store: { phone: '021-5555' } })),
  );
  afterAll(() => withPhone.close());
});

describe('emergency numbers', () => {
  it.each([
    [{ country: 'HK', timezone: 'Asia/Shanghai' }, '999'],
    [{ timezone: 'Asia/Shanghai', currency: 'CNY' }, '119'],
    [{ timezone: 'Asia/Shanghai', currency: 'HKD' }, '999'],
    [{ timezone: 'Asia/Taipei' }, '119'],
    [{ timezone: 'Asia/Singapore' }, '995'],
    [{ timezone: 'America/New_York' }, '911'],
    [{ timezone: 'America/Toronto', currency: 'CAD' }, '911'],
    [{ timezone: 'Europe/London' }, '999'],
    [{ timezone: 'Europe/Paris' }, '112'],
    [{ timezone: 'Australia/Sydney' }, '000'],
    [{ timezone: 'Pacific/Auckland' }, '111'],
    [{ timezone: 'Asia/Kuala_Lumpur' }, '999'],
    [{ timezone: 'Asia/Tokyo' }, '119'],
    [{ timezone: 'Asia/Macau' }, '999'],
    [{ timezone: 'UTC', currency: 'EUR' }, '112'],
    [{ timezone: 'UTC', currency: 'USD' }, undefined],
    [{ timezone: 'Antarctica/Troll' }, undefined],
  ])('%o → fire %s', (store, fire) => {
    expect(emergencyNumbersOf(store)?.fire).toBe(fire);
  });

  it.each([
    'RU',
    'ID',
    'ZA',
    'TR',
    'SA',
    'UA',
    'KH',
    'IL',
    'MM',
    'LA',
    'PK',
    'BD',
    'KZ',
    'EG',
    'AR',
    'CL',
    'CO',
    'PE',
    'RS',
    'QA',
  ])('of %s are known', (country) => {
    expect(emergencyNumbersOf({ country })).toBeDefined();
  });
  it('are known of a hundred countries, all of them to be dialled', () => {
    expect(Object.keys(emergencyNumbers).length).toBeGreaterThanOrEqual(100);
    for (const numbers of Object.values(emergencyNumbers))
      for (const number of Object.values(numbers)) expect(number).toMatch(/^\d{2,5}$/);
  });
  it('that the store gives itself go before its country’s', () => {
    const own = { fire: '1', medical: '2', police: '3' };
    expect(emergencyNumbersOf({ country: 'CN', emergency: own })).toEqual(own);
  });
});
