"""Two versions of one file: a name that says "copy" or "conflict", the file it was copied from beside it, other content.

Nobody but the clerk knows which of the two is right, so neither counts until one of them is gone. The same content
twice is no conflict; a copy whose original is not there, or could not be read, is read like any file.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from aftersales.model import Digest, SheetReport, Tally
from aftersales.problems import Place, Problem

AT_THE_END = re.compile(
    r"""(?:
    \.sync-conflict-[\w-]+                                              # Syncthing
    | \s*[(（][^()（）]*(?:conflicted\ copy|冲突)[^()（）]*[)）]              # Dropbox, Nextcloud, cloud drives
    | [\s_-]+conflict[\w-]*                                             # ownCloud
    | [\s_-]*的?冲突(?:副本|文件)?[\s\d_-]*
    | \s*[-_]?\s*(?:的?副本|复制|复件|拷贝|\bcopy)\s*(?:[(（]?\d{1,2}[)）]?)?
    | \s*[(（]\d{1,2}[)）]                                                # browsers, chat programs
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
AT_THE_START = re.compile(r"^(?:副本|复件|拷贝|copy of)\s*(?:[(（]\d{1,2}[)）])?\s*[-_]?\s*", re.IGNORECASE)


def held_back(digests: Sequence[Digest]) -> tuple[list[Digest], list[Problem]]:
    """The digests, without records where two versions of a file contradict each other, and the question about each."""
    families: dict[str, list[Digest]] = defaultdict(list)
    for digest in digests:
        if digest.sheets:
            families[copied_from(digest.file) or digest.file].append(digest)
    others: dict[str, str] = {}
    for original, family in families.items():
        if len({digest.sha256 for digest in family}) > 1 and any(digest.file == original for digest in family):
            copies = [digest.file for digest in family if digest.file != original]
            others |= dict.fromkeys(copies, original) | {original: "、".join(copies)}
    kept = [_without_records(digest) if digest.file in others else digest for digest in digests]
    return kept, [Problem("conflict-copy", Place(file), facts={"other": others[file]}) for file in sorted(others)]


def copied_from(file: str) -> str:
    """The name of the file of which this one says that it is a copy, or blank.

    >>> copied_from("一组/回访 - 副本 (2).xlsx"), copied_from("回访(1).xlsx"), copied_from("回访(二组).xlsx")
    ('一组/回访.xlsx', '回访.xlsx', '')
    """
    folder, name = posixpath.split(file)
    stem, suffix = posixpath.splitext(name)
    plain, shorter = stem, _shorter(stem)
    while shorter not in ("", plain):
        plain, shorter = shorter, _shorter(shorter)
    return posixpath.join(folder, plain + suffix) if plain != stem else ""


def _shorter(stem: str) -> str:
    return AT_THE_START.sub("", AT_THE_END.sub("", stem, count=1), count=1)


def _without_records(digest: Digest) -> Digest:
    return replace(digest, sheets=tuple(_unread(digest.sheets)), tables=(), problems=())


def _unread(sheets: Iterable[SheetReport]) -> Iterable[SheetReport]:
    return (SheetReport(sheet.sheet, "", 0, Tally(rows=sheet.tally.rows, note=sheet.tally.rows)) for sheet in sheets)
