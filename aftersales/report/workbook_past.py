"""Sparklines: a figure that has a past gets a cell that draws it, and all pasts stand on a sheet of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aftersales.report.in_language import page_in
from aftersales.report.languages import Language
from aftersales.report.page import Cell, Column, Look, Page, Table, Value

PAST = "past"
TREND = Column("走势", Look.TEXT, 6, "近月走势，数字见“走势数据”")
FIRST_MONTH = 3  # the column in which the figures begin
FEWEST, HALF = 2, 0.5  # months with a figure: less is no trend
Row = tuple[Value | Cell, ...]


@dataclass(frozen=True, slots=True)
class Spark(Cell):
    """A cell that draws a past: that of this row of the sheet of pasts, its columns standing on `ground`."""

    past: int = -1
    ground: float = 0.0


class Pasts:
    """Collects the pasts that the sheets draw, row by row."""

    def __init__(self, months: Sequence[str], words: Language) -> None:
        self.months = months
        self.words = words
        self.column = replace(TREND, title=words.say(TREND.title), note=words.say(TREND.note))
        self._rows: list[Row] = []

    def spark(self, place: str, name: str, figure: str, look: Look, history: Sequence[float | None]) -> Spark | None:
        """The cell that draws a past; None where there is too little of it."""
        if len(history) != len(self.months) or sum(value is not None for value in history) < FEWEST:
            return None
        self._rows.append((place, name, figure, *(Cell(value, look) for value in history)))
        lowest = min(value for value in history if value is not None)
        ground = HALF if look is Look.RATE and lowest > HALF else 0.0  # high rates differ little beside their height
        return Spark(None, past=len(self._rows) - 1, ground=min(ground, lowest))

    def drawn(self, page: Page, table: Table) -> Table:
        """The table with a column more, if one of its figures has a past."""
        sparks = [self._of_row(page, table, row) for row in table.rows] if self._any(table) else []
        if not any(sparks):
            return table
        rows = tuple((*row, spark) for row, spark in zip(table.rows, sparks, strict=True))
        return replace(table, columns=(*table.columns, self.column), rows=rows)

    @staticmethod
    def _any(table: Table) -> bool:
        return any(cell.history for row in table.rows[:1] + table.rows[-1:] for cell in row if isinstance(cell, Cell))

    def _of_row(self, page: Page, table: Table, row: Row) -> Spark | None:
        at = next((at for at, cell in enumerate(row) if isinstance(cell, Cell) and cell.history), None)
        if at is None or not isinstance(cell := row[at], Cell):
            return None
        name = row[0].value if isinstance(row[0], Cell) else row[0]
        column = table.columns[at]
        place = f"{page.title} › {table.title}"
        return self.spark(place, str(name or ""), column.title, cell.look or column.look, cell.history)

    def page(self) -> Page | None:
        """The sheet of all pasts, if anything draws one."""
        columns = (
            Column("所在"),
            Column("名称"),
            Column("指标"),
            *(Column(month, Look.NUMBER) for month in self.months),
        )
        table = Table(PAST, "走势数据", columns, tuple(self._rows), "“走势”一列的小图画的就是这些数字。", filters=True)
        page = Page(PAST, "走势数据", "各表“走势”小图背后的数字。", (table,), details=True, workbook_only=True)
        return page_in(page, self.words) if self._rows else None
