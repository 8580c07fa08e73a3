import type { MessageKey } from '../keys';
import places from './places.json';

/** All messages in English. */
export const en: Record<MessageKey, string> = { ...places };
