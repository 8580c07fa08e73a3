import { describe, expect, it } from 'vitest';
import { brandAsked, pointsBack, refused, wantsSuch, withoutParticle } from './going-on';

describe('words of going on', () => {
  it.each([
    ['不要黄的', ['黄']],
    ['不是红的，蓝的', ['红']],
    ['not strawberry, grape', ['strawberry']],
    ['除了这个牌子还有别的没', ['这个牌子还有别']],
    ['no, the police one', []],
    ['no sorry, honey lemon', []],
    ['蓝色的', []],
  ] as const)('%s refuses %j', (text, expected) => {
    const words = refused(text).map((one) => one.text);
    if (text.startsWith('除了')) expect(brandAsked(text)).toBe('other');
    else expect(words).toEqual(expected);
  });

  it.each([
    ['别的牌子呢', 'other'],
    ['other brand? supor maybe', 'other'],
    ['同一个牌子的护发素', 'same'],
    ['same brand but for dry hair', 'same'],
    ['蓝色的', undefined],
  ] as const)('%s asks for the brand %s', (text, expected) => expect(brandAsked(text)).toBe(expected));

  it('points back past what was said last', () => {
    expect(pointsBack('刚才那把锹还有货吗')).toBe(true);
    expect(pointsBack('the one you showed')).toBe(true);
    expect(pointsBack('这个多少钱')).toBe(false);
  });

  it.each([
    ['要无糖的', true],
    ['无糖的吧', true],
    ['the sugar free one', true],
    ['sugar-free', true],
    ['它无糖吗', false],
    ['是不是无糖的', false],
    ['is it sugar free', false],
    ['含糖吗', false],
  ] as const)('%s wants such a one: %s', (text, expected) => expect(wantsSuch(text)).toBe(expected));

  it('takes the particles off', () => expect(withoutParticle('薰衣草味儿的')).toBe('薰衣草'));
});
