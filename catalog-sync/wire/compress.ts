import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createBrotliDecompress } from 'node:zlib';
import { ObjectError } from './fault';

// Brotli, because it is in the zlib of every Node that runs here (zstd only from Node 22.15); on change sets
// it is as small.
const WINDOW_BITS = 24;
/** Above this the highest quality takes longer than the bytes are worth. */
const SMALL = 4 << 20;
const LARGE = 64 << 20;

/** Brotli's quality by the size of the file. */
function qualityFor(size: number, thorough: boolean): number {
  if (thorough && size <= SMALL) return 11;
  return size <= LARGE ? 7 : 5;
}

/** Compresses a file of JSON lines; `thorough` where many will fetch it and it is small. */
export async function compressFile(from: string, to: string, { thorough = false } = {}): Promise<void> {
  const { size } = await stat(from);
  const quality = qualityFor(size, thorough);
  const brotli = createBrotliCompress({
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_LGWIN]: WINDOW_BITS,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: size,
    },
  });
  await pipeline(createReadStream(from), brotli, createWriteStream(to));
}

/**
 * Lines of a compressed file. More than `rawLength` bytes, or fewer, is an error: a small object must not
 * unpack into a full disk.
 */
export async function* readCompressedLines(file: string, rawLength: number): AsyncGenerator<string> {
  let length = 0;
  const cap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length > rawLength)
        done(new ObjectError('wrong_length', 'The catalog object unpacks to more than its manifest says.'));
      else done(null, chunk);
    },
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  const done = pipeline(createReadStream(file), createBrotliDecompress(), cap);
  done.catch(() => undefined);
  try {
    for await (const chunk of cap) {
      const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    await done;
    rest += decoder.decode();
  } catch (cause) {
    const code = String((cause as NodeJS.ErrnoException).code ?? '');
    if (!code.startsWith('ERR_') && !code.startsWith('Z_')) throw cause;
    throw new ObjectError('wrong_object', `The catalog object can not be unpacked (${code}).`, { cause });
  }
  if (rest !== '') yield rest;
  if (length !== rawLength)
    throw new ObjectError('wrong_length', 'The catalog object unpacks to less than its manifest says.');
}
