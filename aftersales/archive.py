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

from aftersales.ledger.seal import write_forced

MONTH_FOLDER = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
YEAR_FOLDER = re.compile(r"\d{4}")
YEAR_FILE = "periods.json"
DONE = "已完成"
"""The state of a period that is over and whose figures are settled."""
Facts = dict[str, Any]
"""What `periods.json` says of one report: title, headline, status, months, missing, settled_on, html, workbook; of a year
also `archive`: month → how many files of how many bytes its folder holds."""
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
    if not all(_is_ours(one) for one in found):
        return {}
    return {one.month: one for one in sorted(found, key=lambda one: one.month)}


def _is_ours(one: Purged) -> bool:
    """Whether an entry of the ledger is as we write it."""
    numbers = (one.files, one.size, 0 if one.records is None else one.records)
    texts = (one.month, one.on)
    return (
        all(isinstance(text, str) for text in texts)
        and MONTH_FOLDER.fullmatch(one.month) is not None
        and all(isinstance(number, int) for number in numbers)
    )


def remember_purged(outputs: Path, added: Mapping[str, Purged]) -> None:
    """Add months to the ledger, in one step and forced to the disk; a damaged one is kept beside the new one."""
    known = purged_months(outputs)
    together = {**known, **added}
    folder = outputs / STATE
    folder.mkdir(parents=True, exist_ok=True)
    if not known and (folder / LEDGER).exists():
        (folder / LEDGER).replace(folder / f"{LEDGER}.damaged")
    write_forced(folder / LEDGER, [asdict(together[month]) for month in sorted(together)], indent=1)


def report_name(period: str) -> str:
    """How the report of a quarter or year is called.

    >>> report_name("2026-Q4"), report_name("2026")
    ('售后季报-2026-Q4', '售后年报-2026')
    """
    return f"售后{'季报' if 'Q' in period else '年报'}-{period}"


def year_facts(folder: Path) -> dict[str, Facts]:
    """What a year's folder says of its reports, by period; nothing where the file is missing, damaged or not ours."""
    try:
        facts = json.loads((folder / YEAR_FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    if not isinstance(facts, dict):
        return {}
    return {period: own for period, own in facts.items() if _is_sound(folder.name, period, own)}


def _is_sound(year: str, period: str, own: object) -> bool:
    """Whether these are facts as we write them: whoever can write the outputs must not lead us elsewhere."""
    if re.fullmatch(f"{re.escape(year)}(-Q[1-4])?", period) is None or not isinstance(own, dict):
        return False
    name, months, sizes = report_name(period), own.get("months"), own.get("archive", {})
    return (
        (own.get("html"), own.get("workbook")) == (f"{name}.html", f"{name}.xlsx")
        and all(isinstance(own.get(part), str) for part in ("title", "headline", "status", "settled_on"))
        and isinstance(months, list)
        and all(isinstance(month, str) for month in months)
        and isinstance(sizes, dict)
        and all(isinstance(size, list) and [type(part) for part in size] == [int, int] for size in sizes.values())
    )


def annual_report_done(outputs: Path, year: str) -> bool:
    """Whether the annual report exists, whole, and the year is settled."""
    folder = outputs / year
    own = year_facts(folder).get(year)
    return own is not None and own["status"] == DONE and stands(folder, year)


def stands(folder: Path, period: str) -> bool:
    """Whether both files of a report are in its folder."""
    return all((folder / f"{report_name(period)}.{ending}").is_file() for ending in ("html", "xlsx"))


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
