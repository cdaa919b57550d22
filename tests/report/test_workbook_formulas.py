"""Formulas: they stand where the cells prove our figure, and an office program works out the same."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from aftersales.report.page import Cell, Column, Look, Page, Table, Value
from aftersales.report.workbook import write_workbook
from aftersales.report.workbook_formulas import formulas, measured_by_bars
from tests.report.factory import report
from tests.report.office import differences, needs_office
from tests.report.workbook_dump import opened, written

if TYPE_CHECKING:
    from pathlib import Path

    from aftersales.report.page import Report

NAME, COUNT, RATE = Column("名"), Column("件数", Look.COUNT), Column("占比", Look.RATE)


def told(columns: tuple[Column, ...], *rows: tuple[Value | Cell, ...], **facts: bool) -> dict[str, str]:
    """The formulas of a table whose first row of data is row 1."""
    found = formulas(Table("t", "表", columns, rows, **facts), 0)  # type: ignore[arg-type]
    return {f"{'ABCDEFG'[at]}{row + 1}": rule for (row, at), rule in found.items()}


def test_a_total_is_a_formula_where_the_cells_add_up_to_it() -> None:
    rows = (("甲", 3), ("乙", None), ("丙", 0.5))
    assert told((NAME, COUNT), *rows, ("合计", 3.5), total=True) == {"B4": "SUM(B1:B3)"}
    assert told((NAME, COUNT), *rows, ("合计", 3.5), total=True, filters=True) == {"B4": "SUBTOTAL(9,B1:B3)"}


def test_households_that_stand_in_two_lines_do_not_add_up_and_their_total_stays_a_value() -> None:
    assert told((NAME, COUNT), ("甲", 3), ("乙", 2), ("合计", 4), total=True) == {}


def test_a_rate_is_its_two_numbers_if_they_give_it() -> None:
    parts = [
        Cell(33 / 39, parts=(33, 39)),
        Cell(50.0, parts=(1, 2)),
        Cell(0.8, parts=(33, 39)),
        Cell(0.25, parts=(0.5, 2)),
    ]
    assert told((NAME, RATE), *((str(at), cell) for at, cell in enumerate(parts))) == {"B1": "33/39", "B2": "100*1/2"}


def test_a_running_share_is_worked_out_from_its_counts() -> None:
    rows = (("甲", 5, 0.5), ("乙", 3, 0.8), ("丙", 2, 1.0))
    assert told((NAME, COUNT, RATE), *rows) == {
        "C1": "SUM(B$1:B1)/SUM(B$1:B$3)",
        "C2": "SUM(B$1:B2)/SUM(B$1:B$3)",
        "C3": "SUM(B$1:B3)/SUM(B$1:B$3)",
    }
    assert told((NAME, COUNT, RATE), *rows[:2], ("丙", 2, 0.99)) == {}


def test_a_count_across_its_parts_is_a_sum_only_if_every_row_agrees() -> None:
    columns = (NAME, Column("总行数", Look.COUNT), Column("记录", Look.COUNT), Column("退回", Look.COUNT))
    rows = (("甲", 12, 10, 2), ("乙", 3, 3, 0), ("丙", 0, 0, 0))
    assert told(columns, *rows) == {"B1": "SUM(C1:D1)", "B2": "SUM(C2:D2)", "B3": "SUM(C3:D3)"}
    assert told(columns, *rows[:2], ("丙", 1, 0, 0)) == {}


def test_bars_stand_in_counts_that_add_up_to_something() -> None:
    rows = (("甲", 5, 0.5), ("乙", 3, 0.8), ("丙", 2, 1.0))
    shares = Table("t", "表", (NAME, COUNT, RATE), rows)
    summed = Table("t", "表", (NAME, COUNT), (("甲", 1), ("乙", 2), ("丙", 3), ("合计", 6)), total=True)
    loose = replace(summed, rows=(*summed.rows[:3], ("合计", 5)))
    assert [measured_by_bars(one, formulas(one, 4), 4) for one in (shares, summed, loose)] == [1, 1, None]


def test_our_value_stands_in_the_cell_beside_its_formula() -> None:
    plain = load_workbook(BytesIO(written(report())), data_only=True)
    assert opened(report())["未完全满意分类"]["C7"].value == "=SUM(B$7:B7)/SUM(B$7:B$13)"
    assert plain["未完全满意分类"]["C7"].value == 0.35
    assert plain["封面"]["A7"].value == 0.846


def summed(report_: Report) -> Report:
    """A report with a formula of each sort, rates among them."""
    columns = (
        NAME,
        COUNT,
        Column("其中甲", Look.COUNT),
        Column("其中乙", Look.COUNT),
        RATE,
        Column("满意率", Look.RATE),
    )
    rows = (
        ("甲", 5, 3, 2, 0.5, Cell(33 / 39, parts=(33, 39))),
        ("乙", 3, 3, 0, 0.8, Cell(1 / 3, parts=(1, 3))),
        ("丙", 2, 0, 2, 1.0, Cell(None)),
        ("合计", 10, 6, 4, None, Cell(34 / 42, parts=(34, 42))),
    )
    return replace(
        report_, pages=(*report_.pages, Page("sums", "合计", "", (Table("s", "表", columns, rows, total=True),)))
    )


@needs_office
def test_an_office_program_works_out_every_formula_to_our_value(tmp_path: Path) -> None:
    write_workbook(summed(report()), tmp_path / "book.xlsx")
    seen, wrong = differences(tmp_path / "book.xlsx", tmp_path)
    assert wrong == []
    assert seen > 30
