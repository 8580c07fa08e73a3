// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Lang } from '../../main/contract';
import { sceneNames } from '../dev/scenes';
import { screenNow } from '../lib/screen-store';
import { useUi } from '../lib/ui-store';
import { controls, show, takeDown, tap } from '../testing';

afterEach(takeDown);

const LANGUAGES: Lang[] = ['zh', 'en'];
const everyScene = sceneNames.flatMap((name) => LANGUAGES.map((lang) => [name, lang] as const));
/** Asked by the screen itself, not by who touches it. */
const UNASKED = ['screen.snapshot', 'screen.activity', 'catalog.browse', 'catalog.map', 'nav.plan'];

/** What stands on the screen, piece by piece. */
function texts(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const all: string[] = [];
  while (walker.nextNode()) all.push(walker.currentNode.textContent ?? '');
  return all;
}

describe.each(everyScene)('the scene %s in %s', (name, lang) => {
  it('says everything in words, without a hole or a code', async () => {
    await show(name, lang);
    for (const text of texts()) {
      expect(text).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
      // A key of the word tables, or a code of the contract, is no word.
      expect(text).not.toMatch(/^[a-z]+(\.[a-zA-Z_]+)+$|\b[a-z]+_[a-z]+\b/);
    }
    expect(document.documentElement.lang).toBe(lang === 'zh' ? 'zh-CN' : 'en');
  });

  it('names every control, and has the way to help among them', async () => {
    await show(name, lang);
    expect(
      controls().filter((button) => (button.textContent || button.ariaLabel || '').trim() === ''),
    ).toEqual([]);
    expect(controls().map((button) => button.dataset.testid)).toContain('emergency');
  });

  it('does something at the touch of each control', async () => {
    await show(name, lang);
    const ids = [...new Set(controls().map((button) => button.dataset.testid))];
    takeDown();
    for (const id of ids) {
      // Staff holds the mark down; a short touch is for nobody.
      if (id === 'logo') continue;
      const { calls } = await show(name, lang);
      const control = controls().find((button) => button.dataset.testid === id)!;
      await tap(control);
      const asked = calls.map(({ channel }) => channel).filter((channel) => !UNASKED.includes(channel));
      const opened = useUi.getState().panel?.kind;
      expect([...asked, ...(opened ? [opened] : [])], `${id} on ${name}`).not.toEqual([]);
      takeDown();
    }
  });
});

it('turns the whole screen to the other language and back', async () => {
  await show('answer-item', 'zh');
  expect(screen.getByTestId('screen').dataset.lang).toBe('zh');
  await tap(screen.getByTestId('language'));
  expect(screenNow()?.lang).toBe('en');
  expect(screen.getByTestId('lead').textContent).toMatch(/^Lead me|^Take me/);
  await tap(screen.getByTestId('language'));
  expect(screen.getByTestId('lead').textContent).toMatch(/^带我去/);
});
