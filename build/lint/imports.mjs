/**
 * `node build/lint/imports.mjs [--write]`: what lint can't see from one file: circles of imports, files that
 * nobody imports, and whether the drawing in README.md is still true. `--write` draws it anew.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cruise } from 'dependency-cruiser';
import { writeAtomic } from '../setup/files.mjs';
import { ROOT } from '../setup/paths.mjs';
import { arrowsOf, mermaidOf, withDiagram, withoutShortcuts } from './diagram.mjs';
import { importRules } from './import-rules.mjs';

export const ROOMS = ['main', 'renderer', 'voice', 'catalog-sync', 'native', 'build'];

/** All modules of a tree and the rules they break. */
export async function readImports(root, folders = ROOMS) {
  const { output } = await cruise(folders, {
    baseDir: root,
    ruleSet: importRules(root),
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'] },
  });
  if (typeof output === 'string') throw new Error('dependency-cruiser gave a text instead of its findings');
  return { modules: output.modules, violations: output.summary.violations };
}

const circleText = (files) => [files.at(-1), ...files].join(' → ');

/**
 * What is wrong, in lines.
 * @param {readonly {rule: {name: string}, from: string, to?: string, cycle?: readonly {name: string}[]}[]} violations
 */
export function complaints(violations) {
  return violations.map(({ rule, from, to, cycle }) => {
    if (rule.name === 'no-circle' && cycle)
      return `a circle of imports: ${circleText(cycle.map(({ name }) => name))}`;
    if (rule.name === 'testing-by-its-door')
      return `${from}: take ${to} from the door of its folder, index.ts`;
    return `${from}: nobody imports it; remove it, or name it in build/lint/import-rules.mjs`;
  });
}

async function main(write) {
  const { modules, violations } = await readImports(ROOT);
  const wrong = complaints(violations);
  const file = path.join(ROOT, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const drawn = withDiagram(readme, mermaidOf(withoutShortcuts(arrowsOf(modules))));
  if (drawn !== readme && write) writeAtomic(file, drawn);
  else if (drawn !== readme)
    wrong.push('the drawing of imports in README.md is out of date: npm run diagram');
  for (const line of wrong) console.log(line);
  return wrong.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = await main(process.argv.includes('--write'));
