"""Texts → the character n-grams they hold, weighted: what the learner looks at. No word is ever cut out of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aftersales.classify.remark import fold

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
LONGEST = 3
SEEN = 2
"""An n-gram of a single text says nothing of another one, and makes the machine too sure of itself."""
READ = 400
"""So many characters of a text are looked at."""
_DIGITS = str.maketrans("123456789", "000000000")


@dataclass(frozen=True, slots=True)
class Sparse:
    """Rows of which few columns are not 0: row i has `values[starts[i]:starts[i+1]]` in `columns[…]`."""

    starts: Ints
    columns: Ints
    values: Floats

    def times(self, weights: Floats) -> Floats:
        """The rows times a matrix."""
        made = np.zeros((len(self.starts) - 1, weights.shape[1]))
        filled = np.flatnonzero(np.diff(self.starts))
        if len(filled):
            made[filled] = np.add.reduceat(weights[self.columns] * self.values[:, None], self.starts[filled], axis=0)
        return made


class Grams:
    """The n-grams of the texts it is made from, each with its weight: rare ones say more (TF-IDF, smoothed)."""

    def __init__(self, texts: Sequence[str]) -> None:
        characters, _ = _characters(texts)
        self._alphabet = np.unique(characters)
        owners, codes = self._codes(texts)
        pairs = np.unique(np.stack([codes, owners]), axis=1)
        known, times = np.unique(pairs[0], return_counts=True)
        self._known = known[times >= SEEN]
        self._weights = np.log((1 + len(texts)) / (1 + times[times >= SEEN])) + 1

    def __len__(self) -> int:
        return len(self._known)

    def rows(self, texts: Sequence[str]) -> Sparse:
        """One row a text, of length 1; a text without any known n-gram has an empty row."""
        owners, codes = self._codes(texts)
        at = np.searchsorted(self._known, codes)
        found = np.flatnonzero(at < len(self._known))
        found = found[self._known[at[found]] == codes[found]]
        width = max(len(self._known), 1)
        cells, times = np.unique(owners[found] * width + at[found], return_counts=True)
        rows, columns = np.divmod(cells, width)
        values = (1 + np.log(times)) * self._weights[columns]
        values /= np.sqrt(np.bincount(rows, values**2, len(texts)))[rows]
        return Sparse(np.searchsorted(rows, np.arange(len(texts) + 1)), columns, values)

    def _codes(self, texts: Sequence[str]) -> tuple[Ints, Ints]:
        """The number of the text and the code of every n-gram; those with an unknown character are left out."""
        characters, owners = _characters(texts)
        at = np.searchsorted(self._alphabet, characters)
        inside = np.flatnonzero(at < len(self._alphabet))
        inside = inside[self._alphabet[at[inside]] == characters[inside]]
        letters = np.zeros(len(characters), np.int64)
        letters[inside] = at[inside] + 1  # never 0, so that n-grams of different length differ
        code, whole = np.zeros(len(letters), np.int64), np.ones(len(letters), bool)
        found: list[tuple[Ints, Ints]] = []
        for size in range(1, min(LONGEST, len(letters)) + 1):
            end = len(letters) - size + 1
            code = code[:end] * (len(self._alphabet) + 1) + letters[size - 1 :]
            whole = whole[:end] & (letters[size - 1 :] > 0) & (owners[:end] == owners[size - 1 :])
            found.append((owners[:end][whole], code[whole]))
        nothing = np.zeros(0, np.int64)
        return (
            np.concatenate([nothing, *(each for each, _ in found)]),
            np.concatenate([nothing, *(each for _, each in found)]),
        )


def _characters(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """All characters one after the other, and the number of the text that each stands in."""
    read = [fold(text[:READ]).translate(_DIGITS) for text in texts]
    raw = "".join(read).encode("utf-32-le", "surrogatepass")
    owners = np.repeat(np.arange(len(read)), [len(text) for text in read])
    return np.frombuffer(raw, np.uint32).astype(np.int64), owners
