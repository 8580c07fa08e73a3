import { expect, it } from 'vitest';
import { ATTENTION_CSP, attentionPage } from './attention';

const ATTENTION_PAGE = attentionPage({ police: '110', medical: '120', fire: '119' });

it('asks for staff in both languages, Mandarin first, and has nothing in it that could fail', () => {
  expect(ATTENTION_PAGE.indexOf('请找店员')).toBeGreaterThan(0);
  expect(ATTENTION_PAGE.indexOf('ask our staff')).toBeGreaterThan(ATTENTION_PAGE.indexOf('请找店员'));
  expect(ATTENTION_PAGE).not.toMatch(/<script|<img|<link|src=|href=|url\(|@import/i);
  expect(ATTENTION_CSP).not.toMatch(/script-src|allow-scripts/);
});

it('names whom to call for help, in both languages; of a store that nothing is known of yet as well', () => {
  for (const number of ['110', '120', '119']) expect(ATTENTION_PAGE).toContain(`<dd>${number}</dd>`);
  expect(ATTENTION_PAGE).toMatch(/报警.*Police/);
  expect(attentionPage()).toMatch(/<dd>\d{2,5}<\/dd>/);
  expect(attentionPage({ police: '<b>', medical: '1', fire: '2' })).not.toContain('<b>');
});
