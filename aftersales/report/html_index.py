"""`outputs/index.html`: the months, latest first, those that have not come yet apart; and how the last run went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from aftersales.report.page import Look
from aftersales.report.templating import document
from aftersales.report.wording import shown

STATUS = {
    0: "已发布",
    1: "程序出错，没有发布；上一份报告仍然有效，原因见日志",
    2: "设置或命令有误，没有读取任何文件",
    3: "已发布，但有文件读不出来，或被退回的行太多",
    4: "必需的登记表缺少或太旧",
    5: "已算好，但有文件换不掉（可能正在 Excel 里打开，或磁盘已满）",
    75: "另一次运行正在进行，这次什么也没动",
}


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A file that was not read, and why."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class IndexMonth:
    """One published month. `html` and `workbook` are paths below the outputs folder, blank if there is none."""

    month: str
    title: str
    headline: str
    html: str
    workbook: str
    records: int
    problems: int


@dataclass(frozen=True, slots=True)
class IndexState:
    """The last run: when it ended, its exit status, what it read, what waits and what could not be read."""

    company: str
    finished: str
    exit_status: int
    files_read: int
    waiting: tuple[IndexFile, ...] = ()
    failed: tuple[IndexFile, ...] = ()


def render_index(months: Sequence[IndexMonth], state: IndexState, templates: Path | None = None) -> str:
    """The front page as one text."""
    now = state.finished[:7]
    latest_first = sorted(months, key=lambda month: month.month, reverse=True)
    linked = [(month, _address(month.html), _address(month.workbook)) for month in latest_first]
    return document(
        templates,
        "index.html.j2",
        months=[entry for entry in linked if entry[0].month <= now],
        ahead=[entry for entry in linked if entry[0].month > now],
        state=state,
        finished=shown(state.finished, Look.DATE),
        status=STATUS.get(state.exit_status, f"退出码 {state.exit_status}"),
    )


def _address(path: str) -> str:
    """A relative address: a path that is absolute, climbs out or names a scheme is our own bug.

    >>> _address("2026-10/售后月报.html"), _address("")
    ('2026-10/%E5%94%AE%E5%90%8E%E6%9C%88%E6%8A%A5.html', '')
    """
    parts = path.split("/")
    if path and (":" in parts[0] or "\\" in path or any(part in ("", "..") for part in parts)):
        raise ValueError(f"not a path below the outputs folder: {path!r}")
    return quote(path)
