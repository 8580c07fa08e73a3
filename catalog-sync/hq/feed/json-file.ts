import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { z } from 'zod';
import { hiddenFault } from './hidden-characters';
import type { FeedProblems } from './problems';
import type { FeedSource } from './source';

/** Reads a JSON file of the feed; what is wrong is reported with its line, and nothing comes back. */
export async function readJson<S extends z.ZodType>(
  source: FeedSource,
  file: string,
  schema: S,
  problems: FeedProblems,
): Promise<{ value: z.output<S>; raw: unknown } | undefined> {
  const text = await textOf(source, file, problems);
  if (text === undefined) return undefined;
  try {
    return checked(text, file, schema, problems);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.error({ file, message: 'is nested too deep to be read' });
    return undefined;
  }
}

/** The places of a text's parts weigh ten times the text; they are looked up only where something is wrong. */
function checked<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
  problems: FeedProblems,
): { value: z.output<S>; raw: unknown } | undefined {
  const raw = parsed(text);
  const result = raw && schema.safeParse(raw.value);
  const hidden = raw ? hiddenIn(raw.value) : [];
  if (raw && result?.success && hidden.length === 0) return { value: result.data, raw: raw.value };
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const faults: ParseError[] = [];
  const tree = parseTree(text, faults, { disallowComments: true });
  const fault = faults[0];
  if (fault || !tree || !result) {
    const what = fault ? printParseErrorCode(fault.error) : 'it is empty';
    problems.error({ file, line: lineAt(fault?.offset ?? 0), message: `is not JSON: ${what}` });
    return undefined;
  }
  const tell = (path: (string | number)[], place: (string | number)[], message: string): void =>
    problems.error({
      file,
      line: lineAt(findNodeAtLocation(tree, place)?.offset ?? 0),
      column: path.map(String).join('.') || undefined,
      message,
    });
  for (const { at, fault } of hidden) tell(at, at, fault);
  for (const issue of result.error?.issues ?? []) {
    const path = issue.path as (string | number)[];
    tell(path, deepestThere(tree, path), issue.message);
  }
  return undefined;
}

/** The value of a JSON text, or nothing where it is none. */
function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The deepest part of a path that exists: a missing key has no place of its own. */
function deepestThere(tree: Node, path: (string | number)[]): (string | number)[] {
  let at = path;
  while (at.length > 0 && !findNodeAtLocation(tree, at)) at = at.slice(0, -1);
  return at;
}

/** The file as text; undefined where it is missing or no text, which is reported. */
async function textOf(source: FeedSource, file: string, problems: FeedProblems): Promise<string | undefined> {
  const bytes = await source.file(file);
  if (!bytes) {
    problems.error({ file, message: 'is missing' });
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    problems.error({ file, message: 'is not UTF-8 text; export it as UTF-8' });
    return undefined;
  }
}

interface Hidden {
  readonly at: (string | number)[];
  readonly fault: string;
}

/** Where in a JSON value a text, or a name of a member, holds what nobody can see. */
function hiddenIn(value: unknown): Hidden[] {
  const found: Hidden[] = [];
  const at: (string | number)[] = [];
  const note = (fault: string | undefined, before = ''): void => {
    if (fault !== undefined) found.push({ at: [...at], fault: `${before}${fault}` });
  };
  const look = (one: unknown): void => {
    if (typeof one === 'string') return note(hiddenFault(one));
    if (typeof one !== 'object' || one === null) return;
    const list = Array.isArray(one);
    for (const key of Object.keys(one)) {
      const child = (one as Record<string, unknown>)[key];
      if (list && typeof child === 'number') continue;
      if (!list) note(hiddenFault(key), 'name ');
      at.push(list ? Number(key) : key);
      look(child);
      at.pop();
    }
  };
  look(value);
  return found;
}
