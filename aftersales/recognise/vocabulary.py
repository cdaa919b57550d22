"""What every wording may mean, over all kinds: built once for a set of kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from aftersales.kinds.model import Field, Kind
from aftersales.kinds.wording import heading_key
from aftersales.recognise.remembered import Remembered

ROW_NUMBER = frozenset({"序号", "行号", "序", "项次", "no", "行次", "顺序号", "№"})
"""Headings of a column that only counts rows: never a record number, never content."""

_TITLES = (
    "排班 值班 请假 加班 工资 薪资 薪酬 提成 奖金 社保 库存 盘点 采购订单 采购计划 采购申请 询价 报价 报价单 报价表 价格 价格表 价目表 应收 应付 应收账款 预算 "
    "日记账 流水账 备用金 借款 借用 移交 交接 会议 纪要 会议签到 会议签到表 培训签到 培训签到表 培训 招聘 应聘 面试 来访 访客 快递 合同台账 合同登记 发票登记 固定资产 资产 设备台账 "
    "车辆使用 用车 里程 文件收发 收发文 印章 生产 产量 检验 质检 巡检 积分 市场调查 验收 保养计划 培训计划 生产计划 销售计划 计划 问卷 调查 费用预算 "
    "供应商通讯录 厂家通讯录 客户通讯录 供应商名录 供应商名单 供应商档案 经销商通讯录 生日"
)
STRANGERS = tuple(_TITLES.split())
"""Words of a title that speak for a sort of sheet other than those we know, unless one of our kinds claims them."""

_HEADINGS = (
    "实发工资 应发工资 实发金额 应发合计 奖金 绩效工资 全勤奖 加班费 社保 公积金 个税 提成比例 提成金额 提成 事假 病假 年假 出勤天数 应出勤 实出勤 早班 中班 晚班 夜班 "
    "账面数量 账面数 实盘数量 实盘数 盘盈 盘亏 盘盈盘亏 盘点人 库位 货位 议题 决议 出厂价 批发价 零售价 移交人 接收人 监交人 移交项目名称 余额 期初余额 期末余额 "
    "已收金额 未收金额 借方 贷方 快递单号 寄件人 被访人 合同金额 合同编号 签订日期 资产编号 资产名称 原值 净值 起始里程 结束里程 班组 计划产量 实际产量 合格率 "
    "检验项目 检验员 学历 应聘岗位 面试日期 税额 价税合计 发票号码 开票日期 积分 借用人"
)
STRANGE_HEADINGS = frozenset(_HEADINGS.split())
"""Headings that speak against all of our kinds, unless one of them claims the wording."""

_OTHERS = (
    "到期日期 到期时间 截止日期 起始日期 终止日期 有效日期 生产日期 出生日期 出厂日期 上次日期 下次日期 客户编号 客户类别 客户区域 产品编码 产品类别 请领数量 计划数量 "
    "供货日期 公司电话 办公电话 紧急联系人 紧急联系电话 物流单号 运单号 审批日期 审核日期 审批意见 签订人 打印日期"
)
PROPER = frozenset(_OTHERS.split())
"""Headings that are spelt right and mean nothing to us: never taken for a slip of one that does."""

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
        aside = (heading_key(word) for kind in kinds.values() for word in kind.aside)
        self.options = {kind.id: _options(kind) for kind in kinds.values()}
        self.weights: dict[str, float] = dict.fromkeys((*ROW_NUMBER, *aside), 0.5)
        for known in self.meanings.values():
            for word, meaning in known.items():
                self.weights[word] = max(self.weights.get(word, 0.0), 1.0 if meaning.weight == 1 else 0.5)
        self.longest_latin = 1 + max((len(word) for word in self.weights if word.isascii()), default=0)
        ours = [(heading_key(word), kind.id) for kind in kinds.values() for word in kind.titles]
        claimed = {word for word, _ in ours}
        self.titles = (*ours, *((word, "") for word in STRANGERS if word not in claimed))
        self.titles_from: dict[str, list[tuple[str, str]]] = {}
        for word, kind_id in self.titles:
            self.titles_from.setdefault(word[0], []).append((word, kind_id))
        self.strange = STRANGE_HEADINGS - self.weights.keys()
        self.told = lru_cache(maxsize=_TEXTS)(self._told)
        self._pairs = {pair for word in (*self.weights, *PROPER, *STRANGE_HEADINGS) for pair in pairs_of(word)}
        self._near: dict[str, Mapping[str, tuple[Near, ...]]] = {}
        self.remembered = Remembered()

    def _told(self, text: str) -> tuple[str, float]:
        """The wording of a cell, and how surely it is a heading; half a word for one that a slip or a cut spoilt."""
        key = heading_key(text)
        known = self.weights
        if key in known:
            return key, known[key]
        if (bare := without_count(key)) in known:
            return bare, known[bare]
        return key, 0.5 if len(key) >= 4 and (key[:-1] in known or key[1:] in known) else 0.0

    def near(self, key: str) -> Mapping[str, tuple[Near, ...]]:
        """Kind → the fields whose wording is one slip away from this heading, or that it is the beginning of."""
        if len(self._near) > _REMEMBERED:
            self._near.clear()
        if key not in self._near:
            spelt_right = key in self.weights or key in PROPER or key in STRANGE_HEADINGS
            self._near[key] = {} if len(key) < 4 or spelt_right else self._search(key)
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
                if word in cut or (word in close and is_slip(key, word) and not self._another_word(key, word)):
                    field = known[word].fields[0]
                    fields.setdefault(field, Near(field, word, word in cut))
            if fields:
                found[kind_id] = tuple(fields.values())
        return found

    def _another_word(self, typed: str, meant: str) -> bool:
        """Whether the character that differs makes a word that headings are made of: 到期 is no slip of 到货."""
        if len(typed) != len(meant):
            return False
        wrong = {i for i, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b}
        return len(wrong) == 1 and any(typed[i : i + 2] in self._pairs for at in wrong for i in (at - 1, at) if i >= 0)


def pairs_of(word: str) -> list[str]:
    """Every two characters that stand together in a wording.

    >>> pairs_of("到货日期")
    ['到货', '货日', '日期']
    """
    return [word[at : at + 2] for at in range(len(word) - 1)]


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


def _options(kind: Kind) -> dict[str, tuple[tuple[Field, str], ...]]:
    """Every word of an option: of which fields it is one, and which."""
    found: dict[str, dict[str, tuple[Field, str]]] = {}
    for field in kind.fields:
        for option, words in field.options.items():
            for word in (option, *words):
                found.setdefault(heading_key(word), {}).setdefault(field.name, (field, option))
    return {word: tuple(own.values()) for word, own in found.items()}


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
