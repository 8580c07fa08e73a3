import { BaseSequencer } from 'vitest/node';

/** Folders whose files take minutes: whole question sets, programs that are run as they are shipped. */
const LONG = ['/main/assistant/evals/', '/main/cli/'];

/** @param {import('vitest/node').TestSpecification} file */
const isLong = ({ moduleId }) => LONG.some((folder) => moduleId.includes(folder));

/**
 * Begins with what takes longest, so that no core waits at the end for the other's last file. A new clone has no
 * durations of earlier runs to go by, and the files that take longest are short themselves.
 */
export class LongestFirst extends BaseSequencer {
  /**
   * @override
   * @param {import('vitest/node').TestSpecification[]} files
   */
  async sort(files) {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
