import { textIn, type FindingTrace, type TurnTrace } from '../contract';

const percent = (p: number): string => `${(100 * p).toFixed(1)} %`;
const signed = (x: number): string => `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(2)}`;
const LABEL = 15;
const line = (label: string, text: string): string => `${label.padEnd(LABEL)} ${text}`;
const list = (items: readonly string[]): string => (items.length > 0 ? items.join(', ') : 'none');

const WITHOUT = {
  recalled: 'the meaning of names: this store has too many to hold',
  student:
    'the sentence encoders, which are not installed (daogou models install): meaning is read by the student',
  plain: 'any meaning',
} as const;

/**
 * A finding for people: kinds, what is not here, and every candidate with all evidence as `name value → what
 * it adds`.
 */
export function findingText({ text, lang, by, kinds, candidates, none, decided }: FindingTrace): string {
  const rows = candidates.flatMap(({ gtin, name, p, evidence, weighed }, i) => {
    const strongest = Object.entries(evidence).sort(
      ([a], [b]) => Math.abs(weighed[b] ?? 0) - Math.abs(weighed[a] ?? 0),
    );
    return [
      `${String(i + 1).padStart(2)} ${percent(p).padStart(7)}  ${gtin}  ${textIn(name, lang)}`,
      `            ${strongest.map(([key, value]) => `${key} ${value} → ${signed(weighed[key] ?? 0)}`).join(' · ')}`,
    ];
  });
  return [
    line('looked for', `${text} (${lang})`),
    ...(by === 'full' ? [] : [line('without', WITHOUT[by])]),
    line(
      'kinds asked for',
      list(
        kinds.map(
          (kind) => `${textIn(kind.name, lang)} ${percent(kind.p)}${kind.carried ? '' : ' (not carried)'}`,
        ),
      ),
    ),
    line('nothing of it', percent(none)),
    ...rows,
    line('decided by', list(decided.map(({ evidence, by }) => `${evidence} ${signed(by)}`))),
  ].join('\n');
}

/** A whole turn for people, from what was said to what was answered. */
export function turnText(trace: TurnTrace): string {
  const { understood, plan, finding, answer, ms } = trace;
  return [
    line('said', `${trace.said} (${trace.lang})`),
    ...(understood
      ? [
          line('understood', `${understood.text}, ${percent(understood.explained)} of the words`),
          line(
            'named',
            list(understood.named.map(({ text, known }) => `${text}${known ? '' : ' (unknown)'}`)),
          ),
          line('cues', list(understood.cues)),
          ...(understood.allergens.length + understood.claims.length > 0
            ? [line('asked of it', list([...understood.allergens, ...understood.claims]))]
            : []),
          line('by its form', list(understood.guesses.map(({ intent, p }) => `${intent} ${percent(p)}`))),
        ]
      : []),
    line('rules', list(trace.rules)),
    ...(plan
      ? [
          line(
            'plan',
            [plan.ruled, plan.arbitrated, plan.taken]
              .filter((label, i, all) => i === 0 || label !== all[i - 1])
              .join(' → '),
          ),
        ]
      : []),
    ...(trace.goesOn
      ? [line('goes on', list(trace.goesOn.map(({ act, p }) => `${act} ${percent(p)}`)))]
      : []),
    ...(finding ? [findingText(finding)] : []),
    line('decision', trace.decision),
    line(
      'answer',
      `${answer.text} [${list([answer.intent, ...answer.gtins.slice(0, 5), ...answer.commands])}]`,
    ),
    line(
      'ms',
      (['understand', 'decide', 'find', 'answer', 'total'] as const)
        .map((part) => `${part} ${ms[part]}`)
        .join(', '),
    ),
  ].join('\n');
}
