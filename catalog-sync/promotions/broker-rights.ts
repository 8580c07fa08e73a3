/** Who may say and hear what at the embedded broker. Offers need no right of their own: they are signed. */

const NAME = String.raw`[\w.-]{1,64}`;
const PARTS = 'offers|terminals|calls|unanswered';
const TOPIC = new RegExp(`^daogou/${NAME}/(?:(${PARTS})/(${NAME})|hint)$`);
const FILTER = new RegExp(String.raw`^daogou/(?:\+|${NAME})/(?:(?:${PARTS})/(?:\+|${NAME})|hint)$`);
const TERMINALS_FILTER = new RegExp(String.raw`^daogou/(?:\+|${NAME})/(?:offers/(?:\+|${NAME})|hint)$`);
const TERMINAL_ID = /^daogou-(?!desk-|hint-)/;

/**
 * As what a client was let in: the terminal that runs the broker, another terminal under its own user, or
 * staff's devices and HQ, who share one. Nobody is a terminal by calling itself so.
 */
export type Role = 'own' | 'terminal' | 'staff';

/** The id with which a terminal connects. */
export const clientIdOf = (terminal: string): string => `daogou-${terminal}`;

/** Whether a client id is a terminal's; desks and hints have names of their own. */
export const isTerminalId = (clientId: string): boolean => TERMINAL_ID.test(clientId);

/**
 * What a terminal tells of itself only it may tell; the broker binds its client id to its user. Staff hints,
 * terminals don't.
 */
export function mayPublish(topic: string, role: Role, clientId: string): boolean {
  const match = TOPIC.exec(topic);
  if (!match) return false;
  const [, part, terminal = ''] = match;
  if (part === undefined) return role !== 'terminal';
  return part === 'offers' || (role !== 'staff' && clientId === clientIdOf(terminal));
}

/** Terminals hear offers and hints; calls and questions are for staff. */
export const maySubscribe = (filter: string, role: Role): boolean =>
  (role === 'terminal' ? TERMINALS_FILTER : FILTER).test(filter);

/** Whether a filter that may be subscribed to takes calls for staff. */
export const hearsCalls = (filter: string): boolean => filter.split('/')[2] === 'calls';
