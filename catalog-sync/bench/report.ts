import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = 'catalog-sync/BENCHMARKS.md';
const HEAD =
  '# What the catalog costs\n\nEach part is written by the command it names, with `--write`: figures as they were measured, missed goals too.\n';

/** The report with one command's part replaced, or put behind the others. */
export function withPart(report: string, command: string, lines: readonly string[]): string {
  const [start, end] = [`<!-- ${command} -->`, `<!-- end of ${command} -->`];
  const part = [start, '', `## \`npm run ${command}\``, '', '```text', ...lines, '```', '', end].join('\n');
  const [from, to] = [report.indexOf(start), report.indexOf(end)];
  return from >= 0 && to > from
    ? report.slice(0, from) + part + report.slice(to + end.length)
    : `${report.trimEnd()}\n\n${part}\n`;
}

/** Writes what a command measured into the room's report; run from the repository's root. */
export function writePart(command: string, lines: readonly string[], file = FILE): void {
  const day = new Date().toISOString().slice(0, 10);
  writeFileSync(
    file,
    withPart(existsSync(file) ? readFileSync(file, 'utf8') : HEAD, command, [day, ...lines]),
  );
}
