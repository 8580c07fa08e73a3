import { LANGUAGES, type SpokenPhrase } from '../../main/contract';
import { isSaidIn, sayInEach } from '../../main/words';

/** What the recognizer itself says, when nobody answers it. */
export const STILL_THERE = sayInEach('listen.still_there');

/** Every sentence of the voice process's own, for rendering ahead. */
export const OWN_PHRASES: readonly SpokenPhrase[] = LANGUAGES.filter((lang) =>
  isSaidIn(lang, 'listen.still_there'),
).map((lang) => ({ lang, text: STILL_THERE[lang] }));
