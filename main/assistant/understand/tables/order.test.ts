import { describe, expect, it } from 'vitest';
import { ordersIn } from './order';

describe('more or less of what was shown', () => {
  it.each([
    ['便宜那个', { price: -1, size: 0 }],
    ['太贵了，有便宜点的吗', { price: -1, size: 0 }],
    ['the cheap one', { price: -1, size: 0 }],
    ['something more expensive', { price: 1, size: 0 }],
    ['再大一号', { price: 0, size: 1 }],
    ['太长了', { price: 0, size: -1 }],
    ['太小了', { price: 0, size: 1 }],
    ['有没有小一点的', { price: 0, size: -1 }],
    ['最大的那个', { price: 0, size: 1 }],
    ['hmm, something lighter', { price: 0, size: -1 }],
    ['The larger size, please.', { price: 0, size: 1 }],
    ['the blue one', { price: 0, size: 0 }],
    ['蓝色的', { price: 0, size: 0 }],
    ['大人用的呢', { price: 0, size: 0 }],
  ] as const)('hears %s', (text, expected) => expect(ordersIn(text.toLowerCase())).toEqual(expected));
});
