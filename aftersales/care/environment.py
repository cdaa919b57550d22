"""The machine: Python, the packages against the lock file, fonts, the clock, the calendar of holidays."""

from __future__ import annotations

import platform
import re
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from aftersales.calendar_years import last_known_year, years_missing
from aftersales.care.finding import Finding, bad, notice, ok
from aftersales.care.last_run import LastRuns

Look = Callable[[Sequence[str]], str | None]
"""What a command of the system says; None where it is not there or fails."""
PROGRAM = Path(__file__).parents[2]
"""Where the program lies, with its lock file beside it unless it was installed as a package."""
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
LEAST = re.compile(r"^([A-Za-z0-9._-]+)\s*>=\s*([0-9][0-9.]*)[^;]*$")
WRITTEN = 2026
"""The year of this program: no clock may show an earlier one."""
FONT_FILES = (
    r"C:\Windows\Fonts\msyh.ttc",
    r"C:\Windows\Fonts\simsun.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
)
SHOWN = 5
SECONDS = 3


def python() -> Finding:
    """The interpreter and the system."""
    return ok("Python", f"Python {platform.python_version()}，{platform.system()} {platform.release()}")


def packages(program: Path, installed: Callable[[str], str] = version) -> Finding:
    """What is installed beside what the lock file names; without one, beside the least that the package asks for."""
    lock = program / "requirements.lock"
    pinned = dict(PINNED.findall(lock.read_text(encoding="utf-8"))) if lock.is_file() else {}
    least = {} if pinned else _least()
    if not pinned and not least:
        return notice("组件", "找不到 requirements.lock，不知道该装哪些版本", "请从程序文件夹运行，或重新安装程序")
    absent, other = [], []
    for name, wanted in (pinned or least).items():
        try:
            found = installed(name)
        except PackageNotFoundError:
            absent.append(name)
            continue
        if found != wanted if pinned else numbers(found) < numbers(wanted):
            other.append(f"{name} {found}（{'锁定' if pinned else '至少'} {wanted}）")
    remedy = "请在程序文件夹运行 make run（Windows：见 README 的安装命令），按锁定文件重装"
    if absent:
        return bad("组件", f"缺少 {_some(absent)}", remedy)
    if other:
        told = f"版本不同：{_some(other)}"
        return notice("组件", told, remedy) if pinned else bad("组件", told, remedy)
    return ok("组件", f"{len(pinned or least)} 个组件，版本与{'锁定文件' if pinned else '要求'}相符")


def numbers(text: str) -> tuple[int, ...]:
    """A version as numbers to compare.

    >>> numbers("3.10.1") > numbers("3.9"), numbers("2.0rc1")
    (True, (2, 0))
    """
    leading = re.match(r"\d+(?:\.\d+)*", text)
    return tuple(map(int, leading[0].split("."))) if leading else ()


def fonts(look: Look, files: Sequence[str] = FONT_FILES) -> Finding:
    """Charts and pages take the fonts of the machine on which they are looked at; only printing here needs one here."""
    listed = look(("fc-list", ":lang=zh", "family"))
    if (listed or "").strip() or any(Path(file).is_file() for file in files):
        return ok("中文字体", "有")
    told = "这台机器没有中文字体" if listed is not None else "没有找到中文字体"
    return notice(
        "中文字体",
        told,
        "报表用看报表的电脑上的字体，不受影响；要在这台机器上打印或转 PDF，请装一种，如 fonts-noto-cjk",
    )


def clock(now: datetime, runs: LastRuns) -> Finding:
    """The clock against what earlier runs have written."""
    told = f"{now:%Y-%m-%d %H:%M}（北京时间）"
    if now.year < WRITTEN:
        return bad("时钟", f"{told}，早于本程序", "请打开系统的自动对时")
    if runs.ahead is not None:
        return bad(
            "时钟",
            f"{told}，但有一次运行记在 {runs.ahead.at:%Y-%m-%d %H:%M}：时钟不对，或曾经快过",
            "请打开系统的自动对时；时钟现在是对的，就运行一次 run，并删掉日志里将来的那几行",
        )
    return ok("时钟", told)


def calendar(now: datetime, holidays: Mapping[str, bool]) -> Finding:
    """Whether today and the next 60 days are known to the calendar of holidays."""
    missing = years_missing(now.date(), holidays)
    if not missing:
        return ok("节假日", f"有到 {last_known_year()} 年的安排，够用到 60 天以后")
    years = "、".join(map(str, missing))
    return notice(
        "节假日",
        f"没有 {years} 年的放假调休安排，先按周一到周五算",
        f"国务院公布后升级 chinesecalendar（make lock），或把 {years} 年的安排写在 config.yaml 的 holidays",
    )


def _least() -> dict[str, str]:
    try:
        wanted = requires("aftersales") or ()
    except PackageNotFoundError:
        return {}
    return {read[1]: read[2] for line in wanted if (read := LEAST.match(line))}


def _some(names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 个" if len(names) > SHOWN else ""
    return f"{'、'.join(names[:SHOWN])}{more}"


def engine(chosen: str, scheduler: str, installed: Callable[[str], str] = version) -> Iterator[Finding]:
    """Whether what the chosen engine needs is there; a cluster that does not answer costs time and no night."""
    if chosen != "dask":
        return
    try:
        yield ok("集群", f"distributed {installed('distributed')}")
    except PackageNotFoundError:
        remedy = "请运行 .venv/bin/python -m pip install '.[dask]'，或改回 engine: processes"
        yield bad("集群", "engine 是 dask，但没有安装附加组件 dask", remedy)
        return
    if scheduler:
        host, _, port = scheduler.partition("://")[2].rpartition(":")
        try:
            socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS).close()
        except (OSError, ValueError) as error:
            told = f"连不上调度器 {scheduler}（{getattr(error, 'strerror', None) or type(error).__name__}）"
            yield notice("集群", told, "连不上时在本机读取；请看调度器是否在运行，地址见 dask.scheduler")
        else:
            yield ok("集群", f"调度器 {scheduler} 有回答")
