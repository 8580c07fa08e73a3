import { textIn, type Answer, type Lang, type ScreenState } from '../../main/contract';
import { path, soySauces } from './store';

const answer = (
  lang: Lang,
  zh: string,
  en: string,
  askedZh: string,
  askedEn: string,
  more: Partial<Answer> = {},
): Answer => ({
  say: lang === 'zh' ? askedZh : askedEn,
  lang,
  intent: 'product.location',
  items: [],
  text: lang === 'zh' ? zh : en,
  facts: {},
  actions: [],
  commands: [],
  asks: false,
  candidates: [],
  handoff: null,
  abstained: false,
  ms: 4,
  ...more,
});

const base = (lang: Lang): ScreenState => ({
  lang,
  store: { id: 's1', name: { zh: '鲜达超市 · 滨江店', en: 'Xianda Market, Riverside' } },
  services: { voice: 'up', catalog: 'up', devices: 'up' },
  catalog: {
    ready: true,
    storeId: 's1',
    sequence: 42,
    publishedAt: '2026-11-22T02:00:00+08:00',
    expiresAt: '2030-11-24T02:00:00+08:00',
    products: 1268,
    emergency: { fire: '119', medical: '120', police: '110' },
    sync: { phase: 'idle' },
  },
  devices: [
    { name: 'kobuki', kind: 'base', state: 'ready', simulated: true, port: '/dev/pts/3', battery: 0.82 },
    { name: 'receipt', kind: 'printer', state: 'ready', simulated: true, port: '/dev/pts/4' },
  ],
  stages: (['wake', 'vad', 'asr', 'asr2', 'tts'] as const).map((stage) => ({
    stage,
    ok: true,
    model: 'model',
  })),
  mic: 'ok',
  view: 'home',
  turn: { id: null, state: 'idle', partial: '', transcript: '', level: 0, fault: null },
  answer: null,
  cards: [],
  places: [],
  caption: '',
  nav: { state: 'idle', path: [] },
  print: null,
  scan: null,
  call: null,
  wakeWords: ['你好小店'],
  visit: 0,
  notices: [],
});

type Change = (lang: Lang) => Partial<ScreenState>;
const item = soySauces[0]!;
const listening = (turn: Partial<ScreenState['turn']>): Partial<ScreenState> => ({
  view: 'listening',
  turn: { id: 't1', state: 'listening', partial: '', transcript: '', level: 0.4, fault: null, ...turn },
});

const found: Change = (lang) => ({
  view: 'answer',
  answer: answer(
    lang,
    '鲜味坊特级生抽在 B3 货架第 2 节第 3 层，现价 9.9 元。要我带您过去吗？',
    'Xianweifang premium light soy sauce is in aisle B3, bay 2, shelf 3, now ¥9.90. Shall I lead you there?',
    '鲜味坊生抽在哪里',
    'Where is Xianweifang soy sauce?',
    { candidates: [] },
  ),
  caption: lang === 'zh' ? '要我带您过去吗？' : 'Shall I lead you there?',
  cards: [item],
  places: item.places,
  turn: { id: 't1', state: 'speaking', partial: '', transcript: '', level: 0, fault: null },
});

/** Every state worth looking at, as changes to a healthy home screen. */
const changes = {
  home: () => ({}),
  'home-trouble': () => ({
    services: { voice: 'down', catalog: 'up', devices: 'gave_up' },
    catalog: { ready: true, sequence: 42, expiresAt: '2026-01-01T00:00:00Z', sync: { phase: 'failed' } },
    call: { reason: 'requested', at: '2026-11-22T10:00:00+08:00', state: 'sent' },
    notices: [
      {
        id: 'disk',
        level: 'warn',
        text: { zh: '存储空间快满了，其他功能正常', en: 'Storage is nearly full; everything else works' },
      },
    ],
  }),
  listening: () => listening({}),
  hearing: (lang) => listening({ partial: lang === 'zh' ? '请问一下酱油在' : 'excuse me where is the soy' }),
  recognized: (lang) =>
    listening({
      state: 'answering',
      transcript: lang === 'zh' ? '请问一下酱油在哪里' : 'Excuse me, where is the soy sauce?',
    }),
  'listening-fault': () => ({ ...listening({ state: 'fault', fault: 'mic_denied' }), mic: 'denied' }),
  'answer-item': found,
  'answer-candidates': (lang) => ({
    view: 'answer',
    answer: answer(
      lang,
      '酱油在 B3 货架，一共 4 款。您要哪一种？',
      'Soy sauce is in aisle B3, 4 products. Which one would you like?',
      '酱油在哪里',
      'Where is the soy sauce?',
      {
        candidates: soySauces.slice(0, 3).map((c) => ({
          label: textIn(c.name, lang),
          say: textIn(c.name, lang),
          gtin: c.gtin,
          aisle: 'B3',
        })),
        scope: { category: '酱油', count: 4 },
      },
    ),
    cards: soySauces,
    places: [{ aisle: 'B3' }],
  }),
  'answer-allergen': (lang) => ({
    ...found(lang),
    caption: '',
    answer: answer(
      lang,
      '鲜味坊特级生抽含有小麦和大豆。',
      'Xianweifang premium light soy sauce contains wheat and soy.',
      '这个有小麦吗',
      'Does it contain wheat?',
      {
        intent: 'product.allergen',
        facts: { allergen: 'wheat', allergens: ['wheat'], verdict: 'contains' },
      },
    ),
  }),
  'answer-unknown': (lang) => ({
    ...found(lang),
    caption: '',
    answer: answer(
      lang,
      '这款酱油没有花生的过敏原标注，我不能确认。请看包装或问店员。',
      'There is no peanut information for this soy sauce, so I can’t confirm. Please check the pack or ask staff.',
      '这个有花生吗',
      'Any peanuts in it?',
      {
        intent: 'product.allergen',
        facts: { allergen: 'peanut', allergens: ['peanut'], verdict: 'unknown' },
        abstained: true,
      },
    ),
  }),
  'answer-alternatives': (lang) => ({
    view: 'answer',
    answer: answer(
      lang,
      '店里没有鱼露。可以看看这些。',
      'We don’t carry fish sauce. You may like these instead.',
      '有鱼露吗',
      'Do you have fish sauce?',
      { abstained: true, items: [{ gtin: item.gtin, alternative: true }] },
    ),
    cards: soySauces.slice(0, 3).map((c) => ({ ...c, alternative: true })),
    places: [{ aisle: 'B3' }],
  }),
  'answer-abstain': (lang) => ({
    view: 'answer',
    answer: answer(
      lang,
      '股票的事我不知道，我只懂这家店。您可以问商品在哪、多少钱、有没有优惠。',
      'I don’t know about shares, only about this store. Ask me where something is, what it costs or what is on offer.',
      '明天股票会涨吗',
      'Will shares rise tomorrow?',
      { intent: 'out_of_scope', abstained: true },
    ),
  }),
  'answer-facility': (lang) => ({
    answer: answer(
      lang,
      '洗手间在店的左后方，母婴室旁边。',
      'The restrooms are at the back on the left, beside the nursing room.',
      '洗手间在哪里',
      'Where are the restrooms?',
      { intent: 'store.facility', facts: { facility: 'am-wc' } },
    ),
    view: 'listening',
    turn: { id: 't2', state: 'listening', partial: '', transcript: '', level: 0.3, fault: null },
  }),
  'answer-long': (lang) => ({
    view: 'answer',
    answer: answer(
      lang,
      '购买后 7 天内，商品未拆封、不影响二次销售的，凭购物小票到服务台办理退货。\n生鲜、贴身衣物和已激活的充值卡不退不换，有质量问题除外。\n退款原路返回，一般 1 到 3 个工作日到账。',
      'Within 7 days, unopened goods that can be sold again may be returned at the service desk with the receipt.\nFresh food, underwear and activated gift cards can’t be returned unless they are faulty.\nRefunds go back to the way you paid, usually within 1 to 3 working days.',
      '怎么退货',
      'How do I return something?',
      { intent: 'store.policy', knowledge: 'K12' },
    ),
  }),
  driving: (lang) => ({
    ...found(lang),
    nav: {
      state: 'driving',
      path: path.slice(1),
      pose: { x: 14.1, y: 9, theta: Math.PI / 2 },
      goal: [15.3, 18.2],
      target: lang === 'zh' ? 'B3 货架' : 'Aisle B3',
      remaining: 10.4,
    },
  }),
  arrived: (lang) => ({
    ...found(lang),
    caption: '',
    nav: { state: 'arrived', path: [], pose: { x: 15.2, y: 18.2, theta: 0 } },
    print: { jobId: 'j', state: 'done' },
  }),
  'no-paper': (lang) => ({
    ...found(lang),
    caption: '',
    print: { jobId: 'j', state: 'waiting', reason: 'paper_out' },
    call: { reason: 'printer', at: '2026-11-22T10:00:00+08:00', state: 'sent' },
  }),
  refused: (lang) => ({ ...found(lang), caption: '', nav: { state: 'idle', path, reason: 'battery_low' } }),
  unheard: (lang) => ({
    view: 'handoff',
    answer: answer(
      lang,
      '好的，店员可以帮您。我这里不能呼叫店员。请直接找身边的店员。',
      'Of course. Our staff can help you. I can’t call staff from here. Please speak to any member of staff nearby.',
      '我要找店员',
      'I want to talk to a person',
      { intent: 'handoff', handoff: 'requested' },
    ),
    call: { reason: 'requested', at: '2026-11-22T10:00:00+08:00', state: 'no_channel' },
  }),
  'handoff-fire': (lang) => ({
    view: 'handoff',
    answer: answer(
      lang,
      '请马上离开，走最近的安全出口，不要坐电梯。如有紧急危险，请立即拨打 119。已经通知店员。',
      'Leave now by the nearest exit and do not use the lift. In an emergency, call 119 at once. Our staff have been told.',
      '着火了',
      'Fire!',
      {
        intent: 'handoff',
        handoff: 'unsafe',
        facts: {
          handoff: 'unsafe',
          emergency: { cause: 'fire', numbers: [{ service: 'fire', number: '119' }] },
        },
      },
    ),
    call: { reason: 'unsafe', at: '2026-11-22T10:00:00+08:00', state: 'sent' },
  }),
  handoff: (lang) => ({
    view: 'handoff',
    answer: answer(
      lang,
      '好的，已经帮您叫店员了，请在这里稍等。',
      'Of course. I have called a member of staff, please wait here.',
      '我要找店员',
      'I want to talk to a person',
      { intent: 'handoff', handoff: 'requested' },
    ),
    call: { reason: 'requested', at: '2026-11-22T10:00:00+08:00', state: 'sent' },
  }),
} as const satisfies Record<string, Change>;

export type SceneName = keyof typeof changes;
export const sceneNames = Object.keys(changes) as SceneName[];
export const isScene = (name: string): name is SceneName => Object.hasOwn(changes, name);

export const scene = (name: SceneName, lang: Lang): ScreenState => ({
  ...base(lang),
  ...(changes[name] as Change)(lang),
});
