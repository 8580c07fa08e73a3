/** What screen, slip, ear and mouth take from the catalog, each in its own shape. */
export { browse, decodingLexicon, likelyPhrases, locatorSlip, placesOf, storeTime } from './catalog-views';
export { paperOf, type Paper } from './papers';
