"""The status in words, or as JSON."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import typer

from aftersales.cli.after_run import MEANS

if TYPE_CHECKING:
    from aftersales.care.last_run import LastRun
    from aftersales.care.status import Status
    from aftersales.cli.screen import Screen

UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
SHOWN = 10


def age(text: str) -> timedelta:
    """The age of `--max-age`.

    >>> age("26h"), age("2d")
    (datetime.timedelta(days=1, seconds=7200), datetime.timedelta(days=2))
    """
    read = re.fullmatch(r"(\d{1,6})([mhd])", text.strip())
    if read is None or not int(read[1]):
        raise typer.BadParameter(
            f"“{text}”不是时长，请写成 26h（小时）、90m（分钟）或 2d（天）", param_hint="--max-age"
        )
    return int(read[1]) * UNITS[read[2]]


def show_status(status: Status, screen: Screen) -> None:
    """The last good run, what waits, what is stale, what is next."""
    if screen.as_json:
        screen.document(_document(status))
        return
    _show_runs(status, screen)
    if screen.loudness < 0:
        return
    screen.line(f"等待的文件：{len(status.waiting)} 个" if status.waiting else "没有等待的文件")
    for waiting in status.waiting[:SHOWN]:
        screen.line(f"  {waiting.file}：{waiting.why}")
    if len(status.waiting) > SHOWN:
        screen.line(f"  其余 {len(status.waiting) - SHOWN} 个见 problems.csv")
    if status.stale:
        screen.line("比平时晚交的登记表：")
        rows = [(one.kind, one.store or "（没写门店）", one.last, one.days, one.usual) for one in status.stale]
        screen.table(("登记表", "门店", "最后一条", "缺几个工作日", "平时隔几个"), rows, numbers=(3, 4))
    files, problems = status.to_mend
    if problems:
        screen.line(f"待更正：{files} 个文件 {problems} 处，见各月的退回单")
    if status.due is not None and not status.too_old:
        screen.line(f"下一次：最迟 {_minute(status.due)} 前应再成功运行一次")


def _show_runs(status: Status, screen: Screen) -> None:
    good, latest, ahead = status.runs.good, status.runs.latest, status.runs.ahead
    if good is None:
        screen.fault("还没有成功运行过：请运行 run，再用 doctor 检查环境和定时任务")
    else:
        told = f"最近一次成功：{_minute(good.at)}（{_ago(status.now - good.at)}）{_months(good)}"
        if status.too_old:
            screen.fault(f"{told}，超过 {_span(status.max_age)}：请看定时任务是否还在运行（doctor），日志里有没有出错")
        else:
            screen.line(told)
    if latest is not None and latest is not good and not latest.good:
        means = MEANS.get(latest.exit_code, "")
        screen.fault(f"最近一次运行没有成功：{_minute(latest.at)} 退出码 {latest.exit_code}（{means}）")
    if ahead is not None:
        screen.fault(f"有一次运行记在将来（{_minute(ahead.at)}）：这台机器的时钟不对，或曾经不对；那一次不算")


def _months(run: LastRun) -> str:
    return f"，月份 {'、'.join(run.months)}" if run.months else ""


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _ago(passed: timedelta) -> str:
    return "刚刚" if passed < timedelta(minutes=1) else f"{_span(passed)}前"


def _span(passed: timedelta) -> str:
    """Hours up to two days, then days."""
    hours = passed / timedelta(hours=1)
    if hours < 1:
        return f"{passed // timedelta(minutes=1)} 分钟"
    return f"{hours:.0f} 小时" if hours <= 48 else f"{passed // timedelta(days=1)} 天"


def _document(status: Status) -> dict[str, Any]:
    return {
        "ok": not status.too_old,
        "now": status.now.isoformat(timespec="seconds"),
        "max_age_hours": status.max_age / timedelta(hours=1),
        "age_hours": None if status.age is None else round(status.age / timedelta(hours=1), 2),
        "due": None if status.due is None else status.due.isoformat(timespec="seconds"),
        "last_good": _run(status.runs.good),
        "last": _run(status.runs.latest),
        "in_the_future": _run(status.runs.ahead),
        "waiting": [{"file": one.file, "why": one.why} for one in status.waiting],
        "stale": [
            {"kind": one.kind, "store": one.store, "last": one.last, "working_days": one.days, "usual": one.usual}
            for one in status.stale
        ],
        "to_mend": {"files": status.to_mend[0], "problems": status.to_mend[1]},
    }


def _run(run: LastRun | None) -> dict[str, Any] | None:
    if run is None:
        return None
    at = run.at.isoformat(timespec="seconds")
    return {
        "at": at,
        "exit_code": run.exit_code,
        "as_of": run.as_of,
        "months": list(run.months),
        "counts": dict(run.counts),
    }
