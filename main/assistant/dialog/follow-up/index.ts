/** How a conversation goes on: what a sentence means that follows another. */
export { followUp } from './act';
export { goneOn, mayGoOn, type GoneOn } from './goes-on';
