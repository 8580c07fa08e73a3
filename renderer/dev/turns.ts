import type { TurnNote } from '../../main/contract';
import { soySauces } from './store';

const hour = '2026-11-22T10:00:00.000Z';
const [item] = soySauces;
const items = item ? [{ gtin: item.gtin, name: item.name }] : [];

/**
 * Turns as the staff page shows them: found, asked which, not here, a rule, and one that was not understood.
 */
export const turns: TurnNote[] = [
  {
    hour,
    lang: 'zh',
    intent: 'product.location',
    decision: 'found',
    rules: [],
    kinds: [{ name: { zh: '酱油', en: 'soy sauce' }, p: 0.93 }],
    items,
    none: 0.01,
    heard: { by: 'speech', words: 5, hypotheses: 3 },
    ends: [],
    ms: 21.4,
  },
  {
    hour,
    lang: 'en',
    intent: 'product.price',
    decision: 'asked_which',
    rules: ['form_overruled'],
    kinds: [{ name: { zh: '酱油', en: 'soy sauce' }, p: 0.71 }],
    items,
    none: 0.04,
    heard: { by: 'text', words: 4, hypotheses: 0 },
    ends: [],
    ms: 18,
  },
  {
    hour,
    lang: 'zh',
    intent: 'product.stock',
    decision: 'not_here',
    rules: [],
    kinds: [{ name: { zh: '空气炸锅纸', en: 'air fryer paper liners' }, p: 0.97 }],
    items: [],
    none: 0.96,
    heard: { by: 'speech', words: 6, hypotheses: 2 },
    ends: [],
    ms: 24.9,
  },
  {
    hour,
    lang: 'zh',
    intent: 'handoff',
    decision: 'person',
    rules: ['alarm'],
    kinds: [],
    items: [],
    heard: { by: 'speech', words: 3, hypotheses: 1 },
    ends: [{ command: 'handoff', ended: 'done', ms: 840 }],
    ms: 0.6,
  },
  {
    hour,
    lang: 'zh',
    intent: 'out_of_scope',
    decision: 'not_understood',
    rules: [],
    kinds: [],
    items: [],
    heard: { by: 'speech', words: 7, hypotheses: 5 },
    ends: [],
    ms: 5.2,
  },
];
