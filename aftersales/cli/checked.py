"""`check`: a line a sheet with where its rows went, then every problem with its cell and what to write, then a sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from aftersales.cli.problems_told import counted, problem_document, show_problems
from aftersales.kinds.model import Kind

if TYPE_CHECKING:
    from aftersales.checking import CheckResult
    from aftersales.cli.screen import Screen
    from aftersales.model import Digest, SheetReport

SHEETS = ("文件 › 工作表", "登记表", "表头行", "记录", "退回", "重复", "空行", "表头", "说明", "共")
TALLY = ("records", "rejected", "duplicate", "blank", "heading", "note", "rows")
NOT_READ = "没有读取"
NO_LOG, EMPTY = "不是登记表", "空表"
IN_WINDOW = ("工作表", "登记表", "表头行", "记录", "退回", "重复", "其他", "共")


def show_check(result: CheckResult, kinds: Mapping[str, Kind], screen: Screen) -> None:
    """The sheets, then the problems in the order in which a person would go and mend them, then the sum."""
    if screen.as_json:
        sheets = [sheet_document(digest, sheet) for digest in result.digests for sheet in digest.sheets]
        problems = [problem_document(problem) for problem in result.problems]
        screen.document({"sheets": sheets, "problems": problems, "summary": _sums(result)})
        return
    if not result.digests:
        screen.fault("没有找到可以读取的文件")
    left_out = {(p.place.file, p.place.sheet) for p in result.problems if p.effect.endswith("_left_out")}
    lines = [_sheet_line(digest, sheet, kinds, left_out) for digest in result.digests for sheet in digest.sheets]
    if lines and screen.is_narrow:
        _show_by_file(lines, screen)
    elif lines:
        whole = [(" › ".join(str(part) for part in line[:2] if part), *line[2:]) for line in lines]
        screen.table(SHEETS, whole, numbers=range(2, len(SHEETS)))
    show_problems(result.problems, screen)
    screen.line()
    screen.line(_summary(result), "bold")


def kind_words(kind: str, kinds: Mapping[str, Kind]) -> str:
    """The Chinese names of a kind or of several joined by `、`."""
    return "、".join(kinds[one].zh if one in kinds else one for one in kind.split("、")) if kind else ""


def sheet_document(digest: Digest, sheet: SheetReport) -> dict[str, Any]:
    """A sheet for programs: the counts of `sources.csv`, and how it was understood."""
    return {
        "file": digest.file,
        "sheet": sheet.sheet,
        "kind": sheet.kind,
        "header_row": sheet.header_row,
        **{name: getattr(sheet.tally, name) for name in TALLY},
        "columns": [
            {"heading": c.heading, "fields": list(c.fields), "unit": c.unit, "evidence": c.evidence}
            for c in sheet.columns
        ],
        "candidates": [{"kind": c.kind, "score": c.score, "evidence": list(c.evidence)} for c in sheet.candidates],
        "reader": digest.reader,
    }


def _sheet_line(
    digest: Digest, sheet: SheetReport, kinds: Mapping[str, Kind], left_out: set[tuple[str, str]]
) -> tuple[object, ...]:
    unread = NOT_READ if (digest.file, sheet.sheet) in left_out else NO_LOG if sheet.tally.rows else EMPTY
    tally = [getattr(sheet.tally, part) for part in TALLY]
    return (digest.file, sheet.sheet, kind_words(sheet.kind, kinds) or unread, sheet.header_row or None, *tally)


def _show_by_file(lines: Sequence[tuple[Any, ...]], screen: Screen) -> None:
    """The same in a window: the file's name on a line of its own, and what is no record in one column."""
    rows = [
        (sheet or "（无）", kind, header, *tally[:3], sum(tally[3:6]), tally[6])
        for _, sheet, kind, header, *tally in lines
    ]
    at = 0
    for file, group in groupby(lines, key=lambda line: line[0]):
        count = len(list(group))
        screen.line(file, "underline")
        own = rows[at : at + count]
        screen.table(IN_WINDOW, own, numbers=range(2, 8), shares=(5, 6, 2, 2, 2, 2, 2, 2), heading=not at)
        at += count


def _sums(result: CheckResult) -> dict[str, int]:
    sheets: Sequence[SheetReport] = [sheet for digest in result.digests for sheet in digest.sheets]
    return {
        "files": len(result.digests),
        "sheets": len(sheets),
        "recognised": sum(bool(sheet.kind) for sheet in sheets),
        "records": sum(sheet.tally.records for sheet in sheets),
        "rejected": sum(sheet.tally.rejected for sheet in sheets),
        "duplicate": sum(sheet.tally.duplicate for sheet in sheets),
        "problems": len(result.problems),
    }


def _summary(result: CheckResult) -> str:
    sums = _sums(result)
    return (
        f"{sums['files']} 个文件，{sums['sheets']} 张工作表，认出 {sums['recognised']} 张；"
        f"记录 {sums['records']} 行，退回 {sums['rejected']} 行，重复 {sums['duplicate']} 行；{counted(result.problems)}"
    )
