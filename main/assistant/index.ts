export { createEngine, type Engine, type EngineOptions } from './engine';
export { type Conversation } from './dialog/state';
export { openGoodsSearch, type GoodsSearch } from './goods-search';
export { noteOf, TurnNotes } from './trace';
