import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locateModels } from './locate';
import { checkOnnx, metadataOf } from './onnx-peek';
import { recognise } from './recognise';

/** The smallest ONNX model that says something of itself: ir_version, then metadata_props. */
function onnx(metadata: Record<string, string> = {}): Uint8Array {
  const text = (field: number, value: string) => [
    (field << 3) | 2,
    Buffer.byteLength(value),
    ...Buffer.from(value),
  ];
  const entries = Object.entries(metadata).flatMap(([name, value]) => {
    const entry = [...text(1, name), ...text(2, value)];
    return [(14 << 3) | 2, entry.length, ...entry];
  });
  return Uint8Array.from([8, 9, ...text(2, 'test'), ...entries]);
}

const root = mkdtempSync(join(tmpdir(), 'daogou-recognise-'));
function folder(name: string, files: readonly string[], metadata: Record<string, string> = {}): string {
  const path = join(root, name);
  for (const file of files) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), file.endsWith('.onnx') ? onnx(metadata) : '');
  }
  return path;
}

describe('a model folder', () => {
  // The files of sherpa-onnx's releases, of Whisper on the Hugging Face hub and of whisper.cpp.
  it.each<[string, string[], string, Record<string, string>?]>([
    ['silero', ['silero_vad.onnx'], 'silero-vad'],
    ['ten', ['ten-vad.onnx'], 'ten-vad'],
    [
      'sherpa-onnx-kws-zipformer-wenetspeech-3.3M-2024-01-01',
      [
        'encoder-epoch-12-avg-2-chunk-16-left-64.onnx',
        'decoder-epoch-12-avg-2-chunk-16-left-64.onnx',
        'joiner-epoch-12-avg-2-chunk-16-left-64.onnx',
        'tokens.txt',
        'keywords.txt',
      ],
      'keyword-spotter',
    ],
    [
      'sherpa-onnx-streaming-zipformer-bilingual-zh-en-2023-02-20',
      [
        'encoder-epoch-99-avg-1.int8.onnx',
        'encoder-epoch-99-avg-1.onnx',
        'decoder-epoch-99-avg-1.onnx',
        'joiner-epoch-99-avg-1.onnx',
        'tokens.txt',
      ],
      'online-transducer',
    ],
    [
      'some-zipformer',
      ['encoder.onnx', 'decoder.onnx', 'joiner.onnx', 'tokens.txt'],
      'online-transducer',
      { model_type: 'zipformer2', decode_chunk_len: '32' },
    ],
    [
      'sherpa-onnx-zipformer-multi-zh-hans-2023-9-2',
      [
        'encoder-epoch-20-avg-1.onnx',
        'decoder-epoch-20-avg-1.onnx',
        'joiner-epoch-20-avg-1.onnx',
        'tokens.txt',
      ],
      'offline-transducer',
      { model_type: 'zipformer2' },
    ],
    [
      'sherpa-onnx-streaming-zipformer-ctc-multi-zh-hans-2023-12-13',
      ['ctc-epoch-20-avg-1-chunk-16-left-128.int8.onnx', 'tokens.txt'],
      'online-ctc',
    ],
    [
      'sherpa-onnx-streaming-paraformer-bilingual-zh-en',
      ['encoder.int8.onnx', 'decoder.int8.onnx', 'tokens.txt'],
      'online-paraformer',
    ],
    ['my-paraformer', ['model.int8.onnx', 'tokens.txt'], 'offline-paraformer', { model_type: 'paraformer' }],
    ['my-sense', ['model.int8.onnx', 'tokens.txt'], 'offline-sense-voice', { model_type: 'sense_voice_ctc' }],
    [
      'sherpa-onnx-zipformer-ctc-zh',
      ['model.int8.onnx', 'tokens.txt'],
      'offline-ctc',
      { model_type: 'zipformer2_ctc' },
    ],
    [
      'sherpa-onnx-whisper-base',
      ['base-encoder.int8.onnx', 'base-decoder.int8.onnx', 'base-tokens.txt'],
      'offline-whisper',
    ],
    [
      'Xenova-whisper-small',
      [
        'onnx/encoder_model_quantized.onnx',
        'onnx/decoder_model_merged_quantized.onnx',
        'tokenizer.json',
        'config.json',
      ],
      'whisper-onnx',
    ],
    ['whisper.cpp', ['ggml-base-q5_1.bin'], 'whisper-cpp'],
    ['vits-melo-tts-zh_en', ['model.onnx', 'lexicon.txt', 'tokens.txt', 'dict/jieba.dict.utf8'], 'tts-vits'],
    [
      'vits-piper-zh_CN-huayan-medium',
      ['zh_CN-huayan-medium.onnx', 'tokens.txt', 'espeak-ng-data/phontab'],
      'tts-vits',
    ],
    [
      'matcha-icefall-zh-baker',
      ['model-steps-3.onnx', 'vocos-22khz-univ.onnx', 'lexicon.txt', 'tokens.txt', 'dict/jieba.dict.utf8'],
      'tts-matcha',
    ],
    [
      'kokoro-multi-lang-v1_0',
      ['model.onnx', 'voices.bin', 'tokens.txt', 'lexicon-zh.txt', 'espeak-ng-data/phontab'],
      'tts-kokoro',
    ],
  ])('%s is known by its files', (name, files, kind, metadata) => {
    const path = folder(name, files, metadata);
    const found = recognise(path);
    expect(found?.kind).toBe(kind);
    expect(Object.values(found?.files ?? {}).every((file) => file.startsWith(path))).toBe(true);
  });

  it('takes the 8-bit net where there are two', () => {
    const path = folder('two', [
      'encoder.onnx',
      'encoder.int8.onnx',
      'decoder.onnx',
      'joiner.onnx',
      'joiner.int8.onnx',
      'tokens.txt',
      'keywords.txt',
    ]);
    expect(Object.values(recognise(path)!.files).map((f) => basename(f))).toEqual([
      'encoder.int8.onnx',
      'decoder.onnx',
      'joiner.int8.onnx',
      'tokens.txt',
    ]);
  });

  it('of another kind is none, and is told of by name', () => {
    const models = mkdtempSync(join(tmpdir(), 'daogou-locate-'));
    mkdirSync(join(models, 'holiday-photos'));
    writeFileSync(join(models, 'holiday-photos', 'beach.jpg'), '');
    expect(recognise(join(models, 'holiday-photos'))).toBeUndefined();
    expect(recognise(join(models, 'nowhere'))).toBeUndefined();
    expect(locateModels(models).unknown).toEqual([join(models, 'holiday-photos')]);
  });

  it('whose net is no ONNX file tells nothing of itself', () => {
    const path = join(root, 'broken.onnx');
    writeFileSync(path, 'this is no model at all');
    expect(metadataOf(path)).toEqual({});
    writeFileSync(path, onnx({ model_type: 'paraformer', version: '1' }));
    expect(metadataOf(path)).toEqual({ model_type: 'paraformer', version: '1' });
  });

  it('whose net is cut short is told of by file', () => {
    const path = join(root, 'net.onnx');
    const graph = [(7 << 3) | 2, 4, 1, 2, 3, 4];
    writeFileSync(path, Uint8Array.from([...onnx(), ...graph]));
    expect(() => checkOnnx(path)).not.toThrow();
    for (const bytes of [[], [...onnx()], [...onnx(), ...graph].slice(0, -1)]) {
      writeFileSync(path, Uint8Array.from(bytes));
      expect(() => checkOnnx(path)).toThrow(/net\.onnx is cut short/);
    }
  });
});
