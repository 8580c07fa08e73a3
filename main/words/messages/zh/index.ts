import places from './places.json';

/** All messages in Mandarin, the language that every key is in: a message is an ICU one. */
export const zh = { ...places };
