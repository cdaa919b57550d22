"""Which months are closed, in two copies that mend each other.

A closed month's folder in the outputs carries a seal (`ledger.json`) and is left alone from then on; `state/ledger/` has a
copy of the whole folder. At the start of a run each is made good from the other. Where both are damaged the month stays
closed and the run says so: a month is never opened by accident.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from aftersales.ledger.model import Seal
from aftersales.ledger.seal import (
    NAME,
    TABLES,
    DamagedSealError,
    copy_sealed,
    read_seal,
    swap_in,
    wrong_files,
)

KEPT = "ledger"
RESTORED = "封存的 {month} 在输出文件夹里被改动或缺少，按封存时的样子恢复"
KEPT_AGAIN = "{month} 的台账在本机不完整，已按输出文件夹补齐"
LOST = "封存的 {month} 有文件两份都损坏（{files}），保持封存、不再比较；请从备份恢复，或用 reopen 重新打开"
MONTH = "[0-9][0-9][0-9][0-9]-[0-9][0-9]"


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
    found = {path.parent.name for base in (outputs, kept) for path in base.glob(f"{MONTH}/{NAME}")}
    found |= {path.name for path in kept.glob(MONTH)}
    ledger = Ledger(outputs, kept)
    for month in sorted(found):
        ledger = _with_month(ledger, month, write=write, missed=month not in cleared)
    return ledger


def _with_month(ledger: Ledger, month: str, *, write: bool, missed: bool) -> Ledger:
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
    ledger = replace(ledger, seals={**ledger.seals, month: seal}, remarks=(*ledger.remarks, *told))
    if copies[mine] != seal or wrong_files(mine, seal, TABLES):
        ledger = renewed(ledger, month, (mine, theirs), KEPT_AGAIN) if write else _astray(ledger, month)
    if missed and ledger.compared(month) and (copies[theirs] != seal or wrong_files(theirs, seal, TABLES)):
        remark = RESTORED.format(month=month)
        ledger = replace(ledger, mend=ledger.mend | {month}, remarks=(*ledger.remarks, remark))
    return ledger


def _seal_or_damage(folder: Path) -> Seal | DamagedSealError | None:
    try:
        return read_seal(folder)
    except DamagedSealError as damage:
        return damage


def renewed(ledger: Ledger, month: str, sources: tuple[Path, ...], told: str = "") -> Ledger:
    """Renew the copy in the state folder; where a file is lost from all sources nothing is replaced, and it is told."""
    seal, target = ledger.seals[month], ledger.kept / month
    new = target.with_name(f".new-{month}")
    try:
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        lost = copy_sealed(seal, sources, new)
        if not lost:
            swap_in(new, target)
    except OSError as error:
        remark = f"{month} 的台账没能写进状态文件夹，下次运行再补（{error.strerror or error}）"
        return _astray(replace(ledger, remarks=(*ledger.remarks, remark)), month)
    if lost:
        shutil.rmtree(new, ignore_errors=True)
        remark = LOST.format(month=month, files="、".join(lost[:3]))
        return replace(ledger, damaged=(*ledger.damaged, month), remarks=(*ledger.remarks, remark))
    remarks = (*ledger.remarks, *((told.format(month=month),) if told else ()))
    return replace(ledger, remarks=remarks, astray=ledger.astray - {month})


def _astray(ledger: Ledger, month: str) -> Ledger:
    return replace(ledger, astray=ledger.astray | {month})
