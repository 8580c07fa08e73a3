import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { Lang, LANGUAGES, Understood, UNDERSTOOD } from '../contract';

const Instant = z.iso.datetime({ offset: true });

/** `--now`: an RFC 3339 instant. */
export function instant(raw: string): Date {
  if (!Instant.safeParse(raw).success)
    throw new InvalidArgumentError(`“${raw}” is not a time such as 2026-11-21T22:00:00+08:00.`);
  return new Date(raw);
}

/** A language that the terminal shows. */
export function language(raw: string): Lang {
  const parsed = Lang.safeParse(raw);
  if (!parsed.success) throw new InvalidArgumentError(`${LANGUAGES.join(' or ')}.`);
  return parsed.data;
}

/** A language that is heard and spoken. */
export function understood(raw: string): Understood {
  const parsed = Understood.safeParse(raw);
  if (!parsed.success) throw new InvalidArgumentError(`${UNDERSTOOD.join(' or ')}.`);
  return parsed.data;
}

/** A folder that is there. */
export function folder(raw: string): string {
  const full = path.resolve(raw);
  if (!existsSync(full) || !statSync(full).isDirectory())
    throw new InvalidArgumentError(`there is no folder “${raw}”.`);
  return full;
}

export function port(raw: string): number {
  const n = Number(raw);
  if (!Number.isInteger(n) || n < 0 || n > 65_535)
    throw new InvalidArgumentError('a whole number from 0 to 65535.');
  return n;
}

export function whole(raw: string): number {
  if (!/^-?\d{1,9}$/.test(raw)) throw new InvalidArgumentError('a whole number.');
  return Number(raw);
}

export function percent(raw: string): number {
  const n = Number(raw);
  if (raw.trim() === '' || !(n >= 0 && n <= 100)) throw new InvalidArgumentError('a number from 0 to 100.');
  return n;
}

export function positive(raw: string): number {
  const n = Number(raw);
  if (!(n > 0 && Number.isFinite(n))) throw new InvalidArgumentError('a number above 0.');
  return n;
}

/** One of a few words. */
export const choice =
  <W extends string>(words: readonly W[]) =>
  (raw: string): W => {
    const word = words.find((known) => known === raw);
    if (word === undefined) throw new InvalidArgumentError(`one of ${words.join(', ')}.`);
    return word;
  };

/** An option that may be given several times. */
export const collect = (raw: string, before: string[]): string[] => [...before, raw];

export function databaseUrl(raw: string): string {
  if (!/^postgres(ql)?:\/\/\S+$/.test(raw))
    throw new InvalidArgumentError('of the form postgres://user@host/database.');
  return raw;
}
