import type { FeedProblems } from './problems';

/**
 * Excel parts cells by semicolons where commas stand before decimals: '12,90' is then 12.90. Three digits
 * behind a comma or a point may be thousands there as well as decimals, and are refused.
 * Whether the row can be read.
 */
export function decimalPoints(
  cells: Record<string, string>,
  at: { file: string; line: number },
  problems: FeedProblems,
): boolean {
  let sound = true;
  for (const column of ['price', 'quantity']) {
    const cell = cells[column]?.trim() ?? '';
    if (/^\d{1,10},\d{1,2}$|^\d{1,3}(?:\.\d{3})+,\d{1,2}$/.test(cell)) {
      const text = cell.replaceAll('.', '').replace(',', '.');
      cells[column] = text;
      problems.warn({ ...at, column, message: `'${cell}' is read as ${text}` });
    } else if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(cell)) {
      sound = false;
      problems.lose(at.file, cells.gtin?.trim());
      problems.fault({
        ...at,
        column,
        message: `'${cell}' may be thousands or decimals in a file that is separated by ';'; write it without the mark`,
      });
    }
  }
  return sound;
}
