"""What clerks confirmed → how likely each category is: linear support vector machines over character n-grams.

One machine a category (squared hinge loss, as LinearSVC), all trained side by side by dual coordinate descent in a fixed
order, so the same texts give the same numbers. A logistic curve turns the machine's score and the rules' vote into a
probability; it is fitted to scores of texts that the machine that gave them had not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aftersales.classify.grams import Floats, Grams, Ints, Sparse

Flags = npt.NDArray[np.bool_]
COST = 1.0
ROUNDS = 20
STILL = 0.1
"""Training ends when no text is moved by more than this."""
FOLDS = 2
STEPS = 50
"""Of Newton's method for the curve; it needs about ten."""
VOTE = (1.0, 0.5)
"""How much a rule's vote counts as long as nothing is known of it, and how hard it is to believe otherwise."""
AT_ONCE = 4_096
"""Texts that are scored in one go: what bounds the memory."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A trained model: `codes` are the categories it knows; a row of `curves` is score, vote, offset of one of them."""

    codes: tuple[str, ...]
    grams: Grams
    weights: Floats
    curves: Floats

    def likely(self, texts: Sequence[str], fired: Flags) -> Floats:
        """For every text (row) and category (column) the probability that a clerk would say so.

        `fired` tells which categories the rules give.
        """
        parts = [
            self._likely(texts[at : at + AT_ONCE], fired[at : at + AT_ONCE]) for at in range(0, len(texts), AT_ONCE)
        ]
        return np.concatenate([np.zeros((0, len(self.codes))), *parts])

    def _likely(self, texts: Sequence[str], fired: Flags) -> Floats:
        score, vote, offset = self.curves.T
        return _logistic(score * _scores(self.grams.rows(texts), self.weights) + vote * fired + offset)


def learn(texts: Sequence[str], said: Flags, fired: Flags, codes: tuple[str, ...]) -> Learned:
    """A model of distinct texts. `said[i, k]`: a clerk put text i into category `codes[k]`; `fired`: the rules did."""
    order = sorted(range(len(texts)), key=lambda at: (tuple(said[at]), texts[at]))
    texts, said, fired = [texts[at] for at in order], said[order], fired[order]
    grams = Grams(texts)
    rows = grams.rows(texts)
    unseen = np.zeros(said.shape)
    for fold in range(FOLDS):
        held = np.arange(len(texts)) % FOLDS == fold
        unseen[held] = _scores(rows, _train(rows, said, np.flatnonzero(~held), len(grams)))[held]
    curves = [_curve(unseen[:, at], fired[:, at], said[:, at]) for at in range(len(codes))]
    weights = _train(rows, said, np.arange(len(texts)), len(grams))
    return Learned(codes, grams, weights, np.array(curves))


def _scores(rows: Sparse, weights: Floats) -> Floats:
    scores: Floats = rows.times(weights[:-1]) + weights[-1]
    return scores


def _train(rows: Sparse, said: Flags, chosen: Ints, width: int) -> Floats:
    """The weights of all machines, the last row being their bias."""
    weights, slack = np.zeros((width + 1, said.shape[1])), 1 / (2 * COST)
    signs, pulls = np.where(said, 1.0, -1.0), np.zeros(said.shape)
    parts = [(at, slice(rows.starts[at], rows.starts[at + 1])) for at in chosen.tolist()]
    texts = [(rows.columns[part], rows.values[part], signs[at], pulls[at]) for at, part in parts]
    shuffled = np.random.default_rng(0)
    for _ in range(ROUNDS):
        furthest = 0.0
        for at in shuffled.permutation(len(texts)).tolist():
            columns, values, sign, pull = texts[at]
            slope = sign * (values @ weights[columns] + weights[-1]) - 1 + slack * pull
            moved = np.maximum(pull - slope / (2 + slack), 0) - pull
            if not moved.any():
                continue
            pull += moved
            step = moved * sign
            weights[columns] += values[:, None] * step
            weights[-1] += step
            furthest = max(furthest, float(np.abs(moved).max()))
        if furthest < STILL:
            break
    return weights


def _curve(scores: Floats, fired: Flags, said: Flags) -> Floats:
    """Weight of the score, weight of the rule's vote, offset: by Newton's method, its targets drawn in as Platt advises."""
    right, wrong = int(said.sum()), int((~said).sum())
    wanted = np.where(said, (right + 1) / (right + 2), 1 / (wrong + 2))
    seen = np.stack([scores, fired.astype(float), np.ones(len(scores))], axis=1)
    curve = np.array([1.0, VOTE[0], np.log((right + 1) / (wrong + 1))])
    believed, stiff = np.array([0.0, VOTE[0], 0.0]), np.array([1e-6, VOTE[1], 1e-6])
    for _ in range(STEPS):
        likely = _logistic(seen @ curve)
        gradient = seen.T @ (likely - wanted) + stiff * (curve - believed)
        bend = (seen * (likely * (1 - likely) + 1e-12)[:, None]).T @ seen + np.diag(stiff)
        step = np.linalg.solve(bend, gradient)
        longest = float(np.abs(step).max())
        curve -= step * min(1.0, 2.0 / (longest + 1e-12))
        if longest < 1e-6:
            break
    return curve


def _logistic(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -40, 40))))
