import { describe, expect, it } from 'vitest';
import { Attributes } from './attributes';

const said = (text: string): string[] => Attributes.all().said(text).ids;

describe('attributes that a text says', () => {
  it.each([
    ['要黑色的', 'colour:black'],
    ['T恤 黑 XL', 'colour:black'],
    ['有没有红的', 'colour:red'],
    ['不要辣的', 'spiciness:not_spicy'],
    ["men's socks", 'gender:male'],
    ['rubber gloves M', 'size:m'],
    ['sugar free gum', 'without:sugar_free'],
  ])('%s: %s', (text, id) => expect(said(text)).toContain(id));

  it.each([
    ['白酒', 'colour:white'],
    ['蛋白粉', 'colour:white'],
    ['红烧牛肉', 'colour:red'],
    ['olive oil', 'colour:green'],
    ['brown rice', 'colour:brown'],
    ["women's boots", 'size:s'],
    ['M10 bolt', 'size:m'],
    ['R&S pistachios', 'size:s'],
  ])('%s: not %s', (text, id) => expect(said(text)).not.toContain(id));

  it('knows what speaks against being without something', () => {
    const denied = (text: string): string[] => Attributes.all().deniedBy(text).ids;
    expect(denied('水、白砂糖、食用香精')).toEqual(
      expect.arrayContaining(['without:sugar_free', 'without:fragrance_free']),
    );
    expect(denied('Wheat flour, salt')).toEqual(['without:salt_free']);
    expect(denied('water, natural flavouring')).toEqual([]);
  });

  it('reads the same in steps as at once', () => {
    const steps = Attributes.read();
    let step = steps.next();
    while (!step.done) step = steps.next();
    expect(step.value).toBe(Attributes.all());
  });
});
