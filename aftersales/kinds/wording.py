"""How headings are compared: everything that clerks add for looks is taken off, the words stay."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys([0x00AD, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])
_SPACE = re.compile(r"\s+")
_BRACKETS = re.compile(r"[(（\[［【〔]([^()（）\[\]［］【】〔〕]*)[)）\]］】〕]")
_UNIT_AFTER_SLASH = re.compile(r"/(元|万元|㎡|m2|平方|天|次|小时|分钟|箱|片|块)$")
_BARE = re.compile(r"[A-Za-z0-9\u4e00-\u9fff]+")  # nothing is taken off such a text
_NUMBERING = re.compile(r"^\d{1,2}[、.．](?=\D)")


@lru_cache(maxsize=65_536)
def heading_key(text: str) -> str:
    r"""The wording to compare: full and half width, spaces, line breaks, `*`, colons and bracketed units are off.

    >>> heading_key(" 金 额\n（元） ： "), heading_key("*回访日期"), heading_key("【备注】"), heading_key("投诉ＩＤ")
    ('金额', '回访日期', '备注', '投诉id')
    """
    return text.casefold() if _BARE.fullmatch(text) else _split(text)[0]


@lru_cache(maxsize=65_536)
def heading_unit(text: str) -> str:
    """What stood in brackets.

    >>> heading_unit("面积（㎡）"), heading_unit("备注")
    ('㎡', '')
    """
    return _split(text)[1]


@lru_cache(maxsize=65_536)
def heading_text(text: str) -> str:
    r"""The heading as one line without the spaces that only justify it, brackets and all.

    >>> heading_text("完 成\n周期（天）")
    '完成周期（天）'
    """
    return _SPACE.sub("", text.translate(_INVISIBLE))


def _split(text: str) -> tuple[str, str]:
    plain = heading_text(text)
    units = [unit for unit in _BRACKETS.findall(plain) if unit]
    bare = _BRACKETS.sub("", plain) or "".join(units)
    if bare.strip("*＊:：") == "":
        bare = "".join(units)
    key = unicodedata.normalize("NFKC", bare).casefold().strip("*·.:;,、。")
    key = _NUMBERING.sub("", key)
    found = _UNIT_AFTER_SLASH.search(key)
    if found and found.start():
        units.append(found.group(1))
        key = key[: found.start()]
    return key, "、".join(units) if bare != "".join(units) else ""
