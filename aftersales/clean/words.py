"""Words with a fixed meaning: yes and no, the status of a case, the options of a choice, ticks in boxes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from aftersales.clean.reading import BLANK, Note, Reading
from aftersales.clean.text import is_nothing, listed, match_key, plain, read_name, spoken
from aftersales.model import Cell
from aftersales.problems import BadCell

TICKS = "√✓✔☑■☒●√"
_CROSSES = "×✗✘✕"
_BOX = re.compile(r"([□☐○√✓✔☑■☒●])\s*([^□☐○√✓✔☑■☒●\s]*)")
_BOX_AFTER = re.compile(r"([^□☐○√✓✔☑■☒●\s]+)\s*([□☐○√✓✔☑■☒●])")
_TICKED_BOX = re.compile(r"[□☐○]\s*[√✓✔]")

_YES = frozenset(
    (
        *listed("是 有 √ ✓ ✔ ☑ ■ ● Y y yes YES Yes true TRUE 1 对 对号 勾 已 好 会 能 需 需要 可 可以 ok OK"),
        *listed("完成 属实 真实 核实 解决 合格 签字 泡了 泡水 留缝 错缝 做了 到位 成立"),
        *listed("同意 批准 通过 核准 准予 准许 审批通过 审核通过 审批同意 予以批准"),
        *listed("保内 三包内 质保内 保修内 在保 在保内 免费 保修期内 质保期内"),
    )
)
_NO = frozenset(
    (
        *listed("否 无 無 × ✗ ✘ ✕ □ ☐ N n no NO No false FALSE 0 错 叉 未 没 没有 不 不是 不会 不能 不需要 无需 x X"),
        *listed("虚假 不属实 失实 保外 过保 超保 三包外 质保外 保修外 保修期外 质保期外 收费 免"),
        *listed("驳回 退回 拒绝 审批不通过 审核不通过 审批未通过 审核未通过 不予批准"),
    )
)
_NOT = ("未", "没", "不", "非", "否", "无", "暂未", "尚未", "还没", "还未", *_CROSSES)
_UNKNOWN = frozenset(listed("不清楚 不确定 不知道 不了解 待定 待核实 待确认 核实中 未知 待查 待核"))
_TIMES = re.compile(r"(?:[是有]|返工)?\s*\(?(\d+)\s*(?:次|回|遍)?\)?")

_CLOSED = (
    *listed("已结案 结案 关闭 已关闭 已解决 解决 已完成 完成 完工 已完工 已处理 处理完成 处理完毕 已办结 办结"),
    *listed("已闭环 闭环 已回访 结单 已结单 已结 了结 归档"),
)
_OPEN = (
    *listed("未结案 未结 未关闭 未解决 未完成 未完工 未处理 未闭环 未办结 未结单 没解决 没处理 没有解决 没完成"),
    *listed("不能解决 无法解决 部分解决 处理中 正在处理 已受理 受理中 受理 待受理 待处理 待核实 待解决 待结案 待定"),
    *listed("已安排 已派工 进行中 跟进中 跟进 跟踪中 暂停 挂起 重启 等待 待件 待料 待回复 已登记 登记 新建 未回访"),
)
_CANCELLED = listed("取消 已取消 撤诉 已撤诉 撤销 已撤销 无效 作废 已作废 客户撤回 撤回")
_STATUS = {
    **dict.fromkeys(_OPEN, "open"),
    **dict.fromkeys(_CLOSED, "closed"),
    **dict.fromkeys(_CANCELLED, "cancelled"),
}
_UNDER_WAY = re.compile(r"[待暂等].*|.*中")
_STATUS_WORD = re.compile("|".join(sorted(map(re.escape, _STATUS), key=len, reverse=True)))


def ticked(text: str) -> str | None:
    """What is ticked where a cell holds boxes, the text itself where it holds none, None where no box is ticked.

    >>> ticked("□满意 ☑一般"), ticked("是☑ 否□"), ticked("满意"), ticked("□是 □否")
    ('一般', '是', '满意', None)
    """
    text = _TICKED_BOX.sub("☑", text)
    if not any(box in text for box in "□☐○☑■") or len(text) == 1:
        return text
    pairs = [(word, box) for box, word in _BOX.findall(text)]
    if text.strip()[0] not in "□☐○" + TICKS:
        pairs = _BOX_AFTER.findall(text)
    chosen = [word for word, box in pairs if box in TICKS and word]
    if len(chosen) > 1:
        raise BadCell("two-ticks", chosen="、".join(chosen))
    return chosen[0] if chosen else None


def read_yes_no(cell: Cell, words: Mapping[str, str] = MappingProxyType({})) -> Reading:
    """`yes` or `no`; unknown is blank. `words` are those that a field reads in its own way.

    >>> [read_yes_no(c).value for c in ("√", "否", "已解决", "未签字", "保外", "/", True, 0)]
    ['yes', 'no', 'yes', 'no', 'no', None, 'yes', 'no']
    >>> [read_yes_no(c).value for c in ("同意", "不同意", "通过", "未通过", "驳回")]
    ['yes', 'no', 'yes', 'no', 'no']
    """
    text = ticked(plain(cell))
    if text and text in words:
        return Reading(words[text])
    if not text or text in _UNKNOWN:
        return BLANK
    answer = _yes_no(text.strip("。.!,; "))
    if answer:
        return Reading(answer)
    if is_nothing(text):
        return BLANK
    raise BadCell("not-yes-no")


def read_yes_no_times(cell: Cell) -> Reading:
    """`yes` or `no`, where a number says how many times: the times are the aside.

    >>> [read_yes_no_times(c)[::2] for c in ("2次", 3, "否", "是(2次)", 0)]
    [('yes', 2.0), ('yes', 3.0), ('no', None), ('yes', 2.0), ('no', None)]
    """
    text = plain(cell)
    found = _TIMES.fullmatch(text)
    if found and len(found[1]) < 4:
        times = int(found[1])
        return Reading("yes" if times else "no", (), float(times) if times else None)
    return read_yes_no(cell)


def _yes_no(text: str) -> str | None:
    if text in _YES:
        return "yes"
    if text in _NO or text.startswith(_NOT):
        return "no"
    return "yes" if text[:1] in ("已", "是", "有", *TICKS) else None


def read_status(cell: Cell) -> Reading:
    """`open`, `closed` or `cancelled`; a cancelled one is noted, because it is not counted.

    >>> [read_status(c).value for c in ("已结案", "未结案", "处理中", "撤诉", "是", "×", "等配件,处理中")]
    ['closed', 'open', 'open', 'cancelled', 'closed', 'open', 'open']
    """
    text = ticked(plain(cell))
    if not text or text in ("/", "-", "—", "--", "——"):
        return BLANK
    status, found = _STATUS.get(text), set[str]()
    if status is None:
        found = {_STATUS[word] for word in _STATUS_WORD.findall(text)}
        status = next(iter(found)) if len(found) == 1 else None
        answer = _yes_no(text) if not found and status is None else None
        status = {"yes": "closed", "no": "open"}.get(answer or "", status)
    if status is None:
        if is_nothing(text):
            return BLANK
        if found or not _UNDER_WAY.fullmatch(text):
            raise BadCell("not-a-status")
        status = "open"
    return Reading(status, (Note("row-cancelled", {}),) if status == "cancelled" else ())


def read_category(cell: Cell) -> Reading:
    """The word of a category, or the one that is ticked.

    >>> read_category("色差").value, read_category("□维修 ☑安装").value, read_category("□维修 □安装").value
    ('色差', '安装', None)
    """
    reading = read_name(cell)
    if not isinstance(reading.value, str) or reading.value.isalnum():
        return reading
    return reading._replace(value=ticked(reading.value))


def read_choice(cell: Cell, options: Mapping[str, tuple[str, ...]], *, asked: bool = False) -> Reading:
    """The id of the option whose words the cell says: exactly, else the longest word that stands in it.

    `asked` where the heading asks whether there is any (是否返修): then 否 is none of them.

    >>> way = {"in": ("入库", "领回"), "out": ("领用", "出库")}
    >>> read_choice("领用", way).value, read_choice("维修领用(张三)", way).value, read_choice("/", way).value
    ('out', 'out', None)
    """
    text = ticked(spoken(cell))
    if not text:
        return BLANK
    by_word = _by_word(tuple(options.items()))
    key = match_key(text)
    if key in by_word:
        return Reading(by_word[key])
    if not key or is_nothing(text) or (asked and _yes_no(text) == "no"):
        return BLANK
    for word, option in by_word.items():  # longest first
        if len(word) > 1 and word in key:
            return Reading(option)
    raise BadCell("not-a-choice", options="/".join(words[0] if words else option for option, words in options.items()))


@lru_cache(maxsize=256)
def _by_word(options: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    words = [(match_key(word), option) for option, group in options for word in (option, *group)]
    return dict(sorted(words, key=lambda pair: (-len(pair[0]), pair[0])))
