"""Lines written as text: the same workbook, byte for byte, as with every cell put on its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from xlsxwriter.worksheet import Worksheet

from aftersales.report import workbook_rows, workbook_text
from aftersales.report.page import Cell, Column, Look, Page, Report, Table, Tone, Value
from tests.report.factory import awkward_report, report
from tests.report.test_workbook_rows import HOSTILE
from tests.report.workbook_dump import written

LOOKS = tuple(Column(look.value, look) for look in Look)
RATES = (Column("店", Look.TEXT), Column("件", Look.COUNT), Column("率", Look.RATE), Column("说明", Look.WIDE))


def hostile(*, outline: bool) -> Table:
    """Every value in every look, plain and with a tone and a note."""
    plain = tuple((value,) * len(LOOKS) for value in HOSTILE)
    noted = tuple((Cell(value, tone=Tone.BAD, note="注 & <1>"),) * len(LOOKS) for value in HOSTILE)
    return Table(f"hostile-{outline}", "各种内容", LOOKS, (*plain, *noted), outline=outline)


def rated() -> Table:
    """Rates with their parts and a total, which become formulas."""
    rows: tuple[tuple[Value | Cell, ...], ...] = tuple(
        (f"第{count}店", count, Cell(count / 7, parts=(count, 7)), "长" * 60 * count) for count in range(1, 6)
    )
    return Table("rated", "比率", RATES, (*rows, ("合计", 15, None, None)), total=True)


def ordinary() -> Report:
    blocks = (hostile(outline=False), rated(), hostile(outline=True), Table("none", "没有", LOOKS, ()))
    return replace(report(), pages=(*report().pages, Page("o", "普通", "一页表格", blocks)))


@pytest.mark.parametrize("made", [ordinary(), awkward_report()], ids=["ordinary", "awkward"])
def test_lines_as_text_are_the_bytes_of_cells_put_one_by_one(made: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    as_text = written(made)
    monkeypatch.setattr(workbook_rows, "PRIVATE", ((Worksheet, "_a_name_that_xlsxwriter_gave_up"),))
    assert as_text == written(made)


def test_most_lines_are_written_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    write = workbook_text.LineWriter.write

    def counted(*asked: object) -> bool:
        told.append(write(*asked))  # type: ignore[arg-type]
        return told[-1]

    monkeypatch.setattr(workbook_text.LineWriter, "write", counted)
    written(ordinary())
    assert sum(told) > 0.8 * len(told)
