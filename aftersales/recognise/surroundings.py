"""What stands around a table: titles, label-value pairs, the names of sheet and file, and what they say of the kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePosixPath

from aftersales.clean.periods import told_period
from aftersales.clean.sheet_names import day_above, day_in
from aftersales.kinds.model import FieldType, Kind
from aftersales.kinds.wording import heading_key, heading_text, simplified
from aftersales.model import Cell, Context
from aftersales.recognise.cells import is_blank
from aftersales.recognise.vocabulary import Vocabulary

_PAIR = re.compile(
    r"([^\s\d:：,，;；()（）](?:[^\s:：()（）]|[(（][^\s:：()（）]*[)）]){0,11})\s*[:：]\s*(.*?)(?=\s+[^\s\d:：][^\s:：]{0,11}\s*[:：]|$)"
)
_OFFICE = re.compile(r"制|填|审|复|核|批|负责|主管|经理|店长|主任|领导|财务|会计|出纳|监")
"""What those are called who only sign a sheet."""
_GAP = re.compile(r"\s+")
_FIGURE = re.compile(r"\d")
_CLOSED = re.compile(r"[^()（）]*[)）].*")
_DAY_SHEET = re.compile(r"\d{1,2}[日号]|\d{1,2}[.月\-]\d{1,2}[日号]?|(19|20)\d{2}[.\-年]?\d{1,2}[.\-月]?\d{1,2}日?")
_COVER = re.compile(
    r"^(封面|说明|填写说明|填表说明|使用说明|目录|图例|数据字典|字典|下拉|选项|参数|模板说明|备注说明|首页|注意事项|readme|legend|instructions?)\d*$|说明$|须知$"
)
TITLE, SHEET, FILE = 9.0, 8.0, 3.0
_LONGEST_TITLE = 40


@dataclass(frozen=True, slots=True)
class Hint:
    """A word of a title that speaks for a kind (blank: for something that is none of ours), where, and how loudly."""

    word: str
    where: str
    weight: float


@dataclass(frozen=True, slots=True)
class Clues:
    """All that speaks for a kind before a heading is looked at; `around` are the texts, each behind where it stands."""

    hints: Mapping[str, Hint]
    labels: frozenset[str]
    day: bool
    period: bool = False
    around: tuple[tuple[str, str], ...] = ()


def context_of(rows: Sequence[tuple[Cell, ...]], vocabulary: Vocabulary) -> Context:
    """The texts above a table in order, and the pairs of label and value among them."""
    titles: list[str] = []
    values: dict[str, str] = {}
    for row in rows:
        cells = [_text(cell) for cell in row if not is_blank(cell)]
        if not cells:
            continue
        titles.append(" ".join(" ".join(cells).split()))
        for at, cell in enumerate(cells):
            follower = cells[at + 1] if at + 1 < len(cells) else ""
            for label, value in _pairs(cell, follower, vocabulary):
                values.setdefault(label, value)
    return Context(tuple(titles), values)


def with_foot(
    context: Context, rows: Sequence[tuple[Cell, ...]], kind: Kind, fed: Collection[str], vocabulary: Vocabulary
) -> Context:
    """The context with those who signed below the table for a field that has no column: 领料人：王芳, not 审核：李娜."""
    people = [f for f in kind.fields if f.type is FieldType.PERSON and f.name not in fed] if rows else []
    if not people:
        return context
    words = {heading_key(word) for f in people for word in (*f.headings, f.zh)}
    below = context_of(rows, vocabulary).values
    signed = {
        label: value
        for label, value in below.items()
        if label in words
        and label not in context.values
        and not _OFFICE.match(label)
        and not value.endswith((":", "："))
    }
    return replace(context, values={**context.values, **signed}) if signed else context


def clues_of(context: Context, sheet: str, file: str, vocabulary: Vocabulary) -> Clues:
    """What titles, sheet name and file name say; the loudest voice of each kind counts."""
    bare = [_PAIR.sub("", title) for title in context.titles]
    sources = [(title, "标题", TITLE) for title in bare if len(title) <= _LONGEST_TITLE]
    sources += [(sheet, "工作表名", SHEET), (PurePosixPath(file).stem, "文件名", FILE)]
    hints: dict[str, Hint] = {}
    for text, where, weight in sources:
        for kind, hint in _hints(simplified(heading_text(text).casefold()), where, weight, vocabulary).items():
            if kind not in hints or hints[kind].weight < hint.weight:
                hints[kind] = hint
    told = told_period((*context.titles, *context.values.values(), sheet, *reversed(file.split("/"))))
    day = _DAY_SHEET.fullmatch(heading_text(day_in(sheet, month=1 if told else None))) is not None
    day = day or day_above(context.titles) != ""
    around = tuple((where, text) for text, where, _ in sources)
    return Clues(hints, frozenset(context.values), day, told is not None, around)


def is_cover(sheet: str) -> bool:
    """Whether the sheet's name says that it explains and holds no records."""
    return _COVER.search(heading_text(sheet).casefold()) is not None


def _pairs(cell: str, follower: str, vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
    """`门店：五里牌店`, several in one cell, or a label with its value in the next cell."""
    found = [(heading_key(label), _inside(value).strip()) for label, value in _PAIR.findall(cell)]
    if len(found) == 1 and not found[0][1] and not follower.rstrip().endswith((":", "：")):
        return [(found[0][0], follower)] if follower else []
    if not found and heading_key(cell) in vocabulary.weights and follower:
        known_too = heading_key(follower) in vocabulary.weights or ":" in follower or "：" in follower
        return [] if known_too else [(heading_key(cell), follower)]
    return [(label, value) for label, value in found if value]


def _inside(value: str) -> str:
    """The value up to the bracket that closes around the pair, or to the gap behind which something else stands.

    >>> _inside("王芳）"), _inside("彭程  每项0-100分"), _inside("2026年  10月  5日")
    ('王芳', '彭程', '2026年  10月  5日')
    """
    inside = re.split("[)）]", value, maxsplit=1)[0] if _CLOSED.fullmatch(value) else value
    first = inside.split("  ", 1)[0]
    return inside if _FIGURE.search(first) else first


def _hints(text: str, where: str, weight: float, vocabulary: Vocabulary) -> dict[str, Hint]:
    """A Chinese title names its thing last: in 投诉回访记录 the last word speaks, the others only murmur."""
    words = (pair for first in dict.fromkeys(text) for pair in vocabulary.titles_from.get(first, ()))
    spans = [(at, at + len(word), word, kind) for word, kind in words if (at := text.rfind(word)) >= 0]
    outer = [s for s in spans if not any(o[0] <= s[0] and s[1] <= o[1] and len(o[2]) > len(s[2]) for o in spans)]
    if not outer:
        return {}
    end = max(span[1] for span in outer)
    hints: dict[str, Hint] = {}
    for _, until, word, kind in sorted(outer, key=lambda span: (span[1], len(span[2]))):
        hints[kind] = Hint(word, where, weight if until == end else weight * 0.3)
    return hints


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _GAP.sub(lambda gap: "  " if len(gap[0]) > 1 or gap[0] == "\u3000" else " ", str(cell).strip())
