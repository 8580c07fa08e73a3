/** Who may say and hear what at the embedded broker. Offers need no right of their own: they are signed. */

const NAME = String.raw`[\w.-]{1,64}`;
const PARTS = 'offers|terminals|calls|unanswered';
const TOPIC = new RegExp(`^daogou/${NAME}/(?:(${PARTS})/(${NAME})|hint)$`);
const FILTER = new RegExp(String.raw`^daogou/(?:\+|${NAME})/(?:(?:${PARTS})/(?:\+|${NAME})|hint)$`);

/** The id with which a terminal connects. */
export const clientIdOf = (terminal: string): string => `daogou-${terminal}`;

/** What a terminal tells of itself only it may tell; the broker binds its client id to its user. */
export function mayPublish(topic: string, clientId: string): boolean {
  const match = TOPIC.exec(topic);
  if (!match) return false;
  const [, part, terminal = ''] = match;
  return part === undefined || part === 'offers' || clientId === clientIdOf(terminal);
}

export const maySubscribe = (filter: string): boolean => FILTER.test(filter);

/** Whether a filter that may be subscribed to takes calls for staff. */
export const hearsCalls = (filter: string): boolean => filter.split('/')[2] === 'calls';
