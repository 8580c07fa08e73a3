/** What a pino logger offers, as far as it is used here. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

export const silent: Log = { info: () => undefined, warn: () => undefined };
