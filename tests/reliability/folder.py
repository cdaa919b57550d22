"""A folder of everything hostile that we can make, with innocent files between."""

from __future__ import annotations

from pathlib import Path

from tests.intake.drawn_books import book, table
from tests.intake.hostile_cases import LOOK_ALIKES, REFUSED, TOLD, packed_zeros

INNOCENT = "好"
ROWS = 9


def hostile(folder: Path) -> dict[str, str]:
    """Write the folder; gives the code that each refused file must have, blank for those that must be read."""
    cases = [(name, data, code) for name, data, code in REFUSED.values()]
    cases += [("a.xlsx", packed_zeros(300), "file-too-large")]
    cases += [(name, data, "") for name, data, _, _ in TOLD.values()]
    cases += [(name, data, "") for name, data, _ in LOOK_ALIKES.values()]
    expected: dict[str, str] = {}
    for number, (name, data, code) in enumerate(cases):
        written = f"{number:03}{Path(name).suffix}"
        (folder / written).write_bytes(data)
        (folder / f"{number:03}{INNOCENT}.xlsx").write_bytes(book(table(ROWS)))
        expected[written] = code
    return expected
