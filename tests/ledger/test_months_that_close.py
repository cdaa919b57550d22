"""When a month closes, which months are due, and a seal that can be believed."""

from __future__ import annotations

import errno
import json
from datetime import date, datetime
from pathlib import Path

import pytest

from aftersales.ledger.closing import CannotCloseError, closed, closes_on, due_months, reopened
from aftersales.ledger.model import Event, Seal
from aftersales.ledger.months import open_ledger
from aftersales.ledger.seal import NAME, DamagedSealError, read_seal, write_seal


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T02:30")


def published(outputs: Path, month: str, as_of: str) -> Path:
    """A month's folder as a night of that day left it."""
    folder = outputs / month
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for name in ("measures", "scores", "score_lines", "proposals"):
        (folder / "data" / f"{name}.csv").write_text(f"{month}\n", encoding="utf-8")
    facts = {"version": "1", "as_of": f"{as_of}T02:30", "inputs": [], "seconds": {"read": 0.5}}
    (folder / "run.json").write_text(json.dumps(facts), encoding="utf-8")
    return folder


def seal_of(*events: tuple[str, str]) -> Seal:
    return Seal("2026-09", tuple(Event(what, 1, f"{day}T02:30") for what, day in events))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("month", "day", "events", "expected"),
    [
        ("2026-09", 8, (), date(2026, 10, 8)),
        ("2026-12", 1, (), date(2027, 1, 1)),
        ("2026-01", 28, (), date(2026, 2, 28)),
        ("2026-09", 8, (("closed", "2026-10-08"), ("reopened", "2026-11-03")), date(2026, 11, 8)),
        ("2026-09", 8, (("closed", "2026-10-08"), ("reopened", "2026-11-08")), date(2026, 12, 8)),
        ("2026-09", 8, (("closed", "2026-10-08"), ("reopened", "2026-12-20")), date(2027, 1, 8)),
    ],
)
def test_the_day_on_which_a_month_closes(
    month: str, day: int, events: tuple[tuple[str, str], ...], expected: date
) -> None:
    assert closes_on(month, day, seal_of(*events) if events else None) == expected


@pytest.mark.parametrize(
    ("standing_since", "tonight", "due"),
    [
        ("2026-10-07", "2026-10-07", {}),  # the day has not come
        ("2026-10-07", "2026-10-08", {"2026-09": False}),  # tonight's figures are the last
        ("2026-10-08", "2026-10-08", {}),  # first seen tonight
        ("2026-10-08", "2026-10-09", {"2026-09": True}),  # those that stood since the day came are the last
        ("2026-11-20", "2026-11-20", {}),
        ("2026-11-20", "2026-11-21", {"2026-09": True}),
    ],
)
def test_which_months_are_due(tmp_path: Path, standing_since: str, tonight: str, due: dict[str, bool]) -> None:
    published(tmp_path / "outputs", "2026-09", standing_since)
    ledger = open_ledger(tmp_path / "outputs", tmp_path / "state")
    assert due_months(ledger, at(tonight), 8, lambda _: True) == due
    assert due_months(ledger, at(tonight), None, lambda _: True) == {}
    assert due_months(ledger, at(tonight), 8, lambda _: False) == {}


def test_a_month_is_not_due_twice_nor_one_that_cannot_be_read(tmp_path: Path) -> None:
    outputs, state = tmp_path / "outputs", tmp_path / "state"
    published(outputs, "2026-09", "2026-10-05")
    (published(outputs, "2026-08", "2026-10-05") / "run.json").write_text("{", encoding="utf-8")
    closed(open_ledger(outputs, state), "2026-09", at("2026-10-06"))
    assert due_months(open_ledger(outputs, state), at("2026-10-09"), 8, lambda _: True) == {}


def test_what_cannot_be_closed_or_opened_says_why(tmp_path: Path) -> None:
    outputs, state = tmp_path / "outputs", tmp_path / "state"
    published(outputs, "2026-10", "2026-10-20")
    published(outputs, "2026-09", "2026-10-20")
    ledger = closed(open_ledger(outputs, state), "2026-09", at("2026-10-20"))
    with pytest.raises(CannotCloseError, match="已经封存"):
        closed(ledger, "2026-09", at("2026-10-20"))
    with pytest.raises(CannotCloseError, match="2026-10 公布的是 2026-10-20 的数字，那时还没有过完"):
        closed(ledger, "2026-10", at("2026-11-20"))
    with pytest.raises(CannotCloseError, match="2026-08 还没有发布过"):
        closed(ledger, "2026-08", at("2026-11-20"))
    with pytest.raises(CannotCloseError, match="2026-10 没有封存"):
        reopened(ledger, "2026-10", at("2026-11-20"), "因为")


def test_the_history_grows_and_the_older_copy_gives_way(tmp_path: Path) -> None:
    outputs, state = tmp_path / "outputs", tmp_path / "state"
    published(outputs, "2026-09", "2026-10-05")
    ledger = closed(open_ledger(outputs, state), "2026-09", at("2026-10-06"))
    old = (state / "ledger/2026-09" / NAME).read_bytes()
    ledger = reopened(ledger, "2026-09", at("2026-10-07"), "漏了一张表")
    (state / "ledger/2026-09" / NAME).write_bytes(old)
    again = open_ledger(outputs, state)
    assert again.closed == frozenset()
    assert [event.what for event in again.seals["2026-09"].history] == ["closed", "reopened"]
    ledger = closed(again, "2026-09", at("2026-10-09"))
    assert (ledger.seals["2026-09"].last.version, ledger.seals["2026-09"].published_on) == (2, "2026-10-09")
    assert (outputs / "2026-09/ledger/v1/measures.csv").read_text(encoding="utf-8") == "2026-09\n"


def test_what_stays_damaged_can_be_opened_by_hand(tmp_path: Path) -> None:
    outputs, state = tmp_path / "outputs", tmp_path / "state"
    published(outputs, "2026-09", "2026-10-05")
    closed(open_ledger(outputs, state), "2026-09", at("2026-10-06"))
    for folder in (outputs / "2026-09", state / "ledger/2026-09"):
        (folder / NAME).write_text("{", encoding="utf-8")
    ledger = open_ledger(outputs, state)
    assert (ledger.damaged, ledger.closed) == (("2026-09",), frozenset({"2026-09"}))
    reopened(ledger, "2026-09", at("2026-10-07"), "台账坏了")
    assert open_ledger(outputs, state).closed == frozenset()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-20],
        lambda text: text.replace("2026-10-08", "2026-10-07"),
        lambda text: text.replace('"checksum"', '"sum"'),
        lambda _: "[]",
        lambda _: "",
    ],
)
def test_a_seal_that_was_touched_is_not_believed(tmp_path: Path, spoil: object) -> None:
    folder = tmp_path / "2026-09"
    folder.mkdir()
    write_seal(folder, seal_of(("closed", "2026-10-08")))
    assert read_seal(folder) == seal_of(("closed", "2026-10-08"))
    text = (folder / NAME).read_text(encoding="utf-8")
    (folder / NAME).write_text(spoil(text), encoding="utf-8")  # type: ignore[operator]
    with pytest.raises(DamagedSealError):
        read_seal(folder)


@pytest.mark.parametrize("name", ["../../偷", "/etc/passwd", "data\\..\\x", "C:x"])
def test_a_seal_never_names_a_file_outside_its_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "2026-09"
    folder.mkdir()
    write_seal(folder, Seal("2026-09", (Event("closed", 1, "2026-10-08T02:30"),), {name: (1, "0")}))
    with pytest.raises(DamagedSealError):
        read_seal(folder)


def test_only_looking_writes_nothing(tmp_path: Path) -> None:
    outputs, state = tmp_path / "outputs", tmp_path / "state"
    published(outputs, "2026-09", "2026-10-05")
    closed(open_ledger(outputs, state), "2026-09", at("2026-10-06"))
    (state / "ledger/2026-09" / NAME).unlink()
    ledger = open_ledger(outputs, state, write=False)
    assert ledger.compared("2026-09")
    assert ledger.folder("2026-09") == outputs / "2026-09"
    assert not (state / "ledger/2026-09" / NAME).exists()


def test_a_state_folder_without_room_leaves_the_seal_in_the_outputs_and_says_so(tmp_path: Path) -> None:
    outputs, state = tmp_path / "outputs", tmp_path / "state"
    published(outputs, "2026-09", "2026-10-05")
    state.mkdir()
    (state / "ledger").write_text("in the way", encoding="utf-8")
    ledger = closed(open_ledger(outputs, state), "2026-09", at("2026-10-06"))
    assert "没能写进状态文件夹" in ledger.remarks[-1]
    assert ledger.folder("2026-09") == outputs / "2026-09"
    (state / "ledger").unlink()
    again = open_ledger(outputs, state)
    assert (again.remarks, again.astray) == (("2026-09 的台账在本机不完整，已按输出文件夹补齐",), frozenset())
    assert again.folder("2026-09") == state / "ledger/2026-09"


def test_a_disk_that_fills_up_while_a_month_is_copied_does_not_call_the_month_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs, state = tmp_path / "outputs", tmp_path / "state"
    published(outputs, "2026-09", "2026-10-05")
    real = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "measures.csv":
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        ledger = closed(open_ledger(outputs, state), "2026-09", at("2026-10-06"))
    assert ledger.damaged == ()
    assert ledger.compared("2026-09")
    assert "没能写进状态文件夹" in ledger.remarks[-1]
    assert ledger.folder("2026-09") == outputs / "2026-09"
    again = open_ledger(outputs, state)
    assert (again.damaged, again.folder("2026-09")) == ((), state / "ledger/2026-09")
