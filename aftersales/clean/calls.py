"""What clerks write of a call in another column: a bare rating under 客户意见, 没人接 under 备注; whether it was answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from aftersales.clean.columns import Column
from aftersales.clean.ratings import UNREACHED, bare_rating
from aftersales.clean.text import is_nothing, plain
from aftersales.kinds.model import Field, Kind
from aftersales.model import MappedColumn

_OUTCOME, _RATING, _PROBLEM, _REMARK, _RESULT = "outcome", "satisfaction", "problem", "remark", "result"
_CONTENT = 3
"""From this rating on a word of satisfaction complains of nothing."""
_WHO = "(?:客户|业主|用户|顾客|对方|电话|手机|打电话|拨打|已|都|均|仍|多次|一直|两次|[二两三四2-9]次)*"
_HOW = "(?:了|中|状态|电话|手机|[一二两三四1-9]次)*"
_AGAIN = r"[^,;、。]{0,6}(?:短信|再打|再拨|再联系|再回访|再约)[^,;、。]{0,6}"
_END = r"(?:[\s,;、/。.!()]+|$)"
_WORDS = "|".join(sorted(UNREACHED, key=len, reverse=True))
_ALONE = re.compile(rf"(?:{_WHO}(?:{_WORDS}){_HOW}{_END})+(?:{_AGAIN}{_END})?")
"""Nothing but that nobody answered, and perhaps that a message was sent or that one will call again."""


def settle_calls(
    columns: dict[str, Column], kind: Kind, headings: Sequence[MappedColumn], rating_words: Mapping[str, int]
) -> None:
    """Fill the rating and the outcome of every call from what its row says elsewhere; only in a log of calls."""
    known = next((f for f in kind.fields if f.name == _OUTCOME and set(f.options) == {"reached", "unreached"}), None)
    if known is None:
        return
    _rate(columns, kind, rating_words)
    if not any(heading.fields == (_OUTCOME,) for heading in headings):
        _derive_outcome(columns, known)
    _unanswered(columns, known)


def _rate(columns: dict[str, Column], kind: Kind, rating_words: Mapping[str, int]) -> None:
    """Take a cell that is nothing but a word of satisfaction as the rating where there is none, and never as a problem.

    不满意 stays a problem where the customer is said to be content: one of the two is wrong.
    """
    for name in (_PROBLEM, _REMARK):
        source = columns.get(name)
        found = _bare_ratings(source.values, rating_words, asked=name == _PROBLEM) if source else {}
        if source is None or not found:
            continue
        rated = _column_of(columns, kind.field(_RATING), source)
        rated.asides = list(rated.asides) or [None] * len(rated.values)
        for at, value in enumerate(source.values):
            if value not in found:
                continue
            score, word = found[value]
            if rated.values[at] is None:
                rated.values[at], rated.asides[at] = score, word
            if name == _PROBLEM and (rated.values[at] == score or score >= _CONTENT):
                source.values[at] = None


def _bare_ratings(
    values: Iterable[object], words: Mapping[str, int], *, asked: bool
) -> dict[object, tuple[float, str]]:
    """The values that are nothing but a rating; elsewhere than under a heading of opinions 好 may speak of anything."""
    distinct = (value for value in set(values) if isinstance(value, str) and (asked or "满意" in value))
    read = {value: bare_rating(value, words) for value in distinct}
    return {value: rating for value, rating in read.items() if rating is not None}


def _column_of(columns: dict[str, Column], known: Field, source: Column) -> Column:
    """The field's column; a new one, blank so far, where the sheet has none."""
    if known.name not in columns:
        count = len(source.values)
        columns[known.name] = Column(known, source.letter, [None] * count, [None] * count)
    return columns[known.name]


def _derive_outcome(columns: dict[str, Column], known: Field) -> None:
    """Fill the outcome of a call from its rating and result, where the sheet has no column of its own for it.

    A rated customer was reached; else a word such as 空号 says not; else any text says that somebody answered.
    """
    sources = [columns[name] for name in (_RATING, _RESULT) if name in columns]
    if not sources:
        return
    texts = {id(column.cells): column.cells for column in sources}.values()
    rated = columns[_RATING].values if _RATING in columns else [None] * len(sources[0].values)
    words = (*UNREACHED, *(word for word in known.options["unreached"] if len(word) > 1))
    said: dict[object, str | None] = {}
    values: list[object] = []
    for at, rating in enumerate(rated):
        if rating is not None:
            values.append("reached")
            continue
        cells = tuple(cells[at] for cells in texts)
        if cells not in said:
            texts_of = (plain(cell) for cell in cells if cell is not None)
            said[cells] = _outcome(" ".join(text for text in texts_of if not is_nothing(text)), words)
        values.append(said[cells])
    columns[_OUTCOME] = Column(known, sources[0].letter, sources[0].cells, values)


def _outcome(text: str, words: tuple[str, ...]) -> str | None:
    if any(word in text for word in words):
        return "unreached"
    return "reached" if any(character.isalnum() for character in text) else None


def _unanswered(columns: dict[str, Column], known: Field) -> None:
    """Where neither outcome nor rating is written, 没人接 standing alone beside them says that nobody answered.

    It is no problem of the customer's; a sentence that only mentions it says nothing.
    """
    for name in (_RESULT, _REMARK, _PROBLEM):
        source = columns.get(name)
        silent = {v for v in set(source.values) if isinstance(v, str) and _ALONE.fullmatch(plain(v))} if source else ()
        if source is None or not silent:
            continue
        outcome = _column_of(columns, known, source)
        rated = columns[_RATING].values if _RATING in columns else [None] * len(source.values)
        for at, value in enumerate(source.values):
            if value not in silent or rated[at] is not None or outcome.values[at] == "reached":
                continue
            outcome.values[at] = "unreached"
            if name == _PROBLEM:
                source.values[at] = None
