import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

/** Where languages are named and where their words lie, from the repository's root. */
const NAMED = join('main', 'contract', 'languages.ts');
const MESSAGES = join('main', 'words', 'messages');
/** The area that holds what a language calls itself. */
const OWN_NAME = 'screen';
/** What can't be taken out: rules, data and every fallback stand on them. */
const KEPT = ['zh', 'en'];
const LIST = /export const LANGUAGES = \[([^\]]*)\] as const;/;
const REGISTER = /(export const MESSAGES: [^=]*= )\{([^}]*)\};/;
/** The form that `LANGUAGE_TAG` of the contract allows. */
const FORM = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/;

/** What the person who types the command did wrong; its message is all that is shown. */
export class LanguageError extends Error {}

/**
 * A BCP 47 tag in its canonical form.
 * @param {string} text
 * @returns {string}
 */
export function tagOf(text) {
  let tag = '';
  try {
    tag = Intl.getCanonicalLocales(text)[0] ?? '';
  } catch {
    // Told below, as what is well-formed and no language is.
  }
  if (!FORM.test(tag) || nameOf(tag) === undefined)
    throw new LanguageError(
      `'${text}' is not the BCP 47 tag of a language; write one such as th, pt-BR or zh-Hant`,
    );
  return tag;
}

/**
 * What a language calls itself.
 * @param {string} tag
 * @returns {string | undefined}
 */
const nameOf = (tag) => new Intl.DisplayNames([tag, 'en'], { type: 'language', fallback: 'none' }).of(tag);

/**
 * The tags that a checkout knows.
 * @param {string} root
 * @returns {string[]}
 */
export function languagesOf(root) {
  const list = LIST.exec(readFileSync(join(root, NAMED), 'utf8'))?.[1];
  if (list === undefined) throw new LanguageError(`${NAMED} has no list of LANGUAGES`);
  return [...list.matchAll(/'([^']+)'/g)].map(([, tag]) => tag ?? '');
}

/**
 * Adds a language: its tag, its folder of messages, all empty but its own name.
 * @param {string} root
 * @param {string} text
 * @returns {Promise<string>} the tag
 */
export async function addLanguage(root, text) {
  const tag = tagOf(text);
  const known = languagesOf(root);
  const folder = join(root, MESSAGES, tag);
  if (known.includes(tag) || existsSync(folder)) throw new LanguageError(`${tag} exists already`);
  const areas = readdirSync(join(root, MESSAGES, 'zh'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
  mkdirSync(folder);
  for (const area of areas) {
    const messages = area === OWN_NAME ? { 'lang.name': nameOf(tag) } : {};
    writeFileSync(join(folder, `${area}.json`), `${JSON.stringify(messages, null, 2)}\n`);
  }
  await write(join(folder, 'index.ts'), indexOf(tag, areas));
  await register(root, [...known, tag]);
  return tag;
}

/**
 * Takes a language out again, with all of its messages.
 * @param {string} root
 * @param {string} text
 * @returns {Promise<string>} the tag
 */
export async function removeLanguage(root, text) {
  const tag = tagOf(text);
  const known = languagesOf(root);
  if (KEPT.includes(tag))
    throw new LanguageError(`${tag} stays: questions are understood in it and others fall back on it`);
  if (!known.includes(tag)) throw new LanguageError(`there is no ${tag}; known are ${known.join(', ')}`);
  rmSync(join(root, MESSAGES, tag), { recursive: true, force: true });
  await register(
    root,
    known.filter((other) => other !== tag),
  );
  return tag;
}

/** @param {string} tag a name that no keyword can be: `newMessages`, not `new` */
const variableOf = (tag) => (KEPT.includes(tag) ? tag : `${tag.replaceAll('-', '')}Messages`);

/**
 * @param {string} tag
 * @param {readonly string[]} areas
 */
const indexOf = (tag, areas) => `import type { MessageKey } from '../keys';
${areas.map((area) => `import ${area} from './${area}.json';`).join('\n')}

/** Messages in ${new Intl.DisplayNames(['en'], { type: 'language' }).of(tag)}; what is missing is told in the language that stands in for it. */
export const ${variableOf(tag)}: Partial<Record<MessageKey, string>> = {${areas.map((area) => `...${area},`).join('\n')}};
`;

/**
 * Writes the list of languages and the register of their messages.
 * @param {string} root
 * @param {readonly string[]} tags
 */
async function register(root, tags) {
  const named = join(root, NAMED);
  const list = `export const LANGUAGES = [${tags.map((tag) => `'${tag}'`).join(', ')}] as const;`;
  await write(named, readFileSync(named, 'utf8').replace(LIST, list));
  const index = join(root, MESSAGES, 'index.ts');
  const entries = tags.map((tag) => (tag === variableOf(tag) ? tag : `'${tag}': ${variableOf(tag)}`));
  const others = tags.filter((tag) => !KEPT.includes(tag));
  const imports = others.map((tag) => `import { ${variableOf(tag)} } from './${tag}';\n`).join('');
  const text = readFileSync(index, 'utf8')
    .replace(/^import \{ \w+Messages \} from '[^']+';\n/gm, '')
    .replace(REGISTER, (_, head) => `${head}{ ${entries.join(', ')} };`)
    .replace(/(import \{ zh \} from '.\/zh';\n)/, `$1${imports}`);
  await write(index, text);
}

/**
 * As the house formats it.
 * @param {string} file
 * @param {string} text
 */
async function write(file, text) {
  const options = await resolveConfig(import.meta.filename);
  writeFileSync(file, await format(text, { ...options, filepath: file }));
}
