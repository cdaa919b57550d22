"""Commands for whoever keeps the nights going."""

from __future__ import annotations

from typing import Annotated

import typer

from aftersales.cli.options import InputsOption, OutputsOption, StateOption
from aftersales.cli.session import Session
from aftersales.exits import Exit
from aftersales.problems import ConfigError


def status(
    context: typer.Context,
    max_age: Annotated[
        str, typer.Option("--max-age", metavar="26h", help="上次成功超过这么久就算太旧（退出码 4）：26h、90m、2d")
    ] = "26h",
    outputs: OutputsOption = None,
    state: StateOption = None,
) -> None:
    """上次成功的运行、等待的文件、比平时晚交的登记表；太旧时退出码 4."""
    from aftersales.care.status import status_of
    from aftersales.cli.status_told import age, show_status
    from aftersales.kinds.load import load_kinds

    session: Session = context.obj
    longest = age(max_age)
    options = session.asked(None, outputs, state)
    kinds, holidays = load_kinds(options.settings.kinds), options.settings.holidays
    found = status_of(options.outputs, options.state, kinds, holidays, session.now, longest)
    show_status(found, session.screen)
    raise typer.Exit(Exit.INPUTS_MISSING if found.too_old else Exit.DONE)


def doctor(
    context: typer.Context,
    inputs: InputsOption = None,
    outputs: OutputsOption = None,
    state: StateOption = None,
) -> None:
    """检查环境、文件夹、设置、节假日、定时任务、消息：每行 ok / 注意 / 坏，附改法；有“坏”时退出码 2."""
    from aftersales.cli.doctor_told import findings, show_findings

    session: Session = context.obj
    options, complaints = None, []
    try:
        options = session.asked(inputs, outputs, state)
    except ConfigError as error:
        complaints = error.complaints
    found = list(findings(session, options, complaints))
    raise typer.Exit(Exit.DONE if show_findings(found, session.screen) else Exit.USAGE)
