import { describe, expect, it } from 'vitest';
import { openStudent } from '../../../catalog-sync';
import { learnKinds } from '../find/finder';
import { allBrands, allKinds } from '../goods';

/** With the encoder that is carried in the program: nothing is installed for it. */
describe('kinds that people describe', async () => {
  const kinds = await learnKinds(allKinds(), allBrands(), await openStudent());
  const likeliest = (lang: 'zh' | 'en', said: string): string => {
    const asked = [...kinds[lang].asked(said)].sort((a, b) => b[1] - a[1]);
    return kinds[lang].kinds[asked[0]![0]]!.id;
  };

  it.each([
    ['zh', '晾衣服夹住不掉的', 'clothes_peg'],
    ['zh', '足球手链', 'bracelet'],
    ['zh', '浴室里防止滑倒踩的东西', 'nonslip_bath_mat'],
    ['en', 'stuff to get the limescale off my kettle', 'descaler'],
    ['en', 'what do I put on a sunburnt kid', 'after_sun'],
  ] as const)('%s: “%s” is %s', (lang, said, kind) => expect(likeliest(lang, said)).toBe(kind));

  it('lie close in both languages', async () => {
    const encoder = await openStudent();
    const cosine = (zh: string, en: string): number => {
      const b = encoder.encode(en);
      return encoder.encode(zh).reduce((sum, x, i) => sum + x * b[i]!, 0);
    };
    expect(cosine('卫生纸', 'toilet paper')).toBeGreaterThan(cosine('卫生纸', 'toilet brush'));
    expect(cosine('螺丝刀', 'screwdriver')).toBeGreaterThan(0.7);
  });
});
