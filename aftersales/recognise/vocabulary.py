"""What every wording may mean, over all kinds: built once for a set of kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from aftersales.kinds.model import Kind
from aftersales.kinds.wording import heading_key

ROW_NUMBER = frozenset({"序号", "行号", "序", "项次", "no", "行次", "顺序号", "№"})
"""Headings of a column that only counts rows: never a record number, never content."""

_TITLES = (
    "考勤 出勤 打卡 排班 工资 薪资 薪酬 提成 社保 配件 零件 销货卡 领用 领料 旧件 维修 派工 返修 保养 考核 评分 评价表 绩效 "
    "奖惩 扣分 违规 费用 报销 开支 验收 入库 库存 盘点 采购 进货 收货单 缴款 交款 结帐 结账 应收 报价 客户资料 客户档案 案例 "
    "工作计划 计划 目标 移交 问卷 调查"
)
STRANGERS = tuple(_TITLES.split())
"""Words of a title that speak for a sort of sheet other than those we know, unless one of our kinds claims them."""

_HEADINGS = (
    "实发工资 应发工资 实发金额 应发合计 扣款 奖金 绩效工资 全勤奖 迟到 早退 旷工 事假 病假 出勤天数 上班 下班 报修日期 报修时间 "
    "故障现象 故障描述 维修内容 配件名称 配件编号 领料人 结存 供应商 考核项目 得分 自评 上级评分 权重 交款员 车牌号 派工单号 "
    "服务单号 工时"
)
STRANGE_HEADINGS = frozenset(_HEADINGS.split())
"""Headings that speak against all of our kinds, unless one of them claims the wording."""

# Characters that make another thing of a heading (次要责任人 is not 主要责任人): never a slip of the pen.
MODIFIERS = frozenset(
    "首次二三主要管理原新旧上下内外前后初复末收付进出买卖借还始终起止预约实际计划应已未非不无有换送退补发取提入总小大内外旬月周年日时率"
)
_REMEMBERED = 10_000
_TEXTS = 65_536
_LOOK_ALIKE = frozenset({frozenset("日曰"), frozenset("未末"), frozenset("已己"), frozenset("人入"), frozenset("时日")})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a wording means in one kind: the fields, how surely (1, or less if weak), its rank among the field's own."""

    fields: tuple[str, ...]
    weight: float
    rank: int
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """A known wording that a heading is probably a slip of."""

    field: str
    wording: str
    truncated: bool


class Vocabulary:
    """All wordings of a set of kinds. `meanings[kind][wording]` is exact; `near` proposes for typing errors."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self.kinds = kinds
        self.meanings = {kind.id: _meanings(kind) for kind in kinds.values()}
        self.weights: dict[str, float] = dict.fromkeys(ROW_NUMBER, 0.5)
        for known in self.meanings.values():
            for word, meaning in known.items():
                self.weights[word] = max(self.weights.get(word, 0.0), 1.0 if meaning.weight == 1 else 0.5)
        ours = [(heading_key(word), kind.id) for kind in kinds.values() for word in kind.titles]
        claimed = {word for word, _ in ours}
        self.titles = (*ours, *((word, "") for word in STRANGERS if word not in claimed))
        self.strange = STRANGE_HEADINGS - self.weights.keys()
        self.told = lru_cache(maxsize=_TEXTS)(self._told)
        self._near: dict[str, Mapping[str, tuple[Near, ...]]] = {}

    def _told(self, text: str) -> tuple[str, float]:
        """The wording of a cell, and how surely it is a heading; half a word for one that a slip or a cut spoilt."""
        key = heading_key(text)
        known = self.weights
        if (bare := without_count(key)) in known and key not in known:
            return bare, known[bare]
        part = 0.5 if len(key) >= 4 and (key[:-1] in known or key[1:] in known) else 0.0
        return key, known.get(key) or part

    def near(self, key: str) -> Mapping[str, tuple[Near, ...]]:
        """Kind → the fields whose wording is one slip away from this heading, or that it is the beginning of."""
        if len(self._near) > _REMEMBERED:
            self._near.clear()
        if key not in self._near:
            self._near[key] = {} if len(key) < 4 or key in self.weights else self._search(key)
        return self._near[key]

    def _search(self, key: str) -> Mapping[str, tuple[Near, ...]]:
        found: dict[str, tuple[Near, ...]] = {}
        for kind_id, known in self.meanings.items():
            words = [word for word, meaning in known.items() if meaning.weight == 1 and not meaning.shared]
            close = {
                word for word, _, _ in process.extract(key, words, scorer=OSA.distance, score_cutoff=1, limit=None)
            }
            cut = {word for word in words if word.startswith(key) and len(word) - len(key) <= 2}
            fields: dict[str, Near] = {}
            for word in words:
                if word in cut or (word in close and is_slip(key, word)):
                    field = known[word].fields[0]
                    fields.setdefault(field, Near(field, word, word in cut))
            if fields:
                found[kind_id] = tuple(fields.values())
        return found


def without_count(key: str) -> str:
    """The wording without the digit behind it.

    >>> without_count("满意度1"), without_count("满意度"), without_count("12")
    ('满意度', '满意度', '12')
    """
    return key[:-1] if len(key) > 2 and key[-1].isdecimal() and not key[-2].isascii() else key


def is_slip(typed: str, meant: str) -> bool:
    """Whether two wordings one edit apart differ by a slip and not by a word that changes the meaning.

    >>> is_slip("回访曰期", "回访日期"), is_slip("次要责任人", "主要责任人"), is_slip("原送货单号", "送货单号")
    (True, False, False)
    """
    if min(len(typed), len(meant)) < 4 and len(typed) != len(meant):
        return False
    if sorted(typed) == sorted(meant):
        return True
    here = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    if len(typed) == len(meant):
        pair = {typed[here], meant[here]}
        return frozenset(pair) in _LOOK_ALIKE or not pair & MODIFIERS
    longer = typed if len(typed) > len(meant) else meant
    doubled = here > 0 and longer[here] == longer[here - 1]
    return doubled or longer[here] not in MODIFIERS


def _meanings(kind: Kind) -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for field in kind.fields:
        for rank, word in enumerate(field.headings):
            found.setdefault(heading_key(word), Meaning((field.name,), 1.0, rank))
        for rank, word in enumerate(field.weak):
            found.setdefault(heading_key(word), Meaning((field.name,), 0.4, 100 + rank))
    for rank, (word, fields) in enumerate(kind.shares.items()):
        found[heading_key(word)] = Meaning(fields, 1.0, 50 + rank, shared=True)
    return found


class _Same:
    """A set of kinds as a key of a cache: equal if it is the very same objects."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self.kinds = dict(kinds)
        self._ids = tuple(id(kind) for kind in self.kinds.values())

    def __hash__(self) -> int:
        return hash(self._ids)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._ids == other._ids


@lru_cache(maxsize=4)
def _built(same: _Same) -> Vocabulary:
    return Vocabulary(same.kinds)


def vocabulary(kinds: Mapping[str, Kind]) -> Vocabulary:
    """The vocabulary of these kinds, built once."""
    return _built(_Same(kinds))
