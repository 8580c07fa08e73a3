/** The catalog's front door: HQ's publisher, the terminal's sync client, the catalog store and the reader. */
export { createCatalogStore } from './store';
export type { CatalogStore, CatalogStoreOptions } from './types';
export { openCatalogReader, type CatalogReader, type ReaderExtras } from './db/reader';
export { provisionFeed, type Provisioned, type ProvisionOptions } from './provision';
export {
  publish,
  rollBack,
  type PublishOptions,
  type PublishResult,
  type RollBackOptions,
} from './hq/publish';
export type { NameChange } from './hq/changed-products';
export { importFeed, type ImportOptions, type ImportResult } from './hq/import/import';
export { EXPORT_KINDS, type ExportKind } from './hq/import/presets';
export { FeedGuardError, type FeedLimits } from './hq/guard';
export {
  publishedReleases,
  refreshTimestamp,
  rotateKey,
  type PublishedRelease,
  type UpkeepOptions,
} from './hq/upkeep';
export { keyRoles, looseKeys, type KeyRole } from './hq/keys';
export { loadFeed, type LoadResult } from './hq/postgres/load';
export { DATABASE_SCHEMA } from './hq/postgres/schema';
export { withPostgresFeed } from './hq/postgres/source';
export { servePublished, type PublishedServer, type ServeOptions } from './hq/serve';
export { tooManyBadRows } from './hq/feed/bad-rows';
export { readFeed, type FeedReport } from './hq/feed/read-feed';
export {
  describeGroup,
  describeProblem,
  FeedError,
  type FeedProblem,
  type ProblemGroup,
  type ProblemGroups,
} from './hq/feed/problems';
export { SyncError } from './client/sync-error';
export {
  startEmbeddedBroker,
  type EmbeddedBroker,
  type EmbeddedBrokerOptions,
} from './promotions/embedded-broker';
export type { OfferDraft, PromotionService, StoreOfferState } from './promotions/service';
export type { BrokerOptions } from './fleet/broker-client';
export { openFleetReceiver, type FleetReceiver, type FleetReceiverOptions } from './fleet/receiver';
export type { FleetNews } from './fleet/heard';
export { brokerAccountOf, type BrokerAccount } from './fleet/account';
export { admitTerminal, dismissTerminal, readAdmitted } from './fleet/admitted';
export { sendHint } from './fleet/hint';
export type { FleetAnnouncer } from './fleet/announcer';
export { promotionKinds } from './promotions/envelope';
// For programs that build a catalog file without publishing it: property tests and benches.
export { catalogMigrations } from './db/catalog-schema';
export { openDatabase } from './db/open';
export { compileSearch, foldText } from './search';
export { openSentenceEncoder, openShelf, openStudent } from './meaning';
