"""Clearing away months whose annual report is done (S2-10): what may go and what not, then only what was agreed to.

Only whole folders of months in the outputs, by their name; links are not followed, and nothing in the drop folder or in
the ledger of closed months is touched.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aftersales.archive import MONTH_FOLDER, Purged, annual_report_done, remember_purged, size_of
from aftersales.publish import ASIDE, BESIDE

OURS = re.compile(f"{MONTH_FOLDER.pattern}({BESIDE})?")
"""How a month's folder is called, also one that had to be published beside itself."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A month that stands in the outputs: its folders, how much they hold, and why it must stay (blank = it may go)."""

    month: str
    folders: tuple[Path, ...]
    files: int
    size: int
    refused: str = ""


def candidates(outputs: Path, before: str) -> list[Candidate]:
    """Every month before the one named, oldest first."""
    names = {folder.name[:7] for folder in _entries(outputs) if OURS.fullmatch(folder.name)}
    return [_candidate(outputs, month) for month in sorted(names) if month < before]


def purge(outputs: Path, chosen: Sequence[Candidate], now: datetime) -> list[str]:
    """Delete the months, each remembered first; those that could not be deleted, with the reason.

    A folder is taken out of sight in one step, so that a month is never seen half deleted; what a crash leaves hidden is
    swept up by the next run.
    """
    left: list[str] = []
    for one in chosen:
        if one.refused:
            raise ValueError(f"{one.month} must stay: {one.refused}")
        gone = Purged(one.month, f"{now:%Y-%m-%d}", one.files, one.size, _records(one.folders))
        remember_purged(outputs, {one.month: gone})
        left += [f"{folder.name}：{error}" for folder in one.folders if (error := _deleted(outputs, folder))]
    return left


def _candidate(outputs: Path, month: str) -> Candidate:
    folders = tuple(folder for folder in _entries(outputs) if OURS.fullmatch(folder.name) and folder.name[:7] == month)
    year = month[:4]
    if any(folder.is_symlink() for folder in folders):
        return Candidate(month, folders, 0, 0, "是链接，不是文件夹，不跟随")
    sizes = [size_of(folder) for folder in folders]
    refused = "" if annual_report_done(outputs, year) else f"{year} 年的年报还没有完成"
    return Candidate(month, folders, sum(n for n, _ in sizes), sum(n for _, n in sizes), refused)


def _entries(outputs: Path) -> Iterable[Path]:
    return sorted(path for path in outputs.iterdir() if path.is_symlink() or path.is_dir()) if outputs.is_dir() else ()


def _records(folders: Sequence[Path]) -> int | None:
    """How many records the month was published with; None where its `run.json` does not say."""
    try:
        told = json.loads((folders[0] / "run.json").read_text(encoding="utf-8"))["month_counts"]["records"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return told if isinstance(told, int) else None


def _deleted(outputs: Path, folder: Path) -> str:
    """Why a folder could not be deleted; blank when it is gone."""
    hidden = outputs / f"{ASIDE}purged-{folder.name}"
    try:
        if folder.is_symlink() or folder.parent != outputs:
            return "不是输出文件夹里的月份文件夹"
        folder.rename(hidden)
        shutil.rmtree(hidden)
    except OSError as error:
        return error.strerror or str(error)
    return ""
