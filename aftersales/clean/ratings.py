"""Satisfaction: words, numbers, marks out of a hundred and stars as 1–5, or not rated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import floor, isfinite

from aftersales.clean.numerals import numeral
from aftersales.clean.reading import BLANK, Reading
from aftersales.clean.text import is_nothing, listed, plain
from aftersales.clean.words import TICKS, ticked
from aftersales.model import Cell
from aftersales.problems import BadCell

_WHOLE = {
    **dict.fromkeys(listed("优 优秀 很好 非常好 特别好 极好 好评 五星"), 5),
    **dict.fromkeys(listed("好 良 良好 可以 不错 挺好 是 Y y yes YES √ ✓ ✔ ☑ 1星好评"), 4),
    **dict.fromkeys(listed("一般 一般般 还行 还可以 中 中等 中评 尚可 凑合 普通 及格 合格"), 3),
    **dict.fromkeys(listed("差 较差 比较差 不好 不太好 不行 否 N n no NO × ✗ ✘"), 2),
    **dict.fromkeys(listed("很差 非常差 极差 太差 特别差 差评 恶劣"), 1),
}
_STRONG = "非常|很|十分|完全|特别|相当|极其|极为|极|超级|超|百分百|100%"
_ANSWERS = frozenset(listed("是 Y y yes YES √ ✓ ✔ ☑ 否 N n no NO × ✗ ✘"))
"""Ratings only under a heading that asks for one."""
_PATTERNS = (
    (4, r"(?:没有|没什么|没啥|无|并无)(?:任何)?不满意?"),
    (1, rf"(?:{_STRONG}|太|强烈)(?:的)?不满意?"),
    (3, r"(?:未|没有?|不是|并非|不)(?:能)?(?:完全|全部)满意"),
    (
        2,
        r"(?:不|没有?|未|欠|谈不上|称不上|算不上|并不|不是|不算)(?:太|很|大|够|怎么|是很|是太|那么|十分|非常|特别|能)*满意",
    ),
    (5, rf"(?:{_STRONG})(?:的)?满意"),
    (3, r"(?:基本上?|较为?|比较|还算|尚|勉强|大致|一般)(?:都)?满意"),
    (3, r"(?:服务|态度|效果|感觉|评价|质量|整体|总体|比较|觉得)一般|(?<![\u4e00-\u9fff])一般(?![\u4e00-\u9fff])"),
    (4, r"满意"),
    (2, r"不满(?!意|[\d半一二两三])"),
)
_LOOSE = (
    (1, r"(?:非常|特别|很|太|极)差"),
    (5, r"(?:非常|特别|很)好(?![像多几久])"),
    (2, r"(?:不太|不大|不怎么|不)(?:好|行)"),
    (4, r"不错|挺好"),
    (3, r"还可以|还行|凑合"),
)
"""Praise and blame without the word 满意: heard only in a column of its own, where nothing clearer stands."""
_ASKED = re.compile(
    r"满意度|满意率|满意情况|满意程度|(?:是否|满不|是不是)(?:非常|完全)?满意|(?<![没无有么])不满意(?:的)?(?:原因|地方|之处|项)"
)
_NOT_RATED = listed("不表态 不评价 未评价 未表态 不了解 不清楚 没意见 未打分 没打分 不愿评价 拒绝评价")
UNREACHED = listed(
    "未接通 未接 未接听 没接 没接通 不接电话 无人接听 无人接 没人接 关机 停机 空号 拒访 拒接 拒绝回访 挂断 占线 "
    "忙音 联系不上 无法接通 打不通 没打通 不在服务区 暂停服务 呼叫转移 号码错误 错号 未联系上 没联系上 接不通 电话不通 忙线 打不进 电话错误"
)
_SILENT = re.compile("|".join(sorted((*_NOT_RATED, *UNREACHED), key=len, reverse=True)))
_FILLING = re.compile(r"[的都]|(?<=基本)上|(?<=较)为")  # 较为满意 is the word 较满意
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*(分|星|级|颗星|%)?")
_STARS = re.compile(r"[★⭐☆\ufe0f ]+")


def scale_of(cells: Iterable[Cell], heading: str = "") -> int:
    """The best mark of a column: 100 where most numbers lie above 10, 10 where the heading says so, else 5.

    One 6 among fives is a wrong mark, not another scale.

    >>> scale_of([95, 80, "100分"]), scale_of([5, 4, 6]), scale_of([8, 9], "评分(10分制)")
    (100, 5, 10)
    """
    if re.search(r"10\s*分|十分制|满分\s*10(?!0)", heading):
        return 10
    numbers = [number for cell in cells if (number := _as_number(cell)) is not None]
    hundreds = sum(10 < number <= 100 for number in numbers)
    return 100 if hundreds > sum(1 <= number <= 5 for number in numbers) else 5


def read_rating(cell: Cell, words: Mapping[str, int] | None = None, scale: int = 5, *, shared: bool = False) -> Reading:
    """The rating 1–5 with the word it rests on as aside; None where the customer gave none.

    `words` are the shop's own; in a `shared` column the text may well speak of something else.

    >>> [read_rating(c)[::2] for c in ("非常满意", "不太满意", "客户表示很满意,无问题", "满意√", "95分", "★★★★☆", 4.0)]
    [(5.0, '非常满意'), (2.0, '不太满意'), (5.0, '很满意'), (4.0, '满意'), (5.0, None), (4.0, None), (4.0, None)]
    >>> read_rating("无人接听")[::2], read_rating("未接通,短信问候")[::2]
    ((None, '无人接听'), (None, '未接通'))
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _marked(float(cell), scale)
    text = ticked(plain(cell))
    if not text:
        return BLANK
    own = words or {}
    bare = text.strip(TICKS + " 。.!,;") or text
    for known in (own, _WHOLE):
        if bare in known:
            return Reading(float(known[bare]), (), bare)
    if not shared or _NUMBER.fullmatch(bare):
        marked = _from_figures(bare, scale)
        if marked:
            return marked
    return _from_words(bare, own, shared=shared)


def bare_rating(text: str, words: Mapping[str, int]) -> tuple[float, str] | None:
    """Rating and word of a text that is nothing but a word of satisfaction; None for any other, and for 是 or √.

    >>> [bare_rating(text, {}) for text in ("很满意！", "满意的", "不满意，来晚了", "√", "4分")]
    [(5.0, '很满意'), (4.0, '满意'), None, None, None]
    """
    bare = plain(text).strip(TICKS + " 。.!,;")
    if bare in _ANSWERS:
        return None
    try:
        score, _, word = read_rating(bare, words, shared=True)
    except BadCell:
        return None
    if not isinstance(score, float) or not isinstance(word, str):
        return None
    return (score, word) if word in (bare, _FILLING.sub("", bare)) else None


def _from_figures(text: str, scale: int) -> Reading | None:
    """The mark where the text is one: stars, `5分`, `4.0`, `五分`."""
    if _STARS.fullmatch(text) and (stars := text.count("★") + text.count("⭐")):
        return _marked(float(stars), 5)
    text = _ASKED.sub("", text).strip(" :")
    spelt = numeral(text.rstrip("分星级"))
    found = _NUMBER.fullmatch(text)
    if spelt is None and not found:
        return None
    if found and found[2] == "%":
        raise BadCell("not-a-rating")
    number = float(found[1]) if found else float(spelt or 0)
    return _marked(number, 100 if text.endswith("分") and 10 < number <= 100 else scale)


def _from_words(text: str, own: Mapping[str, int], *, shared: bool) -> Reading:
    """The one rating that stands in a sentence; two different ones are none."""
    rest = _ASKED.sub(" ", text)
    found: dict[float, str] = {}
    for word in sorted(own, key=lambda word: (-len(word), word)):
        if word and word in rest:
            found.setdefault(float(own[word]), word)
            rest = rest.replace(word, " ")
    found |= _heard(rest, _CLEAR)
    if not found and not shared:
        found = _heard(rest, _LOOSELY)
    if len(found) == 1:
        score, word = next(iter(found.items()))
        return Reading(score, (), word)
    if found:
        raise BadCell("two-ratings", found="、".join(found.values()))
    silent = _SILENT.search(text)
    if silent:
        return Reading(None, (), silent[0])
    if shared or is_nothing(text):
        return BLANK
    raise BadCell("not-a-rating")


def _heard(text: str, patterns: tuple[tuple[int, re.Pattern[str]], ...]) -> dict[float, str]:
    """The first word for each score; a longer wording hides the shorter one inside it."""
    found: dict[float, str] = {}
    for step, pattern in patterns:
        for word in pattern.findall(text):
            found.setdefault(float(step), _FILLING.sub("", word))
        text = pattern.sub(" ", text)
    return found


def _marked(number: float, scale: int) -> Reading:
    """A mark on a scale as 1–5, half up, at least 1; a mark off the scale is none, nor is 4.5 of five."""
    if not isfinite(number) or not (0 if scale > 5 else 1) <= number <= scale or (scale == 5 and number % 1):
        raise BadCell("not-a-rating")
    if scale > 5:
        number = float(max(1, floor(number * 5 / scale + 0.5)))
    return Reading(number)


def _as_number(cell: Cell) -> float | None:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    if isinstance(cell, str):
        found = _NUMBER.fullmatch(plain(cell))
        return float(found[1]) if found and found[2] != "%" else None
    return float(cell) if isfinite(cell) else None


_CLEAR = tuple((score, re.compile(pattern)) for score, pattern in _PATTERNS)
_LOOSELY = tuple((score, re.compile(pattern)) for score, pattern in _LOOSE)
