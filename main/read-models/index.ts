/** What screen, slip, recognition and speech output take from the catalog, each in its own shape. */
export { browse, decodingLexicon, locatorSlip, placesOf } from './catalog-views';
export { likelyPhrases } from './likely-phrases';
export { paperOf, type Paper } from './papers';
export { changedModelNote, storageNote, upkeep } from './upkeep';
