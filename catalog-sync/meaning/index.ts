export { openSentenceEncoder } from './sentence-encoder';
export { encodersIn } from './encoders';
