import { checkOffer } from './offer-words';
import type { PromotionRow } from './tables';

/**
 * A row of `promotions.csv` as it can be told without a price that nobody charges; nothing where it can't be
 * told at all. `warn` hears what was done and what may not be meant so.
 */
export function toldOffer(
  row: PromotionRow,
  timezone: string,
  warn: (column: string, message: string) => void,
): PromotionRow | undefined {
  const { fault, wordsOnly, forMembers, warnings } = checkOffer(
    {
      kind: row.kind,
      value: row.value,
      title: { zh: row.title_zh, en: row.title_en },
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      membersOnly: row.members_only === 1,
    },
    timezone,
  );
  if (fault !== undefined) {
    warn(fault.column, `${fault.message}; the offer is left out`);
    return undefined;
  }
  for (const { column, message } of warnings) warn(column, message);
  if (wordsOnly !== undefined) warn('kind', `${wordsOnly}; it is told by its words, without a price`);
  if (forMembers !== undefined) warn('members_only', `${forMembers}; it is told as theirs, write true`);
  return {
    ...row,
    ...(wordsOnly !== undefined && { kind: 'info', value: '' }),
    ...(forMembers !== undefined && { members_only: 1 }),
  };
}
