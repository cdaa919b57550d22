"""Files that cannot be read at this moment: they count as they were when they could be read last, and say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from aftersales.civil_time import local_time
from aftersales.model import Digest
from aftersales.problems import Place, Problem

WHY = {
    "file-empty": "文件是空的，可能还在复制",
    "file-truncated": "文件不完整，可能还在复制",
    "file-vanished": "文件正在被改动或移动",
    "file-no-permission": "现在没有读取权限",
}
"""What passes by itself, as a rule before the next night; other faults are the file's own and stay until it is mended."""
OPEN = "file-open-elsewhere"
BY_SOMEBODY = "有人正打开它"

Earlier = Callable[[str], Digest | None]


def with_earlier_versions(
    digests: Iterable[Digest], problems: Sequence[Problem], known: Iterable[str], earlier: Earlier
) -> tuple[list[Digest], list[Problem]]:
    """The digests, and what was noted while the files were found, with what waits replaced by its last good version.

    `known` are the files of the last run, `earlier` gives what one of them held. A bundle or a folder that cannot be
    opened is waited for by the files that were in it. Files without an earlier version wait as they are.
    """
    opened = {problem.place.file for problem in problems if problem.code == OPEN}
    read = [_instead(digest, earlier, opened=digest.file in opened) for digest in digests]
    names = {digest.file for digest in read}
    left: list[Problem] = []
    for problem in problems:
        own = problem.place.file
        inside = (
            [n for n in known if n not in names and (n == own or n.startswith(f"{own}/"))]
            if problem.code in WHY
            else []
        )
        found = [_marked(digest, problem.code) for name in inside if (digest := earlier(name)) is not None]
        names.update(digest.file for digest in found)
        read += found
        if not found:
            left.append(problem)
    return sorted(read, key=lambda digest: digest.file), left


def _instead(digest: Digest, earlier: Earlier, *, opened: bool) -> Digest:
    code = next((problem.code for problem in digest.problems if problem.code in WHY and not problem.place.sheet), "")
    if not code or digest.sheets or (before := earlier(digest.file)) is None:
        return digest
    return _marked(before, code, opened=opened)


def _marked(digest: Digest, code: str, *, opened: bool = False) -> Digest:
    facts = {"why": BY_SOMEBODY if opened else WHY[code], "saved": local_time(digest.modified).replace("T", " ")}
    return replace(digest, problems=(*digest.problems, Problem("earlier-version", Place(digest.file), facts=facts)))
