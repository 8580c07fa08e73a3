import { describe, expect, it } from 'vitest';
import { questionForms, wantsObject } from './forms';

describe('forms of asking', () => {
  it('are each there once, with shares that add up to one', () => {
    const forms = questionForms();
    expect(new Set(forms.map((f) => f.text)).size).toBe(forms.length);
    expect(forms.reduce((sum, f) => sum + f.share, 0)).toBeCloseTo(1, 9);
    expect(forms.map((f) => f.text)).toEqual(
      expect.arrayContaining(['摆在什么地方', '放在哪一排', '麻烦问一下']),
    );
  });

  it.each(['带我去买', '有没有', '放在哪里', '在几号货架'])('%s says nothing without a thing', (form) =>
    expect(wantsObject(form)).toBe(true),
  );
  it.each(['洗手间在哪里', '几点开门', '谢谢'])('%s stands by itself', (form) =>
    expect(wantsObject(form)).toBe(false),
  );
});
