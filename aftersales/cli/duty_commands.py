"""Commands of the office: what is to be checked again, and what somebody who leaves has to pass on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aftersales.cli.options import AsOfOption, InputsOption, StateOption
from aftersales.cli.session import Session, checked_month

OutOption = Annotated[Path | None, typer.Option("--out", readable=False, metavar="DIR", help="写到哪个文件夹")]


def sample(
    context: typer.Context,
    month: Annotated[str, typer.Argument(metavar="YYYY-MM", help="抽查哪个月的回访")],
    out: OutOption = None,
    inputs: InputsOption = None,
    state: StateOption = None,
    as_of: AsOfOption = None,
) -> None:
    """抽查回访：随机抽出一个月要再打电话核实的回访，写成抽查表（不写 --out = 抽查），填好放回登记表文件夹."""
    from aftersales.cli.sample import FOLDER, write_sample

    session: Session = context.obj
    options = session.asked(inputs, None, state, as_of, dry_run=True)
    write_sample(checked_month(month, "YYYY-MM"), out or Path(FOLDER), options, session.screen)


def handover(
    context: typer.Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="离职或调岗的人")],
    out: OutOption = None,
    inputs: InputsOption = None,
    state: StateOption = None,
    as_of: AsOfOption = None,
) -> None:
    """工作交接：一个人手上没办完的投诉、维修、待办、客户、款项和配件，写成交接清单（不写 --out = 交接）供签字."""
    from aftersales.cli.handover import FOLDER, write_handover_list

    session: Session = context.obj
    options = session.asked(inputs, None, state, as_of, dry_run=True)
    write_handover_list(person, out or Path(FOLDER), options, session.screen)
