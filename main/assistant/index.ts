export { createEngine, type Engine, type EngineOptions } from './engine';
export { type Conversation } from './dialog/state';
export { kindNames } from './goods';
export { toldAttributes, type AttributeDoubt, type ToldAttributes } from './find/unclear-attributes';
export { unclearKinds, type UnclearKind } from './find/unclear-kinds';
export { openGoodsSearch, type GoodsSearch } from './goods-search';
export { scannedItem, type ScannedItem } from './scanned';
export { noteOf, TurnNotes } from './trace';
