/** `npm run language -- TAG` adds a language, `npm run language -- --remove TAG` takes it out again. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addLanguage, LanguageError, removeLanguage } from './scaffold.mjs';

const USAGE = 'npm run language -- TAG, or npm run language -- --remove TAG (a BCP 47 tag such as th)';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { remove: { type: 'boolean', default: false } },
  });
  const [tag] = positionals;
  if (tag === undefined || positionals.length > 1) throw new LanguageError(USAGE);
  const root = join(import.meta.dirname, '..', '..');
  if (values.remove) console.log(`${await removeLanguage(root, tag)} is taken out.`);
  else {
    const added = await addLanguage(root, tag);
    console.log(
      `${added} is added. Its words go to main/words/messages/${added}; until they are there, English stands in. A store's own texts are columns of its feed such as name_${added}, once its store.json lists ${added} among its languages.`,
    );
  }
} catch (error) {
  const expected = error instanceof LanguageError || (error instanceof TypeError && 'code' in error);
  if (!expected) throw error;
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 1;
}
