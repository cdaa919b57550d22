"""Months, quarters and years as the contract writes them: `2026-10`, `2026-Q4`, `2026`."""

from __future__ import annotations

import calendar


def months_of(period: str) -> tuple[str, ...]:
    """The months of a period, in order; a day counts as its month.

    >>> months_of("2026-Q4"), months_of("2026-10"), len(months_of("2026"))
    (('2026-10', '2026-11', '2026-12'), ('2026-10',), 12)
    """
    year, _, rest = period.partition("-")
    if not rest:
        return tuple(f"{year}-{month:02d}" for month in range(1, 13))
    if rest.startswith("Q"):
        last = int(rest[1:]) * 3
        return tuple(f"{year}-{month:02d}" for month in range(last - 2, last + 1))
    return (period[:7],)


def last_month(period: str) -> str:
    """The month a period ends with: where its records and its scores stand."""
    return months_of(period)[-1]


def last_day(period: str) -> str:
    """The day a period ends with; a day ends with itself.

    >>> last_day("2026-Q1"), last_day("2026-10-05"), last_day("2024-02")
    ('2026-03-31', '2026-10-05', '2024-02-29')
    """
    if len(period) == len("2026-10-05"):
        return period
    year, month = map(int, last_month(period).split("-"))
    return f"{period[:4]}-{month:02d}-{calendar.monthrange(year, month)[1]}"


def first_day(period: str) -> str:
    """The day a period begins with."""
    return period if len(period) == len("2026-10-05") else f"{months_of(period)[0]}-01"


def quarter_of(month: str) -> str:
    """The quarter of a month.

    >>> quarter_of("2026-10")
    '2026-Q4'
    """
    return f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


def before(period: str) -> str:
    """The month, quarter or year before.

    >>> before("2026-01"), before("2026-Q1"), before("2026")
    ('2025-12', '2025-Q4', '2025')
    """
    year, _, rest = period.partition("-")
    if not rest:
        return str(int(year) - 1)
    if rest.startswith("Q"):
        number = int(rest[1:]) - 1
        return f"{year}-Q{number}" if number else f"{int(year) - 1}-Q4"
    number = int(rest) - 1
    return f"{year}-{number:02d}" if number else f"{int(year) - 1}-12"
