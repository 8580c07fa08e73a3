import { parentPort } from 'node:worker_threads';
import { DaogouError } from '../../../main/contract';
import { LocalDesk } from './desk';
import type { FromPlanner, ToPlanner } from './thread-desk';

/**
 * The planner's thread: one question after the other, each answered with its id. Whoever asked ends the
 * thread when an answer takes too long.
 */
const desk = new LocalDesk();

parentPort?.on('message', ({ id, request }: ToPlanner) => {
  const answer = desk.answer(request);
  const message: FromPlanner =
    answer instanceof DaogouError ? { id, error: answer.toWire() } : { id, planned: answer };
  parentPort?.postMessage(message);
});
