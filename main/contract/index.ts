/** The language every process shares. Imports nothing but zod. */
export * from './answer';
export * from './audio';
export * from './catalog';
export * from './clock';
export * from './config';
export * from './devices';
export * from './emergency';
export * from './emergency-places';
export * from './errors';
export * from './ipc';
export * from './meaning';
export * from './screen';
export * from './services';
export * from './numerals';
export * from './store-map';
export * from './unanswered';
export * from './voice';
