/** What the command line does the same way as the child processes. The processes themselves are programs of their own. */
export { decodingLexicon, locatorSlip } from './catalog-views';
export { mouthOptions } from './mouth-options';
