export { compileSearch, type Changed } from './compile';
export { SEARCH_VERSION } from './search-schema';
export { splitPath } from './category-path';
export { Lexicon } from './lookup';
export { Finder } from './find';
export { PriceFinder } from './among';
export { foldText, textKey } from './text';
export { sounds } from './sound';
export { dictionaryWords } from './dictionary';
