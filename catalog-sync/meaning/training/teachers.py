"""The two sentence encoders that the student learns from, with their vectors kept on disk."""
import json
import os

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

FOLDER = {'zh': 'bge-small-zh-v1.5', 'en': 'all-minilm-l6-v2'}
BATCH = 64


class Teacher:
    """Unit vectors of a language's sentences, by the encoder as `daogou models install` has it; one thread."""

    def __init__(self, models, lang):
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        folder = os.path.join(models, FOLDER[lang])
        self.session = ort.InferenceSession(f'{folder}/onnx/model_quantized.onnx', options)
        self.tokens = Tokenizer.from_file(f'{folder}/tokenizer.json')
        self.tokens.enable_truncation(128)
        self.tokens.enable_padding()
        self.first_token = lang == 'zh'

    def __call__(self, texts):
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        out = None
        for at in range(0, len(order), BATCH):
            some = order[at:at + BATCH]
            rows = self.tokens.encode_batch([texts[i] for i in some])
            ids = np.array([r.ids for r in rows], np.int64)
            mask = np.array([r.attention_mask for r in rows], np.int64)
            hidden = self.session.run(None, {'input_ids': ids, 'attention_mask': mask, 'token_type_ids': np.zeros_like(ids)})[0]
            vectors = hidden[:, 0] if self.first_token else (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
            vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
            if out is None:
                out = np.zeros((len(texts), vectors.shape[1]), np.float16)
            out[some] = vectors
        return out


def kept(folder, models, lang, texts):
    """The teacher's vectors of texts; what was asked before comes from `folder`."""
    os.makedirs(folder, exist_ok=True)
    names, vectors = f'{folder}/{lang}.json', f'{folder}/{lang}.npy'
    known, table = {}, None
    if os.path.exists(names):
        known, table = {text: i for i, text in enumerate(json.load(open(names)))}, np.load(vectors)
    fresh = [text for text in dict.fromkeys(texts) if text not in known]
    if fresh:
        more = Teacher(models, lang)(fresh)
        table = more if table is None else np.concatenate([table, more])
        known.update({text: len(known) + i for i, text in enumerate(fresh)})
        np.save(vectors, table)
        json.dump(list(known), open(names, 'w'), ensure_ascii=False)
    return table[[known[text] for text in texts]]
