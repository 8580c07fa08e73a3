import type { MessageKey } from '../keys';
import answer from './answer.json';
import browse from './browse.json';
import driving from './driving.json';
import help from './help.json';
import home from './home.json';
import listen from './listen.json';
import map from './map.json';
import places from './places.json';
import print from './print.json';
import reasons from './reasons.json';
import screen from './screen.json';
import staff from './staff.json';
import status from './status.json';

/** All messages in English. */
export const en: Record<MessageKey, string> = {
  ...answer,
  ...browse,
  ...driving,
  ...help,
  ...home,
  ...listen,
  ...map,
  ...places,
  ...print,
  ...reasons,
  ...screen,
  ...staff,
  ...status,
};
