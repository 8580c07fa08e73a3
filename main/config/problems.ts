import { type z } from 'zod';
import { DaogouError, type SettingProblem } from '../contract';

/** Settings that are not right: for commands in English, for staff in words made of the problems. */
export class BadSettings extends DaogouError {
  constructor(
    message: string,
    readonly problems: readonly SettingProblem[],
  ) {
    super('bad_request', message);
  }
}

/** What a schema found, without what stands there. */
export function problemsOf(error: z.ZodError, at: readonly PropertyKey[] = []): SettingProblem[] {
  return error.issues.flatMap((issue) => problemOf(issue, [...at, ...issue.path].map(String)));
}

function problemOf(issue: z.core.$ZodIssue, path: readonly string[]): SettingProblem[] {
  const at = path.join('.');
  switch (issue.code) {
    case 'invalid_type':
      return [{ at, problem: 'type', expected: issue.expected }];
    case 'too_small':
      return [
        { at, problem: 'range', expected: `${issue.inclusive === false ? '>' : '≥'} ${issue.minimum}` },
      ];
    case 'too_big':
      return [
        { at, problem: 'range', expected: `${issue.inclusive === false ? '<' : '≤'} ${issue.maximum}` },
      ];
    case 'invalid_value':
      return [{ at, problem: 'choice', expected: issue.values.map(String).join(' | ') }];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ at: [...path, key].join('.'), problem: 'unknown' }));
    case 'custom': {
      const form: unknown = issue.params?.['form'];
      return [{ at, problem: 'form', ...(typeof form === 'string' && { expected: form }) }];
    }
    default:
      return [{ at, problem: 'form' }];
  }
}
