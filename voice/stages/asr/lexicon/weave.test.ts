import { describe, expect, it } from 'vitest';
import { weave } from './weave';

const at = (reading: string, text: string) => [{ start: reading.indexOf(text), text }];

describe("the store's names in other talk", () => {
  it('puts a name where its sound was heard', () => {
    expect(
      weave(
        '雪发水在B一货架,一共二十二款',
        '洗发水在几号货架一共二十二',
        at('洗发水在几号货架一共二十二', '洗发水'),
      ),
    ).toBe('洗发水在B一货架,一共二十二款');
    expect(
      weave('我老伴让我来买那个喜发水回去洗头', '我老伴买洗发水回去', at('我老伴买洗发水回去', '洗发水')),
    ).toBe('我老伴让我来买那个洗发水回去洗头');
  });

  it.each([
    ['今天学习发展规律', '洗发水'],
    ['我们去海边发呆', '洗发水'],
    ['他说得很对', '洗发水'],
    ['', '洗发水'],
  ])('leaves other talk alone: %s', (heard, name) => {
    expect(weave(heard, `${name}在哪`, at(`${name}在哪`, name))).toBe(heard);
  });

  it('takes no name of two characters', () => {
    expect(weave('牛来在哪', '牛奶在哪', at('牛奶在哪', '牛奶'))).toBe('牛来在哪');
  });
});
