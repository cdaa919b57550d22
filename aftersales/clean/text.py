"""Text as clerks type it: what is cleaned away, what stays, and the key under which two spellings are the same."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import TypeGuard

from aftersales.clean.reading import BLANK, Note, Reading
from aftersales.model import Cell
from aftersales.problems import BadCell

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile("[\u00ad\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_JOINER = "\u200d"  # holds an emoji together, so only keys lose it
_SPACES = re.compile(r"\s+")
_LETTER_SPACED = re.compile(r"[\u3400-\u9fff](?: [\u3400-\u9fff]){1,3}")
_SCIENTIFIC = re.compile(r"\d\.\d+[Ee]\+\d+")
_BRACKETS = str.maketrans({"【": "(", "】": ")", "[": "(", "]": ")", "〔": "(", "〕": ")", "「": "(", "」": ")"})
EXACT_INTEGER = 10**15  # beyond it Excel has already put zeros for the last digits


def listed(text: str) -> tuple[str, ...]:
    """The words of a list that is written with spaces."""
    return tuple(text.split())


NOTHING = frozenset(
    (
        *listed("/ // \\ - -- --- — —— – － ／ ~ . 。 、 , * ** ? ？ × 0 N/A N/a n/a NA na nil"),
        *listed("无 無 无无 暂无 没有 没 空 略 未知 不详 不知 不明 无资料 無資料 未填 未登记 未提供 未留"),
    )
)
NOT_YET = frozenset(
    listed("待定 未定 待补 待查 待核 待通知 待约 未约 未到 未完成 未处理 未上门 未联系 未量 未量房 未量尺")
)
"""What stands in a date or a number that is still to come."""
ERROR_VALUES = frozenset(listed("#N/A #DIV/0! #REF! #VALUE! #NAME? #NULL! #NUM! #SPILL! #CALC!"))


def spoken(cell: Cell) -> str:  # noqa: PLR0911 - one for each type of cell
    """The cell as a person reads it in Excel.

    >>> spoken(12.0), spoken(0.1 + 0.2), spoken(datetime(2025, 9, 2, 14, 30)), spoken(True)
    ('12', '0.3', '2025-09-02 14:30', '是')
    """
    match cell:
        case str():
            return cell
        case None:
            return ""
        case bool():
            return "是" if cell else "否"
        case int() | float() if not abs(cell) < EXACT_INTEGER:
            return f"{cell:.15g}"  # the digits behind are Excel's, not the clerk's
        case float():
            return str(int(cell)) if cell.is_integer() else f"{cell:.12g}"
        case datetime():
            return cell.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
        case date():
            return cell.isoformat()
        case time():
            return cell.strftime("%H:%M")
        case timedelta():
            minutes = round(cell.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        case _:
            return str(cell)


def tidy(text: str) -> str:
    r"""The text without characters nobody sees; line breaks inside it stay.

    >>> tidy("\u200b李四\u3000"), tidy("第一行\r\n第二行 ")
    ('李四', '第一行\n第二行')
    """
    if text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _INVISIBLE.sub("", _CONTROL.sub("", text)).strip()


def one_line(text: str) -> str:
    """The tidied text with every run of white space as one space."""
    return _SPACES.sub(" ", tidy(text))


def plain(cell: Cell) -> str:
    """The cell as one line with full-width letters, digits and signs made plain: for codes, numbers and dates.

    >>> plain("１３８　１２３４")
    '138 1234'
    """
    return one_line(unicodedata.normalize("NFKC", spoken(cell)))


def match_key(text: str) -> str:
    """The key under which two spellings are the same text: no spaces, one width, one case, one sort of bracket.

    >>> match_key("ＡＢ－１２【 砖 】") == match_key("ab-12(砖)")
    True
    """
    folded = unicodedata.normalize("NFKC", tidy(text)).casefold().translate(_BRACKETS)
    return _SPACES.sub("", folded).replace(_JOINER, "")


def is_nothing(text: str) -> bool:
    """Whether a clerk meant by it that there is nothing to say.

    >>> is_nothing("/"), is_nothing(" 无 "), is_nothing("Null"), is_nothing("没有问题")
    (True, True, False, False)
    """
    return text in NOTHING or text.strip() in NOTHING or not text.strip(" -—–_/\\.。…·、，,~")


def read_text(cell: Cell) -> Reading:
    r"""Free text: kept as typed, line breaks included, without what nobody sees.

    >>> read_text(" 角上缺\n一块 ").value, read_text("无").value, read_text(1045.0).value
    ('角上缺\n一块', None, '1045')
    """
    if _is_bare(cell):
        return Reading(cell)
    raw = _code(cell)
    text = tidy(raw)
    if not text or is_nothing(text):
        return BLANK
    if not raw.isprintable() and _CONTROL.search(raw):
        return Reading(text, (Note("control-characters", {}),))
    return Reading(text)


def read_name(cell: Cell) -> Reading:
    """A name of a customer, a shop, a product or a place: one line, letter-spacing removed.

    >>> read_name("李 四 ").value, read_name("五里牌 3栋").value, read_name("Null").value
    ('李四', '五里牌 3栋', 'Null')
    """
    if _is_bare(cell):
        return Reading(cell)
    reading = read_text(cell)
    if not isinstance(reading.value, str):
        return reading
    text = one_line(reading.value)
    return reading._replace(value=text.replace(" ", "") if _LETTER_SPACED.fullmatch(text) else text)


def _is_bare(cell: Cell) -> TypeGuard[str]:
    """Nothing but letters and digits, as most cells are: there is nothing to clean."""
    return type(cell) is str and cell.isalnum() and cell not in NOTHING


def is_damaged(cell: Cell) -> bool:
    """Whether Excel has already damaged the number that was meant: an 18-digit number, `1.38E+10` in a text table.

    >>> [is_damaged(c) for c in (4.3010219900101e17, "4.30102E+17", "430102199001011234", 45902.5)]
    [True, True, False, False]
    """
    if isinstance(cell, str):
        return "+" in cell and bool(_SCIENTIFIC.fullmatch(cell.strip()))
    return isinstance(cell, int | float) and not abs(cell) < EXACT_INTEGER


def _code(cell: Cell) -> str:
    """The cell's text, unless Excel has already damaged the number that was meant."""
    if is_damaged(cell):
        raise BadCell("precision-lost")
    return cell if isinstance(cell, str) else spoken(cell)
