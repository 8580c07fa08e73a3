import type { Bilingual } from '../contract';

/** The few sentences that main itself must have when the engine is away. */
export const apology: Bilingual = {
  zh: '不好意思，我正在恢复，请稍后再试，或找店员帮忙。',
  en: 'Sorry, I am recovering. Please try again in a moment, or ask our staff.',
};
