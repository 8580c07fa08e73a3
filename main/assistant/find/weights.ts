import type { Lang, SentenceEncoder } from '../../contract';
import byStudent from './weights-student.json';
import byEncoders from './weights.json';

/** The ranker's weights, as `npm run train:ranker` fitted them to the likenesses that this encoder gives. */
export function weightsFor(encoder: SentenceEncoder | undefined): Readonly<Record<Lang, readonly number[]>> {
  return encoder?.by === 'student' ? byStudent : byEncoders;
}
