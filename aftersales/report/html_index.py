"""`outputs/index.html`: how the last run went, the months, the quarters and years, who has not handed in, the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from aftersales.report.languages import CHINESE, language
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
NAMED = 3
"""Of so many months the score slips and return sheets are named one by one; of older ones the folder is enough."""
FILES_SHOWN = 200
"""So many files that were not read are listed; a copy job that broke off leaves thousands, which no phone can show."""


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A file that was not read, and why."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class IndexFolder:
    """A folder of a month, as a path below the outputs folder, and the names of the files in it."""

    path: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexMonth:
    """One published month. `html` and `workbook` are paths below the outputs folder, blank if there is none.

    `closed` says when it was closed and in which version, blank while it is open.
    """

    month: str
    title: str
    headline: str
    html: str
    workbook: str
    records: int
    problems: int
    slips: IndexFolder = field(default_factory=IndexFolder)
    returns: IndexFolder = field(default_factory=IndexFolder)
    closed: str = ""


@dataclass(frozen=True, slots=True)
class IndexPeriod:
    """One report of a quarter or year: 进行中, 待定稿 or 已完成."""

    period: str
    title: str
    headline: str
    status: str
    html: str
    workbook: str


@dataclass(frozen=True, slots=True)
class IndexFresh:
    """A log of a shop: its last record, the working days missing since then, how many are usual (0 = irregular)."""

    store: str
    log: str
    last: str
    missing: int
    usual: int
    late: bool


@dataclass(frozen=True, slots=True)
class IndexArchived:
    """A month that stands in the outputs: how large it is, how far its annual report is, when it may be cleared away."""

    month: str
    files: int
    size: str
    report: str
    when: str


@dataclass(frozen=True, slots=True)
class IndexCleared:
    """A month that was cleared away, when, and what has come in for it since."""

    month: str
    on: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndexState:
    """The last run: when it ended, its exit status and the reasons for it, what it read, what waits, what was not read."""

    company: str
    finished: str
    exit_status: int
    files_read: int
    waiting: tuple[IndexFile, ...] = ()
    failed: tuple[IndexFile, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexRest:
    """What the front page shows besides the months."""

    periods: Sequence[IndexPeriod] = ()
    fresh: Sequence[IndexFresh] = ()
    archived: Sequence[IndexArchived] = ()
    cleared: Sequence[IndexCleared] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An address and its words."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class LinkedFolder:
    """A month's folder with the addresses of its files, as far as they are named."""

    href: str
    count: int
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LinkedMonth:
    """A month with its addresses."""

    month: IndexMonth
    html: str
    workbook: str
    slips: LinkedFolder
    returns: LinkedFolder


def render_index(
    months: Sequence[IndexMonth],
    state: IndexState,
    templates: Path | None = None,
    rest: IndexRest | None = None,
    spoken: str = CHINESE,
) -> str:
    """The front page as one text, in the language `spoken`."""
    rest = rest or IndexRest()
    now = state.finished[:7]
    latest_first = sorted(months, key=lambda month: month.month, reverse=True)
    come = [month for month in latest_first if month.month <= now]
    linked = [_linked(month, named=at < NAMED) for at, month in enumerate(come)]
    periods = sorted(rest.periods, key=lambda one: (one.period[:4], "Q" not in one.period, one.period), reverse=True)
    return document(
        templates,
        "index.html.j2",
        language(spoken),
        months=linked,
        ahead=[_linked(month, named=False) for month in latest_first if month.month > now],
        state=state,
        files_shown=FILES_SHOWN,
        finished=shown(state.finished, Look.DATE),
        status=STATUS.get(state.exit_status, f"退出码 {state.exit_status}"),
        periods=[(one, _address(one.html), _address(one.workbook)) for one in periods],
        late=[one for one in rest.fresh if one.late],
        fresh=rest.fresh,
        archived=sorted(rest.archived, key=lambda one: one.month, reverse=True),
        cleared=sorted(rest.cleared, key=lambda one: one.month, reverse=True),
    )


def _linked(month: IndexMonth, *, named: bool) -> LinkedMonth:
    slips, returns = (_folder(folder, named=named) for folder in (month.slips, month.returns))
    return LinkedMonth(month, _address(month.html), _address(month.workbook), slips, returns)


def _folder(folder: IndexFolder, *, named: bool) -> LinkedFolder:
    href = f"{_address(folder.path)}/" if folder.path else ""
    files = [Link(_address(f"{folder.path}/{name}"), name.rpartition(".")[0]) for name in folder.files if named]
    return LinkedFolder(href, len(folder.files), tuple(files))


def _address(path: str) -> str:
    """A relative address: a path that is absolute, climbs out or names a scheme is our own bug.

    >>> _address("2026-10/售后月报.html"), _address("")
    ('2026-10/%E5%94%AE%E5%90%8E%E6%9C%88%E6%8A%A5.html', '')
    """
    parts = path.split("/")
    if path and (":" in parts[0] or "\\" in path or any(part in ("", "..") for part in parts)):
        raise ValueError(f"not a path below the outputs folder: {path!r}")
    return quote(path)
