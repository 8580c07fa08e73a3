"""Trains the student: see README.md beside this file. One thread, numpy only.

    python train.py MODELS WORK [--width 256] [--copies 8] [--steps 6000] [--rate 0.005]"""
import argparse
import os
import time

import numpy as np

import vocabulary
from goods import Family, read_kinds
from student import Student, unit
from teachers import kept
from texts import Writer

SEED = 7
CLUSTERS, NEAR, COLUMNS = 32, 8, 2
"""A step looks at 32 groups of 8 kinds that are near each other, with one asker and two answers of each kind."""
SHARP, TEACHER_SHARP = 0.05, 0.05
RATE = 0.005


class Pool:
    """All texts as bags, with whom they belong to."""

    def __init__(self, student, texts, family, teacher):
        self.texts, self.family = texts, family
        self.bags = student.bags([t.text for t in texts])
        self.kind = np.array([t.kind for t in texts], np.int32)
        self.lang = np.array([t.lang == 'en' for t in texts])
        self.teacher = teacher
        self.askers = [[] for _ in family.mistaken]
        self.answers = [[] for _ in family.mistaken]
        for i, text in enumerate(texts):
            (self.answers if text.role == 'product' else self.askers)[text.kind].append(i)
        for i, text in enumerate(texts):
            if text.role in ('name', 'use'):
                self.answers[text.kind].append(i)

    def neighbours(self, rng, seed):
        """Kinds that are told from `seed` with the most effort: taken for it, beside it, or near it by what teachers say."""
        family = self.family
        near = list(dict.fromkeys([*family.mistaken[seed], *rng.permutation(family.siblings[seed])[:5], *rng.permutation(self.near[seed])]))
        return [seed, *(n for n in near if n != seed)][:NEAR]

    def batch(self, rng):
        kinds = list(dict.fromkeys(k for seed in rng.integers(len(self.askers), size=CLUSTERS) for k in self.neighbours(rng, seed)))
        one = lambda some: some[rng.integers(len(some))]
        askers = np.array([one(self.askers[k]) for k in kinds])
        answers = []
        for k, asker in zip(kinds, askers):
            says = self.texts[asker].says
            fit = [i for i in self.answers[k] if i != asker and says <= self.texts[i].says]
            answers += [one(fit or self.answers[k]), *(one(self.answers[k]) for _ in range(COLUMNS - 1))]
        return askers, np.array(answers)

    def right(self, askers, answers):
        """1 where an answer is one of what was asked for, 0 where it is another thing, nan where it's neither."""
        mine, theirs = self.kind[askers], self.kind[answers]
        out = np.where(self.family.related[mine[:, None], theirs], np.nan, 0).astype(np.float32)
        for r, c in zip(*np.nonzero(mine[:, None] == theirs)):
            if askers[r] != answers[c]:
                out[r, c] = self.texts[askers[r]].says <= self.texts[answers[c]].says
        return out


def softmax(scores):
    e = np.exp(scores - scores.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def contrast(scores, right):
    """The mean of -ln P(a right answer), and what it says of the scores."""
    hidden = np.isnan(right)
    p = softmax(np.where(hidden, -1e4, scores / SHARP))
    good = np.where(right == 1, p, 0)
    mass = good.sum(1, keepdims=True)
    counts = mass[:, 0] > 0
    pull = np.where(counts[:, None], p - good / np.maximum(mass, 1e-9), 0) / SHARP / max(1, counts.sum())
    return -np.log(np.maximum(mass[counts], 1e-9)).mean(), pull


def imitate(mine, teacher):
    """How far the student's likenesses within a batch are from the teacher's, and what that says of the student's vectors."""
    off = np.eye(len(mine), dtype=bool)
    target = softmax(np.where(off, -1e4, teacher @ teacher.T / TEACHER_SHARP))
    p = softmax(np.where(off, -1e4, mine @ mine.T / SHARP))
    pull = (p - target) / SHARP / len(mine)
    loss = (target * (np.log(target + 1e-9) - np.log(p + 1e-9))).sum(1).mean()
    return loss, pull @ mine + pull.T @ mine


class Rows:
    """Steps of like size for every row that is touched, however seldom it is: each row's gradient by its own mean square (Adam's second moment, one a row)."""

    def __init__(self, rows):
        self.square, self.steps = np.zeros(rows, np.float32), np.zeros(rows, np.float32)

    def step(self, table, rows, gradient, rate):
        self.steps[rows] += 1
        self.square[rows] = 0.999 * self.square[rows] + 0.001 * np.einsum('ij,ij->i', gradient, gradient) / gradient.shape[1]
        mean = self.square[rows] / (1 - 0.999 ** self.steps[rows])
        gradient *= (rate / (np.sqrt(mean) + 1e-8))[:, None]
        table[rows] -= gradient


def learn(student, pool, optimiser, batch, rate, weight):
    """One step. Returns the two losses."""
    askers, answers = batch
    every = np.concatenate([askers, answers])
    bags = pool.bags[every]
    rows = np.unique(bags.indices)
    bags = bags[:, rows]
    summed = bags @ student.table[rows]
    lengths = np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-6)
    vectors = summed / lengths
    n = len(askers)
    told, pull = contrast(vectors[:n] @ vectors[n:].T, pool.right(askers, answers))
    gradient = np.concatenate([pull @ vectors[n:], pull.T @ vectors[:n]])
    missed = 0
    for lang in (False, True):
        mine = np.flatnonzero(pool.lang[every] == lang)
        loss, push = imitate(vectors[mine], pool.teacher(lang, every[mine]))
        gradient[mine] += weight * push
        missed += loss / 2
    gradient = (gradient - vectors * (gradient * vectors).sum(1, keepdims=True)) / lengths
    optimiser.step(student.table, rows, bags.T @ gradient, rate)
    return told, missed


def prepare(models, work, width, copies):
    """The untrained student and its pool."""
    kinds = read_kinds()
    texts = Writer(kinds, SEED).all(copies)
    vectors_of = lambda lang, some: kept(f'{work}/teachers', models, lang, some)
    words = vocabulary.choose(texts)
    student = Student([p for p, _ in words], vocabulary.first_table(words, vectors_of, kinds, width))
    meant, place = {}, np.zeros(len(texts), np.int64)
    for lang in ('zh', 'en'):
        asked = sorted({(t.meant or t.text).lower() for t in texts if t.lang == lang})
        at = {text: i for i, text in enumerate(asked)}
        meant[lang == 'en'] = vectors_of(lang, asked)
        for i, text in enumerate(texts):
            if text.lang == lang:
                place[i] = at[(text.meant or text.text).lower()]
    pool = Pool(student, texts, Family(kinds), lambda lang, some: meant[lang][place[some]].astype(np.float32))
    names = {lang: unit(vectors_of(lang, [k.names[lang][0].lower() for k in kinds]).astype(np.float32)) for lang in ('zh', 'en')}
    alike = sum(v @ v.T for v in names.values())
    np.fill_diagonal(alike, -9)
    pool.near = np.argsort(-alike, axis=1)[:, :12]
    return student, pool


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument('models')
    arguments.add_argument('work')
    arguments.add_argument('--width', type=int, default=256)
    arguments.add_argument('--copies', type=int, default=8)
    arguments.add_argument('--steps', type=int, default=6_000)
    arguments.add_argument('--imitation', type=float, default=1.0)
    arguments.add_argument('--rate', type=float, default=RATE)
    given = arguments.parse_args()
    student, pool = prepare(given.models, given.work, given.width, given.copies)
    print(f'{len(pool.texts)} texts, {len(student.pieces)} pieces', flush=True)
    rng, optimiser = np.random.default_rng(SEED), Rows(len(student.pieces))
    start, told, missed = time.time(), 0.0, 0.0
    student.write(os.path.join(given.work, 'student-0.bin'))
    for step in range(1, given.steps + 1):
        rate = given.rate * min(1, step / 200) * (1 - step / (given.steps + 1))
        a, b = learn(student, pool, optimiser, pool.batch(rng), rate, given.imitation)
        told, missed = told + a, missed + b
        if step % 500 == 0:
            print(f'{step}: contrast {told / 500:.3f} imitation {missed / 500:.3f}, {time.time() - start:.0f} s', flush=True)
            told = missed = 0.0
        if step % 500 == 0 or step == given.steps:
            student.write(os.path.join(given.work, 'student.bin'))


if __name__ == '__main__':
    main()
