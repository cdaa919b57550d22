"""What a run came to, for the person or the scheduler that started it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from aftersales.problems import CATALOGUE, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aftersales.asked import Options, Outcome
    from aftersales.cli.screen import Screen
    from aftersales.problems import Problem

WORDS = {
    "files": "文件",
    "files_unread": "读不了的文件",
    "sheets": "工作表",
    "rows": "行",
    "records": "记录",
    "rejected": "退回",
    "duplicates": "重复",
    "problems": "问题",
}
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "注意", Severity.INFO: "提示"}


def show_outcome(outcome: Outcome, options: Options, screen: Screen) -> None:
    """Counts, months and problems by code; what could not be published and which gates failed."""
    if screen.as_json:
        screen.document(_document(outcome))
        return
    for fault in faults_of(outcome, str(options.inputs)):
        screen.fault(fault)
    for remark in outcome.remarks:
        screen.log(remark)
    if screen.loudness < 0:
        return
    counts = " · ".join(f"{WORDS.get(name, name)} {count}" for name, count in outcome.counts.items())
    screen.line(counts)
    if outcome.problems:
        screen.table(("级别", "问题", "次数", "例如"), problem_lines(outcome.problems), numbers=(2,))
    for change in outcome.changes:
        screen.line(change)
    if outcome.months:
        done = "算出（未发布）" if options.dry_run else "已发布"
        screen.line(f"{done}:{'、'.join(outcome.months)} → {options.outputs}", "bold")
    elif not outcome.missing_inputs:
        screen.line("没有需要更新的月份")
    screen.log(" · ".join(f"{stage} {seconds:.2f} 秒" for stage, seconds in outcome.seconds.items()), 1)


def faults_of(outcome: Outcome, inputs: str = "") -> Iterator[str]:
    """What a run could not do, in sentences without anything from a cell; `inputs` is the drop folder where it may be named."""
    for name, beside in outcome.published.beside.items():
        there = f"，新的放在“{beside}”" if beside else "，旁边也写不进去"
        yield f"没能替换 {name}（可能有人正打开）{there}"
    for gate in outcome.gate_failures:
        yield f"没有通过：{gate}"
    for kind in outcome.stale:
        yield f"缺少必须有的登记表：{kind}"
    if outcome.missing_inputs:
        yield "登记表文件夹缺失、读不了或没有登记表文件" + (f"：{inputs}" if inputs else "")


def problem_lines(problems: Sequence[Problem]) -> list[tuple[str, str, int, str]]:
    """One line a code, the gravest and most frequent first: severity, title, count, first place with its message."""
    by_code: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_code[problem.code].append(problem)
    order = list(Severity)
    codes = sorted(by_code, key=lambda code: (order.index(CATALOGUE[code].severity), -len(by_code[code]), code))
    return [_line(code, by_code[code]) for code in codes]


def _line(code: str, found: list[Problem]) -> tuple[str, str, int, str]:
    first = min(found, key=lambda problem: problem.place)
    kind = CATALOGUE[code]
    return SEVERITIES[kind.severity], kind.title, len(found), f"{first.place}:{first.message}"


def _document(outcome: Outcome) -> dict[str, Any]:
    return {
        "exit_code": int(outcome.exit_code),
        "unchanged": False,
        "months": list(outcome.months),
        "counts": dict(outcome.counts),
        "unpublished": list(outcome.unpublished),
        "beside": dict(outcome.published.beside),
        "gate_failures": list(outcome.gate_failures),
        "stale": list(outcome.stale),
        "missing_inputs": outcome.missing_inputs,
        "changes": list(outcome.changes),
        "seconds": dict(outcome.seconds),
    }
