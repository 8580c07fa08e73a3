import type { Lang, SettingProblem } from '../contract';
import { chain } from './lists';
import { say } from './say';

/** Problems told at most; one is mended after the other anyway. */
const TOLD = 3;

/** What is wrong with settings, for staff: 'sync.pollMinutes 应为数字'. */
export const settingsWords = (problems: readonly SettingProblem[], lang: Lang): string =>
  chain(
    problems.slice(0, TOLD).map((problem) => problemText(problem, lang)),
    lang,
    'settings.next',
  );

const problemText = ({ at, problem, expected = '', line, column }: SettingProblem, lang: Lang): string =>
  say(lang, `settings.${problem}`, {
    at: at === '' ? say(lang, 'settings.whole_file') : at,
    expected,
    told: expected !== '',
    placed: line !== undefined,
    line: line ?? '',
    column: column ?? '',
  });
