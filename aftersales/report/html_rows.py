"""The rows of a table as markup. A page has tens of thousands of cells, more than a template prints in reasonable time."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from aftersales.report.wording import plain


class ShownCell(NamedTuple):
    """One cell as it is printed: its text, its classes, where it leads, what it says when asked."""

    text: str
    css: str = ""
    href: str = ""
    note: str = ""


def row(cells: Iterable[ShownCell], id_: str = "") -> Markup:
    """One row; its first cell is its heading. `id_` only where a link leads to it."""
    first, *others = cells
    opening = f'<tr id="{escaped(id_)}">' if id_ else "<tr>"
    start = _cell(first, "th", ' scope="row"') if first.text else _cell(first, "td")
    return Markup("".join([opening, start, *(_cell(cell, "td") for cell in others), "</tr>"]))  # noqa: S704 - escaped


def headings(cells: Iterable[ShownCell]) -> Markup:
    """The row of the columns' titles."""
    titles = (_cell(cell, "th", ' scope="col"', content=_content(cell)) for cell in cells)
    return Markup(f"<tr>{''.join(titles)}</tr>")  # noqa: S704 - escaped


def _cell(cell: ShownCell, tag: str, scope: str = "", content: str = "") -> str:
    content = content or (_content(cell) if cell.href or cell.note else escaped(cell.text))
    css = f' class="{cell.css}"' if cell.css else ""
    return f"<{tag}{scope}{css}>{content}</{tag}>"


def _content(cell: ShownCell) -> str:
    """A text that leads somewhere or says more when it is pointed at."""
    text = escaped(cell.text)
    value = (
        f'<a class="v" href="{escaped(cell.href)}">{text or "—"}</a>' if cell.href else f'<span class="v">{text}</span>'
    )
    if not cell.note:
        return value
    note = escaped(cell.note)
    return f'<span class="noted" title="{note}">{value}</span><span class="tip">{note}</span>'


@lru_cache(maxsize=10_000)
def escaped(text: str) -> str:
    """A text as markup, with nothing unseen in it; most texts of a page stand there many times."""
    return str(escape(plain(text)))
