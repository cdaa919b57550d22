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
_TRADITIONAL = (
    "滿满満满戶户戸户電电話话門门時时間间訪访問问題题訴诉單单號号員员負负責责處处処处結结備备註注說说貨货數数額额賠赔償偿補补產产規规狀状態态評评價价"
    "專专賣卖売卖業业務务類类別别級级聯联絡络繫系機机碼码與与內内實实際际鋪铺貼贴導导師师進进場场約约開开關关閉闭稱称種种區区樓楼盤盘廠厂維维護护報报"
    "質质檢检驗验記记錄录録录對对対对應应応应顧顾購购買买銷销損损錢钱帳账總总計计復复複复審审經经辦办領领離离職职崗岗資资檔档編编來来見见議议訂订測测"
    "達达遲迟誤误證证認认標标運运輸输車车輛辆預预積积後后買买發发発发點点臺台裝装東东廣广廳厅儲储紀纪蹤踪項项尋寻圖图図图歷历決决"
)
_SIMPLE = str.maketrans(dict(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)))
_TO_SIMPLIFY = frozenset(_TRADITIONAL[::2])
_LOOKS = "*·.:;,、。?!★☆※▲△●◆◇✱✳"
"""What clerks put before or behind a heading to make it seen, or because it is asked."""
_NUMBERING = re.compile(r"^\d{1,2}[、.．](?=\D)")


@lru_cache(maxsize=65_536)
def heading_key(text: str) -> str:
    r"""The wording to compare: full and half width, spaces, line breaks, `*`, colons and bracketed units are off.

    >>> heading_key(" 金 额\n（元） ： "), heading_key("*回访日期"), heading_key("【备注】"), heading_key("投诉ＩＤ")
    ('金额', '回访日期', '备注', '投诉id')
    >>> heading_key("★满意度"), heading_key("是否满意？"), heading_key("聯繫電話※")
    ('满意度', '是否满意', '联系电话')
    """
    return simplified(text.casefold()) if _BARE.fullmatch(text) else _split(text)[0]


def simplified(text: str) -> str:
    """The text with the traditional characters that occur in headings made simple.

    >>> simplified("客戶滿意度")
    '客户满意度'
    """
    return text if text.isascii() or _TO_SIMPLIFY.isdisjoint(text) else text.translate(_SIMPLE)


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
    if bare.strip("*＊:：★※") == "":
        bare = "".join(units)
    key = simplified(unicodedata.normalize("NFKC", bare).casefold().strip(_LOOKS))
    key = _NUMBERING.sub("", key)
    found = _UNIT_AFTER_SLASH.search(key)
    if found and found.start():
        units.append(found.group(1))
        key = key[: found.start()]
    return key, "、".join(units) if bare != "".join(units) else ""
