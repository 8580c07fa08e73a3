import type { CommandEnd, StaffPage, TurnDecision, TurnRule } from '../../../main/contract';
import { isMessageKey, type MessageKey } from '../../../main/words';
import { useWords } from '../../lib/i18n';
import { Card, Row } from './Card';
import css from './staff.module.css';

/** Decisions that gave a shopper nothing to go by. */
const IN_VAIN: readonly TurnDecision[] = ['not_here', 'not_understood'];

/**
 * The last turns: what was understood, what was found and what it came to. Nothing that was said is kept, so
 * nothing of it can be shown.
 */
export function TurnsCard({ turns }: { turns: StaffPage['turns'] }) {
  const { t, say, moment } = useWords();
  return (
    <Card title={t('staff.turns')}>
      <p className={css.soft}>{t('staff.turnsNote')}</p>
      {turns.length === 0 && <p className={css.soft}>{t('staff.noWanted')}</p>}
      {turns.map((turn, i) => (
        <Row
          key={turns.length - i}
          label={`${moment(turn.hour)} · ${t(intentKey(turn.intent))}`}
          good={!IN_VAIN.includes(turn.decision)}
        >
          <span data-testid="staff-turn">
            {[
              ...turn.rules.map((rule) => t(ruleKey(rule))),
              ...turn.kinds.map(({ name, p }) =>
                t('staff.turnKind', { kind: say(name), p: Math.round(100 * p) }),
              ),
              t(decisionKey(turn.decision)),
              ...turn.items.map(({ name }) => say(name)),
              turn.none === undefined ? '' : t('staff.turnNone', { p: Math.round(100 * turn.none) }),
              `${Math.max(1, Math.round(turn.ms))} ms`,
              t('staff.heard', { by: turn.heard.by, n: turn.heard.words }),
              ...turn.ends.map((end) => endText(end, t)),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </Row>
      ))}
    </Card>
  );
}

type Tell = ReturnType<typeof useWords>['t'];

/** Which command ended how, why, and after how long. */
function endText({ command, ended, reason, ms }: CommandEnd, t: Tell): string {
  const values = {
    command: t(`staff.command.${command}`),
    ended: t(`staff.ended.${ended}`),
    s: (ms / 1_000).toFixed(1),
  };
  const why = reason && `${command === 'print' ? 'print' : 'nav'}.reason.${reason}`;
  return why !== undefined && isMessageKey(why)
    ? t('staff.turnEndWhy', { ...values, reason: t(why) })
    : t('staff.turnEnd', values);
}

const intentKey = (intent: StaffPage['turns'][number]['intent']): MessageKey => `staff.intent.${intent}`;
const decisionKey = (decision: TurnDecision): MessageKey => `staff.decision.${decision}`;
const ruleKey = (rule: TurnRule): MessageKey => `staff.rule.${rule}`;
