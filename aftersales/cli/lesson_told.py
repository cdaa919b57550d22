"""What `learn` says: for each sheet what it may be, column by column and why, then the lines to add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aftersales.kinds.model import Kind
from aftersales.learn.propose import SURE, Proposal
from aftersales.learn.study import SheetSeen, Studied
from aftersales.learn.suggest import Fit, Step, Suggestion
from aftersales.problems import column_letter
from aftersales.settings.edit import lines_to_add

if TYPE_CHECKING:
    from aftersales.cli.screen import Screen


@dataclass(frozen=True, slots=True)
class Taught:
    """A suggestion, the sheet it is about, and the kinds that the sheet would then be read as."""

    suggestion: Suggestion
    seen: SheetSeen
    after: tuple[str, ...]


def tell(
    studied: Studied,
    taught: Sequence[Taught],
    kinds: Mapping[str, Kind],
    additions: Mapping[str, Any],
    screen: Screen,
) -> None:
    """The sheets one by one, then all lines to add together."""
    screen.line(studied.file, "bold")
    for problem in studied.problems if not studied.seen else ():
        screen.fault(f"{problem.message}；{problem.remedy}")
    for one in taught:
        screen.line()
        _tell_sheet(one, kinds, screen)
    if additions:
        screen.line()
        screen.line("要加到 config.yaml 的行：", "bold")
        for line in lines_to_add(additions).splitlines():
            screen.code(line)
        screen.line()


def _tell_sheet(one: Taught, kinds: Mapping[str, Kind], screen: Screen) -> None:
    suggestion = one.suggestion
    name = kinds[suggestion.kind].zh if suggestion.kind in kinds else ""
    screen.line(f"工作表“{suggestion.sheet}”：{_said(one, name)}", "bold")
    if suggestion.step is Step.ASK:
        for fit in suggestion.fits:
            screen.line(f"  {fit.kind.id}（{fit.kind.zh}）：{_fit_words(fit)}")
        screen.line("  请用 --kind 指定是哪一种；都不是就写一个新的中文名，例如 --kind 样品借还登记")
        return
    if suggestion.columns:
        kind = kinds.get(suggestion.kind)
        screen.table(
            ("列", "表头", "当作字段", "把握", "依据"), [_column_line(c, one.seen, kind) for c in suggestion.columns]
        )
    others = [fit for fit in suggestion.fits if fit.kind.id != suggestion.kind]
    if others and suggestion.step is not Step.NOTHING:
        screen.line("也比较过：")
        for fit in others:
            screen.line(f"  {fit.kind.zh}：{_fit_words(fit)}")
    if suggestion.additions:
        screen.line(f"加上以后：认成 {'、'.join(kinds[kind].zh for kind in one.after)}", "bold")


def _said(one: Taught, name: str) -> str:
    """One sentence of what the sheet is and what is to be done about it."""
    suggestion = one.suggestion
    at = f"，表头在第 {suggestion.header_row} 行"
    known = suggestion.step is Step.NOTHING and suggestion.kind in one.after
    new = suggestion.step is Step.NEW_KIND
    chosen = (
        (suggestion.step is Step.NOT_A_LOG, "不像登记表，没有要学的"),
        (suggestion.step is Step.ASK, "像几种表，没有猜"),
        (new and bool(suggestion.additions), f"不是已有的任何一种，建议新增一种“{name}”{at}"),
        (new, "看不出记录的样子，提不出建议"),
        (known, f"已经认得，是{name}{at}，没有要加的"),
        (bool(suggestion.was), f"已经认得，是{name}{at}，有几列可以登记"),
        (bool(suggestion.additions), f"建议当作{name}{at}"),
    )
    return next((said for holds, said in chosen if holds), f"最像{name}{at}，但{_lacks(suggestion)}")


def _lacks(suggestion: Suggestion) -> str:
    missing = suggestion.fits[0].missing if suggestion.fits else ()
    return f"没有一列像{'、'.join(missing)}，加了表头也读不出来" if missing else "加了表头也认不出来"


def _fit_words(fit: Fit) -> str:
    parts = [f"{fit.covered:.0%} 的列有字段，{fit.points:g} 分"]
    parts += [f"缺少{'、'.join(fit.missing)}"] if fit.missing else []
    return "；".join(parts)


def _column_line(column: Proposal, seen: SheetSeen, kind: Kind | None) -> tuple[str, ...]:
    letter = column_letter(seen.grid.first_column + column.index)
    known = {f.name: f.zh for f in kind.fields} if kind else {}
    names = [name for name in column.field.split("、") if name]
    field = "、".join(f"{known.get(name, '')} {name}".strip() for name in names) or "—"
    return letter, column.heading or "（空）", field, _how_sure(column), column.evidence


def _how_sure(column: Proposal) -> str:
    if column.known:
        return "已认得"
    if not column.field or not column.sure:
        return ""
    return f"{column.sure:.0%}" if column.sure >= SURE else f"{column.sure:.0%}，太低，不加"


def document(
    studied: Studied, taught: Sequence[Taught], additions: Mapping[str, Any], config: Path, *, written: bool
) -> dict[str, Any]:
    """The same for programs."""
    return {
        "file": studied.file,
        "sheets": [_sheet_document(one) for one in taught],
        "additions": additions,
        "yaml": lines_to_add(additions) if additions else "",
        "config": str(config),
        "written": written,
        "problems": [problem.message for problem in studied.problems if not studied.seen],
    }


def _sheet_document(one: Taught) -> dict[str, Any]:
    suggestion = one.suggestion
    return {
        "sheet": suggestion.sheet,
        "step": suggestion.step,
        "kind": suggestion.kind,
        "header_row": suggestion.header_row or None,
        "read_before_as": suggestion.was,
        "read_after_as": list(one.after),
        "columns": [
            {
                "column": column_letter(one.seen.grid.first_column + column.index),
                "heading": column.heading,
                "field": column.field,
                "evidence": column.evidence,
                "sure": column.sure,
                "known": column.known,
            }
            for column in suggestion.columns
        ],
        "candidates": [
            {"kind": fit.kind.id, "points": fit.points, "covered": fit.covered, "missing": list(fit.missing)}
            for fit in suggestion.fits
        ],
    }
