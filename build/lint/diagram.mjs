/** The drawing of imports in README.md: rooms and the folders of main, as the sources have it. */

const MAIN_FOLDER = /^main\/([^/]+)\//;
const ROOMS = ['main', 'renderer', 'voice', 'catalog-sync', 'native'];
/** Tests, fakes, measurements and set-up join rooms freely; the drawing shows the product. */
const NOT_PRODUCT =
  /\.(test|scenario|config)\.\w+$|(^|\/)(testing|evals|training|bench|benches|faults|load-test|dev|e2e)\//;

/** The box a file belongs to; undefined for what the drawing leaves out. */
export function boxOf(file) {
  if (NOT_PRODUCT.test(file)) return undefined;
  const folder = MAIN_FOLDER.exec(file)?.[1];
  if (folder) return `main/${folder}`;
  const [room, ...rest] = file.split('/');
  if (rest.length === 0 || !ROOMS.includes(room)) return undefined;
  return room === 'main' ? 'main/index.ts' : room;
}

/**
 * Which box imports which.
 * @param {readonly {source: string, dependencies: readonly {resolved: string}[]}[]} modules
 */
export function arrowsOf(modules) {
  /** @type {Map<string, Set<string>>} */
  const arrows = new Map();
  for (const { source, dependencies } of modules) {
    const from = boxOf(source);
    if (!from) continue;
    const ends = arrows.get(from) ?? new Set();
    arrows.set(from, ends);
    for (const { resolved } of dependencies) {
      const to = boxOf(resolved);
      if (to && to !== from) ends.add(to);
    }
  }
  return arrows;
}

function reaches(arrows, from, to, seen = new Set()) {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return [...(arrows.get(from) ?? [])].some((next) => reaches(arrows, next, to, seen));
}

/**
 * Leaves out each arrow whose end is reached another way too: what is left can be read. In a circle every
 * arrow is a shortcut of another, so there all are kept.
 */
export function withoutShortcuts(arrows) {
  const circular = [...arrows].some(([from, ends]) => [...ends].some((to) => reaches(arrows, to, from)));
  if (circular) return arrows;
  const kept = new Map();
  for (const [from, ends] of arrows) {
    const isShortcut = (to) =>
      [...ends].some((other) => other !== to && reaches(arrows, other, to, new Set([from])));
    kept.set(from, new Set([...ends].filter((to) => !isShortcut(to))));
  }
  return kept;
}

const idOf = (box) => box.replace(/\W+/g, '_');

/** The drawing as Mermaid text. */
export function mermaidOf(arrows) {
  const boxes = [...new Set([...arrows].flatMap(([from, ends]) => [from, ...ends]))].sort();
  const lines = [...arrows].flatMap(([from, ends]) =>
    [...ends].map((to) => `  ${idOf(from)} --> ${idOf(to)}`),
  );
  return ['flowchart TD', ...boxes.map((box) => `  ${idOf(box)}["${box}"]`), ...lines.sort()].join('\n');
}

const BLOCK = /(<!-- written by npm run diagram -->\n)[^]*?(<!-- end of the diagram -->)/;

/** The README with this drawing in its place. */
export function withDiagram(readme, mermaid) {
  if (!BLOCK.test(readme)) throw new Error('README.md has no place for the diagram');
  return readme.replace(BLOCK, (_all, begin, end) => `${begin}\`\`\`mermaid\n${mermaid}\n\`\`\`\n${end}`);
}
