/**
 * The light door: what looks at a feed without the catalog's database and search, which cost half a second and eighty
 * megabytes before anything is done.
 */
export { readFeedMap } from './hq/feed/feed-map';
export { describeGroup, describeProblem, FeedError, type ProblemGroup } from './hq/feed/problems';
