"""The doctor's round, line by line, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from aftersales.care import environment, places
from aftersales.care.channels import channels
from aftersales.care.finding import Finding, Level, bad, ok
from aftersales.care.last_run import last_runs
from aftersales.care.schedule import look, schedule

if TYPE_CHECKING:
    from aftersales.asked import Options
    from aftersales.cli.screen import Screen
    from aftersales.cli.session import Session

STYLES = {Level.OK: "", Level.NOTICE: "yellow", Level.BAD: "bold red"}


def findings(session: Session, options: Options | None, complaints: list[str]) -> Iterator[Finding]:
    """Everything there is to look at; without usable settings what does not depend on them."""
    yield environment.python()
    yield environment.packages(environment.PROGRAM)
    yield from (bad("设置", complaint, "请改正这一行") for complaint in complaints)
    if options is not None:
        settings = options.settings
        yield ok("设置", "没有错误")
        yield from _of_folders(options)
        yield from _looked("时钟", lambda: [_clock(session.now, options)])
        yield environment.calendar(session.now, settings.holidays)
        yield from environment.engine(settings.engine, settings.dask.scheduler)
        yield from channels(settings.messages, session.env)
    yield schedule()
    yield environment.fonts(look)


def _of_folders(folders: Options) -> Iterator[Finding]:
    yield places.inputs(folders.inputs)
    yield from _looked("输出文件夹", lambda: places.outputs(folders.outputs))
    yield from _looked("状态文件夹", lambda: places.state(folders.state))
    yield from _looked("锁", lambda: [places.locks(folders.state, folders.outputs)])
    yield from _looked("磁盘空间", lambda: places.room(folders.outputs, folders.state))


def _clock(now: datetime, folders: Options) -> Finding:
    return environment.clock(now, last_runs(folders.state, folders.outputs / "logs", now))


def _looked(area: str, look_at: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """What was found; a folder that we may not even look into is found out too, and the round goes on."""
    try:
        yield from look_at()
    except OSError as error:
        told = f"看不了：{error.filename}（{error.strerror or error}）"
        yield bad(area, told, "请用每晚运行的那个用户来检查；如果就是它，请给它权限")


def show_findings(found: list[Finding], screen: Screen) -> bool:
    """Print them, quietly only what is not ok; whether all is well enough to run."""
    good = not any(one.level is Level.BAD for one in found)
    if screen.as_json:
        lines = [{"area": f.area, "level": f.level.value, "what": f.what, "remedy": f.remedy} for f in found]
        screen.document({"ok": good, "findings": lines})
        return good
    for one in found:
        if one.level is not Level.OK or screen.loudness >= 0:
            mark = {Level.OK: "ok  ", Level.NOTICE: "注意", Level.BAD: "坏  "}[one.level]
            screen.line(f"{mark} {one.area}：{one.what}", STYLES[one.level])
            if one.remedy:
                screen.line(f"     → {one.remedy}")
    return good
