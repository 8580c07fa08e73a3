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
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const faults: ParseError[] = [];
  const tree = parseTree(text, faults, { disallowComments: true });
  const fault = faults[0];
  if (fault || !tree) {
    const what = fault ? printParseErrorCode(fault.error) : 'it is empty';
    problems.error({ file, line: lineAt(fault?.offset ?? 0), message: `is not JSON: ${what}` });
    return undefined;
  }
  const raw: unknown = JSON.parse(text);
  const result = schema.safeParse(raw);
  const hidden = hiddenIn(raw);
  const tell = (path: (string | number)[], place: (string | number)[], message: string): void =>
    problems.error({
      file,
      line: lineAt(findNodeAtLocation(tree, place)?.offset ?? 0),
      column: path.map(String).join('.') || undefined,
      message,
    });
  for (const { at, fault } of hidden) tell(at, at, fault);
  if (result.success) return hidden.length === 0 ? { value: result.data, raw } : undefined;
  for (const issue of result.error.issues) {
    const path = issue.path as (string | number)[];
    tell(path, deepestThere(tree, path), issue.message);
  }
  return undefined;
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

/** Where in a JSON value a text, or a name of a member, holds what nobody can see. */
function hiddenIn(
  value: unknown,
  at: (string | number)[] = [],
): { at: (string | number)[]; fault: string }[] {
  if (typeof value === 'string') {
    const fault = hiddenFault(value);
    return fault === undefined ? [] : [{ at, fault }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const fault = hiddenFault(key);
    return [
      ...(fault === undefined ? [] : [{ at, fault: `name ${fault}` }]),
      ...hiddenIn(child, [...at, Array.isArray(value) ? Number(key) : key]),
    ];
  });
}
