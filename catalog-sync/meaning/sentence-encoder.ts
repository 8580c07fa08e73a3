import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { DaogouError, type SentenceEncoder, type Understood, type WireError } from '../../main/contract';
import { ENCODERS, encodersIn } from './encoders';
import { openStudent } from './student-encoder';
import { VectorCache } from './vector-cache';
import { READY, WAITING, type EncoderJob, type EncoderReply } from './thread-protocol';

type Loaded = Extract<EncoderReply, { languages: Understood[] }>;

/** Names encoded in one message: a question that comes in between waits for no more than these. */
const NAMES_AT_ONCE = 16;
/** A question takes 2 to 8 ms; past this it is answered without its meaning. */
const PATIENCE_MS = 250;

/**
 * The bundle of `sentence-encoder.worker.ts`, beside the bundles of processes and commands, or in `dist`
 * where a script of the repository runs.
 */
function workerFile(): string | undefined {
  const here =
    typeof __dirname === 'string'
      ? [path.join(__dirname, 'workers'), path.join(__dirname, '..', 'workers')]
      : [];
  return [...here, path.resolve('dist', 'workers')]
    .map((dir) => path.join(dir, 'sentence-encoder.cjs'))
    .find((file) => existsSync(file));
}

/**
 * The encoders in a thread of their own, or the student where they are not installed (or there is no bundle
 * of the thread): what is learnt of one's vectors is not true of the other's, so both languages go the same
 * way. An encoder whose files are not the published ones, or that does not load, is told to `onRefused`.
 */
export async function openSentenceEncoder(
  modelsDir: string,
  cacheDir: string,
  onRefused: (error: WireError) => void,
): Promise<SentenceEncoder> {
  const file = workerFile();
  if (!file || encodersIn(modelsDir).length < Object.keys(ENCODERS).length) return openStudent();
  const worker = new Worker(file, { workerData: { modelsDir } });
  worker.unref();
  const { languages, refused } = await new Promise<Loaded>((resolve, reject) => {
    worker.once('message', (reply: EncoderReply) => {
      if ('languages' in reply) resolve(reply);
    });
    worker.once('error', (error) =>
      reject(new DaogouError('unavailable', `the sentence encoders do not load: ${error.message}`)),
    );
  });
  refused.forEach(onRefused);
  if (languages.length === Object.keys(ENCODERS).length)
    return new ThreadEncoder(worker, languages, cacheDir);
  await worker.terminate();
  return openStudent();
}

class ThreadEncoder implements SentenceEncoder {
  readonly by = 'encoders';
  private readonly waiting = new Map<
    number,
    { resolve: (vectors: Float32Array[]) => void; reject: (error: Error) => void }
  >();
  private readonly state = new Int32Array(new SharedArrayBuffer(8));
  private readonly vectors: Record<Understood, Float32Array>;
  private lastId = 0;
  private dead = false;

  constructor(
    private readonly worker: Worker,
    readonly languages: readonly Understood[],
    private readonly cacheDir: string,
  ) {
    const room = (lang: Understood): Float32Array =>
      new Float32Array(new SharedArrayBuffer(ENCODERS[lang].width * 4));
    this.vectors = { zh: room('zh'), en: room('en') };
    worker.on('message', (reply: EncoderReply) => {
      if (!('id' in reply)) return;
      const asked = this.waiting.get(reply.id);
      this.waiting.delete(reply.id);
      if (this.waiting.size === 0) worker.unref();
      if ('vectors' in reply) asked?.resolve(reply.vectors);
      else asked?.reject(new Error(reply.error));
    });
    const die = (): void => {
      this.dead = true;
      for (const { reject } of this.waiting.values())
        reject(new DaogouError('unavailable', 'the sentence encoder has ended', true));
      this.waiting.clear();
    };
    worker.on('error', die);
    worker.on('exit', die);
  }

  encode(text: string, lang: Understood): Float32Array | undefined {
    if (this.dead || !this.languages.includes(lang)) return undefined;
    const id = ++this.lastId;
    Atomics.store(this.state, 0, WAITING);
    const job: EncoderJob = {
      id,
      lang,
      texts: [text],
      answer: { state: this.state, vector: this.vectors[lang] },
    };
    this.worker.postMessage(job);
    const end = performance.now() + PATIENCE_MS;
    for (let left = PATIENCE_MS; left > 0; left = end - performance.now()) {
      if (Atomics.wait(this.state, 0, WAITING, left) === 'timed-out') return undefined;
      const ours = Atomics.load(this.state, 1) === id;
      if (ours) return Atomics.load(this.state, 0) === READY ? this.vectors[lang].slice() : undefined;
      Atomics.store(this.state, 0, WAITING);
    }
    return undefined;
  }

  async encodeAll(texts: readonly string[], lang: Understood, shelf: string): Promise<Float32Array[]> {
    if (!this.languages.includes(lang))
      throw new DaogouError('unavailable', `there is no sentence encoder for ${lang}`);
    const cache = new VectorCache(path.join(this.cacheDir, 'meaning'), `${shelf}-${lang}`, ENCODERS[lang]);
    const known = new Map<string, Float32Array>();
    for (const text of texts) {
      const vector = cache.get(text);
      if (vector) known.set(text, vector);
    }
    const fresh = [...new Set(texts)].filter((text) => !known.has(text));
    for (let at = 0; at < fresh.length; at += NAMES_AT_ONCE) {
      const some = fresh.slice(at, at + NAMES_AT_ONCE);
      const vectors = await this.some(some, lang);
      some.forEach((text, i) => known.set(text, vectors[i]!));
    }
    if (fresh.length > 0) cache.replace([...known.keys()], [...known.values()]);
    return texts.map((text) => known.get(text)!);
  }

  private some(texts: string[], lang: Understood): Promise<Float32Array[]> {
    if (this.dead)
      return Promise.reject(new DaogouError('unavailable', 'the sentence encoder has ended', true));
    const id = ++this.lastId;
    this.worker.ref();
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, lang, texts } satisfies EncoderJob);
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}
