"""The logs of the runs: `run-2026-11.log` for people and `run-2026-11.jsonl` for programs, one line a run in each.

They rotate by month and by size, and hold no personal data: phones are masked, texts from cells and sheets never come
here. A log that cannot be written is told to whoever started the run; it changes nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from os import SEEK_END
from pathlib import Path

from aftersales.privacy import masked
from aftersales.safe_text import one_line

MEGABYTE = 1 << 20
OURS = re.compile(r"(?:run|error)-(\d{4}-\d{2})(?:-[\d-]+)?(?:\.\d+)?\.(?:log|jsonl|txt)")
PUBLISHED = frozenset({0, 3})
"""The exit codes after which a whole report stands."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One run, as both logs tell it. `said` are sentences for people; `problems` counts by code."""

    at: str
    exit_code: int
    means: str = ""
    as_of: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    months: Sequence[str] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    problems: Mapping[str, int] = field(default_factory=dict)
    said: Sequence[str] = ()
    version: str = ""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long logs are kept, and how large one may grow."""

    months: int = 24
    bytes: int = 10 * MEGABYTE


def record(folder: Path, entry: Entry, words: Mapping[str, str], keeping: Keeping) -> str:
    """Add a run to both logs; says why it could not be written, or nothing. `words` names the counts in Chinese."""
    month = entry.at[:7]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder, month, keeping.months)
        _append(folder / f"run-{month}.log", _for_people(entry, words), keeping.bytes)
        _append(folder / f"run-{month}.jsonl", [_for_programs(entry)], keeping.bytes)
    except OSError as error:
        return f"写不了日志：{folder}（{error.strerror or error}）"
    return ""


def runs(folder: Path) -> Iterator[dict[str, object]]:
    """The runs that the logs know, latest first. Half a line, left by a crash, is passed over."""
    names = sorted(folder.glob("run-*.jsonl"), key=_age, reverse=True) if folder.is_dir() else []
    for path in names:
        for line in reversed(_lines(path)):
            try:
                run = json.loads(line)
            except ValueError:
                continue
            if isinstance(run, dict):
                yield run


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # not ours to read, or put aside at this moment
        return []


def without_values(trace: str) -> str:
    """A traceback without what a cell may have brought into it: quoted texts beyond ASCII and phones.

    >>> print(without_values("ValueError: could not convert '王芳' on 13812345678"))
    ValueError: could not convert '…' on 138****5678
    """
    told = [
        line
        if line.startswith(("  File ", "    "))
        else re.sub(r"""(['"“])[^'"“”]*[^\x00-\x7f'"“”][^'"“”]*""", r"\1…", line)
        for line in trace.splitlines()
    ]
    return masked("\n".join(told))


def as_lines(entry: Entry, words: Mapping[str, str]) -> tuple[list[str], str]:
    """A run as both logs tell it: the lines for people and the line for programs."""
    return _for_people(entry, words), _for_programs(entry)


def _for_people(entry: Entry, words: Mapping[str, str]) -> list[str]:
    at = entry.at.replace("T", " ")
    parts = [f"退出码 {entry.exit_code}（{entry.means}）" if entry.means else f"退出码 {entry.exit_code}"]
    parts += [f"统计到 {entry.as_of}"] if entry.as_of else []
    parts += [f"{words.get(name, name)} {count}" for name, count in entry.counts.items()]
    parts += [f"月份 {'、'.join(entry.months)}"] if entry.months else []
    return [f"{at} {one_line(masked(text))}" for text in (" ".join(parts), *entry.said)]


def _for_programs(entry: Entry) -> str:
    facts = {**asdict(entry), "said": [one_line(masked(text)) for text in entry.said]}
    return json.dumps({name: fact for name, fact in facts.items() if name != "means"}, ensure_ascii=False)


def _append(path: Path, lines: Sequence[str], largest: int) -> None:
    """Add lines; what a crash left half written ends first, and a file that is too large is put aside."""
    if path.exists() and path.stat().st_size > largest:
        number = 1
        while (aside := path.with_name(f"{path.stem}.{number}{path.suffix}")).exists():
            number += 1
        path.rename(aside)
    with path.open("ab+") as log:
        if log.tell():
            log.seek(-1, SEEK_END)
            log.write(b"" if log.read(1) == b"\n" else b"\n")
        log.write("".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace"))


def _sweep(folder: Path, month: str, keep: int) -> None:
    """Delete our own logs of more months ago than are kept."""
    for path in folder.iterdir():
        ours = OURS.fullmatch(path.name)
        if ours and _months(month) - _months(ours[1]) >= keep:
            path.unlink(missing_ok=True)


def _months(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])


def _age(path: Path) -> tuple[str, int]:
    """Orders the files of a month: those put aside by their number, the one still written to last."""
    _, month, *number = path.name.replace(".jsonl", "").replace("run-", ".", 1).split(".")
    return month, int(number[0]) if number and number[0].isdigit() else 1 << 30
