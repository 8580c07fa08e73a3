import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { expect, it } from 'vitest';
import { LANGUAGES } from '../contract';
import { MESSAGES, type MessageKey } from './messages';
import { isMessageKey, say } from './say';

const keys = Object.keys(MESSAGES.zh) as MessageKey[];

/** The arguments of a message, of every branch. */
function argumentsOf(elements: readonly MessageFormatElement[]): Set<string> {
  const found = new Set<string>();
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    found.add(element.value);
    if (element.type === TYPE.select || element.type === TYPE.plural)
      for (const { value } of Object.values(element.options))
        for (const name of argumentsOf(value)) found.add(name);
  }
  return found;
}

/** What is written out: each argument once, those that only choose between words left out. */
function filledOf(elements: readonly MessageFormatElement[]): Set<string> {
  const found = new Set<string>();
  for (const element of elements) {
    if (element.type === TYPE.argument || element.type === TYPE.number) found.add(element.value);
    if (element.type !== TYPE.select && element.type !== TYPE.plural) continue;
    for (const { value } of Object.values(element.options)) {
      if (value.some(({ type }) => type === TYPE.pound)) found.add(element.value);
      for (const name of filledOf(value)) found.add(name);
    }
  }
  return found;
}

/** The words of a message without its arguments, of every branch. */
function literalsOf(elements: readonly MessageFormatElement[]): string {
  return elements
    .map((element) => {
      if (element.type === TYPE.literal) return element.value;
      return element.type === TYPE.select || element.type === TYPE.plural
        ? Object.values(element.options)
            .map(({ value }) => literalsOf(value))
            .join(' ')
        : '';
    })
    .join(' ');
}

const holesIn = (text: string): string[] => [...filledOf(parse(text, { ignoreTag: true }))].sort();
const argumentsIn = (text: string): string[] => [...argumentsOf(parse(text, { ignoreTag: true }))].sort();

it('has every message in Mandarin and in English', () => {
  expect(Object.keys(MESSAGES.en).sort()).toEqual([...keys].sort());
  for (const key of keys) {
    expect(MESSAGES.zh[key]?.trim(), key).not.toBe('');
    expect(MESSAGES.en[key]?.trim(), key).not.toBe('');
  }
});

it('knows no message in any language that Mandarin hasn’t, and asks for no argument that neither it nor English has', () => {
  for (const lang of LANGUAGES)
    for (const [key, text] of Object.entries(MESSAGES[lang])) {
      expect(isMessageKey(key), `${lang} ${key}`).toBe(true);
      const known = [MESSAGES.zh, MESSAGES.en].flatMap((texts) => argumentsIn(texts[key as MessageKey]!));
      for (const name of argumentsIn(text)) expect(known, `${lang} ${key}`).toContain(name);
    }
});

it('fills the same holes in Mandarin and English, but for what only chooses between words', () => {
  const uneven = keys.filter(
    (key) => holesIn(MESSAGES.en[key]!).join() !== holesIn(MESSAGES.zh[key]!).join(),
  );
  expect(uneven).toEqual([]);
});

it('writes Mandarin in Han characters wherever English has words', () => {
  const words = (text: string): string => literalsOf(parse(text, { ignoreTag: true }));
  const latin = keys.filter(
    (key) => /[a-z]{2}/i.test(words(MESSAGES.en[key]!)) && !/\p{Script=Han}/u.test(words(MESSAGES.zh[key]!)),
  );
  // What stands between two names: '、'.
  expect(latin.sort()).toEqual(['allergens.next', 'dialog.and', 'list.two']);
});

it('writes English without Han characters', () => {
  for (const [key, text] of Object.entries(MESSAGES.en)) expect(text, key).not.toMatch(/\p{Script=Han}/u);
});

it('fills arguments, and says a missing one instead of leaving a hole', () => {
  expect(say('zh', 'place.aisle', { aisle: 'B3' })).toBe('B3 货架');
  expect(say('en', 'place.aisle', { aisle: 'B3' })).toBe('aisle B3');
  expect(() => say('en', 'place.aisle')).toThrow(/aisle/);
  expect(isMessageKey('toString')).toBe(false);
});
