export {
  isMessageKey,
  isSaidIn,
  localeOf,
  say,
  sayInAll,
  sayInEach,
  type MessageKey,
  type Values,
} from './say';
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
export { aislesText, aisleText, placeLabel, placeText } from './places';
export { money, priceTag } from './money';
export { capital, chain, listOf, sentence, sentences } from './lists';
export { clockText, dayText, endText, momentText, spansText, storeTime } from './times';
export { dialled, type Dial } from './emergency';
export { pricesAKilogram } from './weighed';
