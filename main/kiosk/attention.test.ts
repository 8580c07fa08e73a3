import { expect, it } from 'vitest';
import { ATTENTION_CSP, ATTENTION_PAGE } from './attention';

it('asks for staff in both languages, Mandarin first, and has nothing in it that could fail', () => {
  expect(ATTENTION_PAGE.indexOf('请找店员')).toBeGreaterThan(0);
  expect(ATTENTION_PAGE.indexOf('ask our staff')).toBeGreaterThan(ATTENTION_PAGE.indexOf('请找店员'));
  expect(ATTENTION_PAGE).not.toMatch(/<script|<img|<link|src=|href=|url\(|@import/i);
  expect(ATTENTION_CSP).not.toMatch(/script-src|allow-scripts/);
});
