"""Names in a person's cell. Who they are is for the roster to say; here they are only taken apart."""

from __future__ import annotations

import re
import unicodedata

from aftersales.clean.reading import BLANK, Reading
from aftersales.clean.text import is_nothing, one_line, read_text
from aftersales.model import Cell

SEPARATOR = "、"
_CHINESE = r"[\u3400-\u9fff·\U00020000-\U0003ffff]"
_JOINED = re.compile(rf"[/\\、，,;；＋+&|\n]|(?<={_CHINESE}{{2}})[和与及](?={_CHINESE}{{2}})")
_SPACE_BETWEEN = re.compile(rf"(?:{_CHINESE}{{2,3}})(?: {_CHINESE}{{2,3}})+")
_BRACKETED = re.compile(rf"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|<[^<>]*>|(?<={_CHINESE})[(\[【][^()\[\]【】]*$")
_OPENING, _CLOSING = "([{<【〔「『〈《‹«", ")]}>】〕」』〉》›»"
_IN_BRACKETS = re.compile(rf"[{re.escape(_OPENING)}]([^{re.escape(_OPENING + _CLOSING)}=]+)[{re.escape(_CLOSING)}]")
_EMPLOYMENT = re.compile(
    r"(?:\d{2,4}年)?(?:\d{1,2}[月./-]\d{1,2}[日号]?|\d{1,2}月|\d{3,8})?\s*"
    r"(?:已|新)?(?:离职|入职|转正|调岗|辞职|请假|休假|产假|病假|停薪|代班|替班).*"
)
_LEFT_DATE = re.compile(r"\d{1,2}月\d{1,2}[日号]?")
_DIGITS = re.compile(r"(?<![A-Za-z\d])\+?\d[\d\s.-]{2,}")  # but not those of a staff number such as A03, nor 1号
_LETTERS = re.compile(rf"[A-Za-z]|{_CHINESE}")
_SPACE_IN_CHINESE = re.compile(rf"(?<={_CHINESE}) +(?={_CHINESE})")


def read_people(cell: Cell) -> Reading:
    """The names joined by `、`, without what is noted beside them; the note is the aside.

    Where nothing is left that looks like a name, the text stays as it is written: the roster then says who is unknown.

    >>> [read_people(c).value for c in ("张三/李四", "王 芳(组长)", "王芳3月15离职", "李娜 王芳", "张和平", "李师傅")]
    ['张三、李四', '王芳', '王芳', '李娜、王芳', '张和平', '李师傅']
    >>> [read_people(c).value for c in ("【王芳】", "???", "1号", "a<b", "无")]
    ['王芳', '???', '1号', 'a<b', None]
    """
    reading = read_text(cell)
    if not isinstance(reading.value, str):
        return BLANK if not reading.notes else reading
    text = unicodedata.normalize("NFKC", reading.value).strip()
    if is_nothing(text):
        return BLANK
    if whole := _IN_BRACKETS.fullmatch(text):
        text = whole[1]
    notes = [note for note in _BRACKETED.findall(text) if note]
    names: dict[str, None] = {}
    for part in _JOINED.split(_BRACKETED.sub(" ", text)):
        for name in _names(one_line(part)):
            names[name] = None
    aside = " ".join(notes) or None
    if not names:
        return Reading(one_line(reading.value), reading.notes)
    return Reading(SEPARATOR.join(names), reading.notes, aside)


def _names(part: str) -> list[str]:
    """The names of one part; a space parts two whole names but not the letters of one."""
    part = _EMPLOYMENT.sub("", part)
    if _LETTERS.search(part):
        part = _DIGITS.sub(" ", _LEFT_DATE.sub("", part))
    part = one_line(part).strip(" :.*-")
    if not part or is_nothing(part) or not any(character.isalnum() for character in part):
        return []
    if _SPACE_BETWEEN.fullmatch(part):
        return part.split(" ")
    return [_SPACE_IN_CHINESE.sub("", part)]
