"""Where a link leads on the page: every table, chart and band has a place, raw records only if something asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aftersales.report.page import Cell, Figures, Link, Note, Page, Table, Value

_UNFIT = re.compile(r"[^\w.-]+")


class Anchors:
    """The ids of one page of HTML; a link whose place is not on it has none and stays plain text."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._places: dict[tuple[str, str], str] = {}
        self._rows: dict[tuple[str, str, int], str] = {}
        self._taken: set[str] = set()
        wanted = {(link.page, link.anchor) for page in pages for link in _links(page)}
        for page in pages:
            self._add(page.id, "")
            for block in page.blocks:
                if not isinstance(block, Note):
                    self._add(page.id, block.id)
        for page in pages:
            for block in page.blocks if page.details else ():
                if isinstance(block, Table):
                    self._add_rows(page.id, block, wanted)

    def of(self, page: str, anchor: str = "") -> str:
        """The id of a place, blank if it is not on this page."""
        return self._places.get((page, anchor), "")

    def of_row(self, page: str, table: str, at: int) -> str:
        """The id of a row of raw records, blank where nothing leads to it."""
        return self._rows.get((page, table, at), "")

    def href(self, link: Link | None) -> str:
        """The address of a link, blank where it would lead nowhere."""
        place = self.of(link.page, link.anchor) if link else ""
        return f"#{place}" if place else ""

    def _add(self, page: str, anchor: str) -> bool:
        """Give a place an id of its own; false if that place is taken."""
        if (page, anchor) in self._places:
            return False
        name = first = _UNFIT.sub("-", f"{page}-{anchor}" if anchor else f"page-{page}")
        again = 1
        while name in self._taken:
            again += 1
            name = f"{first}-{again}"
        self._taken.add(name)
        self._places[page, anchor] = name
        return True

    def _add_rows(self, page: str, table: Table, wanted: set[tuple[str, str]]) -> None:
        for at, row in enumerate(visible(table)):
            key = _key(row)
            if key and (page, key) in wanted and self._add(page, key):
                self._rows[page, table.id, at] = self._places[page, key]


def _key(row: Sequence[Value | Cell]) -> str:
    """The key of a row of raw records: its first cell."""
    first = row[0] if row else None
    value = first.value if isinstance(first, Cell) else first
    return "" if value is None else str(value)


def visible(table: Table) -> tuple[tuple[Value | Cell, ...], ...]:
    """The rows that the page shows; a total stays."""
    if not table.html_rows or len(table.rows) <= table.html_rows:
        return table.rows
    return table.rows[: table.html_rows] + (table.rows[-1:] if table.total else ())


def _links(page: Page) -> Iterator[Link]:
    for block in page.blocks:
        if isinstance(block, Figures):
            yield from (figure.link for figure in block.figures if figure.link)
        elif isinstance(block, Table):
            yield from (cell.link for row in visible(block) for cell in row if isinstance(cell, Cell) and cell.link)
