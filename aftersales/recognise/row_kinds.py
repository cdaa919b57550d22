"""What each row under a heading is: a record, nothing, a repeated heading, or a note such as a total or a signature."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from aftersales.kinds.model import FieldType, Kind
from aftersales.kinds.wording import heading_key
from aftersales.model import Cell, MappedColumn, Merge, RowKind
from aftersales.recognise.cells import is_blank, looks_like_date, looks_like_name, looks_like_phone
from aftersales.recognise.mapping import NUMBERING

_SPACES = re.compile(r"[\s\u200b\u3000]+")
_SUM = r"(合计|小计|总计|共计|累计|平均|平均值|平均分|汇总|总和|总数|总额|总户数|总金额|合计数量|合计金额|合计户数)"
_AMOUNT = r"([:=]?[¥￥]?(rmb)?-?[\d,]+(\.\d+)?[^\d\s,。]{0,3}|:|)"
_TOTAL = re.compile(
    rf"(本|上|当|全|第?[一二三四五六七八九十\d]+|\d{{2,4}}年\d{{0,2}})?[页月周日旬季年次]?份?{_SUM}(数|额)?(\(.{{0,8}}\))?{_AMOUNT}"
)
_MONEY_LINE = re.compile(
    r"[¥￥]-?[\d,]+(\.\d+)?.*大写.*|\d{2,4}年\d{1,2}月(货款|含税).*|\d{1,2}月(货款|含税).*|大写[:金].*"
    r"|(合计|总计|报销|费用|付款|收款|缴款|实报)?(总?金额)?\(?(人民币)?大写\)?:?.{0,20}"
)
_SIGNED = (
    "填表人|制表人?|制单人?|审核人?|复核人?|审批人?|核准人?|批准人?|部门负责人|财会负责人|财务负责人|负责人|主管|店长|经办人?|登记人|"
    "签字|签名|盖章|单位盖章|部门主管签字|服务经理签字|客户签字|总经理|填表日期|制表日期|制表时间|打印日期|打印时间|监交人|移交人|接收人|会计|出纳"
)
_SIGNATURE = re.compile(rf"({_SIGNED})(\(.{{0,6}}\))?[:_].*")
_SIGNATURE_WORD = re.compile(
    r"填表人?|制表人?|制单人|审核人?|复核人?|审批人?|部门负责人|财[会务]负责人|单位盖章|签字|签名|盖章"
)
_REMARK = re.compile(
    r"(备注|注|说明|附注|注意|注意事项|填写说明|填表说明|图例|符号|备注说明)\d?[:.].*|[*※].{6,}|以下(空白|无正文|无内容).*|.*(以下空白)$"
)
_OWN_TOTAL = re.compile(r"\D{1,8}(小计|合计|总计)")
_SIGNING = re.compile(
    r"[\u4e00-\u9fff/]{0,8}(人|员|签字|签名|签章|盖章|确认|审核|复核|审批|批准|经理|主管|主任|店长|会计|出纳|仓库|采购|保管|仓管|库管|发料|领料|送货|收货|验收|提货|财务|领导|日期|时间|部门|单位)"
    r"(\(.{0,6}\))?[:_]([\u4e00-\u9fff]{0,4}|_*|[\d年月日./-]*)"
)
"""A label with a name, a date or room for them behind it: a signature if the row begins with it."""
_MARKED = re.compile(
    "|".join(
        f"(?:{pattern.pattern})"
        for pattern in (_TOTAL, _OWN_TOTAL, _MONEY_LINE, _SIGNATURE, _SIGNATURE_WORD, _SIGNING, _REMARK)
    )
)
_COUNTED = re.compile(r"共?计?[一二两三四五六七八九十百\d]+[户人位单条次家笔宗件]")
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_LABELLED = re.compile(r"\D{2,10}:")
_LEADING = 4
_SHORTEST_PHONE = 7


@dataclass(frozen=True, slots=True)
class Layout:
    """What the rows of a table are judged by: `known` are its columns, `numbering` those that only count rows."""

    known: tuple[int, ...]
    numbering: frozenset[int]
    dates: tuple[int, ...]
    names: tuple[int, ...]
    phones: tuple[int, ...]
    places: frozenset[int]
    heading: tuple[tuple[tuple[int, str], ...], ...]
    wide: frozenset[int]


class Saying(NamedTuple):
    """What a text says of its row, were it to stand in front."""

    total: bool = False
    own_total: bool = False
    note: bool = False
    signature: bool = False
    signing: bool = False


_NOTHING = Saying()


def layout_of(
    kind: Kind, columns: Sequence[MappedColumn], heading: Sequence[tuple[Cell, ...]], wide: frozenset[int]
) -> Layout:
    """The layout of a table. `heading` are the heading's rows, `wide` the rows with a cell merged across."""

    def fed(*types: FieldType) -> tuple[int, ...]:
        names = {f.name for f in kind.fields if f.type in types}
        return tuple(c.index for c in columns if names.intersection(c.fields))

    numbers = {c.index for c in columns if c.evidence == NUMBERING or c.fields == ("record_no",)}
    if all(c.index in numbers for c in columns):
        numbers = set()
    names = {f.name for f in kind.fields if f.type is FieldType.CUSTOMER or (kind.id == "staff" and f.name == "name")}
    events = {name for name in kind.event if name in kind.names}
    return Layout(
        known=tuple(c.index for c in columns),
        numbering=frozenset(numbers),
        dates=tuple(c.index for c in columns if events.intersection(c.fields)),
        names=tuple(c.index for c in columns if names.intersection(c.fields)),
        phones=fed(FieldType.PHONE),
        places=frozenset(fed(FieldType.STORE, FieldType.PERSON)),
        heading=tuple(
            tuple((j, key) for j, c in enumerate(r) if type(c) is str and (key := heading_key(c))) for r in heading
        ),
        wide=wide,
    )


def wide_rows(merges: Sequence[Merge], first_row: int) -> frozenset[int]:
    """The rows, counted from the first used one, in which three or more columns are merged into one cell."""
    rows = {
        row - first_row for m in merges if m.right - m.left >= 2 for row in range(m.top, min(m.bottom, m.top + 9) + 1)
    }
    return frozenset(rows)


def kind_of_row(row: tuple[Cell, ...], index: int, layout: Layout) -> RowKind:
    """What one row under the heading is."""
    if _is_plain_record(row, layout):
        return RowKind.RECORD
    filled = [j for j, cell in enumerate(row) if cell is not None and not is_blank(cell)]
    content = [j for j in filled if j not in layout.numbering]
    if not content:
        note = any(type(row[j]) is str and _WORDS.search(str(row[j])) for j in filled)
        return RowKind.NOTE if note else RowKind.BLANK
    if _is_heading_again(row, content, layout):
        return RowKind.HEADING
    if not any(j in layout.known for j in content):
        return RowKind.NOTE
    return RowKind.NOTE if _is_note(row, index, filled, content, layout) else RowKind.RECORD


def _is_plain_record(row: tuple[Cell, ...], layout: Layout) -> bool:
    """What most rows are, told at a glance: a real date stands first, and no signature or total behind it."""
    for j, cell in enumerate(row):
        if cell is None or j in layout.numbering:
            continue
        if j not in layout.dates or not isinstance(cell, date):
            return False
        if not _may_have_phone(row, layout) and _has_total(row):
            return False
        for word in row:
            if type(word) is str and not is_blank(word):
                return word.isascii() or not _said(word).signature
        return True
    return False


def _is_heading_again(row: tuple[Cell, ...], content: list[int], layout: Layout) -> bool:
    """Most of the heading's words stand again in the heading's own columns."""
    first = content[0]
    if type(row[first]) is not str:
        return False
    for heading in layout.heading:
        spare = len(heading) - max(2.0, 0.6 * min(len(heading), len(content)))
        for j, key in heading:
            if spare < 0:
                break
            cell = row[j]
            if type(cell) is not str or not _same_heading(cell, key):
                spare -= 1
        if spare >= 0:
            return True
    return False


def _same_heading(cell: str, key: str) -> bool:
    return cell == key or (len(cell) <= 40 and heading_key(cell) == key)


def _is_note(row: tuple[Cell, ...], index: int, filled: list[int], content: list[int], layout: Layout) -> bool:
    marker = _marker(row, filled, content)
    if marker is not None:
        return not _has_own(row, marker, layout)
    only = content[0]
    if len(content) > 1:
        return False
    cell = row[only]
    if type(cell) is not str or looks_like_date(cell) or looks_like_phone(cell):
        return False
    first = next(j for j in layout.known if j not in layout.numbering)
    if index in layout.wide or (only == first and (only in layout.dates or _LABELLED.match(_plain(cell)))):
        return True
    return only == first and len(_plain(cell)) >= (16 if only in layout.places else 9)


def _has_total(row: tuple[Cell, ...]) -> bool:
    for cell in row:
        if type(cell) is str and ("计" in cell or "总" in cell or "平均" in cell):
            said = _said(cell)
            if said.total or said.own_total:
                return True
    return False


def _may_have_phone(row: tuple[Cell, ...], layout: Layout) -> bool:
    """Whether something as long as a phone stands where the phones do: asked of every row, so told at a glance."""
    for j in layout.phones:
        cell = row[j]
        if cell is not None and (type(cell) is not str or len(cell) >= _SHORTEST_PHONE):
            return True
    return False


def _marker(row: tuple[Cell, ...], filled: list[int], content: list[int]) -> int | None:
    """The cell that says that the row is a total, a signature or a note: notes lead, a total may stand anywhere."""
    first = True
    for at, j in enumerate(filled):
        cell = row[j]
        if type(cell) is not str:
            continue
        said = _said(cell)
        leads = first and at < _LEADING
        if said.total or (said.own_total and at < _LEADING) or (leads and (said.note or said.signature)):
            return j
        if said.signing and j in (filled[0], content[0]):
            return j
        first = False
    return None


def _has_own(row: tuple[Cell, ...], marker: int, layout: Layout) -> bool:
    """Whether the row has a customer or a phone beside the marker, as a record has and a total has not.

    A date speaks for a record only where a note leads: subtotals of a day or a shop carry its date.
    """
    said = _said(str(row[marker]))
    if said.signature or said.signing:
        return False
    if any(j != marker and looks_like_phone(row[j]) for j in layout.phones):
        return True
    if not (said.total or said.own_total) and any(j != marker and looks_like_date(row[j]) for j in layout.dates):
        return True
    return any(j != marker and _is_name(row[j]) for j in layout.names)


def _is_name(cell: Cell) -> bool:
    """Whether a cell may be a customer's name: no marker, and no count such as 两户."""
    if not looks_like_name(cell):
        return False
    said = _said(str(cell))
    return not (said.note or said.own_total or _COUNTED.fullmatch(_plain(cell)))


@lru_cache(maxsize=65_536)
def _said(text: str) -> Saying:
    plain = _plain(text)
    if not _MARKED.fullmatch(plain):
        return _NOTHING
    signature, total = _SIGNATURE.fullmatch(plain), bool(_TOTAL.fullmatch(plain))
    return Saying(
        total=total,
        own_total=bool(_OWN_TOTAL.fullmatch(plain)),
        note=bool(total or signature or _MONEY_LINE.fullmatch(plain) or _REMARK.fullmatch(plain)),
        signature=bool(signature or _SIGNATURE_WORD.fullmatch(plain)),
        signing=_SIGNING.fullmatch(plain) is not None,
    )


def _plain(cell: Cell) -> str:
    return unicodedata.normalize("NFKC", _SPACES.sub("", str(cell))).casefold()
