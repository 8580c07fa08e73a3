import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Lang } from '../../main/contract';

/** How a language's sentences become vectors. Folders as `voice/models/manifest.json` installs them. */
export interface EncoderSpec {
  folder: string;
  /** `cls`: the first token's vector; `mean`: over all tokens. */
  pooling: 'cls' | 'mean';
  width: number;
}

export const ENCODERS = {
  zh: { folder: 'bge-small-zh-v1.5', pooling: 'cls', width: 512 },
  en: { folder: 'all-minilm-l6-v2', pooling: 'mean', width: 384 },
} as const satisfies Record<Lang, EncoderSpec>;

/** The languages whose encoder lies in the models' folder, with its files. */
export function encodersIn(modelsDir: string): { lang: Lang; spec: EncoderSpec; model: string; tokenizer: string }[] {
  return (Object.keys(ENCODERS) as Lang[]).flatMap((lang) => {
    const spec = ENCODERS[lang];
    const [model, tokenizer] = [path.join(modelsDir, spec.folder, 'onnx', 'model_quantized.onnx'), path.join(modelsDir, spec.folder, 'tokenizer.json')];
    return existsSync(model) && existsSync(tokenizer) ? [{ lang, spec, model, tokenizer }] : [];
  });
}
