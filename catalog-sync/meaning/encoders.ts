import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Understood } from '../../main/contract';

/** How a language's sentences become vectors. Folders as `voice/models/manifest.json` installs them. */
export interface EncoderSpec {
  folder: string;
  /** `cls`: the first token's vector; `mean`: over all tokens. */
  pooling: 'cls' | 'mean';
  width: number;
  /**
   * What its files must be, the same as in `voice/models/manifest.json`: another net would call goods what
   * they are not.
   */
  sha256: { model: string; tokenizer: string };
}

export const ENCODERS = {
  zh: {
    folder: 'bge-small-zh-v1.5',
    pooling: 'cls',
    width: 512,
    sha256: {
      model: '15b717c382bcb518ba457b93ea6850ede7f4f1cd8937454aa06972366cd19bcc',
      tokenizer: '48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26',
    },
  },
  en: {
    folder: 'all-minilm-l6-v2',
    pooling: 'mean',
    width: 384,
    sha256: {
      model: 'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1',
      tokenizer: 'da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0',
    },
  },
} as const satisfies Record<Understood, EncoderSpec>;

/** An encoder's files as they lie in the models' folder. */
export interface FoundEncoder {
  lang: Understood;
  spec: EncoderSpec;
  model: string;
  tokenizer: string;
}

/** The languages whose encoder lies in the models' folder, with its files. */
export function encodersIn(modelsDir: string): FoundEncoder[] {
  return (Object.keys(ENCODERS) as Understood[]).flatMap((lang) => {
    const spec = ENCODERS[lang];
    const [model, tokenizer] = [
      path.join(modelsDir, spec.folder, 'onnx', 'model_quantized.onnx'),
      path.join(modelsDir, spec.folder, 'tokenizer.json'),
    ];
    return existsSync(model) && existsSync(tokenizer) ? [{ lang, spec, model, tokenizer }] : [];
  });
}
