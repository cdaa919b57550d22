"""Whose row is whose in a cross-tab: the person of each row, and the rows of one person that belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aftersales.kinds.wording import heading_key, heading_text
from aftersales.model import Cell
from aftersales.recognise.cells import is_blank
from aftersales.recognise.legends import is_legend
from aftersales.recognise.punches import ROLES

_NAMES = "姓名 员工姓名 人员姓名 职工姓名 名字 员工 人员 职工 员工名称 人员名称 考勤人员 姓名/日期 日期/姓名 姓名日期 日期姓名 售后人员"
_NUMBERS = "工号 员工编号 员工工号 人员编号 职工编号 员工号 考勤号码 考勤号 登记号码 编号"
PEOPLE = frozenset((*_NAMES.split(), *_NUMBERS.split()))
"""Headings of a column that names people, or numbers them."""
_PERSON, _STAFF_NO = tuple(_NAMES.split()), tuple(_NUMBERS.split())
_LABELLED = re.compile(r"^(姓名|员工姓名)[:：]?(.*)$")
_NOT_A_PERSON = re.compile(
    r"^(注|说明|备注|附注|符号|图例|合计|总计|小计|共计|平均|汇总|制表|制单|填表|审核|复核|审批|批准|考勤员|部门负责|负责人|部门主管|部门经理|签字|签名|"
    r"出勤人数|应到|实到|应出勤|实出勤|人数|星期|日期|姓名|工号|考勤|序号|以下空白|以上|请|本表|第.{1,3}页)"
)
_LONGEST_NAME = 20
_MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the people stand beside the days: the column of the person, the other headed columns on the left.

    `top` and `bottom` are the first and the last row of the heading. `roles` says what each column of the days holds,
    `role_column` where each row of a person says what it holds.
    """

    top: int
    bottom: int
    person: int
    left: tuple[tuple[int, str], ...]
    role_column: int = -1


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a cross-tab: the cell of the name, the rows of the days with what each holds, all rows."""

    name: Cell
    at: tuple[int, int]
    rows: tuple[tuple[int, str], ...]
    others: tuple[int, ...] = ()


def heading_of(rows: Sequence[tuple[Cell, ...]], index: int, first: int, bottom: int) -> Heading | None:
    """The heading of the columns left of the first day: in the row of the days, or up to two rows above or below it."""
    found: dict[int, tuple[int, str]] = {}
    for at in (index, index - 1, bottom, index - 2):
        if not 0 <= at < len(rows):
            continue
        for column in range(first):
            text = rows[at][column]
            if type(text) is str and text.strip() and column not in found:
                found[column] = (at, heading_text(text))
    keys = {column: heading_key(text).replace("\\", "/") for column, (_, text) in found.items()}
    person = _first(keys, _PERSON)
    if person is None:
        person = _first(keys, _STAFF_NO)
    if person is None:
        return None
    top = min(found[person][0], index)
    left = tuple((column, text) for column, (at, text) in sorted(found.items()) if at >= top and column != person)
    return Heading(top, bottom, person, left, _role_column(rows, bottom, first, person))


def _first(keys: dict[int, str], wanted: Sequence[str]) -> int | None:
    """The column with the first of the wanted headings."""
    return next((column for word in wanted for column, key in keys.items() if key == word), None)


def _role_column(rows: Sequence[tuple[Cell, ...]], bottom: int, first: int, person: int) -> int:
    """The column left of the days in which most rows say 上午, 下午, 加班; -1 if there is none."""
    below = [row for row in rows[bottom + 1 : bottom + 40] if any(not is_blank(cell) for cell in row)]
    for column in range(first - 1, -1, -1):
        told = sum(role_of(row[column]) != "" for row in below)
        if column != person and told >= 2 and told >= 0.5 * len(below):
            return column
    return -1


def role_of(cell: Cell) -> str:
    """What a heading such as 上班, 下午 or 加班 says of the cells it stands for; blank for any other."""
    return ROLES.get(heading_key(cell), "") if type(cell) is str and len(cell) <= 12 else ""


def members(rows: Sequence[tuple[Cell, ...]], heading: Heading, end: int, columns: Sequence[int]) -> Iterator[Member]:
    """The people under a heading, each with all rows up to the next one."""
    name: Cell = None
    at = (0, 0)
    own: list[tuple[int, str]] = []
    for index in range(heading.bottom + 1, end):
        row = rows[index]
        cell = row[heading.person]
        if is_legend_row(row) or (not is_blank(cell) and not is_person(cell)):
            yield from _member(name, at, own)
            name, own = None, []
            continue
        if not is_blank(cell) and (not own or cell != name or role_at(row, heading) in ("", own[0][1])):
            yield from _member(name, at, own)
            name, at, own = cell, (index, heading.person), [(index, role_at(row, heading))]
        elif name is not None and len(own) < _MOST_ROWS and _is_more(row, heading, columns):
            own.append((index, role_at(row, heading)))
        elif any(not is_blank(cell) for cell in row):
            yield from _member(name, at, own)
            name, own = None, []
    yield from _member(name, at, own)


def _member(name: Cell, at: tuple[int, int], own: list[tuple[int, str]]) -> Iterator[Member]:
    if name is not None and own:
        yield Member(name, at, tuple(own))


def role_at(row: tuple[Cell, ...], heading: Heading) -> str:
    """What a row of a person holds, as far as it says so itself."""
    return role_of(row[heading.role_column]) if heading.role_column >= 0 else ""


def _is_more(row: tuple[Cell, ...], heading: Heading, columns: Sequence[int]) -> bool:
    """Another row of the person above: it names its part of the day, or has something under the days and no label."""
    if heading.role_column >= 0:
        return role_at(row, heading) != ""
    first = columns[0]
    beside = [cell for at, cell in enumerate(row[:first]) if not is_blank(cell)]
    return not beside and any(not is_blank(row[at]) for at in columns)


def is_person(cell: Cell) -> bool:
    """Whether a cell in the column of the people may be a person's name or number, and no total, note or signature."""
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float):
        return cell > 0
    if type(cell) is not str:
        return False
    text = "".join(cell.split())
    return 0 < len(text) <= _LONGEST_NAME and not _NOT_A_PERSON.match(text) and ":" not in text and "：" not in text


def is_legend_row(row: tuple[Cell, ...]) -> bool:
    """Whether the first text of a row explains signs, or the row is a total or a signature."""
    first = next((cell for cell in row if not is_blank(cell)), None)
    if type(first) is not str:
        return False
    text = "".join(first.split())
    return is_legend(first) or (len(text) > 1 and _NOT_A_PERSON.match(text) is not None)


def labelled_members(rows: Sequence[tuple[Cell, ...]], start: int, end: int) -> Iterator[Member]:
    """People as a machine writes them: a row 工号：64 姓名：王芳 部门：… over the rows of their days."""
    current: Member | None = None
    own: list[tuple[int, str]] = []
    for index in range(start, end):
        found = _named_in(rows[index])
        if found:
            if current and own:
                yield Member(current.name, current.at, tuple(own), current.others)
            name, column = found
            current, own = Member(name, (index, column), (), (index,)), []
        elif current and len(own) < _MOST_ROWS and any(not is_blank(cell) for cell in rows[index]):
            own.append((index, ""))
    if current and own:
        yield Member(current.name, current.at, tuple(own), current.others)


def _named_in(row: tuple[Cell, ...]) -> tuple[Cell, int] | None:
    """The name behind 姓名： in a row, and its column."""
    for column, cell in enumerate(row):
        if type(cell) is not str or "姓" not in cell:
            continue
        found = _LABELLED.match(heading_text(cell))
        if not found or not ("：" in cell or ":" in cell):
            continue
        if found[2]:
            return found[2], column
        value = next(
            ((value, at) for at, value in enumerate(row[column + 1 :], column + 1) if not is_blank(value)), None
        )
        if value:
            return value
    return None
