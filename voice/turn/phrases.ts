import type { InBoth, SpokenPhrase } from '../../main/contract';

/** What the recognizer itself says, when nobody answers it. */
export const STILL_THERE: InBoth = {
  zh: '您还在吗？请说您要找什么。',
  en: 'Are you still there? Tell me what you are looking for.',
};

/** Every sentence of the voice process's own, for rendering ahead. */
export const OWN_PHRASES: readonly SpokenPhrase[] = [
  { lang: 'zh', text: STILL_THERE.zh },
  { lang: 'en', text: STILL_THERE.en },
];
