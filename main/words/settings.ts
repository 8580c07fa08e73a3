import type { InBoth, Lang, SettingProblem } from '../contract';

/** Problems told at most; one is mended after the other anyway. */
const TOLD = 3;

const TYPES: Readonly<Record<string, InBoth>> = {
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  string: { zh: '文字', en: 'text' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '一组设置', en: 'a group of settings' },
  record: { zh: '一组设置', en: 'a group of settings' },
};

/** What is wrong with settings, for staff: 'sync.pollMinutes 应为数字'. */
export function settingsWords(problems: readonly SettingProblem[], lang: Lang): string {
  return problems
    .slice(0, TOLD)
    .map((problem) => (lang === 'zh' ? inMandarin(problem) : inEnglish(problem)))
    .join(lang === 'zh' ? '；' : '; ');
}

function inMandarin({ at, problem, expected = '', line, column }: SettingProblem): string {
  const what = at === '' ? '整个文件' : at;
  switch (problem) {
    case 'type':
      return `${what} 应为${TYPES[expected]?.zh ?? expected}`;
    case 'range':
      return `${what} 应 ${expected}`;
    case 'choice':
      return `${what} 应为其中之一：${expected}`;
    case 'form':
      return `${what} 格式不对${expected && `，应为 ${expected}`}`;
    case 'unknown':
      return `没有 ${what} 这一项`;
    case 'not_json':
      return `不是 JSON 对象${line === undefined ? '' : `（第 ${line} 行第 ${column} 列）`}`;
    case 'unreadable':
      return '文件读不出来';
  }
}

function inEnglish({ at, problem, expected = '', line, column }: SettingProblem): string {
  const what = at === '' ? 'the file' : at;
  switch (problem) {
    case 'type':
      return `${what} must be ${TYPES[expected]?.en ?? expected}`;
    case 'range':
      return `${what} must be ${expected}`;
    case 'choice':
      return `${what} must be one of ${expected}`;
    case 'form':
      return `${what} is not of the right form${expected && `, which is ${expected}`}`;
    case 'unknown':
      return `there is no setting ${what}`;
    case 'not_json':
      return `it is not a JSON object${line === undefined ? '' : ` (line ${line}, column ${column})`}`;
    case 'unreadable':
      return 'the file can’t be read';
  }
}
