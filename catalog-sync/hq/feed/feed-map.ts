import { existsSync } from 'node:fs';
import { DaogouError, type StoreMap } from '../../../main/contract';
import { storeMapOf } from '../../db/reader-map';
import { readMap } from './imdf';
import { FeedError, FeedProblems } from './problems';
import { folderSource } from './source';

/**
 * The floor plan of a feed folder, read and checked as publishing does, without its tables; undefined where the feed
 * has none. Throws `FeedError` with what is wrong with the plan.
 */
export async function readFeedMap(feedDir: string): Promise<StoreMap | undefined> {
  if (!existsSync(feedDir)) throw new DaogouError('not_found', `There is no feed folder at ${feedDir}.`);
  const problems = new FeedProblems();
  const { files } = await readMap(folderSource(feedDir), problems);
  if (problems.errorCount > 0) throw new FeedError(problems.errors, problems.errorCount, problems.groups());
  return storeMapOf(new Map(files.map(({ name, json }) => [name, json])));
}
