"""What people outside the department may see of a customer: phone and identity numbers are masked wherever they stand.

A number may be written in one piece or in groups (`138-1234-5678`, `138 1234 5678`), in full-width digits, behind a
country's prefix, and with a digit or two too many. Dates, times and numbers of orders stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

HIDDEN = "****"
ENDS = (3, 4)
"""How many digits of a mobile number stay at its beginning and its end."""
SHORTEST = 11
"""A shorter text holds no whole number."""

_BETWEEN = "[^\\S\\n]|[-._·()（）．－‐-―−\u200b-\u200d\u2060\ufeff]"
_RUN = re.compile(f"[0-9](?:(?:{_BETWEEN}){{0,3}}[0-9]){{9,}}")
_GROUP = re.compile("[0-9]+")
_PREFIX = re.compile("(?:0086|086|86|0)(?=1[3-9])")
_MOBILE = re.compile("1[3-9][0-9]{9,11}")
_ALONE = re.compile("1[3-9][0-9]{9}")
_AREA = re.compile("010|02[0-9]|0[3-9][0-9][0-9]")
_LANDLINE = re.compile(f"(?:{_AREA.pattern})[0-9]{{7,8}}")
_IDENTITY = re.compile(
    f"(?<![0-9])[1-9][0-9]{{5}}(?:{_BETWEEN})?(?:19|20)[0-9]{{6}}(?:{_BETWEEN})?[0-9]{{3}}[0-9Xx](?![0-9])"
)
_DATE = re.compile("(?:19|20)[0-9]{2} (?:0?[1-9]|1[0-2]) (?:0?[1-9]|[12][0-9]|3[01])")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")

Group = tuple[int, str]
"""Digits with nothing between them, and where they begin."""
Span = tuple[int, int]


def masked(text: str) -> str:
    """Hide the middle of every phone and identity number in a text.

    >>> masked("13812345678、0731-84761883"), masked("138-1234-5671"), masked("１３８ １２３４ ５６７４")
    ('138****5678、0731-****1883', '138****5671', '１３８****５６７４')
    >>> masked("+86 138.1234.5678，写错的138123456789"), masked("430102199001011234")
    ('+86 138****5678，写错的138****6789', '430****1234')
    >>> masked("订单 AA26-097，2026-10-05 14:30 送 15 件，20261005001")
    '订单 AA26-097，2026-10-05 14:30 送 15 件，20261005001'
    """
    if len(text) < SHORTEST:
        return text
    if _ALONE.fullmatch(text):  # nearly every cell of a column of phones
        return f"{text[: ENDS[0]]}{HIDDEN}{text[-ENDS[1] :]}"
    plain = text if text.isascii() else text.translate(_NARROW)
    if not _RUN.search(plain):
        return text
    hidden = [(match.start() + ENDS[0], match.end() - ENDS[1]) for match in _IDENTITY.finditer(plain)]
    rest = _IDENTITY.sub(lambda match: "x" * len(match[0]), plain)
    for run in _RUN.finditer(rest):
        groups = [(match.start(), match[0]) for match in _GROUP.finditer(rest, run.start(), run.end())]
        hidden += _numbers(groups, rest)
    return _without(text, sorted(hidden))


def _without(text: str, hidden: Sequence[Span]) -> str:
    parts, told = [], 0
    for start, end in hidden:
        parts += [text[told:start], HIDDEN]
        told = end
    return "".join((*parts, text[told:]))


def _numbers(groups: Sequence[Group], text: str) -> Iterator[Span]:
    """The part to hide of each phone number in a run of groups of digits."""
    at = 0
    while at < len(groups):
        found = _mobile(groups, at, text) or _landline(groups, at, text)
        if found:
            span, at = found
            yield span
        else:
            at += 1


def _mobile(groups: Sequence[Group], at: int, text: str) -> tuple[Span, int] | None:
    """What to hide of a mobile number that begins with this group, and the group behind it."""
    digits, behind = _joined(groups, at, 11, text)
    prefix = _PREFIX.match(digits)
    before = prefix.end() if prefix else 0
    if before:
        digits, behind = _joined(groups, at, before + 11, text)
    if not _MOBILE.fullmatch(digits, before):
        return None
    return (_place(groups, at, before + ENDS[0] - 1) + 1, _place(groups, at, len(digits) - ENDS[1])), behind


def _landline(groups: Sequence[Group], at: int, text: str) -> tuple[Span, int] | None:
    """The same of a number with an area code, which stays with what parts it from the rest."""
    digits, behind = _joined(groups, at, 11, text)
    area = _AREA.match(digits)
    if area is None or len(groups[at][1]) < area.end() or not _LANDLINE.fullmatch(digits):
        return None
    return (_place(groups, at, area.end()), _place(groups, at, len(digits) - ENDS[1])), behind


def _joined(groups: Sequence[Group], at: int, least: int, text: str) -> tuple[str, int]:
    """The digits from this group on until there are enough, and the group behind them; blank if they are no number."""
    behind = at + 1
    digits = groups[at][1]
    while len(digits) < least and behind < len(groups) and len(groups[behind][1]) < 11:
        digits += groups[behind][1]
        behind += 1
    dates = any(_DATE.fullmatch(" ".join(part for _, part in groups[on : on + 3])) for on in range(at, behind))
    return ("", behind) if behind > at + 1 and (dates or _amounts(groups[at:behind], text)) else (digits, behind)


def _amounts(groups: Sequence[Group], text: str) -> bool:
    """Whether points stand between some of the digits and something else between others, as in `1580.00 1299.50`."""
    ends = [start + len(digits) for start, digits in groups[:-1]]
    points = {text[end:start] in (".", "．") for end, (start, _) in zip(ends, groups[1:], strict=True)}
    return len(points) > 1


def _place(groups: Sequence[Group], at: int, count: int) -> int:
    """Where in the text the digit number `count` (from 0) stands, counted from the beginning of a group."""
    for start, digits in groups[at:]:
        if count < len(digits):
            return start + count
        count -= len(digits)
    raise ValueError("fewer digits than counted")
