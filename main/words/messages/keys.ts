import type { zh } from './zh';

/** The key of a message: `area.what`. */
export type MessageKey = keyof typeof zh;
