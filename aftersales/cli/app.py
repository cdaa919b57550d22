"""The command line: the commands, the options all of them have, and where every failure ends."""

from __future__ import annotations

import errno
import os
import traceback
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from aftersales import __version__
from aftersales.cli.care_commands import doctor, status
from aftersales.cli.close_commands import close, reopen
from aftersales.cli.duty_commands import handover, sample
from aftersales.cli.help_text import EPILOG, HELP, NAME, SHORT_HELP
from aftersales.cli.look_commands import categorise, check, explain
from aftersales.cli.make_commands import learn, template, trial
from aftersales.cli.purge_command import purge
from aftersales.cli.run_command import run
from aftersales.cli.screen import Screen
from aftersales.cli.session import Session, common_first
from aftersales.exits import Exit
from aftersales.ledger.lock import LockedError
from aftersales.logs import without_values
from aftersales.problems import ConfigError
from aftersales.publish import PublishError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG}
DISK = {*FULL, errno.EIO, errno.ESTALE}
"""What a disk or a share may answer while a night is written aside."""
CLOSED = {errno.EACCES, errno.EPERM, errno.EBUSY}
"""What is so answered where somebody has closed a folder to us, or holds a file in it; elsewhere it is a mistake of ours."""

app = typer.Typer(
    add_completion=False,
    context_settings=HELP,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="每个命令的选项：pipeline.py 命令 -h",
)


def main(arguments: Sequence[str], now: datetime, home: Path, env: Mapping[str, str]) -> int:
    """Run one command and give its exit code, after what is to be done at its end."""
    session = Session(now, home, env, Screen(), arguments=tuple(arguments))
    code = _called(arguments, session)
    if session.at_end is not None:
        try:
            session.at_end(code)
        except Exception:  # noqa: BLE001 - the run is over and its report stands: what follows it must not undo that
            _told_with_trace(session, "报表不受影响，但之后的日志或消息出错", "")
    return code


def _called(arguments: Sequence[str], session: Session) -> int:
    """Run one command. Whatever goes wrong ends here, in one of the codes of the contract."""
    try:
        app(args=common_first(arguments), prog_name=NAME, obj=session)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else Exit.USAGE
    except (ConfigError, LockedError, PublishError) as error:
        return _told(error, session.screen)
    except OSError as error:
        if error.errno not in DISK and not (error.errno in CLOSED and _is_written(error.filename, session)):
            return _our_fault(session)
        where = error.filename or (session.logs.parent if session.logs else "")
        return _told(
            PublishError(f"{'磁盘已满或只读' if error.errno in FULL else '不能写'}（{error.strerror}）：{where}"),
            session.screen,
        )
    except Exception:  # noqa: BLE001 - the outermost boundary: our own mistakes are told and logged, never lost
        return _our_fault(session)
    return Exit.DONE


def _is_written(path: object, session: Session) -> bool:
    """Whether a path lies where a run writes."""
    if not isinstance(path, str | os.PathLike):
        return False
    return any(Path(path).absolute().is_relative_to(folder.absolute()) for folder in session.writes)


def _told(error: ConfigError | LockedError | PublishError, screen: Screen) -> int:
    """Say what the operator can do something about; the code that goes with it."""
    match error:
        case ConfigError():
            for complaint in error.complaints:
                screen.fault(complaint)
            return Exit.USAGE
        case LockedError():
            screen.fault(f"另一次运行正在进行，这次什么都没有做（锁：{error}）")
            return Exit.LOCKED
        case PublishError():
            screen.fault(f"没有发布：{error}")
            return Exit.NOT_PUBLISHED


def _our_fault(session: Session) -> int:
    """A mistake of ours during the call: nothing was published."""
    _told_with_trace(session, "程序出错，没有发布新的报表", "，上次的报表不受影响")
    return Exit.OUR_FAULT


def _told_with_trace(session: Session, what: str, stands: str) -> None:
    """Keep the traceback for whoever mends it, and say in one line what happened and (where reports are known) what stands."""
    told = without_values(traceback.format_exc())
    try:
        if session.logs is None:
            raise FileNotFoundError
        session.logs.mkdir(parents=True, exist_ok=True)
        path = session.logs / f"error-{session.now:%Y-%m-%d-%H%M%S}.txt"
        path.write_text(told, encoding="utf-8", errors="backslashreplace")
    except OSError:
        session.screen.fault(f"{what}；详情如下，请发给维护人员")
        session.screen.trace(told)
    else:
        session.screen.fault(f"{what}{stands}；详情在 {path}，请发给维护人员")


def _print_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"aftersales {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def common(
    context: typer.Context,
    config: Annotated[Path | None, typer.Option("--config", readable=False, metavar="PATH", help="设置文件")] = None,
    verbose: Annotated[int, typer.Option("--verbose", "-v", count=True, help="多说一些")] = 0,
    quiet: Annotated[int, typer.Option("--quiet", "-q", count=True, help="少说一些")] = 0,
    json: Annotated[bool, typer.Option("--json", help="结果以 JSON 输出")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="不用颜色")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="从不提问")] = False,
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True)] = False,  # noqa: ARG001
) -> None:
    """售后登记表 → 月报."""
    session: Session = context.obj
    session.screen = Screen(loudness=verbose - quiet, as_json=json, colour=not no_color)
    session.config = config
    session.asks = not (no_input or json)
    if context.invoked_subcommand is None:
        session.screen.raw(SHORT_HELP)


COMMANDS = (
    run,
    check,
    explain,
    categorise,
    learn,
    template,
    trial,
    sample,
    handover,
    close,
    reopen,
    status,
    doctor,
    purge,
)
"""In the order of the help."""

for _command in COMMANDS:
    app.command(epilog=EPILOG)(_command)
