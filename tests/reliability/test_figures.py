"""The figures that `python -m tests.reliability` prints, each shown to notice what it is for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from aftersales.digest import Reading
from aftersales.intake import workbooks
from aftersales.intake.files import find
from aftersales.kinds import load_kinds
from aftersales.settings.model import Limits
from tests.intake.drawn_books import book, cell, row, table
from tests.reliability import seeded
from tests.reliability.independent import Count, count
from tests.reliability.measured import Figures, Work, _note
from tests.reliability.outgoing import night


def reading() -> Reading:
    return Reading(load_kinds({}), Limits(), date(2026, 11, 2), {})


def figures(folder: Path) -> Figures:
    """The figures of a folder, digested in this process."""
    seen = Figures()
    for found in find(folder, Limits())[0]:
        _note(seen, Work(reading())(found), Limits())
    return seen


def test_rows_and_errors_are_counted_without_the_intake(tmp_path: Path) -> None:
    error = '<c r="B3" t="e"><v>#N/A</v></c>'
    (tmp_path / "a.xlsx").write_bytes(
        book(row(1, cell("A1", "甲")) + '<row r="2"><c r="A2" s="1"/></row>' + row(3, error))
    )
    assert count(tmp_path / "a.xlsx") == {"回访": Count(2, 1)}
    seen = figures(tmp_path)
    assert (seen.counted, seen.errors, seen.silent, seen.errors_lost) == (1, 1, [], [])


def test_a_row_or_an_error_that_disappears_in_silence_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = '<c r="B3" t="e"><v>#N/A</v></c>'
    (tmp_path / "a.xlsx").write_bytes(book(table() + row(4, error)))
    monkeypatch.setattr("aftersales.intake.open_xml._laid_over", lambda _: {})
    monkeypatch.setattr("aftersales.intake.open_xml.OpenXml._compare", lambda *_: None)
    seen = figures(tmp_path)
    assert [text.rpartition(": ")[2] for text in seen.silent] == ["4 ≠ 3"]
    assert [text.rpartition(": ")[2] for text in seen.errors_lost] == ["1 ≠ 0"]


def test_every_loss_is_reported_in_every_format(tmp_path: Path) -> None:
    assert seeded.reported(tmp_path, 5, seed=7) == dict.fromkeys(seeded.FORMATS, 5)
    assert workbooks.raw.__module__ == "aftersales.intake.workbooks"


def test_nothing_hostile_goes_out(tmp_path: Path) -> None:
    seen = night(tmp_path)
    assert seen.cells > 100
    assert (seen.live_cells, seen.markup, seen.overrides, seen.outside) == ([], [], [], [])
