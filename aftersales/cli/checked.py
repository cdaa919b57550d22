"""How files were read: a line a sheet, every problem with its cell and remedy, and why a heading is which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from aftersales.cli.outcome import SEVERITIES
from aftersales.kinds.model import Kind
from aftersales.problems import Problem, Severity

if TYPE_CHECKING:
    from aftersales.cli.screen import Screen
    from aftersales.model import Digest, SheetReport
    from aftersales.run import CheckResult

SHEETS = ("文件", "工作表", "登记表", "表头行", "行", "记录", "空行", "表头", "说明", "重复", "退回")
TALLY = ("rows", "records", "blank", "heading", "note", "duplicate", "rejected")


def show_check(result: CheckResult, kinds: Mapping[str, Kind], screen: Screen) -> None:
    """The sheets, then the problems in the order in which a person would go and mend them."""
    if screen.as_json:
        sheets = [_sheet_document(digest, sheet) for digest in result.digests for sheet in digest.sheets]
        screen.document({"sheets": sheets, "problems": [_problem_document(problem) for problem in result.problems]})
        return
    if not result.digests:
        screen.fault("没有找到可以读取的文件")
    lines = [_sheet_line(digest, sheet, kinds) for digest in result.digests for sheet in digest.sheets]
    screen.table(SHEETS, lines, numbers=range(3, len(SHEETS)))
    screen.line()
    _show_problems(result.problems, screen)


def explain_files(result: CheckResult, kinds: Mapping[str, Kind], screen: Screen) -> None:
    """For every sheet its kind, heading row, columns and the other kinds that were tried."""
    if screen.as_json:
        show_check(result, kinds, screen)
        return
    for digest in result.digests:
        screen.line(f"{digest.file}（用 {digest.reader} 读取）", "bold")
        for sheet in digest.sheets:
            _explain_sheet(sheet, kinds, screen)
    screen.line()
    grave = [problem for problem in result.problems if problem.kind.severity is not Severity.INFO]
    _show_problems(grave, screen)
    if len(grave) < len(result.problems):
        screen.line(f"另有 {len(result.problems) - len(grave)} 条提示，用 check 可以看到")


def kind_words(kind: str, kinds: Mapping[str, Kind]) -> str:
    """The Chinese names of a kind or of several joined by `、`."""
    return "、".join(kinds[one].zh if one in kinds else one for one in kind.split("、")) if kind else ""


def _explain_sheet(sheet: SheetReport, kinds: Mapping[str, Kind], screen: Screen) -> None:
    screen.line()
    name = kind_words(sheet.kind, kinds) or "没有读取"
    at = f"，表头在第 {sheet.header_row} 行" if sheet.kind else ""
    screen.line(f"工作表“{sheet.sheet}”：{name}{at}", "bold")
    if sheet.titles:
        screen.line(f"标题：{' / '.join(sheet.titles)}")
    tally = sheet.tally
    screen.line(
        f"{tally.rows} 行 = 记录 {tally.records} + 空行 {tally.blank} + 表头 {tally.heading} + 说明 {tally.note}"
        f" + 重复 {tally.duplicate} + 退回 {tally.rejected}"
    )
    known = kinds.get(sheet.kind)
    rows = [(c.heading, _fields(c.fields, known), c.unit, c.evidence) for c in sheet.columns]
    if rows:
        screen.table(("表头", "字段", "单位", "依据"), rows)
    if sheet.candidates:
        tried = [(kind_words(c.kind, kinds), f"{c.score:.2f}", ";".join(c.evidence)) for c in sheet.candidates]
        screen.table(("像哪种表", "得分", "依据"), tried, numbers=(1,))


def _fields(names: Sequence[str], kind: Kind | None) -> str:
    if not names:
        return "（没有对应的字段，原样保留）"
    known = {field.name: field.zh for field in kind.fields} if kind else {}
    return "、".join(f"{known[name]} {name}" if name in known else name for name in names)


def _show_problems(problems: Sequence[Problem], screen: Screen) -> None:
    rows = [
        (SEVERITIES[problem.kind.severity], str(problem.place), problem.message, problem.remedy)
        for problem in sorted(problems, key=lambda problem: (problem.place, problem.code, problem.field))
    ]
    if rows:
        screen.table(("级别", "位置", "问题", "怎么改"), rows)
    else:
        screen.line("没有问题")


def _sheet_line(digest: Digest, sheet: SheetReport, kinds: Mapping[str, Kind]) -> tuple[object, ...]:
    tally = [getattr(sheet.tally, name) for name in TALLY]
    return (digest.file, sheet.sheet, kind_words(sheet.kind, kinds) or "—", sheet.header_row or None, *tally)


def _sheet_document(digest: Digest, sheet: SheetReport) -> dict[str, Any]:
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


def _problem_document(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.kind.severity,
        "effect": problem.effect,
        "file": problem.place.file,
        "sheet": problem.place.sheet,
        "cell": problem.place.cell,
        "row": problem.place.row or None,
        "field": problem.field,
        "value": problem.value,
        "message": problem.message,
        "remedy": problem.remedy,
    }
