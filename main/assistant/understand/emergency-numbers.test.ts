import { describe, expect, it } from 'vitest';
import type { EmergencyService } from '../../contract';
import { emergencyNumberAsked } from './emergency-numbers';

const ALL: EmergencyService[] = ['police', 'medical', 'fire'];
const asked = (text: string): string | undefined => {
  const found = emergencyNumberAsked(text);
  return found && `${found.services.join(' ')}${found.cry ? '!' : ''}`;
};

describe('a number is asked for', () => {
  it.each<[string, EmergencyService[]]>([
    ['报警电话是多少', ['police']],
    ['报警打多少', ['police']],
    ['报警打什么电话', ['police']],
    ['报案电话', ['police']],
    ['公安局的电话号码', ['police']],
    ['公安电话是几号', ['police']],
    ['警察局电话多少', ['police']],
    ['警察的电话是多少', ['police']],
    ['派出所电话有没有', ['police']],
    ['派出所的号码告诉我一下', ['police']],
    ['急救电话是多少号', ['medical']],
    ['急救中心电话怎么打', ['medical']],
    ['救护车是哪个号码', ['medical']],
    ['叫救护车打几号', ['medical']],
    ['打什么电话叫救护车', ['medical']],
    ['拨哪个号可以叫救护车', ['medical']],
    ['打多少能找救护车', ['medical']],
    ['打啥电话联系急救中心', ['medical']],
    ['火警电话', ['fire']],
    ['火警号码是什么', ['fire']],
    ['消防电话是多少', ['fire']],
    ['消防队的电话有吗', ['fire']],
    ['消防局电话是啥', ['fire']],
    ['消防救援热线', ['fire']],
    ['火灾报警电话是多少', ['fire']],
    ['请问消防应该打哪个电话', ['fire']],
    ['紧急电话是多少', ALL],
    ['求助热线是多少', ALL],
    ['应急电话', ALL],
    ['紧急联系电话', ALL],
    ['火警和报警电话是多少', ['fire', 'police']],
    ['what is the police number', ['police']],
    ['which number do i call for the police', ['police']],
    ['what number should we dial for an ambulance', ['medical']],
    ['number for the fire brigade', ['fire']],
    ['phone number of the police station', ['police']],
    ['emergency number to call for paramedics', ['medical']],
    ['do you have the number for the local fire department', ['fire']],
    ['what do i dial for the fire service', ['fire']],
    ['what should i call to get an ambulance', ['medical']],
    ['who do i call for a fire', ['fire']],
    ['who should we ring in an emergency', ALL],
    ['the number for emergency services here', ALL],
    ['ambulance number', ['medical']],
    ["the fire station's number", ['fire']],
    ['the emergency hotline', ALL],
    ['number for medical emergencies', ['medical']],
    ['emergency medical services number', ['medical']],
    ['police and fire brigade number', ['fire', 'police']],
    ['What’s the number for the cops?', ['police']],
    ['ＷＨＡＴ ＩＳ ＴＨＥ ＰＯＬＩＣＥ ＮＵＭＢＥＲ', ['police']],
  ])('%s: %s', (text, services) => {
    expect(emergencyNumberAsked(text)).toEqual({ services, cry: false });
  });

  it.each([
    '请问一下您知道急救电话是多少吗，谢谢',
    '你好，麻烦问一下报警电话是什么呀',
    '我想知道当地的火警电话',
    '告诉我店里的紧急电话呢',
    'excuse me, can you please tell me the police number in this country? thanks',
    'hello, could you give me the number for an ambulance',
    'sorry, i need to know what the fire department number is',
    // Of a fire, so that a word too many would make it a cry.
    ...[
      '请问',
      '请问一下',
      '请问下',
      '麻烦',
      '麻烦您',
      '麻烦你',
      '麻烦问一下',
      '麻烦问下',
      '问一下',
      '问下',
      '想问一下',
    ].map((manners) => `${manners}火警电话是多少`),
    ...[
      '我想知道',
      '告诉我',
      '告诉',
      '你们店里的',
      '这里的',
      '这儿的',
      '本地',
      '国内',
      '您好，',
      '你好，',
      '你们的',
    ].map((manners) => `${manners}火警电话`),
    '火警电话是什么号',
    '火警电话是哪个啊',
    '火警电话呢',
    '本市火警电话',
    '火警电话，谢谢。',
    ...['please', 'thanks', 'thank you', 'hi', 'hello', 'excuse me', 'sorry'].map(
      (manners) => `the fire brigade number, ${manners}`,
    ),
    ...[
      'what is',
      "what's",
      'whats',
      'what are',
      'what',
      'which is',
      'do you have',
      'can you tell me',
      'give me',
    ].map((question) => `${question} the fire brigade number`),
  ])('however politely: %s', (text) => {
    expect(emergencyNumberAsked(text)).toMatchObject({ cry: false });
  });
});

it.each([
  ['小朋友作业要写报警电话是多少', 'police'],
  ['我同学问急救电话是多少', 'medical'],
  ['my homework asks what the police number is', 'police'],
])('somebody else’s question is one too: %s', (text, expected) => {
  expect(asked(text)).toBe(expected);
});

describe('a number asked for in need is a cry', () => {
  it.each([
    ['快，急救电话是多少', 'medical!'],
    ['赶紧，报警电话多少', 'police!'],
    ['马上！火警电话', 'fire!'],
    ['救命，急救电话', 'medical!'],
    ['急救电话是多少！', 'medical!'],
    ['有人晕倒了急救电话是多少', 'medical!'],
    ['着火了，火警电话是多少', 'fire!'],
    ['有人打架，报警电话多少', 'police!'],
    ['quick, what is the ambulance number', 'medical!'],
    ['ambulance number now', 'medical!'],
    ['ambulance number asap', 'medical!'],
    ['help, what number do i call for the police', 'police!'],
    ['hurry, the fire department number', 'fire!'],
    ['somebody collapsed, what is the ambulance number', 'medical!'],
    ['there is a fire, what is the fire brigade number', 'fire!'],
    ['police number immediately', 'police!'],
    ['i urgently need the police number', 'police!'],
    ['police number right away', 'police!'],
    ['urgent: police number', 'police!'],
    ['quickly, the police number', 'police!'],
    ['police number, fast', 'police!'],
    ['赶快，急救电话', 'medical!'],
  ])('%s', (text, expected) => {
    expect(asked(text)).toBe(expected);
  });
});

describe('no number to dial is asked for', () => {
  it.each([
    '',
    '洗发水在哪里',
    '你们的电话是多少',
    '客服电话',
    '报警器多少钱',
    '急救包在哪',
    '消防车玩具多少钱',
    '火警电话贴纸',
    '报警电话牌多少钱',
    '急救电话卡',
    '紧急联系电话手环',
    '儿童报警电话手表',
    '有急救电话本吗',
    '警察叫什么名字',
    'where is the shampoo',
    'what is your phone number',
    'police car toy',
    'emergency number stickers',
    'a bracelet with an emergency number',
    'price of an emergency number sign',
    'fire truck number puzzles',
    'do you sell police number plates',
    'ambulance number books',
    'fire extinguisher',
    ...[
      'sticker',
      'toy',
      'puzzle',
      'bracelet',
      'wristband',
      'tag',
      'sign',
      'card',
      'plate',
      'car',
      'truck',
      'costume',
      'book',
    ]
      .flatMap((thing) => [thing, `${thing}s`])
      .map((thing) => `the police number on ${thing}`),
    ...['price', 'cost', 'buy', 'sell', 'sale'].map((word) => `the police number, ${word}`),
    ...['玩具', '手环', '手表', '手链', '卖', '买', '机', '贴', '牌', '卡', '本'].map(
      (thing) => `报警电话${thing}`,
    ),
  ])('%s', (text) => {
    expect(asked(text)).toBeUndefined();
  });
});

it.each([
  '紧急求助',
  '火警和报警和',
  '紧急的',
  '报警应该打要打',
  'police and ',
  'number for the police, ',
  'a number ',
])('comes to an end however often %j is said', (words) => {
  expect(() => emergencyNumberAsked(`报警电话${words.repeat(200)}`)).not.toThrow();
  expect(() => emergencyNumberAsked(`报警${'拨打'.repeat(200)}${words.repeat(200)}`)).not.toThrow();
});
