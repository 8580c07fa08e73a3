import type { CatalogFacts } from '../db/digest';
import { firstDifference } from '../db/digest';
import type { Database } from '../db/open';
import { ChangeApplier } from './apply-changes';
import { readCompressedLines } from './compress';
import { ObjectError } from './fault';
import type { ObjectInfo } from './release';

/** A fetched object: its file and what the manifest says of it. */
export interface LocalObject {
  file: string;
  info: ObjectInfo;
}

/**
 * Applies objects one after the other to `db` (empty, or at the base of the first) and checks row counts and
 * digests against the last one's release.
 * @param facts verified facts of what `db` holds; nothing where it is empty.
 */
export async function applyObjects(
  db: Database,
  objects: readonly LocalObject[],
  facts: CatalogFacts | undefined,
  progress: (done: number) => void = () => undefined,
): Promise<ChangeApplier> {
  const applier = new ChangeApplier(db, facts);
  db.exec('BEGIN');
  for (const [i, { file, info }] of objects.entries()) {
    const { store, sequence } = info.release;
    await applier.apply(readCompressedLines(file, info.rawLength), { store, base: info.base, sequence });
    progress((i + 1) / objects.length);
  }
  db.exec('COMMIT');
  const wanted = objects.at(-1)?.info.release.facts ?? facts;
  const wrong = wanted && firstDifference(applier.facts(), wanted);
  if (wrong)
    throw new ObjectError('wrong_digest', `Table ${wrong} is not as its manifest says (wrong digest).`);
  return applier;
}
