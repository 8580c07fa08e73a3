"""Meaning alone, on stores of other authors: how often the name nearest to a question is one that was meant.

    python evaluate.py MODELS STUDENT STORE=QUESTIONS... """
import csv
import json
import os
import sys

import numpy as np

from student import read
from teachers import kept
from texts import bare


def names_of(row, lang):
    return f"{row['name_' + lang]} {row['category_' + lang].split('>')[-1].strip()} {row['aliases_' + lang].replace('|', ' ')}"


def read_set(store, questions):
    """Rows of the feed, and questions that name goods and follow up no other."""
    rows = list(csv.DictReader(open(f'{store}/products.csv', encoding='utf-8-sig')))
    asked = [json.loads(line) for line in open(questions, encoding='utf-8')]
    seen, alone = set(), []
    for question in asked:
        first = question.get('conv') is None or question['conv'] not in seen
        seen.add(question.get('conv'))
        if first and question['expect'].get('gtin'):
            alone.append(question)
    return rows, alone


def hits(scores, rows, asked):
    """How many questions have a right item first, and among five."""
    one = five = 0
    for line, question in zip(scores, asked):
        top = [rows[i]['gtin'] for i in np.argsort(-line, kind='stable')[:5]]
        meant = set(question['expect']['gtin'])
        one += top[0] in meant
        five += bool(meant & set(top))
    return one, five


def compare(encoders, sets, out=print):
    """Prints and returns {(way, set, lang): (one, five, of)}; `encoders`: {way: function of (texts, lang)}."""
    found = {}
    for name, (rows, asked) in sets.items():
        for lang in ('zh', 'en'):
            mine = [q for q in asked if q['lang'] == lang]
            if len(mine) < 5:
                continue
            said = [bare(q['say'], lang) for q in mine]
            for way, encode in encoders.items():
                vectors = encode([names_of(row, lang) for row in rows], lang)
                found[way, name, lang] = (*hits(encode(said, lang) @ vectors.T, rows, mine), len(mine))
            if lang == 'en' and 'student' in encoders:
                across = encoders['student']([names_of(row, 'zh') for row in rows], 'zh')
                found['across', name, lang] = (*hits(encoders['student'](said, 'en') @ across.T, rows, mine), len(mine))
    for (way, name, lang), (one, five, of) in sorted(found.items(), key=lambda item: (item[0][1], item[0][2], item[0][0])):
        out(f'{name:12s} {lang} {way:8s} hit@1 {100 * one / of:5.1f}  hit@5 {100 * five / of:5.1f}  of {of}')
    return found


def main(models, file, *stores):
    student = read(file)
    cache = os.path.join(os.path.dirname(file) or '.', 'teachers')
    teacher = lambda texts, lang: kept(cache, models, lang, texts).astype(np.float32)
    sets = {os.path.basename(s.split('=')[0]): read_set(*s.split('=')) for s in stores}
    compare({'teacher': teacher, 'student': lambda texts, lang: student(texts)}, sets)


if __name__ == '__main__':
    main(*sys.argv[1:])
