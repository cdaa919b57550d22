"""Closing a month as it stands published, and opening it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aftersales.cli.options import AsOfOption, OutputsOption, StateOption
from aftersales.cli.session import Session, checked_month
from aftersales.problems import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aftersales.asked import Options
    from aftersales.ledger.model import Seal
    from aftersales.ledger.months import Ledger

MonthsArgument = Annotated[list[str], typer.Argument(metavar="YYYY-MM...", help="月份，可以写几个")]


def close(
    context: typer.Context,
    months: MonthsArgument,
    outputs: OutputsOption = None,
    state: StateOption = None,
    as_of: AsOfOption = None,
) -> None:
    """封存一个月：公布的数字不再改动，之后的改动列在下月的“追溯调整”."""
    from aftersales.ledger.closing import closed

    session: Session = context.obj
    options = session.asked(None, outputs, state, as_of)
    seals = _each(options, months, lambda ledger, month: closed(ledger, month, options.as_of))
    _tell(session, seals, "已封存，第 {} 版；之后的改动列在追溯调整里")


def reopen(
    context: typer.Context,
    months: MonthsArgument,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="为什么重新打开，会留下记录")],
    outputs: OutputsOption = None,
    state: StateOption = None,
    as_of: AsOfOption = None,
) -> None:
    """重新打开封存的月份：下次运行按现在的登记重算，再封存时是新的一版."""
    from aftersales.ledger.closing import reopened
    from aftersales.privacy import masked
    from aftersales.safe_text import one_line

    session: Session = context.obj
    said = masked(one_line(why)).strip()
    if not said:
        raise typer.BadParameter("请写明原因", param_hint="--why")
    options = session.asked(None, outputs, state, as_of)
    seals = _each(options, months, lambda ledger, month: reopened(ledger, month, options.as_of, said))
    _tell(session, seals, "已重新打开（原来的第 {} 版留在文件夹 ledger 里）；下次运行按现在的登记重算")


def _each(options: Options, months: Sequence[str], change: Callable[[Ledger, str], Ledger]) -> list[Seal]:
    """Change each month while no run is at work; those that cannot be are told together, after the others are done."""
    from aftersales.ledger.closing import CannotCloseError
    from aftersales.ledger.lock import only_run
    from aftersales.ledger.months import open_ledger
    from aftersales.publish import PublishError, recover

    outputs, state = options.outputs, options.state
    wanted = [checked_month(month, "YYYY-MM") for month in dict.fromkeys(months)]
    done, refused = [], []
    with only_run(state, outputs):
        try:
            recover(outputs)
            ledger = open_ledger(outputs, state)
            for month in wanted:
                try:
                    ledger = change(ledger, month)
                    done.append(ledger.seals[month])
                except CannotCloseError as reason:
                    refused.append(str(reason))
        except PermissionError as error:
            raise PublishError(f"不能写：{error.filename or outputs}（{error.strerror or error}）") from error
    if refused:
        raise ConfigError(refused)
    return done


def _tell(session: Session, seals: Sequence[Seal], words: str) -> None:
    screen = session.screen
    if screen.as_json:
        screen.document([{"month": seal.month, "what": seal.last.what, "version": seal.last.version} for seal in seals])
    for seal in seals if not screen.as_json else ():
        screen.line(f"{seal.month} {words.format(seal.last.version)}")
