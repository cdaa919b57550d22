"""The commands. Each reads its options, asks one module for the work and prints what came of it."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from aftersales import __version__
from aftersales.cli.help_text import EPILOG, HELP, NAME, SHORT_HELP
from aftersales.cli.screen import Screen
from aftersales.cli.session import Session, common_first
from aftersales.exits import Exit
from aftersales.ledger.lock import LockedError
from aftersales.privacy import masked
from aftersales.problems import ConfigError
from aftersales.publish import PublishError

DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG}
"""What an outputs folder may answer while a night is written aside."""

app = typer.Typer(
    add_completion=False,
    context_settings=HELP,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="每个命令的选项：pipeline.py 命令 -h",
)

InputsOption = Annotated[Path | None, typer.Option("--inputs", readable=False, metavar="DIR", help="登记表文件夹")]
OutputsOption = Annotated[Path | None, typer.Option("--outputs", readable=False, metavar="DIR", help="报表输出文件夹")]
StateOption = Annotated[Path | None, typer.Option("--state", readable=False, metavar="DIR", help="本机状态文件夹")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="YYYY-MM-DD[THH:MM]", help="统计时点，代替时钟")]


def main(arguments: Sequence[str], now: datetime, home: Path, env: Mapping[str, str]) -> int:
    """Run one command and give its exit code. Whatever goes wrong ends here, in one of the codes of the contract."""
    session = Session(now, home, env, Screen())
    try:
        app(args=common_first(arguments), prog_name=NAME, obj=session)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else Exit.USAGE
    except (ConfigError, LockedError, PublishError) as error:
        return _told(error, session.screen)
    except OSError as error:
        if error.errno not in DISK:
            return _our_fault(session)
        where = error.filename or (session.logs.parent if session.logs else "")
        return _told(PublishError(f"磁盘已满或只读（{error.strerror}）：{where}"), session.screen)
    except Exception:  # noqa: BLE001 - the outermost boundary: our own mistakes are told and logged, never lost
        return _our_fault(session)
    return Exit.DONE


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
    """Keep the traceback for whoever mends it, and say so in one line."""
    told = masked(traceback.format_exc())
    try:
        if session.logs is None:
            raise FileNotFoundError
        session.logs.mkdir(parents=True, exist_ok=True)
        path = session.logs / f"error-{session.now:%Y-%m-%d-%H%M%S}.txt"
        path.write_text(told, encoding="utf-8", errors="backslashreplace")
    except OSError:
        session.screen.fault("程序出错，没有发布新的报表；详情如下，请发给维护人员")
        session.screen.trace(told)
        return Exit.OUR_FAULT
    session.screen.fault(f"程序出错，没有发布新的报表，上次的报表不受影响；详情在 {path}，请发给维护人员")
    return Exit.OUR_FAULT


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


@app.command(epilog=EPILOG)
def run(
    context: typer.Context,
    inputs: InputsOption = None,
    outputs: OutputsOption = None,
    state: StateOption = None,
    month: Annotated[list[str] | None, typer.Option(metavar="YYYY-MM", help="只做这个月（可重复）")] = None,
    as_of: AsOfOption = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="全部重读（目前没有缓存，每次都全部重读）")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只计算，不发布")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="有读不了的文件或超过限度时，退出码 3")] = False,
) -> None:
    """每晚的任务：读取新内容，合并，计算，发布有变化的月份."""
    from aftersales.intake.warm_up import warm_up

    warm_up("aftersales.digest")
    from aftersales.cli.outcome import log_outcome, show_outcome
    from aftersales.run import run as run_stages

    session: Session = context.obj
    settings, base = session.settings()
    folders = session.folders(settings, base, inputs, outputs, state)
    options = session.options(settings, folders, as_of, month or (), dry_run=dry_run, strict=strict, rebuild=rebuild)
    with session.screen.progress() as advance:
        outcome = run_stages(options, advance)
    show_outcome(outcome, options, session.screen)
    if not dry_run:
        log_outcome(outcome, options, session.now)
    raise typer.Exit(outcome.exit_code)


@app.command(epilog=EPILOG)
def check(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(readable=False, metavar="[FILE]...", help="要检查的文件，不写 = 全部")
    ] = None,
    inputs: InputsOption = None,
    state: StateOption = None,
    as_of: AsOfOption = None,
) -> None:
    """只读取和检查：每张表认成了什么，每个问题在哪一格、怎么改."""
    from aftersales.cli.checked import show_check
    from aftersales.kinds.load import load_kinds
    from aftersales.run import check as check_files

    session: Session = context.obj
    settings, base = session.settings()
    folders = session.folders(settings, base, inputs, None, state)
    wanted = [_existing(path) for path in files or ()]
    result = check_files(session.options(settings, folders, as_of), wanted)
    show_check(result, load_kinds(settings.kinds), session.screen)


@app.command(epilog=EPILOG)
def explain(
    context: typer.Context,
    target: Annotated[str, typer.Argument(metavar="FILE|MEASURE|person", help="文件，或指标代号，或 person 加姓名")],
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="姓名，跟在 person 后面")] = "",
    month: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="月份，不写 = 最近一个月")] = None,
    store: Annotated[str, typer.Option(help="门店")] = "",
    person: Annotated[str, typer.Option(help="人员")] = "",
    category: Annotated[str | None, typer.Option(help="类别")] = None,
    inputs: InputsOption = None,
    outputs: OutputsOption = None,
    state: StateOption = None,
    as_of: AsOfOption = None,
) -> None:
    """一个文件是怎样读的；或一个指标由哪些记录算出；或一个人的得分怎样来的（explain person 王芳）."""
    from aftersales.cli.explain import Question, explain_measure
    from aftersales.kinds.load import load_kinds

    session: Session = context.obj
    settings, base = session.settings()
    folders = session.folders(settings, base, inputs, outputs, state)
    kinds = load_kinds(settings.kinds)
    if target == "person" and name:
        from aftersales.appraisal.library import load_schemes
        from aftersales.cli.person_explained import explain_person

        explain_person(name, month, folders.outputs, kinds, load_schemes(settings.schemes), session.screen)
        return
    path = Path(target)
    path = path if path.exists() else folders.inputs / target
    if path.is_file():
        from aftersales.cli.file_explained import explain_file
        from aftersales.cli.learn import study
        from aftersales.run import check as check_files

        options = session.options(settings, folders, as_of)
        explain_file(study(path, options), check_files(options, [path]), kinds, session.screen)
    else:
        question = Question(target, month, store, person, category)
        explain_measure(question, folders.outputs, kinds, session.screen, settings.categories)


@app.command(epilog=EPILOG)
def categorise(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(readable=False, metavar="FILE.csv", help="有 text 一列的 CSV")],
    trade: Annotated[str | None, typer.Option(metavar="tile|furniture|appliance|machinery", help="行业")] = None,
) -> None:
    """只试投诉分类：读 text 列，在标准输出写 CSV(text, codes, names, evidence)."""
    from aftersales.cli.categorised import categorise_file

    session: Session = context.obj
    settings, _ = session.settings()
    session.screen.raw(categorise_file(_existing(file), settings.categories, trade))


@app.command(epilog=EPILOG)
def learn(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(readable=False, metavar="FILE", help="认不出的表，或有认不出的列的表")],
    write: Annotated[bool, typer.Option("--write", help="把建议写入 config.yaml（先备份）")] = False,
    sheet: Annotated[str, typer.Option("--sheet", metavar="NAME", help="只看这个工作表")] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="当作哪种登记表；写新的中文名 = 新增一种")] = "",
    inputs: InputsOption = None,
    state: StateOption = None,
) -> None:
    """认识一张新的表：建议种类、表头行和每一列的字段，以及要加到 config.yaml 的行."""
    from aftersales.cli.learn import Lesson, learn_file

    session: Session = context.obj
    settings, base = session.settings()
    folders = session.folders(settings, base, inputs, None, state)
    path = file if file.exists() else folders.inputs / file
    learn_file(Lesson(_existing(path), sheet, kind, write=write), session.options(settings, folders), session)


@app.command(epilog=EPILOG)
def template(
    context: typer.Context,
    kinds: Annotated[
        list[str] | None, typer.Argument(metavar="[KIND]...", help="登记表的代号或中文名，不写 = 全部")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", readable=False, metavar="DIR", help="写到哪里，不写 = 模板")
    ] = None,
    inputs: InputsOption = None,
    state: StateOption = None,
) -> None:
    """空白登记表：有下拉、校验、填写说明和一行例子，填好放进登记表文件夹就能读."""
    from aftersales.cli.template import FOLDER, kinds_asked, write_templates
    from aftersales.kinds.load import load_kinds

    session: Session = context.obj
    settings, base = session.settings()
    folders = session.folders(settings, base, inputs, None, state)
    wanted = kinds_asked(kinds or (), load_kinds(settings.kinds))
    write_templates(wanted, out or Path(FOLDER), session.options(settings, folders), session.screen)


@app.command(epilog=EPILOG)
def trial(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(readable=False, metavar="SCHEME.yaml", help="要试的考核方案")],
    months: Annotated[int, typer.Option("--months", min=1, metavar="N", help="试算最近几个月")] = 3,
    inputs: InputsOption = None,
    state: StateOption = None,
    as_of: AsOfOption = None,
) -> None:
    """把一个考核方案放在过去几个月上试算：谁的等级会变、金额、名次变动多少。不发布任何东西."""
    from aftersales.cli.session import known_to_schemes
    from aftersales.cli.trial import try_scheme

    session: Session = context.obj
    settings, base = session.settings()
    folders = session.folders(settings, base, inputs, None, state)
    options = session.options(settings, folders, as_of, dry_run=True)
    try_scheme(file, months, options, known_to_schemes(settings), session.screen)


def _existing(path: Path) -> Path:
    if path.is_file():
        return path
    if path.is_dir():
        raise ConfigError([f"{path}：这是文件夹，不是文件；要检查整个文件夹请用 check --inputs {path}"])
    raise ConfigError([f"{path}：这是管道或设备，不是文件" if path.exists() else f"没有这个文件：{path}"])
