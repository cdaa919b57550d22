"""Blank sheets: our own reader takes every one of them back, and they are what clerks can fill in."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from aftersales.blank_sheets.book import (
    ACTING,
    CHOICES,
    FIRST,
    GUIDE,
    HEADING,
    RULED,
    TITLE,
    sheet_name,
    write_blank_sheet,
)
from aftersales.blank_sheets.columns import BlankSheet, Offered, blank_sheet
from aftersales.digest import Reading
from aftersales.kinds.load import built_in_kinds, load_kinds
from aftersales.kinds.model import FieldType, Kind
from aftersales.model import Digest, FoundFile, Tally
from aftersales.settings.model import FieldAddition, KindAddition, Limits, Person

AS_OF = datetime(2026, 11, 21, 3, 0)  # noqa: DTZ001 - the shop's own time
OWN = KindAddition(
    zh="样品借还登记",
    row="一次借出",
    fields=(
        FieldAddition(name="lent_on", type="date", zh="借出日期", headings=("借出日期",)),
        FieldAddition(name="sample", type="text", zh="样品", headings=("样品名称", "样品")),
        FieldAddition(name="borrower", type="person", zh="借用人", headings=("借用人",)),
        FieldAddition(name="returned", type="yes_no", zh="是否归还", headings=("是否归还",)),
    ),
    required=(("lent_on",), ("sample",)),
    event=("lent_on",),
)
KINDS = load_kinds({"lending": OWN})
OFFERED = Offered(("五里牌店", "高桥店"), (Person(name="刘晓燕", store="高桥店"), Person(name="周敏")))
IDS = sorted(KINDS)


def made(kind: Kind, folder: Path, offered: Offered = OFFERED, company: str = "湘岚陶瓷") -> Path:
    path = folder / f"{sheet_name(kind.zh)}.xlsx"
    write_blank_sheet(blank_sheet(kind, offered, AS_OF), company, AS_OF, path)
    return path


def read(path: Path) -> Digest:
    reading = Reading(KINDS, Limits(), AS_OF.date(), {})
    return reading(FoundFile(path.name, str(path), path.stat().st_size, AS_OF.timestamp()))


def columns(kind_id: str) -> BlankSheet:
    return blank_sheet(KINDS[kind_id], OFFERED, AS_OF)


def log_of(path: Path) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.load_workbook(path)
    return book, book.worksheets[0]


def fill_in(path: Path, lines: Sequence[Sequence[Any]], *, from_row: int = FIRST + 2) -> None:
    """Type lines into the numbered rows below the example, as a clerk would."""
    book, log = log_of(path)
    for at, line in enumerate(lines, start=from_row):
        for column, value in enumerate(line, start=2):
            log.cell(at, column).value = value
    book.save(path)


@pytest.mark.parametrize("kind_id", IDS)
@pytest.mark.parametrize("offered", [Offered(), OFFERED], ids=["no lists", "the shop's lists"])
def test_our_reader_takes_a_blank_sheet_back_without_a_problem(kind_id: str, offered: Offered, tmp_path: Path) -> None:
    digest = read(made(KINDS[kind_id], tmp_path, offered))

    assert [str(problem) for problem in digest.problems] == []
    log, *others = digest.sheets
    assert log.kind == kind_id
    assert log.header_row == HEADING + 1
    alone = kind_id not in ACTING
    assert log.tally == Tally(rows=35, records=alone, blank=RULED, heading=1, note=4 - alone)
    assert [sheet.kind for sheet in others] == [""] * len(others)


@pytest.mark.parametrize("kind_id", IDS)
def test_every_column_is_read_as_the_field_it_was_made_for(kind_id: str, tmp_path: Path) -> None:
    sheet = columns(kind_id)
    log = read(made(KINDS[kind_id], tmp_path)).sheets[0]
    read_as = {column.index: column.fields for column in log.columns}
    assert {at: read_as[at] for at in range(1, len(sheet.columns) + 1)} == {
        at: (column.field.name,) for at, column in enumerate(sheet.columns, start=1)
    }
    assert {f.name for f in KINDS[kind_id].fields if f.headings} == {c.field.name for c in sheet.columns}


@pytest.mark.parametrize("kind_id", [kind_id for kind_id in IDS if kind_id not in ACTING])
def test_the_example_reads_as_what_it_shows(kind_id: str, tmp_path: Path) -> None:
    digest = read(made(KINDS[kind_id], tmp_path))
    values = digest.tables[0][1].columns
    for column in columns(kind_id).columns:
        if column.example is not None:
            assert values[column.field.name][0] is not None, column.heading
        if column.required and column.field.name in {group[0] for group in KINDS[kind_id].required}:
            assert column.example is not None, column.heading


@pytest.mark.parametrize("kind_id", IDS)
def test_lines_typed_below_the_example_are_read_and_the_example_is_no_record_any_more(
    kind_id: str, tmp_path: Path
) -> None:
    path = made(KINDS[kind_id], tmp_path)
    line = [column.example for column in columns(kind_id).columns]
    fill_in(path, [line, line])

    digest = read(path)

    assert digest.sheets[0].tally == Tally(rows=35, records=2, blank=RULED - 2, heading=1, note=4)
    told = [] if kind_id in ACTING else [("example-row", FIRST + 1)]
    assert [(problem.code, problem.place.row) for problem in digest.problems] == told
    assert digest.tables[0][1].columns["row"] == [FIRST + 2, FIRST + 3]


def test_lines_typed_over_the_example_and_below_the_ruled_rows_are_read(tmp_path: Path) -> None:
    path = made(KINDS["payment"], tmp_path)
    line = [date(2026, 11, 3), "刘晓燕", 300, "周敏", "J001"]
    headings = [column.heading for column in columns("payment").columns]
    assert headings == ["缴款日期", "交款员", "缴款金额（元）", "收款员", "缴款单号"], (
        "the picture below is another sheet"
    )
    fill_in(path, [line] * (RULED + 5), from_row=FIRST + 1)
    book, log = log_of(path)
    log.cell(FIRST + 1, 1).value = 1
    book.save(path)

    assert read(path).sheets[0].tally.records == RULED + 5


def test_the_same_settings_make_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert (
        made(KINDS["complaint"], tmp_path / "a").read_bytes() == made(KINDS["complaint"], tmp_path / "b").read_bytes()
    )


# -- what a clerk sees ------------------------------------------------------------------------------------------------


def test_a_callback_sheet_looks_like_the_one_people_know(tmp_path: Path) -> None:
    _, log = log_of(made(KINDS["callback"], tmp_path))
    assert log.cell(TITLE + 1, 1).value == "湘岚陶瓷 售后回访记录"
    headings = [cell.value for cell in log[HEADING + 1]]
    assert headings[:8] == ["序号", "*回访日期", "回访编号", "门店", "*客户姓名", "*电话", "地址", "型号"]
    assert [log.cell(row, 1).value for row in (FIRST + 1, FIRST + 2, FIRST + 31)] == ["例", 1, 30]
    assert log.freeze_panes == f"C{HEADING + 2}"
    assert (log.page_setup.orientation, log.page_setup.paperSize) == ("landscape", 9)
    assert log.print_title_rows == f"$1:${HEADING + 1}"
    assert log.cell(FIRST + 2, 2).border.top.style == "thin"
    assert log.cell(FIRST + 2, 6).number_format == "@"


def rules_by_heading(path: Path) -> dict[str, tuple[str, str | None, str | None]]:
    """For each column its rule: what is checked, the list, how strictly."""
    book, log = log_of(path)
    found = {}
    for rule in log.data_validations.dataValidation:
        at = next(iter(rule.sqref.ranges)).min_col
        source = None
        if rule.type == "list":
            cells = book[CHOICES][rule.formula1.split("!")[1].replace("$", "")]
            source = "、".join(str(row[0].value) for row in cells)
        found[str(log.cell(HEADING + 1, at).value).strip("*")] = (rule.type or "any", source, rule.errorStyle)
        assert rule.prompt, "a clerk is told what to write"
        assert rule.promptTitle
    return found


def test_what_can_be_chosen_is_offered_and_what_can_be_checked_is_checked(tmp_path: Path) -> None:
    rules = rules_by_heading(made(KINDS["callback"], tmp_path))
    assert rules["门店"] == ("list", "五里牌店、高桥店", "warning")
    assert rules["回访人"] == ("list", "刘晓燕、周敏", "warning")
    assert rules["满意度"][1] == "非常满意、满意、一般、不满意、非常不满意"
    assert rules["接通情况"][1] == "接通、未接通"
    assert rules["电话"][0] == "textLength"
    assert rules["回访日期"][::2] == ("date", "warning"), "同上 may be typed into it"
    assert rules_by_heading(made(KINDS["repair"], tmp_path))["收费金额（元）"][0] == "decimal"


@pytest.mark.parametrize("kind_id", IDS)
def test_every_choice_that_is_offered_is_one_that_the_reader_knows(kind_id: str, tmp_path: Path) -> None:
    sheet = columns(kind_id)
    for at, column in enumerate(sheet.columns):
        if column.field.type in (FieldType.STORE, FieldType.PERSON):
            continue
        for choice in column.choices:
            path = made(KINDS[kind_id], tmp_path)
            line = [choice if here == at else one.example for here, one in enumerate(sheet.columns)]
            fill_in(path, [line])
            told = {problem.code for problem in read(path).problems} - {"example-row", "row-cancelled"}
            assert told == set(), (column.heading, choice)


def test_without_stores_and_people_there_is_nothing_to_choose_them_from(tmp_path: Path) -> None:
    rules = rules_by_heading(made(KINDS["callback"], tmp_path, Offered()))
    assert rules["门店"][0] == rules["回访人"][0] == "any"


def test_the_guide_tells_of_every_column_what_to_write(tmp_path: Path) -> None:
    book, _ = log_of(made(KINDS["complaint"], tmp_path))
    told = {row[0]: row[1:] for row in book[GUIDE].iter_rows(values_only=True) if row[2]}
    for column in columns("complaint").columns:
        need, how, _ = told[f"“{column.heading}”"]
        assert how == column.advice
        assert (need == "必填") == (column.field.name == "received_at")
    assert told["“投诉内容”"][0] == "投诉内容、投诉类别至少填一项"


def test_a_member_of_the_shop_is_the_example_and_nothing_is_invented_about_them() -> None:
    roster = {c.heading: c.example for c in blank_sheet(KINDS["staff"], OFFERED, AS_OF).columns}
    assert {heading: value for heading, value in roster.items() if value} == {"姓名": "刘晓燕", "门店": "高桥店"}
    named = {c.example for c in columns("repair").columns if c.field.type is FieldType.PERSON}
    assert named == {"刘晓燕"}


def test_nothing_in_the_file_can_act(tmp_path: Path) -> None:
    kind = replace(KINDS["callback"], zh="=1+1[回访]")
    path = made(kind, tmp_path, Offered(("=cmd()",)), company="=HYPERLINK(1)")
    book, log = log_of(path)
    assert log.cell(TITLE + 1, 1).data_type == "s"
    assert {cell.data_type for row in book[CHOICES].iter_rows() for cell in row if cell.value} == {"s"}
    assert not any("external" in name or "vba" in name for name in zipfile.ZipFile(path).namelist())


def test_the_shops_own_kinds_are_among_those_tested() -> None:
    assert set(built_in_kinds()) | {"lending"} == set(IDS)
