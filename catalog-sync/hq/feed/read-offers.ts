import type { Row } from '../../db/rows';
import { splitList } from './cells';
import type { FeedProblems } from './problems';
import { withTexts, type Reading, type TableRows } from './reading';
import type { KnowledgeRow, PromotionRow } from './tables';
import { toldOffer } from './told-offer';

/** Reads the offers: one that names a product or a category which is not there is left out whole. */
export async function readPromotions(
  { problems, put, references }: Reading,
  table: TableRows<PromotionRow>,
  { paths, timezone }: { paths: ReadonlySet<string>; timezone: string },
): Promise<void> {
  const { file } = table;
  for (const { line, row, texts } of await once(table, problems)) {
    const place = { file, line, column: 'category_zh' };
    const named = splitList(row.gtins);
    const gtins = named.flatMap((gtin) => references.known(gtin, { file, line, column: 'gtins' }) ?? []);
    const lacksCategory = row.category_zh !== '' && !references.hasCategory(row.category_zh, paths, place);
    const told = toldOffer(row, timezone, (column, message) =>
      problems.warn({ file, line, column, message }),
    );
    if (told && !lacksCategory && gtins.length === named.length)
      put('promotion', withTexts(promotionCells({ ...told, gtins: gtins.join('|') }), texts));
  }
}

/** Reads the answers. */
export async function readKnowledge(
  { problems, put }: Reading,
  table: TableRows<KnowledgeRow>,
): Promise<void> {
  for (const { row, texts } of await once(table, problems))
    put('knowledge', withTexts(knowledgeCells(row), texts));
}

interface Entry<T> {
  line: number;
  row: T;
  texts: string;
}

/** The rows by their ids. Where rows of one id differ, nobody knows which holds, and all of them are out. */
async function once<T extends { id: string }>(
  { file, rows }: TableRows<T>,
  problems: FeedProblems,
): Promise<Entry<T>[]> {
  const entries = new Map<string, Entry<T>>();
  const out = new Set<string>();
  for await (const { line, row, texts } of rows) {
    const first = entries.get(row.id);
    if (first === undefined) {
      entries.set(row.id, { line, row, texts });
      continue;
    }
    const at = { file, line, column: 'id' };
    if (JSON.stringify([row, texts]) === JSON.stringify([first.row, first.texts])) {
      problems.warn({ ...at, message: `'${row.id}' already stands on line ${first.line} and says the same` });
      continue;
    }
    problems.fault({
      ...at,
      message: `'${row.id}' already stands on line ${first.line} and says otherwise; nobody knows which holds`,
    });
    if (!out.has(row.id))
      problems.fault({
        ...at,
        line: first.line,
        message: `'${row.id}' stands on line ${line}, too, and says otherwise`,
      });
    out.add(row.id);
  }
  return [...entries.values()].filter(({ row }) => !out.has(row.id));
}

const knowledgeCells = (row: KnowledgeRow): Row => [
  row.id,
  row.topic,
  row.questions_zh,
  row.questions_en,
  row.answer_zh,
  row.answer_en,
  row.action,
];

const promotionCells = (row: PromotionRow): Row => [
  row.id,
  row.title_zh,
  row.title_en,
  row.kind,
  row.value,
  row.starts_at,
  row.ends_at,
  row.gtins,
  row.category_zh,
  row.members_only,
  row.priority,
  row.terms_zh,
  row.terms_en,
  row.coupon_code,
];
