"""Problems for the person who mends them: what keeps something out first, then file by file, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from aftersales.problems import Effect, Problem, Severity

if TYPE_CHECKING:
    from aftersales.cli.screen import Screen

EFFECTS: Mapping[Effect, str] = {
    Effect.FILE_LEFT_OUT: "整个文件没计入",
    Effect.SHEET_LEFT_OUT: "整张表没计入",
    Effect.ROW_LEFT_OUT: "整行没计入",
    Effect.VALUE_LEFT_BLANK: "该格按空白",
    Effect.MERGED: "合并计一次",
    Effect.KEPT: "照样计入，请核对",
}
"""What became of it, the gravest first, in the words of the clerks' guide."""
TOLD_ONLY = "提示（不用改）"
_ORDER = {effect: at for at, effect in enumerate(EFFECTS)}


def show_problems(problems: Sequence[Problem], screen: Screen, *, hints: bool = True) -> None:
    """By effect, file, sheet and cell; what is only for reading comes last, or is only counted."""
    told = [problem for problem in problems if problem.kind.severity is not Severity.INFO]
    info = [problem for problem in problems if problem.kind.severity is Severity.INFO]
    for effect, group in groupby(sorted(told, key=_gravest_first), key=lambda problem: problem.effect):
        _show_group(EFFECTS[effect], list(group), screen)
    if info and hints:
        _show_group(TOLD_ONLY, sorted(info, key=_by_place), screen)
    if not problems:
        screen.line()
        screen.line("没有问题")


def counted(problems: Iterable[Problem]) -> str:
    """`要改 5 处，请核对 3 处，提示 4 条`."""
    severities = [problem.kind.severity for problem in problems]
    return "，".join(
        f"{word} {severities.count(severity)} {unit}"
        for severity, word, unit in (
            (Severity.ERROR, "要改", "处"),
            (Severity.WARNING, "请核对", "处"),
            (Severity.INFO, "提示", "条"),
        )
    )


def problem_document(problem: Problem) -> dict[str, Any]:
    """A problem for programs, as in `problems.csv`."""
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


def _show_group(title: str, problems: Sequence[Problem], screen: Screen) -> None:
    screen.line()
    screen.line(f"{title}（{len(problems)}）", "bold")
    for (file, sheet), group in groupby(problems, key=lambda problem: (problem.place.file, problem.place.sheet)):
        screen.line(" › ".join(part for part in (file, sheet) if part), "underline")
        screen.table(
            ("位置", "问题", "怎么改"),
            [(_cell(problem), problem.message, problem.remedy) for problem in group],
            shares=(2, 9, 7),
            heading=False,
        )


def _cell(problem: Problem) -> str:
    place = problem.place
    return place.cell or (f"第{place.row}行" if place.row else "—")


def _gravest_first(problem: Problem) -> tuple[int, str, str, int, str, str]:
    return (_ORDER[problem.effect], *_by_place(problem))


def _by_place(problem: Problem) -> tuple[str, str, int, str, str]:
    place = problem.place
    return place.file, place.sheet, place.row, f"{place.column:>3}", problem.code
