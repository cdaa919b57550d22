"""A night in words, cut to what a service takes: what stands, what to mend, where to look."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from aftersales.exits import Exit
from aftersales.logs import PUBLISHED
from aftersales.messages.night import News, Night
from aftersales.privacy import masked
from aftersales.safe_text import one_line

ADDRESS = ":/?#[]@!$&'()*+,;=%~"
"""What an address may hold as it is."""
FILES = 50
"""Files named in one message, whoever takes it."""

ENDS = {
    Exit.DONE: ("已发布", ""),
    Exit.OUR_FAULT: (
        "程序出错，没有发布",
        "上一份报表仍然有效；请把日志文件夹里最新的 error-….txt 发给维护人员",
    ),
    Exit.USAGE: ("设置或命令有误，没有运行", "请在服务器上运行 doctor，按它指出的行改正设置"),
    Exit.GATE_FAILED: ("已发布，但没有通过把关", "请看“待更正”页"),
    Exit.INPUTS_MISSING: ("登记表缺少", "请看共享文件夹是否连上，谁还没有交表"),
    Exit.NOT_PUBLISHED: ("算好了，但有文件换不掉或写不进去", "请关闭正在打开的报表，或清理磁盘；下次运行会换上"),
    Exit.LOCKED: ("另一次运行正在进行，这次没有做", "如果一直这样，请看是不是有一次运行卡住了"),
}
"""For each exit code: what it means, and what to do."""


@dataclass(frozen=True, slots=True)
class Message:
    """A subject and a text; of the `items` in its middle some may be left out where a service takes less."""

    subject: str
    head: tuple[str, ...]
    items: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()

    def text(self, limit: int | None = None) -> str:
        """The text in at most so many bytes, with a notice of what was left out; the links at the end stay longest."""
        for kept in range(len(self.items), -1, -1):
            left = len(self.items) - kept
            notice = (f"  · 太长，其余 {left} 个文件见报表",) if left else ()
            text = "\n".join((*self.head, *self.items[:kept], *notice, *self.tail))
            if limit is None or len(text.encode()) <= limit:
                return text
        return cut("\n".join((*self.head, *self.tail)), limit or 0)


def cut(text: str, limit: int) -> str:
    """The text in at most so many bytes of UTF-8, no character in two, with a notice.

    >>> cut("王芳李强王芳李强王芳李强", 33), cut("短", 30)
    ('王芳…（太长，已截断）', '短')
    """
    if len(text.encode()) <= limit:
        return text
    notice = "…（太长，已截断）"
    return text.encode()[: limit - len(notice.encode())].decode(errors="ignore") + notice


def message_of(night: Night, news: News, link: str, shown: Callable[[str], str] | None) -> Message:
    """What is said of a night: its end, its months, the files to mend (new ones first), the links.

    `shown` is how the name of a file may be told; None where it may not.
    """
    means, remedy = ENDS[Exit(night.exit_code)]
    head = [f"{night.at.replace('T', ' ')} {means}（退出码 {night.exit_code}）"]
    head += ["上次没有成功，这次恢复正常"] if news.recovered else []
    head += [told for told in (*night.faults, remedy) if told]
    head += [f"新的月份：{'、'.join(news.months)}"] if news.months else []
    head += [line or f"{month} 有更新" for month, line in sorted(night.months.items(), reverse=True)]
    items: list[str] = []
    if night.to_mend:
        new = f"，其中新的 {len(news.files)} 个文件 {news.problems} 处" if news.files else ""
        head.append(f"要改的：{len(night.to_mend)} 个文件 {night.problems} 处{new}")
        items = list(_files(night, news, shown)) if shown is not None else []
    return Message(_subject(night, news, means), _said(head), _said(items), _said(_links(night, link)))


def _subject(night: Night, news: News, means: str) -> str:
    what = means
    if night.exit_code in PUBLISHED:
        what = f"{means}，新问题 {news.problems} 处" if news.problems else means
        what = f"{what}，新月份 {'、'.join(news.months)}" if news.months else what
    return harmless(f"售后月报 {night.company}：{what}")


def _files(night: Night, news: News, shown: Callable[[str], str]) -> Iterable[str]:
    order = sorted(night.to_mend, key=lambda file: (file not in news.files, -night.to_mend[file], file))
    for file in order[:FILES]:
        yield f"  · {shown(file)}：{night.to_mend[file]} 处{'（新）' if file in news.files else ''}"
    if len(order) > FILES:
        yield f"  · 其余 {len(order) - FILES} 个文件见报表"


def _links(night: Night, link: str) -> list[str]:
    """Where to look: the front page, and the newest month that changed with its return sheets."""
    if not link:
        return []
    latest = max(night.months, default="")
    pages = [("各月报表", "index.html")]
    pages += [("这个月", f"{latest}/售后月报-{latest}.html")] if latest else []
    pages += [("退回单", f"{latest}/退回单/")] if latest and night.to_mend else []
    return [f"{what}：{address(link, page)}" for what, page in pages]


def address(link: str, page: str) -> str:
    r"""A page below the place where people see the outputs: a web address, or a folder of a share.

    >>> address("https://reports.example/shop/", "2026-10/退回单/")
    'https://reports.example/shop/2026-10/%E9%80%80%E5%9B%9E%E5%8D%95/'
    >>> address("\\\\server\\售后", "index.html")
    '\\\\server\\售后\\index.html'
    """
    if "://" in link:
        return f"{quote(link.rstrip('/'), safe=ADDRESS)}/{quote(page)}"
    if "\\" in link:
        return link.rstrip("\\") + "\\" + page.replace("/", "\\")
    return f"{link.rstrip('/')}/{page}"


def harmless(text: str) -> str:
    r"""One line that no service takes for a tag that calls people or links elsewhere; phones masked.

    >>> harmless('<at user_id="all">13812345678\n')
    '＜at user_id="all"＞138****5678'
    """
    return one_line(masked(text)).replace("<", "＜").replace(">", "＞")


def _said(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines made harmless; the two places before an item stay."""
    return tuple(("  " if line.startswith("  ") else "") + harmless(line) for line in lines)
