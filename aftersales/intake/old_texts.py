"""The table of shared texts in .xls: which of them are empty. A cell that points to one of these is blank."""

from __future__ import annotations

import struct
from collections.abc import Sequence

COUNTS = 8  # bytes before the first text
WIDE, PHONETIC, RICH = 1, 4, 8
EMPTY = b"\0\0\0"  # length 0, no flags


def blank_texts(pieces: Sequence[bytes]) -> frozenset[int]:
    r"""The numbers of the empty ones. `pieces` are the table's record and its continuations.

    >>> blank_texts([bytes(8) + b"\x01\x00\x00A" + b"\x00\x00\x00"])
    frozenset({1})
    """
    if not pieces or not any(EMPTY in piece[COUNTS:] for piece in pieces):  # three zeros are rare and found fast
        return frozenset()
    walk = _Walk(pieces)
    found = []
    number = 0
    while walk.more():
        if walk.text() == 0:
            found.append(number)
        number += 1
    return frozenset(found)


class _Walk:
    """Goes from text to text; one that is cut goes on in the next piece, after a new flag for the width of its letters."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = pieces
        self._piece, self._at = 0, COUNTS

    def more(self) -> bool:
        while self._piece < len(self._pieces) and self._at >= len(self._pieces[self._piece]):
            self._piece += 1
            self._at = 0
        return self._piece < len(self._pieces)

    def text(self) -> int:
        """Pass one text; gives its length."""
        piece = self._pieces[self._piece]
        letters, flags = struct.unpack_from("<HB", piece, self._at)
        self._at += 3
        runs = phonetic = 0
        if flags & RICH:
            runs = struct.unpack_from("<H", piece, self._at)[0]
            self._at += 2
        if flags & PHONETIC:
            phonetic = struct.unpack_from("<I", piece, self._at)[0]
            self._at += 4
        self._letters(letters, 1 + (flags & WIDE))
        self._skip(4 * runs + phonetic)
        return int(letters)

    def _letters(self, left: int, width: int) -> None:
        while left:
            here = min(left, (len(self._pieces[self._piece]) - self._at) // width)
            self._at += here * width
            left -= here
            if left:
                self._piece += 1
                width = 1 + (self._pieces[self._piece][0] & WIDE)
                self._at = 1

    def _skip(self, left: int) -> None:
        while left:
            here = min(left, len(self._pieces[self._piece]) - self._at)
            self._at += here
            left -= here
            if left:
                self._piece += 1
                self._at = 0
