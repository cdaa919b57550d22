"""Clearing away the months of years whose annual report is done: lists first, deletes only what was agreed to."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from aftersales.cli.options import OutputsOption, StateOption
from aftersales.cli.session import Session, checked_month
from aftersales.exits import Exit

if TYPE_CHECKING:
    from aftersales.cli.screen import Screen
    from aftersales.purging import Candidate


def purge(
    context: typer.Context,
    before: Annotated[str, typer.Option("--before", metavar="YYYY-MM", help="清理这个月以前的月份（不含这个月）")],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问，直接删除列出的月份（给脚本用）")] = False,
    outputs: OutputsOption = None,
    state: StateOption = None,
) -> None:
    """清理年报已完成的月份：先列出，确认后才删；登记表文件夹、年报和台账不动."""
    from aftersales import purging
    from aftersales.ledger.lock import only_run

    session: Session = context.obj
    options = session.asked(None, outputs, state)
    checked_month(before, "--before")
    with only_run(options.state, options.outputs if options.outputs.is_dir() else None):
        found = purging.candidates(options.outputs, before)
        chosen = [one for one in found if not one.refused]
        agreed = _agreed(session, found, chosen, before, yes=yes)
        left = purging.purge(options.outputs, chosen, session.now) if agreed else []
    _tell(session.screen, found, chosen if agreed else [], left)
    if left:
        raise typer.Exit(Exit.NOT_PUBLISHED)


def _agreed(session: Session, found: list[Candidate], chosen: list[Candidate], before: str, *, yes: bool) -> bool:
    """Show what would go and why the rest must stay, and ask; exit 2 where nobody may be asked."""
    if not session.screen.as_json:
        _list(session.screen, found, before)
    if not chosen or yes:
        return bool(chosen)
    if not session.asks or not sys.stdin.isatty():
        if session.screen.as_json:
            return False
        session.screen.fault("没有删除任何东西：这里不能询问，确认要删请加 --yes")
        raise typer.Exit(Exit.USAGE)
    months = "、".join(one.month for one in chosen)
    if typer.confirm(f"确认删除 {months}？删除后不能恢复", default=False):
        return True
    session.screen.line("没有删除任何东西")
    return False


def _list(screen: Screen, found: list[Candidate], before: str) -> None:
    from aftersales.archive import in_words

    if not found:
        screen.line(f"{before} 以前没有保存着的月份")
        return
    rows = [(one.month, one.files, in_words(one.size), _verdict(one)) for one in found]
    screen.table(("月份", "文件", "大小", "结论"), rows, numbers=(1, 2))


def _verdict(one: Candidate) -> str:
    return f"保留：{one.refused}" if one.refused else "年报已完成，可以删除"


def _tell(screen: Screen, found: list[Candidate], gone: list[Candidate], left: list[str]) -> None:
    for text in left:
        screen.fault(f"没有删干净：{text}")
    if screen.as_json:
        names = {one.month for one in gone}
        screen.document(
            {
                "months": [
                    {
                        "month": one.month,
                        "files": one.files,
                        "bytes": one.size,
                        "refused": one.refused,
                        "deleted": one.month in names,
                    }
                    for one in found
                ],
                "failed": left,
            }
        )
    elif gone:
        screen.line(f"已删除：{'、'.join(one.month for one in gone)}", "bold")
        screen.line("以后每晚不再生成，要看请运行 run --month 月份；首页在下次运行以后更新")
