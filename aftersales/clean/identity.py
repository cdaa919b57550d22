"""The id of a record: the same as long as its content and its place are."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Sequence
from hashlib import blake2b

from aftersales.model import Grid

_DIGEST = 8
_LETTERS = 13
_APART = "\x1f"


def record_ids(grid: Grid, kind: str, at_rows: Sequence[int]) -> list[object]:
    """One id for each of these rows: 64 bits of its kind, place and raw cells, spelt in 13 letters and digits.

    Records that share a row of the sheet differ in the cells that they were laid out from.
    """
    place = f"{kind}|{grid.file}|{grid.sheet}|"
    digests = []
    for at in at_rows:
        content = f"{place}{_stand(grid, at)}|{_APART.join(map(str, grid.rows[at]))}"
        digests.append(blake2b(content.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest())
    letters = b32encode(b"\0\0".join([*digests, b""])).decode().lower()  # ten bytes each are sixteen letters
    return [letters[start : start + _LETTERS] for start in range(0, 16 * len(digests), 16)]


def _stand(grid: Grid, at: int) -> str:
    """Where a record stands: its row, or all of its cells."""
    if grid.unfolded is None:
        return f"{grid.number(at)}/{grid.part}" if grid.part else str(grid.number(at))
    return "、".join(f"{row}.{column}" for row, column in grid.unfolded.cells[at])
