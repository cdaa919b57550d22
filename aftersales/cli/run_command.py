"""The nightly job."""

from __future__ import annotations

from typing import Annotated

import typer

from aftersales.cli.options import AsOfOption, InputsOption, OutputsOption, StateOption
from aftersales.cli.session import Session


def run(
    context: typer.Context,
    inputs: InputsOption = None,
    outputs: OutputsOption = None,
    state: StateOption = None,
    month: Annotated[list[str] | None, typer.Option(metavar="YYYY-MM", help="只做这个月（可重复）")] = None,
    as_of: AsOfOption = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="不用缓存，全部重读")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只计算，不发布")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="有读不了的文件或超过限度时，退出码 3")] = False,
) -> None:
    """每晚的任务：读取新内容，合并，计算，发布有变化的月份."""
    from aftersales.intake.warm_up import warm_up

    warm_up("aftersales.remembering")
    from aftersales.cli.after_run import AfterRun
    from aftersales.cli.next_look import look
    from aftersales.cli.outcome import show_outcome
    from aftersales.run import run as run_stages

    session: Session = context.obj
    session.at_end = after = AfterRun(session, dry_run)
    options = session.asked(inputs, outputs, state, as_of, month or (), dry_run=dry_run, strict=strict, rebuild=rebuild)
    after.options = options
    after.before = look(session, options)
    with session.screen.progress() as advance:
        after.outcome = outcome = run_stages(options, advance)
    show_outcome(outcome, options, session.screen)
    raise typer.Exit(outcome.exit_code)
