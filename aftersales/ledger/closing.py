"""Closing months, by themselves or when asked, and opening them again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from aftersales.ledger.model import ASKED, AUTOMATIC, Event, Seal
from aftersales.ledger.months import MONTH, Ledger, renewed
from aftersales.ledger.seal import (
    OLDER,
    TABLES,
    copy_sealed,
    edited_tables,
    marks_of,
    read_seal,
    sealed,
    write_seal,
)
from aftersales.periods import last_day

LONG = timedelta(days=62)
"""Two nights so far apart do not follow each other."""


class CannotCloseError(Exception):
    """What was asked of a month cannot be done; the words are for whoever asked."""


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

    A month must have stood in the outputs for a night: nobody's first sight of a month is its last. After a long time
    without runs (or with a clock that has jumped ahead) it is seen once more before it closes. One that is no longer as
    it was published does not close as it stands.
    """
    due: dict[str, bool] = {}
    if not day:
        return due
    for path in sorted(ledger.outputs.glob(f"{MONTH}/run.json")):
        month = path.parent.name
        seal = ledger.seals.get(month)
        if month in ledger.closed or not wants(month) or month >= f"{now:%Y-%m}":
            continue
        published, closes = _published_on(path), closes_on(month, day, seal)
        if published and closes <= now.date() and published < now.date() <= published + LONG:
            due[month] = published >= closes and not edited_tables(path.parent)
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
    if edited := edited_tables(folder):
        raise CannotCloseError(f"{month} 的 {'、'.join(edited)} 不是公布时的样子，不能封存；先运行一次 run")
    seal = sealed(folder, ledger.seals.get(month), Event("closed", 0, _moment(at), by))
    write_seal(folder, seal)
    ledger = replace(ledger, seals={**ledger.seals, month: seal}, remarks=(*ledger.remarks, told_closed(seal)))
    return renewed(ledger, month, (folder,))


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
        with suppress(FileNotFoundError):  # lost in both copies, as whoever opens the month again has been told
            shutil.copyfile(ledger.folder(month) / name, older)
    folder.mkdir(parents=True, exist_ok=True)
    history = (*(before.history if before else ()), Event("reopened", version, _moment(at), ASKED, why))
    files = {name: mark for name, mark in marks_of(folder).items() if name.startswith(f"{OLDER}/")}
    seal = Seal(month, history, files)
    write_seal(folder, seal)
    damaged = tuple(other for other in ledger.damaged if other != month)
    return renewed(replace(ledger, seals={**ledger.seals, month: seal}, damaged=damaged), month, (folder,))


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
    said = len(ledger.remarks)
    for month in sorted(ledger.closing):
        folder = ledger.outputs / month
        seal = read_seal(folder)
        if seal is not None and seal.closed:
            ledger = replace(ledger, seals={**ledger.seals, month: seal}, remarks=(*ledger.remarks, told_closed(seal)))
            ledger = renewed(ledger, month, (folder,))
    return ledger.remarks[said:]


def told_closed(seal: Seal) -> str:
    """One line for the log."""
    return f"{seal.month} 已封存（第 {seal.last.version} 版，统计时点 {seal.last.as_of.replace('T', ' ')}）"


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M")
