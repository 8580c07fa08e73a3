"""Which pieces the student knows, and what they mean before it has learnt anything."""
import collections
import math

import numpy as np

from pieces import pieces_of

SIZE = {'zh': 38_000, 'en': 26_000}
ROLE_WEIGHT = {'name': 3, 'use': 3, 'question': 1, 'product': 1, 'brand': 2, 'misheard': 0}


def lang_of(piece):
    return 'zh' if '\u4e00' <= piece[0] <= '\u9fff' else 'en'


def choose(texts):
    """The pieces seen most, single characters first; [(piece, how often)]."""
    counts = collections.Counter()
    for text in texts:
        weight = ROLE_WEIGHT[text.role]
        for piece in pieces_of(text.text):
            counts[piece] += weight
    chosen = []
    for lang, size in SIZE.items():
        mine = [(n + (1e9 if lang == 'zh' and len(p) == 1 and n > 2 else 0), p) for p, n in counts.items() if lang_of(p) == lang]
        chosen += [p for _, p in sorted(mine, reverse=True)[:size]]
    return sorted((p, counts[p]) for p in chosen)


def is_letters(piece):
    return lang_of(piece) == 'en' and not piece.isdigit() and not (piece[0] == piece[-1] == '_' and len(piece) > 1)


def principal(vectors, width):
    """The directions in which vectors differ most: [their width, `width`]."""
    centred = vectors - vectors.mean(0)
    values, axes = np.linalg.eigh((centred.T @ centred) / len(centred))
    return axes[:, np.argsort(-values)[:width]]


def aligned(zh, en):
    """The rotation of `en` that brings it nearest to `zh`, row by row."""
    u, _, vt = np.linalg.svd(en.T @ zh)
    return u @ vt


def first_table(vocabulary, vectors_of, kinds, width):
    """[pieces, width]: what the teachers make of each piece, brought into one space by the kinds' names in both languages, rare pieces longer.

    `vectors_of(lang, texts)` asks a teacher."""
    axes, means = {}, {}
    centres = {}
    for lang in ('zh', 'en'):
        names = [kind.names[lang][0].lower() for kind in kinds]
        vectors = vectors_of(lang, names).astype(np.float32)
        means[lang] = vectors.mean(0)
        axes[lang] = principal(vectors, width)
        centres[lang] = (vectors - means[lang]) @ axes[lang]
    turn = {'zh': np.eye(width, dtype=np.float32), 'en': aligned(centres['zh'], centres['en'])}
    table = np.zeros((len(vocabulary), width), np.float32)
    rows = {piece: row for row, (piece, _) in enumerate(vocabulary)}
    for lang in ('zh', 'en'):
        whole = [p for p, _ in vocabulary if lang_of(p) == lang and not is_letters(p)]
        vectors = (vectors_of(lang, [p.replace('_', '') for p in whole]).astype(np.float32) - means[lang]) @ axes[lang] @ turn[lang]
        table[[rows[p] for p in whole]] = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    sums, counts = collections.defaultdict(lambda: np.zeros(width, np.float32)), collections.Counter()
    for piece, n in vocabulary:
        if lang_of(piece) == 'en' and piece.startswith('_') and ' ' not in piece and not is_letters(piece):
            for part in set(pieces_of(piece.strip('_'))) & rows.keys():
                if is_letters(part):
                    sums[part] += table[rows[piece]] * n
                    counts[part] += n
    for part, total in sums.items():
        table[rows[part]] = 0.3 * total / counts[part]
    all_seen = sum(n for _, n in vocabulary)
    rare = np.array([1e-4 / (1e-4 + n / all_seen) for _, n in vocabulary], np.float32)
    return table * rare[:, None]
