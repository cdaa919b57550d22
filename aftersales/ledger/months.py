"""Which months are closed, and closing and reopening them.

A closed month's folder in the outputs carries a seal (`ledger.json`) and is left alone from then on; `state/ledger/` has a
copy of the whole folder. At the start of a run each is made good from the other. Where both are damaged the month stays
closed and the run says so: a month is never opened by accident.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from aftersales.ledger.model import ASKED, AUTOMATIC, Event, Seal
from aftersales.ledger.seal import (
    NAME,
    OLDER,
    TABLES,
    DamagedSealError,
    copy_sealed,
    marks_of,
    read_seal,
    sealed,
    swap_in,
    write_seal,
    wrong_files,
)
from aftersales.periods import last_day

KEPT = "ledger"
RESTORED = "封存的 {month} 在输出文件夹里被改动或缺少，按封存时的样子恢复"
_MONTH = "[0-9][0-9][0-9][0-9]-[0-9][0-9]"


class CannotCloseError(Exception):
    """What was asked of a month cannot be done; the words are for whoever asked."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The months that were ever closed, as this run finds them.

    `damaged` are closed but cannot be compared; `mend` are closed and no longer as sealed in the outputs; `closing` will
    be closed with what this run publishes; `astray` are those whose copy in the state folder must wait to be renewed.
    """

    outputs: Path
    kept: Path
    seals: Mapping[str, Seal] = field(default_factory=dict)
    damaged: tuple[str, ...] = ()
    mend: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()
    astray: frozenset[str] = frozenset()

    @property
    def closed(self) -> frozenset[str]:
        """The months whose figures stand."""
        return frozenset((*(month for month, seal in self.seals.items() if seal.closed), *self.damaged))

    @property
    def published_on(self) -> dict[str, str]:
        """The day on which the figures of each month in the ledger became final."""
        return {month: seal.published_on for month, seal in self.seals.items()}

    def compared(self, month: str) -> bool:
        """Whether a month is closed and what was published of it is known."""
        return month in self.seals and self.seals[month].closed and month not in self.damaged

    def folder(self, month: str) -> Path:
        """Where the sealed tables of a month can be read."""
        return (self.outputs if month in self.astray else self.kept) / month

    def as_of(self, month: str, now: datetime) -> datetime:
        """The moment as of which a month is asked: for a closed one that of its published figures."""
        return datetime.fromisoformat(self.seals[month].last.as_of) if self.compared(month) else now

    def carrying(self, months: Mapping[str, Any], now: datetime) -> str:
        """The open month that follows the closed ones and tells their restatements; blank where none has come yet."""
        latest = max(self.closed, default="")
        return min((m for m in months if m > latest and m not in self.closed and m <= f"{now:%Y-%m}"), default="")


NONE = Ledger(Path(), Path())
"""No month was ever closed."""


def open_ledger(outputs: Path, state: Path, *, write: bool = True, cleared: frozenset[str] = frozenset()) -> Ledger:
    """The ledger with its two copies made good from each other; `write=False` only looks.

    A month that was `cleared` away from the outputs is not missed there; the copy in the state folder is kept.
    """
    kept = state / KEPT
    for left in kept.glob(".*-*") if write else ():
        shutil.rmtree(left, ignore_errors=True)
    found = {path.parent.name for base in (outputs, kept) for path in base.glob(f"{_MONTH}/{NAME}")}
    found |= {path.name for path in kept.glob(_MONTH)}
    ledger = Ledger(outputs, kept)
    for month in sorted(found):
        ledger = _with_month(ledger, month, write=write)
    if missed := ledger.mend & cleared:
        silent = {RESTORED.format(month=month) for month in missed}
        remarks = tuple(told for told in ledger.remarks if told not in silent)
        ledger = replace(ledger, mend=ledger.mend - cleared, remarks=remarks)
    return ledger


def _with_month(ledger: Ledger, month: str, *, write: bool) -> Ledger:
    mine, theirs = ledger.kept / month, ledger.outputs / month
    copies = {folder: _seal_or_damage(folder) for folder in (mine, theirs)}
    valid = [seal for seal in copies.values() if isinstance(seal, Seal)]
    told = tuple(f"台账有一份损坏：{folder}" for folder, seal in copies.items() if isinstance(seal, DamagedSealError))
    if not valid:
        if not told and not mine.exists():
            return ledger
        lost = f"封存的 {month} 两份台账都不能用，保持封存、不再比较；请从备份恢复 {mine}，或用 reopen 重新打开"
        return replace(ledger, damaged=(*ledger.damaged, month), remarks=(*ledger.remarks, *told, lost))
    seal = max(valid, key=lambda seal: len(seal.history))
    lost_files: tuple[str, ...] = ()
    behind = copies[mine] != seal or bool(wrong_files(mine, seal, TABLES))
    if behind and write:
        lost_files = _kept(seal, (mine, theirs), mine)
        told += (f"{month} 的台账在本机不完整，已按输出文件夹补齐",) if not lost_files else ()
    wrong = seal.closed and (copies[theirs] != seal or bool(wrong_files(theirs, seal, TABLES)))
    if wrong:
        told += (RESTORED.format(month=month),)
    if lost_files:
        names = "、".join(lost_files[:3])
        told += (f"封存的 {month} 有文件两份都损坏（{names}），保持封存、不再比较；请从备份恢复，或用 reopen 重新打开",)
        return replace(ledger, damaged=(*ledger.damaged, month), remarks=(*ledger.remarks, *told))
    return replace(
        ledger,
        seals={**ledger.seals, month: seal},
        mend=ledger.mend | ({month} if wrong else set()),
        astray=ledger.astray | ({month} if behind and not write else set()),
        remarks=(*ledger.remarks, *told),
    )


def _seal_or_damage(folder: Path) -> Seal | DamagedSealError | None:
    try:
        return read_seal(folder)
    except DamagedSealError as damage:
        return damage


def _kept(seal: Seal, sources: tuple[Path, ...], target: Path) -> tuple[str, ...]:
    """Renew the copy in the state folder; nothing is replaced where a file is lost, which is told."""
    new = target.with_name(f".new-{target.name}")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    lost = copy_sealed(seal, sources, new)
    if lost:
        shutil.rmtree(new)
    else:
        swap_in(new, target)
    return lost


# -- closing by itself ------------------------------------------------------------------------------------------------


def closes_on(month: str, day: int, seal: Seal | None = None) -> date:
    """The day on or after which a month closes by itself; one that was reopened waits for the next such day.

    >>> closes_on("2026-10", 8), closes_on("2026-12", 8)
    (datetime.date(2026, 11, 8), datetime.date(2027, 1, 8))
    """
    after = date.fromisoformat(last_day(month))
    if seal is not None and not seal.closed:
        after = max(after, date.fromisoformat(seal.last.at[:10]))
    first = (after.replace(day=1) + timedelta(days=31)).replace(day=1)
    return after.replace(day=day) if after.day < day else first.replace(day=day)


def due_months(ledger: Ledger, now: datetime, day: int | None, wants: Callable[[str], bool]) -> dict[str, bool]:
    """The open months whose day has come → whether what stands published was published since (or only before).

    A month must have stood in the outputs for a night: nobody's first sight of a month is its last.
    """
    due: dict[str, bool] = {}
    for path in sorted(ledger.outputs.glob(f"{_MONTH}/run.json")) if day else ():
        month = path.parent.name
        seal = ledger.seals.get(month)
        if month in ledger.closed or not wants(month) or month >= f"{now:%Y-%m}":
            continue
        published, closes = _published_on(path), closes_on(month, day or 1, seal)
        if published and published < now.date() and now.date() >= closes:
            due[month] = published >= closes
    return due


def close_due(ledger: Ledger, now: datetime, day: int | None, wants: Callable[[str], bool]) -> Ledger:
    """Close the months whose day has come: as they stand where they were published since, else by what this run gives."""
    due = due_months(ledger, now, day, wants)
    for month in (month for month, stands in due.items() if stands):
        try:
            ledger = closed(ledger, month, now, AUTOMATIC)
        except PermissionError as error:
            told = f"{month} 没能封存，下次运行再试（{error.strerror or error}）"
            ledger = replace(ledger, remarks=(*ledger.remarks, told))
    return replace(ledger, closing=frozenset(month for month, stands in due.items() if not stands))


def _published_on(run_json: Path) -> date | None:
    """The day as of which a folder's figures were worked out; None where its `run.json` is damaged."""
    try:
        return date.fromisoformat(str(json.loads(run_json.read_text(encoding="utf-8"))["as_of"])[:10])
    except (OSError, ValueError, LookupError, TypeError):
        return None


# -- closing and reopening --------------------------------------------------------------------------------------------


def closed(ledger: Ledger, month: str, at: datetime, by: str = ASKED) -> Ledger:
    """Close a month as it stands published. CannotCloseError where there is nothing to close."""
    folder = ledger.outputs / month
    if month in ledger.closed:
        raise CannotCloseError(f"{month} 已经封存了")
    published = _published_on(folder / "run.json")
    if published is None:
        raise CannotCloseError(f"{month} 还没有发布过，不能封存；先运行一次 run")
    if published.isoformat() <= last_day(month):
        raise CannotCloseError(f"{month} 公布的是 {published} 的数字，那时还没有过完，不能封存；过完以后先运行一次 run")
    seal = sealed(folder, ledger.seals.get(month), Event("closed", 0, _moment(at), by))
    write_seal(folder, seal)
    _kept(seal, (folder,), ledger.folder(month))
    return replace(ledger, seals={**ledger.seals, month: seal}, remarks=(*ledger.remarks, told_closed(seal)))


def reopened(ledger: Ledger, month: str, at: datetime, why: str) -> Ledger:
    """Open a closed month again; the tables of the version so far are kept beside it."""
    if month not in ledger.closed:
        raise CannotCloseError(f"{month} 没有封存，不用重新打开")
    before = ledger.seals.get(month)
    folder = ledger.outputs / month
    version = before.last.version if before else 0
    for name in TABLES if before else ():
        older = folder / OLDER / f"v{version}" / Path(name).name
        older.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ledger.folder(month) / name, older)
    folder.mkdir(parents=True, exist_ok=True)
    history = (*(before.history if before else ()), Event("reopened", version, _moment(at), ASKED, why))
    files = {name: mark for name, mark in marks_of(folder).items() if name.startswith(f"{OLDER}/")}
    seal = Seal(month, history, files)
    write_seal(folder, seal)
    _kept(seal, (folder,), ledger.folder(month))
    damaged = tuple(other for other in ledger.damaged if other != month)
    return replace(ledger, seals={**ledger.seals, month: seal}, damaged=damaged)


def stage_history(ledger: Ledger, month: str, target: Path) -> None:
    """Give a reopened month's new folder its history: the seal and the tables of earlier versions."""
    if (seal := ledger.seals.get(month)) is not None and not seal.closed:
        copy_sealed(seal, (ledger.folder(month),), target)


def seal_staged(ledger: Ledger, month: str, target: Path, at: datetime) -> None:
    """Close a month with what this run has written for it aside."""
    event = Event("closed", 0, _moment(at), AUTOMATIC)
    write_seal(target, sealed(target, ledger.seals.get(month), event))


def keep_closed(ledger: Ledger) -> tuple[str, ...]:
    """After publishing: copy the months that this run has closed into the state folder; what is to be remarked."""
    told = []
    for month in sorted(ledger.closing):
        folder = ledger.outputs / month
        seal = read_seal(folder)
        if seal is not None and seal.closed:
            _kept(seal, (folder,), ledger.folder(month))
            told.append(told_closed(seal))
    return tuple(told)


def forget(state: Path, month: str) -> None:
    """Take a month out of the ledger for good, where its folder in the outputs is deleted on purpose."""
    shutil.rmtree(state / KEPT / month, ignore_errors=True)


def told_closed(seal: Seal) -> str:
    """One line for the log."""
    return f"{seal.month} 已封存（第 {seal.last.version} 版，统计时点 {seal.last.as_of.replace('T', ' ')}）"


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M")
