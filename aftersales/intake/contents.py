"""What the reader of a format is given and what it gives back; `readers.READERS` names one for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aftersales.intake.grids import used_rows
from aftersales.intake.refusal import Refused
from aftersales.model import Grid
from aftersales.problems import Place, Problem

if TYPE_CHECKING:
    from aftersales.intake.archive import Archive
    from aftersales.intake.workbooks import Listed
    from aftersales.settings.model import Limits

Unread = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Opened:
    """One file whose format is known: its name, suffix and bytes, and the archive where it is one."""

    file: str
    suffix: str
    data: bytes
    limits: Limits
    archive: Archive | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The sheets of one file: those read, those seen and not read (with their rows), and what was noticed."""

    reader: str
    grids: tuple[Grid, ...]
    unread: tuple[Unread, ...] = ()
    problems: tuple[Problem, ...] = ()


def each_sheet(
    opened: Opened,
    reader: str,
    listed: Iterable[Listed],
    read: Callable[[Listed], Grid],
    count: Callable[[Listed], int],
) -> Contents:
    """Every sheet either as a grid or as unread; charts are unread without a problem."""
    grids: list[Grid] = []
    unread: list[Unread] = []
    problems: list[Problem] = []
    for sheet in listed:
        place = Place(opened.file, sheet.name)
        if not sheet.cells:
            unread.append((sheet.name, 0))
            continue
        try:
            _check_number(sheet, opened.limits)
            if not sheet.hidden:
                grids.append(read(sheet))
                continue
            rows = count(sheet)
            unread.append((sheet.name, rows))
            problems.append(Problem("hidden-sheet", place, facts={"rows": rows}))
        except Refused as refused:
            if refused.code.startswith("file-"):
                raise
            unread.append((sheet.name, 0))
            problems.append(Problem(refused.code, place, facts=refused.facts))
    return Contents(reader, tuple(grids), tuple(unread), tuple(problems))


def _check_number(sheet: Listed, limits: Limits) -> None:
    if sheet.index >= limits.sheets:
        raise Refused("too-many-sheets", limit=limits.sheets)


def miscounted(grid: Grid, counted: int) -> list[Problem]:
    """The problem of a sheet in which another way of counting finds more or fewer used rows than were read."""
    read = used_rows(grid)
    if counted == read:
        return []
    return [Problem("rows-miscounted", Place(grid.file, grid.sheet), facts={"counted": counted, "read": read})]
