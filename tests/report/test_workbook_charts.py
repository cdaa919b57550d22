"""Native charts: they follow the right cells, carry the same values and cover nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from aftersales.report.languages import CHINESE, language
from aftersales.report.page import Chart, Column, Look, Page, Plot, Report, Series, Table
from aftersales.report.workbook_layout import CHART_HEIGHT, Plan, lay_out
from aftersales.report.workbook_print import page_breaks
from aftersales.report.workbook_sources import TARGET, ChartData, Span, source_of
from aftersales.report.workbook_widths import pixels, total_pixels
from tests.report.factory import REASONS, awkward_report, report
from tests.report.workbook_dump import parts, written

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ZH = language(CHINESE)
TABLE = Table(
    "t",
    "表",
    (Column("门店"), Column("件数", Look.COUNT), Column("率", Look.RATE)),
    (("甲", 3, 0.5), ("乙", 5, None), ("丙", 0, 0.25), ("合计", 8, 0.4)),
)


def bars(labels: tuple[str, ...], *values: float | None, name: str = "件数", target: float | None = None) -> Chart:
    return Chart("c", "图", Plot.BAR, labels, (Series(name, values),), Look.COUNT, "t", target)


def plans(made: Report) -> tuple[Plan, ...]:
    return lay_out(made)[1:]


def test_a_chart_follows_the_cells_of_its_table_without_the_total() -> None:
    source = source_of(bars(("甲", "乙", "丙"), 3, 5, 0), [TABLE], ZH)
    assert (source.labels, source.series, source.added) == (Span("t", 0, 0, 2), (Span("t", 1, 0, 2),), None)


def test_a_chart_of_part_of_the_rows_follows_that_part() -> None:
    assert source_of(bars(("乙", "丙"), None, 0.25, name="率"), [TABLE], ZH).series == (Span("t", 2, 1, 2),)


@pytest.mark.parametrize(
    "chart",
    [bars(("甲", "乙", "丙"), 3, 5, 1), bars(("甲", "丁"), 3, 5), bars(("甲", "乙"), 3, 5, name="户数")],
    ids=["another value", "another label", "another column"],
)
def test_a_chart_that_disagrees_with_its_table_gets_cells_of_its_own(chart: Chart) -> None:
    added = source_of(chart, [TABLE], ZH).added
    assert added is not None
    assert [row[1] for row in added.rows] == list(chart.series[0].values)


def test_a_target_without_a_column_is_written_beside_the_labels_only() -> None:
    source = source_of(bars(("甲", "乙"), 3, 5, target=4), [TABLE], ZH)
    assert isinstance(source.added, ChartData)
    assert (source.added.columns[1].title, source.added.rows) == (TARGET, (("甲", 4), ("乙", 4)))
    assert source.series == (Span("t", 1, 0, 1),)


def referenced(workbook: object, formula: str) -> list[object]:
    name, cells = re.fullmatch(r"'?(.+?)'?!(.+)", formula).groups()
    block = workbook[name][cells.replace("$", "")]
    return [cell.value for row in (block if isinstance(block, tuple) else ((block,),)) for cell in row]


def test_every_chart_shows_exactly_what_its_cells_hold() -> None:
    content = parts(written(report()))
    workbook, seen = load_workbook(BytesIO(written(report())), data_only=True), 0
    for part in (text for name, text in content.items() if name.startswith("xl/charts/chart")):
        for series in fromstring(part).iter(f"{C}ser"):
            for side in ("cat", "val"):
                cells = referenced(workbook, series.find(f"{C}{side}//{C}f").text)
                cached = {int(at.get("idx")): at.find(f"{C}v").text for at in series.iterfind(f"{C}{side}//{C}pt")}
                shown = {at: value for at, value in enumerate(cells) if value is not None}
                assert {at: str(value) for at, value in shown.items()} == {
                    at: text if side == "cat" else str(type(shown[at])(float(text))) for at, text in cached.items()
                }
                seen += 1
    assert seen == 2 * 9


def test_the_pareto_has_columns_and_a_cumulative_line_up_to_100_percent() -> None:
    part = next(text for name, text in parts(written(report())).items() if "charts/" in name and "合占六成" in text)
    assert "<c:barChart>" in part
    assert "<c:lineChart>" in part
    assert '<a:bodyPr rot="0" vert="horz"/>' in part  # its names lie level
    assert '<c:max val="1"/><c:min val="0"/>' in part
    assert f"$B$7:$B${6 + len(REASONS)}" in part


def wide_after_beside() -> Report:
    """A short table with a chart at its right, which reaches below it, and then a table as wide as the sheet."""
    wide = Table(
        "w", "宽", tuple(Column(f"第{at}列") for at in range(14)), (tuple("一二三四五六七八九十甲乙丙丁"),) * 9
    )
    blocks = (TABLE, bars(("甲", "乙", "丙"), 3, 5, 0), wide)
    return replace(report(), pages=(report().pages[0], Page("p", "页", "", blocks)))


def test_a_chart_stands_beside_a_narrow_table() -> None:
    plan = plans(wide_after_beside())[1]
    assert (plan.charts[0].row, plan.charts[0].left) == (
        plan.tables[0].heading,
        total_pixels(plan.sheet.widths[:3]) + 24,
    )


@pytest.mark.parametrize(
    "made", [report(), awkward_report(), wide_after_beside()], ids=["month", "awkward", "wide after beside"]
)
def test_no_chart_covers_a_cell_or_another_chart_or_leaves_the_printed_area(made: Report) -> None:
    for plan in plans(made):
        tops = [0]
        filled = {}
        for row, line in plan.lines():
            while len(tops) <= row:
                tops.append(tops[-1] + 24)
            tops.append(tops[row] + (0 if line.folded else pixels(line.points)))
            filled[row] = 0 if line.folded else sum(ink.span for ink in line.cells)
        boxes = [(placed.left, tops[placed.row], placed.width) for placed in plan.charts]
        for left, top, width in boxes:
            assert left + width <= total_pixels(plan.sheet.widths)
            for row, columns in filled.items():
                if columns and tops[row] < top + CHART_HEIGHT and tops[row + 1] > top:
                    assert total_pixels(plan.sheet.widths[:columns]) <= left
        for at, (left, top, width) in enumerate(boxes):
            for other, above, beside in boxes[at + 1 :]:
                assert other - left >= width or left - other >= beside or abs(top - above) >= CHART_HEIGHT


def test_a_page_break_stands_before_a_chart_that_would_be_cut() -> None:
    rows = tuple((f"店{at}", at, 0.5) for at in range(24))
    table = replace(
        TABLE, columns=(*TABLE.columns, Column("说明", Look.WIDE, 40)), rows=tuple((*row, "好" * 40) for row in rows)
    )
    charts = tuple(replace(bars(("店1",), 1), id=f"c{at}") for at in range(4))
    plan = plans(replace(report(), pages=(report().pages[0], Page("p", "页", "", (table, *charts)))))[1]
    assert len(plan.charts) == 4
    assert page_breaks(plan)
    assert all(not placed.row < row < placed.row + 13 for placed in plan.charts for row in page_breaks(plan))
