import { writeFileSync } from 'node:fs';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { openEncoder } from '../evals/opened-stores';
import { allKinds } from '../goods';
import { readMeaning } from '../goods/meaning';
import { PhraseMeaning, phraseVectors } from '../goods/phrase-meaning';

/**
 * `npm run train:kinds`: writes what the kinds of goods mean into `goods/meaning-<lang>.bin` and
 * `goods/phrases-<lang>.bin`; to be run after every change of the kinds.
 */
async function main(): Promise<void> {
  const encoder = await openEncoder();
  if (encoder?.by !== 'encoders')
    throw new Error('the sentence encoders are not installed: run “daogou models install”');
  const kinds = allKinds();
  for (const lang of ['zh', 'en'] as const) {
    const table = await readMeaning(kinds, lang, encoder);
    writeFileSync(`main/assistant/goods/meaning-${lang}.bin`, table.bytes());
    const vectors = await phraseVectors(kinds, lang, encoder);
    const phrases = PhraseMeaning.of(vectors, axesOf(vectors.flat()));
    writeFileSync(`main/assistant/goods/phrases-${lang}.bin`, phrases.bytes(kinds, lang));
    process.stdout.write(`${lang}: ${table.size / 2} kinds, ${phrases.size} phrases\n`);
  }
  await encoder.close();
}

/**
 * Axes kept: on strangers' questions these many find the right kind first as often as all 512, within half a
 * point.
 */
const AXES = 256;

/** The axes along which vectors differ most, each of unit length: the first eigenvectors of Σ v·vᵀ. */
function axesOf(vectors: readonly Float32Array[]): Float32Array {
  const width = vectors[0]!.length;
  const sums = Array.from({ length: width }, () => new Float64Array(width));
  for (const vector of vectors)
    for (let i = 0; i < width; i++) for (let j = i; j < width; j++) sums[i]![j]! += vector[i]! * vector[j]!;
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) sums[i]![j] = sums[j]![i]!;
  const { realEigenvalues: values, eigenvectorMatrix } = new EigenvalueDecomposition(
    new Matrix(sums.map((row) => [...row])),
    { assumeSymmetric: true },
  );
  const first = values
    .map((value, at) => ({ value, at }))
    .sort((a, b) => b.value - a.value)
    .slice(0, AXES);
  return Float32Array.from(first.flatMap(({ at }) => eigenvectorMatrix.getColumn(at)));
}

void main();
