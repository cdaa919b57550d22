"""The folders of months that were ever closed: sealed, kept as sealed, or open again with their history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from aftersales import frames
from aftersales.asked import Options
from aftersales.assemble import Results
from aftersales.ledger.closing import seal_staged, stage_history
from aftersales.ledger.months import Ledger
from aftersales.ledger.seal import RESTATEMENTS, copy_sealed
from aftersales.outputs import restatement_rows
from aftersales.publish import Staging
from aftersales.tables import csv_parts


def write_closed(options: Options, results: Results, staging: Staging, months: Iterable[str]) -> None:
    """Seal the months that close tonight, and renew what is not as it should be of those that are closed.

    A closed month's folder is the sealed one and beside it tonight's `restatements.csv`; where that already stands, the
    month is left alone. `months` are those written tonight.
    """
    ledger = results.ledger
    for month in months:
        target = staging.folder / month
        stage_history(ledger, month, target)
        if month in ledger.closing:
            seal_staged(ledger, month, target, results.as_of)
    for month in sorted(filter(ledger.compared, ledger.seals)):
        if not options.wants(month):
            continue
        rows = restatement_rows(results.restatements.of(month), hide=options.settings.privacy.mask)
        told = b"".join(csv_parts(rows, frames.RESTATEMENTS))
        if month in ledger.mend or not _says(ledger, month, told):
            copy_sealed(ledger.seals[month], (ledger.folder(month), ledger.outputs / month), staging.folder / month)
            staging.path(month, RESTATEMENTS).write_bytes(told)


def _says(ledger: Ledger, month: str, told: bytes) -> bool:
    path = ledger.outputs / month / RESTATEMENTS
    return path.is_file() and path.read_bytes() == told


def closing_facts(results: Results) -> dict[str, Any]:
    """What every `run.json` says about the months that were ever closed."""
    seals = results.ledger.seals.values()
    return {"ledger": [{"month": seal.month, **asdict(seal.last)} for seal in seals]} if seals else {}


def carry_facts(results: Results, month: str) -> dict[str, Any]:
    """The money that a month's report carries over from closed months, for the seal that will close it."""
    told = results.restatements
    carried = [asdict(carry) for carry in told.carried] if month == told.shown_in else []
    return {"carry_over": carried} if carried else {}
