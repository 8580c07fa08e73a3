import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FeedError, FeedGuardError, type ProblemGroup, type ProblemGroups } from '../../catalog-sync';
import { sayInAll, storeTime, type MessageKey } from '../words';

/** How a publication ended, for the person who keeps the data. */
export type Outcome =
  | { published: { store: string; sequence: number; products: number; groups: ProblemGroups } }
  | { refused: unknown };

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-top: 2rem }
.bad { color: #a30000 } .good { color: #006b2d }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #ddd }
td.n { text-align: right; white-space: nowrap } code { background: #f2f2f2; padding: 0 .2rem }
td.what { overflow-wrap: anywhere }`;

/** Writes the report; its folder is made where it is missing. */
export function writeFeedReport(file: string, feed: string, outcome: Outcome, now: Date): void {
  const at = path.resolve(file);
  mkdirSync(path.dirname(at), { recursive: true });
  writeFileSync(at, feedReport(feed, outcome, now));
}

/** The whole report as one HTML page that needs nothing beside it. */
export function feedReport(feed: string, outcome: Outcome, now: Date): string {
  const { verdict, good, groups, reasons } = told(outcome);
  const title = words('report.title');
  return `<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1>
<p><code>${escaped(feed)}</code> · ${storeTime({ timezone: machineZone() }, now)}</p>
<p class="${good ? 'good' : 'bad'}"><strong>${verdict}</strong></p>
${reasons.map((reason) => `<p class="bad">${escaped(reason)}</p>`).join('\n')}
${section('report.errors', groups.errors)}
${section('report.warnings', groups.warnings)}
${groups.errors.length + groups.warnings.length + reasons.length === 0 ? `<p>${words('report.nothing')}</p>` : ''}
</body></html>
`;
}

interface Told {
  verdict: string;
  good: boolean;
  groups: ProblemGroups;
  reasons: readonly string[];
}

const NOTHING: ProblemGroups = { errors: [], warnings: [] };

function told(outcome: Outcome): Told {
  if ('published' in outcome) {
    const { store, sequence, products, groups } = outcome.published;
    const key = groups.errors.length > 0 ? 'report.published_without' : 'report.published';
    const verdict = `${words(key)}: ${escaped(store)}, ${sequence}, ${products}`;
    return { verdict, good: true, groups, reasons: [] };
  }
  const verdict = words('report.refused');
  const error = outcome.refused;
  if (error instanceof FeedError)
    return { verdict, good: false, groups: error.groups, reasons: error.reasons };
  const reasons =
    error instanceof FeedGuardError
      ? error.reasons
      : [error instanceof Error ? error.message : String(error)];
  return { verdict, good: false, groups: NOTHING, reasons };
}

function section(heading: MessageKey, groups: readonly ProblemGroup[]): string {
  if (groups.length === 0) return '';
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const head = (['report.file', 'report.lines', 'report.what', 'report.count'] as const)
    .map((key) => `<th>${words(key)}</th>`)
    .join('');
  return `<h2>${words(heading)}: ${total.toLocaleString('en')}</h2>
<table><tr>${head}</tr>
${groups.map(row).join('\n')}
</table>`;
}

function row({ file, column, message, count, lines }: ProblemGroup): string {
  const where = column === undefined ? '' : `<br><code>${escaped(column)}</code>`;
  const more = count > lines.length && lines.length > 0 ? ' …' : '';
  return `<tr><td>${escaped(file)}${where}</td><td>${lines.join(', ')}${more}</td><td class="what">${escaped(message)}</td><td class="n">${count.toLocaleString('en')}</td></tr>`;
}

/** HQ's own zone: who reads the page sits beside the machine that wrote it. */
const machineZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const words = (key: MessageKey): string => sayInAll(key).map(escaped).join(' / ');

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
