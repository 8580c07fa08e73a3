import path from 'node:path';
import pino, { type Logger } from 'pino';
import { SteadyStream } from './steady-stream';

/** Keys that may carry what a shopper said; whatever is under them never reaches a log. */
const SHOPPER_KEYS = ['text', 'say', 'transcript', 'partial', 'nbest', 'utterance', 'query', 'caption'];

export type { Logger };

/** Structured logs under `logs/`, one file a process, rotated at 5 MB and kept for ten files. */
export function createLogger(dataDir: string, name: string, level: string): Logger {
  const stream = new SteadyStream(path.join(dataDir, 'logs'), name);
  return pino(
    {
      name,
      level,
      redact: { paths: SHOPPER_KEYS.flatMap((key) => [key, `*.${key}`]), censor: '[not logged]' },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    stream,
  );
}
