"""What stands in the outputs for the long run: the years and their reports, the months, and those that were cleared away.

No month is ever deleted by itself (S2-10). A month may go once the annual report of its year is done; what a person has
deleted is remembered, so that the next night does not bring it back from the drop folder.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MONTH_FOLDER = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
YEAR_FOLDER = re.compile(r"\d{4}")
YEAR_FILE = "periods.json"
DONE = "已完成"
"""The state of a period that is over and whose figures are settled."""
STATE, LEDGER = "state", "purged.json"


@dataclass(frozen=True, slots=True)
class Purged:
    """A month that was deleted from the outputs: when, how much it was, and how many records it had."""

    month: str
    on: str
    files: int
    size: int
    records: int | None = None


def purged_months(outputs: Path) -> dict[str, Purged]:
    """The months that were cleared away, oldest first. With a damaged ledger there are none: what was cleared comes back."""
    try:
        rows = json.loads((outputs / STATE / LEDGER).read_text(encoding="utf-8"))
        found = [Purged(**row) for row in rows]
    except (OSError, ValueError, TypeError):
        return {}
    return {one.month: one for one in sorted(found, key=lambda one: one.month)}


def remember_purged(outputs: Path, added: Mapping[str, Purged]) -> None:
    """Add months to the ledger, in one step and forced to the disk; a damaged one is kept beside the new one."""
    known = purged_months(outputs)
    together = {**known, **added}
    folder = outputs / STATE
    folder.mkdir(parents=True, exist_ok=True)
    if not known and (folder / LEDGER).exists():
        (folder / LEDGER).replace(folder / f"{LEDGER}.damaged")
    waiting = folder / f".{LEDGER}"
    with waiting.open("w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps([asdict(together[m]) for m in sorted(together)], ensure_ascii=False, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(folder / LEDGER)


def year_facts(folder: Path) -> dict[str, Any]:
    """What a year's folder says of its reports, by period; nothing where the file is missing or damaged."""
    try:
        facts = json.loads((folder / YEAR_FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return facts if isinstance(facts, dict) and all(isinstance(own, dict) for own in facts.values()) else {}


def annual_report_done(outputs: Path, year: str) -> bool:
    """Whether the annual report exists, whole, and the year is settled."""
    folder = outputs / year
    own = year_facts(folder).get(year, {})
    names = (own.get("html", ""), own.get("workbook", ""))
    return own.get("status") == DONE and all(name and (folder / name).is_file() for name in names)


def size_of(folder: Path) -> tuple[int, int]:
    """How many files a folder holds and their bytes, links not followed; `run.json` differs with every run's seconds."""
    files = size = 0
    for at, _, names in os.walk(folder):
        for name in names:
            if name != "run.json":
                files += 1
                size += (Path(at) / name).lstat().st_size
    return files, size


def in_words(size: int) -> str:
    """A size for people.

    >>> in_words(900), in_words(2_500_000), in_words(1_200_000_000)
    ('1 KB', '2.5 MB', '1,200.0 MB')
    """
    return f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{-(-size // 1000)} KB"
