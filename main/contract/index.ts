/** The language every process shares. Imports nothing but zod. */
export * from './answer';
export * from './audio';
export * from './catalog';
export * from './config';
export * from './devices';
export * from './errors';
export * from './ipc';
export * from './reasons';
export * from './screen';
export * from './services';
export * from './numerals';
export * from './store-map';
export * from './voice';
