"""A night with nothing new ends before anything large is loaded; whatever is in doubt, the whole run is made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from aftersales.cli.app import main
from aftersales.ledger.lock import only_run
from aftersales.problems import Place, Problem
from aftersales.publish import Published
from aftersales.unchanged import nothing_new, parsed
from tests.cli.conftest import Stages, outcome

pytestmark = pytest.mark.usefixtures("stages")
ROOT = Path(__file__).parents[2]
NIGHT = datetime(2100, 1, 1, 2, 0)  # noqa: DTZ001 - a clock by which every file was left alone long ago
HOUR = timedelta(hours=1)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    for name in (
        "inputs/一组/回访.xlsx",
        "outputs/2026-10/data/measures.csv",
        "outputs/index.html",
        "templates/report.css",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "config.yaml").write_text("company:\n  name: 湘岚陶瓷\n", encoding="utf-8")
    return tmp_path


def whole(shop: Path, *arguments: str, at: datetime = NIGHT) -> int:
    return main(["run", *arguments], at, shop, {})


def idle(shop: Path, *arguments: str, at: datetime = NIGHT + HOUR, env: dict[str, str] | None = None) -> int | None:
    return nothing_new(["run", *arguments], at, str(shop), env or {})


def test_the_second_look_says_so_and_ends_as_the_first(
    shop: Path, stages: Stages, capsys: pytest.CaptureFixture[str]
) -> None:
    stages.outcome = outcome(gate_failures=("退回的行占 30%",))
    assert whole(shop) == 3
    capsys.readouterr()

    assert idle(shop) == 3

    said = capsys.readouterr()
    assert (
        said.out
        == f"没有新内容：3 个文件、设置和程序都与 2100-01-01 02:00 那次运行时一样，报表不变：2026-10 → {shop}/outputs\n"
    )
    assert said.err == "没有通过：退回的行占 30%\n"
    assert len(stages.asked) == 1


def test_it_can_be_said_to_a_program_or_not_at_all(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole(shop, "--json")
    first = json.loads(capsys.readouterr().out)
    idle(shop, "--json")
    again = json.loads(capsys.readouterr().out)

    assert (first["unchanged"], again["unchanged"]) == (False, True)
    assert first.keys() <= again.keys()
    assert (again["counts"], again["months"]) == (first["counts"], first["months"])
    assert idle(shop, "-q") == 0
    assert capsys.readouterr().out == ""


def test_the_look_stands_in_the_logs_and_in_the_state(shop: Path) -> None:
    whole(shop)
    idle(shop)

    told = json.loads((shop / "state/last_run.json").read_text(encoding="utf-8"))
    assert (told["finished"], told["looked"]) == ("2100-01-01T02:00:00", "2100-01-01T03:00:00")
    assert (told["as_of"], told["exit_code"], told["months"]) == ("2100-01-01T02:00", 0, ["2026-10"])
    runs = [json.loads(line) for line in (shop / "outputs/logs/run-2100-01.jsonl").read_text("utf-8").splitlines()]
    assert [run["at"] for run in runs] == ["2100-01-01T02:00:00", "2100-01-01T03:00:00"]
    people = (shop / "outputs/logs/run-2100-01.log").read_text("utf-8").splitlines()
    assert people[-1].startswith("2100-01-01 03:00:00 退出码 0（没有新内容，与 2100-01-01 02:00 那次一样）")
    assert idle(shop, at=NIGHT + 2 * HOUR) == 0, "and the next look still stands on it"


def touched(path: Path) -> None:
    os.utime(path, (1, 1))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file is edited": lambda shop: (shop / "inputs/一组/回访.xlsx").write_text("xy", encoding="utf-8"),
    "a file is touched": lambda shop: touched(shop / "inputs/一组/回访.xlsx"),
    "a file of equal size and time takes its place": lambda shop: replaced(shop / "inputs/一组/回访.xlsx"),
    "a file is new": lambda shop: (shop / "inputs/新.xlsx").write_text("", encoding="utf-8"),
    "somebody opens a file": lambda shop: (shop / "inputs/一组/~$回访.xlsx").write_text("", encoding="utf-8"),
    "a file is gone": lambda shop: (shop / "inputs/一组/回访.xlsx").unlink(),
    "a folder is renamed": lambda shop: (shop / "inputs/一组").rename(shop / "inputs/二组"),
    "the drop folder is gone": lambda shop: (shop / "inputs").rename(shop / "elsewhere"),
    "a link leads nowhere": lambda shop: (shop / "inputs/link").symlink_to(shop / "nothing"),
    "a setting": lambda shop: (shop / "config.yaml").write_text("company:\n  name: 湘岚陶瓷厂\n", encoding="utf-8"),
    "no settings any more": lambda shop: (shop / "config.yaml").unlink(),
    "a template": lambda shop: (shop / "templates/report.css").write_text("y", encoding="utf-8"),
    "a table was edited": lambda shop: (shop / "outputs/2026-10/data/measures.csv").write_text("z", encoding="utf-8"),
    "a report was deleted": lambda shop: (shop / "outputs/index.html").unlink(),
    "all reports are gone": lambda shop: (shop / "outputs").rename(shop / "elsewhere"),
    "the ledger changed": lambda shop: (shop / "state/ledger.json").write_text("{}", encoding="utf-8"),
    "the memory is damaged": lambda shop: spoilt(shop / "state/unchanged"),
    "the memory is cut off": lambda shop: os.truncate(shop / "state/unchanged", 100),
    "the memory is gone": lambda shop: (shop / "state/unchanged").unlink(),
}


def replaced(path: Path) -> None:
    before = path.stat()
    twin = path.with_name("twin")
    twin.write_text("y", encoding="utf-8")
    os.utime(twin, ns=(before.st_atime_ns, before.st_mtime_ns))
    twin.replace(path)


def spoilt(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_makes_the_whole_run(shop: Path, change: str) -> None:
    whole(shop)
    CHANGES[change](shop)

    assert idle(shop) is None


def test_logs_and_what_readers_leave_beside_reports_are_no_change(shop: Path) -> None:
    whole(shop)
    (shop / "outputs/logs/run-2100-01.log").write_text("", encoding="utf-8")
    (shop / "outputs/2026-10/~$售后月报-2026-10.xlsx").write_text("", encoding="utf-8")
    (shop / "state/cache").mkdir()

    assert idle(shop) == 0


@pytest.mark.parametrize(
    ("arguments", "at", "env"),
    [
        ((), NIGHT + 22 * HOUR, {}),
        ((), NIGHT - HOUR, {}),
        (("--strict",), NIGHT + HOUR, {}),
        (("--as-of", "2100-01-01T02:00"), NIGHT + HOUR, {}),
        (("--month", "2026-10"), NIGHT + HOUR, {}),
        (("--rebuild",), NIGHT + HOUR, {}),
        (("--dry-run",), NIGHT + HOUR, {}),
        (("--no-such-option",), NIGHT + HOUR, {}),
        ((), NIGHT + HOUR, {"AFTERSALES_PASSWORDS": "2026"}),
    ],
    ids=[
        "next day",
        "the clock went back",
        "strict",
        "another moment",
        "a month",
        "rebuild",
        "dry",
        "wrong",
        "password",
    ],
)
def test_another_question_makes_the_whole_run(
    shop: Path, arguments: tuple[str, ...], at: datetime, env: dict[str, str]
) -> None:
    whole(shop)

    assert idle(shop) == 0
    assert idle(shop, *arguments, at=at, env=env) is None


def test_the_same_moment_asked_for_again_is_the_same_on_any_day(shop: Path) -> None:
    whole(shop, "--as-of", "2026-11-05")

    assert idle(shop, "--as-of=2026-11-05", at=NIGHT + 100 * HOUR) == 0
    assert idle(shop, "--as-of=2026-11-06", at=NIGHT + 100 * HOUR) is None


@pytest.mark.parametrize(
    "facts",
    [
        {"published": Published(beside={"index.html": "index (新).html"})},
        {"missing_inputs": True},
        {"problems": (Problem("file-too-slow", Place("a.xlsx"), facts={"limit": 20}),)},
        {"problems": (Problem("earlier-version", Place("a.xlsx"), facts={"why": "", "saved": ""}),)},
    ],
    ids=["not published", "no inputs", "too slow", "waiting"],
)
def test_what_may_end_otherwise_next_time_is_run_again(shop: Path, stages: Stages, facts: dict[str, object]) -> None:
    stages.outcome = outcome(**facts)
    whole(shop)

    assert idle(shop) is None


def test_after_a_crash_the_whole_run_is_made(shop: Path, stages: Stages) -> None:
    whole(shop)
    stages.fault = ZeroDivisionError()
    assert whole(shop, at=NIGHT + HOUR) == 1

    assert idle(shop, at=NIGHT + 2 * HOUR) is None
    assert json.loads((shop / "state/last_run.json").read_text(encoding="utf-8"))["exit_code"] == 1


def test_while_another_run_is_at_work_nothing_is_said(shop: Path) -> None:
    whole(shop)

    with only_run(shop / "state"):
        assert idle(shop) is None
    assert idle(shop) == 0


def test_a_file_saved_a_moment_before_the_run_is_looked_at_again(shop: Path) -> None:
    saved = (shop / "inputs/一组/回访.xlsx").stat().st_ctime
    moment = datetime(1970, 1, 1, 8) + timedelta(seconds=int(saved) + 1)  # noqa: DTZ001 - the stores' time
    whole(shop, at=moment)

    assert idle(shop, at=moment) is None


@pytest.mark.parametrize("written", ["folders:\n  state: 状态", "folders:\n  inputs: inputs\n  state: '状态' # hier\n"])
def test_a_state_folder_named_in_the_settings_is_found(shop: Path, written: str) -> None:
    (shop / "config.yaml").write_text(written, encoding="utf-8")
    whole(shop)

    assert (shop / "状态/unchanged").exists()
    assert idle(shop) == 0


def test_only_an_ordinary_run_is_understood() -> None:
    assert parsed(["--json", "run", "--inputs", "a", "--as-of=2026-11-05"]) == {
        "run": "run", "--json": "on", "--inputs": "a", "--as-of": "2026-11-05"
    }  # fmt: skip
    for other in (["check"], [], ["run", "run"], ["run", "--inputs"], ["--", "run"], ["-h"], ["run", "-vv"]):
        assert parsed(other) is None, other


WATCHED = """
import sys, datetime
sys.path.insert(0, sys.argv[1])
from aftersales.unchanged import nothing_new
code = nothing_new(["run"], datetime.datetime(2100, 1, 1, 3), sys.argv[2], {})
print(code, *sorted(sys.modules))
"""


def test_nothing_large_is_loaded(shop: Path) -> None:
    whole(shop)
    command = [sys.executable, "-c", WATCHED, str(ROOT), str(shop)]

    done = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8")  # noqa: S603 - ours

    said, told = done.stdout.splitlines()
    assert said.startswith("没有新内容")
    code, *modules = told.split()
    assert code == "0"
    assert not {"pandas", "numpy", "typer", "pydantic", "rich", "pathlib", "json", "re", "dataclasses"} & set(modules)
