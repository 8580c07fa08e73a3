import type { EmergencyCause } from '../../contract';
import { LinearClassifier } from './classify/classifier';
import model from './cries.json';
import { withoutNames } from './bare-names';
import { cryFeatures } from './cry-features';
import { withoutDangerGoods } from './tables/danger-goods';

/** Causes the rules know by name; a cry whose cause isn't clear is `danger`, which gives every number. */
const CLEAR = 0.8;
/** Class of what is no cry. */
export const NO_CRY = 'none';

/** The buckets of lower-case text, names of goods that hold words of danger as a mark. */
export const featuresOfSaid = (said: string): number[] =>
  cryFeatures(withoutNames(withoutDangerGoods(said, ' <goods> '), ' <goods> '));

const classifier = new LinearClassifier(model, featuresOfSaid);

/**
 * P(somebody is in danger now) by the whole sentence (`cry-corpus`), and of what. @param said lower-case, as
 * `saidAs` gives it
 */
export function heardAsCry(said: string): { p: number; cause: EmergencyCause } {
  const guesses = classifier.guess(said);
  const p = 1 - guesses.find(({ intent }) => intent === NO_CRY)!.p;
  const best = guesses.find(({ intent }) => intent !== NO_CRY)!;
  return { p, cause: best.p >= CLEAR * p ? (best.intent as EmergencyCause) : 'danger' };
}
