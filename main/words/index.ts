export { isMessageKey, isSaidIn, localeOf, say, type MessageKey, type Values } from './say';
/** Every human word for what happened and why, by language. Renders codes; decides nothing. */
export { reasonWords, type ReasonKey } from './reasons';
export {
  apology,
  said,
  standingClauses,
  tripEnded,
  printStuck,
  type CallOutcome,
  type HoldOutcome,
  type NavOutcome,
  type Outcome,
  type PaperOutcome,
  type PrintOutcome,
} from './outcomes';
export { settingsWords } from './settings';
export { deviceLines } from './devices';
export { dayText, momentText, storeTime } from './times';
export { dialled, type Dial } from './emergency';
