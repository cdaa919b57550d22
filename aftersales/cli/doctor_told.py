"""The doctor's round, line by line, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
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
        yield environment.clock(session.now, last_runs(options.state, options.outputs / "logs", session.now))
        yield environment.calendar(session.now, settings.holidays)
        yield from environment.engine(settings.engine, settings.dask.scheduler)
        yield from channels(settings.messages, session.env)
    yield schedule()
    yield environment.fonts(look)


def _of_folders(folders: Options) -> Iterator[Finding]:
    yield places.inputs(folders.inputs)
    yield from places.outputs(folders.outputs)
    yield from places.state(folders.state)
    yield places.locks(folders.state, folders.outputs)
    yield from places.room(folders.outputs, folders.state)


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
