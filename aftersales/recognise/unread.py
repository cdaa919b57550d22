"""Why a sheet was not read: a cover needs no word, anything that looks like a log does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from aftersales.kinds.wording import heading_key
from aftersales.model import Cell, Grid
from aftersales.problems import Place, Problem
from aftersales.recognise.cells import is_blank, looks_like_date, looks_like_figure, looks_like_phone
from aftersales.recognise.crosstab import why_no_crosstab
from aftersales.recognise.crosstab_totals import totals_of_attendance
from aftersales.recognise.decide import Try, Verdict, missing_names
from aftersales.recognise.headings import Block, label_like
from aftersales.recognise.surroundings import is_cover
from aftersales.recognise.vocabulary import Vocabulary

_LOOKED_AT = 200
_PHONE_INSIDE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_DATED = re.compile(r"\d\s*[月日号]|(?<![\d.])\d{1,2}[./-]\d{1,2}(?![\d.])|\d{2}[.-]\d{1,2}[.-]\d{1,2}")
_BOXES = re.compile(r"[□☐☑■√✓✔]")


def reason(grid: Grid, file: str, attempts: Sequence[tuple[Block, Verdict]], vocabulary: Vocabulary) -> Problem | None:
    """The problem of a sheet without any table, or None for a cover, an instruction, a legend or an empty sheet."""
    place = Place(file, grid.sheet)
    if is_cover(grid.sheet):
        return None
    if layout := _of_its_layout(grid, attempts, vocabulary):
        return layout
    if attempts:
        block, verdict = max(attempts, key=lambda attempt: (attempt[0].score, -attempt[0].first))
        at = Place(file, grid.sheet, grid.number(block.first))
        told = block.score >= 3 and (verdict.code != "unknown-sheet" or _has_data(grid.rows, block))
        if verdict.code == "missing-column":
            worst = verdict.about[0]
            return Problem(verdict.code, at, facts={"kind": worst.kind.zh, "columns": missing_names(worst)})
        if told:
            return Problem(verdict.code, at, facts={"candidates": in_words(verdict.about)})
    if _looks_like_log(grid.rows, grid.sheet) or _is_form(grid.rows, vocabulary) or _is_filled_in(grid.rows):
        about = attempts[0][1].about if attempts else ()
        return Problem("unknown-sheet", place, facts={"candidates": in_words(about)})
    return None


def _of_its_layout(grid: Grid, attempts: Sequence[tuple[Block, Verdict]], vocabulary: Vocabulary) -> Problem | None:
    """A layout that says by itself why the sheet was not read: counts by day, totals by person, rows for columns."""
    if crosstab := why_no_crosstab(grid, vocabulary):
        return crosstab
    if totals := totals_of_attendance(grid, [block for block, _ in attempts]):
        return totals
    if is_transposed(grid.rows, vocabulary) and not any(block.score >= 3 for block, _ in attempts):
        return Problem("transposed-sheet", Place(grid.file, grid.sheet))
    return None


def in_words(tries: Sequence[Try]) -> str:
    """The nearest kinds with their scores, or that there is none."""
    return "、".join(f"{t.kind.zh}（{t.candidate.score:.2f}）" for t in tries) or "没有相近的表"


def is_transposed(rows: Sequence[tuple[Cell, ...]], vocabulary: Vocabulary) -> bool:
    """Headings down one of the first columns, and values to the right of most of them."""
    for column in range(min(3, len(rows[0]))):
        known = [row for row in rows[:_LOOKED_AT] if _known(row[column], vocabulary)]
        if len(known) < 4:
            continue
        valued = [row for row in known if any(not is_blank(cell) for cell in row[column + 1 :])]
        alone = [row for row in known if sum(_known(cell, vocabulary) for cell in row) == 1]
        if len(valued) >= 3 and len(alone) >= 0.8 * len(known):
            return True
    return False


def _known(cell: Cell, vocabulary: Vocabulary) -> bool:
    return type(cell) is str and len(cell) <= 30 and vocabulary.weights.get(heading_key(cell), 0) >= 0.5


def _has_data(rows: Sequence[tuple[Cell, ...]], block: Block) -> bool:
    """Figures, dates or phones under the heading; or nothing at all under a heading of four known words."""
    below = [row for row in rows[block.last + 1 : block.last + _LOOKED_AT] if any(not is_blank(cell) for cell in row)]
    if not below:
        return block.score >= 4
    return any(looks_like_date(c) or looks_like_phone(c) or isinstance(c, int | float) for row in below for c in row)


def _looks_like_log(rows: Sequence[tuple[Cell, ...]], sheet: str) -> bool:
    """A row of words, perhaps with the days of a month, over rows of which much is dates, phones, figures or ticks.

    Under a title of a month or a day (11月8日派活) two rows of words are enough: lists to choose from have none.
    """
    dated = _DATED.search(sheet) is not None
    for index, row in enumerate(rows[:40]):
        words = sum(label_like(cell) for cell in row)
        figures = sum(isinstance(cell, int | float | date) for cell in row)
        if words >= 3 and words + figures >= sum(not is_blank(cell) for cell in row):
            below = [[cell for cell in r if not is_blank(cell)] for r in rows[index + 1 : index + 8]]
            values = [sum(_is_value(cell) for cell in cells) for cells in below if len(cells) >= 3]
            if values and sum(values) >= 2 and min(values[:2]) >= 1:
                return True
            if dated and len(values) >= 2:
                return True
        dated = dated or any(type(cell) is str and _DATED.search(cell) for cell in row)
    return False


def _is_value(cell: Cell) -> bool:
    if isinstance(cell, int | float | date):
        return True
    if type(cell) is not str:
        return False
    tick = len(cell.strip()) == 1 and not cell.strip().isalpha()
    return tick or looks_like_date(cell) or looks_like_figure(cell) or _PHONE_INSIDE.search(cell) is not None


def _is_form(rows: Sequence[tuple[Cell, ...]], vocabulary: Vocabulary) -> bool:
    """Known labels all over the sheet with values beside them."""
    seen = {heading_key(str(c)) for row in rows[:_LOOKED_AT] for c in row if _known(c, vocabulary)}
    return len(seen) >= 6


def _is_filled_in(rows: Sequence[tuple[Cell, ...]]) -> bool:
    """Things stand beside each other, and among them what only records have: a phone, a ticked box, dates, figures."""
    beside = [[cell for cell in row if not is_blank(cell)] for row in rows[:_LOOKED_AT]]
    cells = [cell for row in beside if len(row) >= 2 for cell in row]
    if sum(len(row) >= 2 for row in beside) < 2:
        return False
    if any(looks_like_phone(cell) or (type(cell) is str and _BOXES.search(cell)) for cell in cells):
        return True
    return sum(isinstance(cell, int | float) or looks_like_date(cell) for cell in cells) >= 3
