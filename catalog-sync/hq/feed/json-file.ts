import { findNodeAtLocation, parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser';
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
  const bytes = await source.file(file);
  let text: string;
  try {
    if (!bytes) throw new Error('missing');
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    problems.error({ file, message: bytes ? 'is not UTF-8 text; export it as UTF-8' : 'is missing' });
    return undefined;
  }
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
  for (const { at, fault } of hidden) {
    const offset = findNodeAtLocation(tree, at)?.offset ?? 0;
    problems.error({
      file,
      line: lineAt(offset),
      column: at.map(String).join('.') || undefined,
      message: fault,
    });
  }
  if (result.success) return hidden.length === 0 ? { value: result.data, raw } : undefined;
  for (const issue of result.error.issues) {
    // The deepest part of the path that exists: a missing key has no place of its own.
    let at = issue.path as (string | number)[];
    while (at.length > 0 && !findNodeAtLocation(tree, at)) at = at.slice(0, -1);
    const offset = findNodeAtLocation(tree, at)?.offset ?? 0;
    problems.error({
      file,
      line: lineAt(offset),
      column: issue.path.map(String).join('.') || undefined,
      message: issue.message,
    });
  }
  return undefined;
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
