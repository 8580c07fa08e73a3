"""Kinds and brands as the training reads them, from `main/assistant/goods`."""
import collections
import csv
import glob
import os

import numpy as np

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '../../..'))
GOODS = os.path.join(ROOT, 'main/assistant/goods')

Kind = collections.namedtuple('Kind', 'id broader names uses mistaken vary')
"""`names` and `uses` by language ('zh', 'en'); `mistaken` and `vary` as lists."""


def cells(cell):
    return [item.strip() for item in (cell or '').split('|') if item.strip()]


def read_kinds():
    kinds = []
    for file in sorted(glob.glob(f'{GOODS}/departments/*.csv')):
        for row in csv.DictReader(open(file, encoding='utf-8-sig')):
            names = {'zh': [name.split('@')[0] for name in cells(row['zh'])], 'en': cells(row['en'])}
            uses = {'zh': cells(row['use_zh']), 'en': cells(row['use_en'])}
            mistaken = [link.split(':')[1] for link in cells(row['mistaken'])]
            kinds.append(Kind(row['id'], row['broader'] or None, names, uses, mistaken, [v.split(':')[0] for v in cells(row['vary'])]))
    return kinds


def read_brands():
    """For each kind's id the brands that make it: (zh, en), either may be empty; the kind that a brand is known for has it three times. And all names of each brand."""
    makers, called = collections.defaultdict(list), {}
    for row in csv.DictReader(open(f'{GOODS}/brands/brands.csv', encoding='utf-8-sig')):
        names = (row['zh'].lstrip('!'), row['en'].lstrip('!'))
        called[names] = [name.lstrip('!') for name in (row['zh'], row['en'], *cells(row['aliases'])) if len(name.lstrip('!')) > 1]
        for rank, kind in enumerate(cells(row['makes'])):
            makers[kind] += [names] * (3 if rank == 0 else 1)
    return makers, called


def read_frames(lang):
    """What shoppers say around a name: lines of the intent corpus with one {P}: those that ask for goods and no more, and those with other marks or about what is in them."""
    corpus = os.path.join(ROOT, 'main/assistant/understand/intent-corpus', lang)
    files = [f for f in sorted(glob.glob(f'{corpus}/product.*.txt')) if 'compare' not in f] + [f'{corpus}/navigate.txt']
    lines = [(line.strip(), 'allergen' not in file and line.count('{') == 1) for file in files for line in open(file, encoding='utf-8') if line.count('{P}') == 1]
    return [line for line, plain in lines if plain], [line for line, plain in lines if not plain]


class Family:
    """Which kinds stand to each other so that one is no wrong answer for the other: itself, what is above it and below."""

    def __init__(self, kinds):
        self.number = {kind.id: n for n, kind in enumerate(kinds)}
        self.related = np.eye(len(kinds), dtype=bool)
        for n in range(len(kinds)):
            above = list(self._up(kinds, n))
            self.related[n, above] = self.related[above, n] = True
        below = collections.defaultdict(list)
        for n, kind in enumerate(kinds):
            if kind.broader:
                below[kind.broader].append(n)
        self.siblings = [[m for m in below[kind.broader] if m != n] if kind.broader else [] for n, kind in enumerate(kinds)]
        self.mistaken = [[self.number[i] for i in kind.mistaken if i in self.number] for kind in kinds]

    def _up(self, kinds, n):
        broader = kinds[n].broader
        while broader is not None:
            yield self.number[broader]
            broader = kinds[self.number[broader]].broader
