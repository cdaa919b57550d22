"""Scores, lines and proposals as the rows of a drawn table, to lay beside a table worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from tests.sheets import Sheets, Worked, worked


def year(folder: Path, files: Mapping[str, Sheets], **options: object) -> Worked:
    """The sheets as they stand in February 2027, when every period of 2026 is over."""
    return worked(folder, files, as_of=datetime.fromisoformat("2027-02-01"), **options)


def sheet(title: str, heading: str, *rows: str) -> str:
    """A picture: title, heading, rows."""
    return "\n".join([title, f"| {heading} |", *(f"| {row} |" for row in rows)])


def number(value: Decimal | float | None) -> str:
    """`-` for no value; else at most four decimals, none of them an idle zero."""
    if value is None:
        return "-"
    text = format(Decimal(str(value)).quantize(Decimal("0.0001"), ROUND_HALF_UP), "f").rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def picture(table: str) -> list[str]:
    """The rows of a table drawn by hand, blanks around the bars left out."""
    lines = [line.split("#")[0] for line in table.strip().splitlines()]
    return [" | ".join(part.strip() for part in line.strip().strip("|").split("|")) for line in lines if line.strip()]


def scores(found: Worked, scheme: str) -> list[str]:
    """`period | person | store | total | max | score | grade | status`, by period, then person."""
    every = [s for rows in found.results.appraised.scores.values() for s in rows if s.scheme == scheme]
    return [
        f"{s.period} | {s.person} | {s.store or '-'} | {number(s.total)} | {number(s.max)} | "
        f"{'-' if s.score is None else s.score} | {s.grade or '-'} | {s.status}"
        for s in sorted(every, key=lambda s: (s.period, s.person))
    ]


def lines(found: Worked, person: str, scheme: str, period: str) -> list[str]:
    """`item | points | max`, in the order of the slip."""
    score = found.score(person, scheme, period)
    return [f"{line.item} | {number(line.points)} | {number(line.max)}" for line in score.lines]


def proposals(found: Worked, scheme: str, *leave: str) -> list[str]:
    """`period | person | proposal | amount | rule | status`, in the order of the months; `leave`: kinds left out."""
    months = sorted(found.results.appraised.scores)
    every = [p for month in months for p in found.results.appraised.proposed_in(month) if p.scheme == scheme]
    return [
        f"{p.period} | {p.person} | {p.proposal} | {number(p.amount)} | {p.rule} | {p.status}"
        for p in every
        if p.proposal not in leave
    ]
