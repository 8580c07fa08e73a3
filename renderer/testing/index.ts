export { done, refused, type Answers, type Call } from './bridge';
export { controls, settle, show, takeDown, tap, tapOn, type Shown, type ShowOptions } from './screen';
