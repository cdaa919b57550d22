"""The command line with stages that only remember what they were asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from aftersales.asked import Options, Outcome
from aftersales.cli.app import main
from aftersales.model import Candidate, Digest, MappedColumn, SheetReport, TableReport, Tally
from aftersales.problems import Place, Problem

NOW = datetime(2026, 11, 21, 3, 0)  # noqa: DTZ001 - local time


def outcome(**facts: Any) -> Outcome:
    """A night that published one month, with what the test wants to be otherwise."""
    usual: dict[str, Any] = {
        "months": ("2026-10",),
        "counts": {"files": 3, "problems": 1},
        "problems": (),
        "seconds": {"read": 0.5},
    }
    return Outcome(**usual | facts)


@dataclass(frozen=True)
class CheckResult:
    digests: tuple[Digest, ...]
    problems: tuple[Problem, ...]


BAD_DATE = Problem(
    "not-a-date", Place("十月/\x1b[31m回访.xlsx", "回访", 7, "C"), "date", "不详", {"field_zh": "回访日期"}
)
DIGEST = Digest(
    "十月/回访.xlsx",
    "0" * 64,
    0.0,
    "calamine",
    (
        SheetReport(
            "回访",
            "callback",
            2,
            Tally(rows=6, records=3, heading=1, note=1, rejected=1),
            tables=(
                TableReport(
                    "callback",
                    2,
                    (
                        MappedColumn(0, "回访时间", ("date",), evidence="表头"),
                        MappedColumn(1, "=幸运数字", (), evidence=""),
                    ),
                ),
            ),
            candidates=(Candidate("callback", 0.91, ("表头 5/6",)), Candidate("complaint", 0.4)),
        ),
        SheetReport("封面", "", 0, Tally(rows=2, note=2)),
    ),
)


@dataclass
class Stages:
    """What the command asked for, and what it shall be given."""

    asked: list[Options] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    outcome: Outcome = field(default_factory=outcome)
    fault: BaseException | None = None


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> Stages:
    remembered = Stages()
    module: Any = ModuleType("aftersales.run")
    checking: Any = ModuleType("aftersales.checking")

    def run(options: Options, progress: Callable[[str, int, int], None]) -> Outcome:
        progress("read", 1, 2)
        remembered.asked.append(options)
        if remembered.fault:
            raise remembered.fault
        return remembered.outcome

    def check(options: Options, files: list[Path]) -> CheckResult:
        remembered.asked.append(options)
        remembered.files = files
        return CheckResult((DIGEST,), (BAD_DATE,))

    module.run, checking.check = run, check
    monkeypatch.setitem(sys.modules, "aftersales.run", module)
    monkeypatch.setitem(sys.modules, "aftersales.checking", checking)
    return remembered


@dataclass
class Said:
    code: int
    out: str
    err: str


Call = Callable[..., Said]


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls the program in an empty home folder; gives its exit code and what it said."""

    def calling(*arguments: str | Path, env: Mapping[str, str] | None = None) -> Said:
        code = main([str(argument) for argument in arguments], NOW, tmp_path, env or {})
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return calling
