import type { Lang } from '../../contract';
import { en } from './en';
import type { MessageKey } from './keys';
import { zh } from './zh';

export type { MessageKey } from './keys';

/** Every message by language; what a language lacks is told in the one that stands in for it. */
export const MESSAGES: Readonly<Record<Lang, Readonly<Partial<Record<MessageKey, string>>>>> = { zh, en };
