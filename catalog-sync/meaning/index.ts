export { openSentenceEncoder } from './sentence-encoder';
export { encodersIn } from './encoders';
export { openStudent } from './student-encoder';
