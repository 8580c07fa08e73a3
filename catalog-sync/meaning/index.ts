export { openSentenceEncoder } from './sentence-encoder';
export { openShelf } from './shelf';
export { encodersIn } from './encoders';
export { openStudent } from './student-encoder';
