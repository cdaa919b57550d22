"""The page of appraisal schemes: what each asks, how each item is awarded, what follows, and what its source left open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, get_args

from pydantic import BaseModel

from aftersales.appraisal.checkup import Known, check_up
from aftersales.appraisal.events import named
from aftersales.appraisal.judged import RATERS
from aftersales.appraisal.library import shipped
from aftersales.appraisal.numbers import plain
from aftersales.classify.load import load_taxonomy
from aftersales.kinds.load import built_in_kinds
from aftersales.measures.catalogue import BY_ID
from aftersales.report.wording import PROPOSALS
from aftersales.settings.model import Categories
from aftersales.settings.schemes import (
    Award,
    Binary,
    Consequence,
    Counted,
    Feed,
    Item,
    Level,
    Linear,
    PerEvent,
    Proportion,
    Rating,
    RatioToTarget,
    Scheme,
    Steps,
    Words,
)

PERIODS = {"month": "月", "quarter": "季度", "year": "年"}
Table = Callable[[Sequence[str], Sequence[Sequence[str]]], str]
INTRODUCTION = """# 考核方案

一个方案就是一个 YAML 文件，不用写程序。自带的十一个在 `aftersales/appraisal/schemes/`；在 `config.yaml` 的 `schemes:` 里可以改其中任何一项
（列表整个替换），也可以写一个新的。给谁用：花名册的“考核方案”列（代号或中文名，几个用、隔开），或方案里的 `applies_to`（岗位、门店、部门、姓名、everyone）。
先用 `trial 方案.yaml --months 3` 放在过去几个月上试算，再启用。两个从头写的例子：[客服热线](examples/call-centre.yaml)、[维修公司](examples/repair-firm.yaml)。

得分 = 合计 ÷ 满分 × 100，四舍五入到两位小数，等级按印出的得分定。没有任何可评内容、或已评的不到方案分量六成的人是“未评级”，不是 0 分。
没有“属实”标记的投诉不扣分，列为待核实。所有奖惩都是建议，由领导审定。
"""


def schemes(table: Table) -> str:
    """All shipped schemes, then the words a scheme may use."""
    known = Known(frozenset(BY_ID), built_in_kinds(), frozenset(load_taxonomy(Categories()).order))
    parts = [INTRODUCTION]
    parts += [_scheme(scheme, known, table) for scheme in shipped().values()]
    return "\n".join([*parts, _vocabulary(table)])


def _scheme(scheme: Scheme, known: Known, table: Table) -> str:
    rolled = "".join(f" → {PERIODS[period]}" for period in scheme.rolls_up)
    text = f"## `{scheme.id}` {scheme.zh}\n\n按{PERIODS[scheme.period]}{rolled}考核。也认：{'、'.join(scheme.aliases)}。\n\n"
    if scheme.items:
        rows = [
            (item.name, item.part, plain(item.max), _award(item), item.rule, "、".join(item.aliases))
            for item in scheme.items
        ]
        text += table(("项目", "块", "满分", "怎么得分", "条款", "也认"), rows) + "\n"
    if scheme.grades:
        grades = [f"{grade.name} ≥ {plain(grade.at)}" for grade in scheme.grades]
        text += f"等级：{'，'.join([*grades, f'其余 {scheme.below}'])}。\n\n"
    lines = [_consequence(scheme, one) for one in scheme.consequences]
    lines += [f"{one.name}：每次从总分扣 {plain(one.each)} 分（{one.rule}）" for one in scheme.deductions]
    lines += [f"{named(one)}经核实：当期作废（{one.rule}）" for one in scheme.void]
    lines += [f"原文的空缺：{known_gap}" for known_gap in scheme.known]
    lines += [f"检查发现：{finding.text}" for finding in check_up(scheme, known)]
    return text + "".join(f"- {line}\n" for line in lines)


def _award(item: Item) -> str:
    """One item's way of awarding in words."""
    award = item.award
    if isinstance(award, PerEvent | Binary):
        told = [_event(event) for event in award.events]
        return "；".join(told) + ("；有一次即为 0" if isinstance(award, Binary) else "")
    if isinstance(award, Steps | Linear | RatioToTarget | Proportion):
        return _figured(award)
    if isinstance(award, Words):
        return "，".join(f"{word} {plain(points)}" for word, points in award.words.items())
    words = f"级别 × {plain(award.each)}" if isinstance(award, Level) else f"评分（满分 {plain(_full(item))}）"
    raters = "、".join(RATERS[rater] for rater in item.raters)
    subs = f"，分项 {'、'.join(item.sub_items)}" if item.sub_items else ""
    instead = f"；没有评分时取{BY_ID[item.fallback.measure].zh}" if item.fallback else ""
    return f"{words}，由{raters}评{subs}{instead}"


def _full(item: Item) -> Decimal:
    return item.award.out_of if isinstance(item.award, Rating) else item.max


def _figured(award: Steps | Linear | RatioToTarget | Proportion) -> str:
    """Points from a figure."""
    if isinstance(award, Proportion):
        return f"{BY_ID[award.measure].zh}几成得几成"
    if isinstance(award, RatioToTarget):
        return f"{_feed(award.of)} ÷ 目标"
    if isinstance(award, Linear):
        ends = [f"{plain(end.at)} 得 {plain(end.points)}" for end in (award.worst, award.best)]
        return f"{_feed(award.of)}：{'，'.join(ends)}，中间按直线"
    sign = "≤" if award.lower_is_better else "≥"
    bands = "，".join(f"{sign} {plain(step.at)} 得 {plain(step.points)}" for step in award.steps)
    return f"{_feed(award.of)}：{bands}，否则 {plain(award.otherwise)}"


def _event(event: Counted) -> str:
    what = "、".join(event.incidents) or named(event)
    if event.zero:
        return f"{what}：本项 0 分"
    each = f"{plain(event.each)} 分" if event.each else f"本项的 {plain(event.percent)}%"
    free = f"（前 {plain(event.allowance)} 次不扣）" if event.allowance else ""
    return f"{what}：每次扣 {each}{free}" if event.each or event.percent else what


def _feed(of: Feed) -> str:
    parts = ["达成率"] if of.achievement else []
    parts += [BY_ID[of.measure].zh] if of.measure else []
    parts += ["评分"] if of.rating else []
    return "或".join(parts)


def _consequence(scheme: Scheme, one: Consequence) -> str:
    amount = f" {one.amount:+f} 元" if one.amount is not None else ""
    when = f"{PERIODS[one.every or scheme.period]}度 {one.grade}"
    if one.in_year:
        when += f"，一年内第 {one.times} 次"
    elif one.adjacent:
        when += f"，连续 {one.times} 次"
    elif one.times > 1:
        when += f"，{one.within_months} 个月内第 {one.times} 次（不连续）"
    return f"{when} → 建议{PROPOSALS[one.proposal]}{amount}（{one.rule}）"


def _vocabulary(table: Table) -> str:
    """Every key that a scheme may use, from the models themselves."""
    text = "## 方案可以写的内容\n\n"
    ways = get_args(get_args(Award)[0])
    for model in (Scheme, Item, *ways, Counted, Feed, Consequence):
        rows = [
            (f"`{name}`", _default(field.default), field.description or "")
            for name, field in model.model_fields.items()
        ]
        text += f"### {_heading(model)}\n\n{table(('键', '默认', '说明'), rows)}\n"
    return text


def _heading(model: type[BaseModel]) -> str:
    by = model.model_fields.get("by")
    return (
        f"`by: {by.default}`"
        if by is not None
        else {"Scheme": "方案", "Item": "项目", "Counted": "次数", "Feed": "数值"}.get(model.__name__, "奖惩")
    )


def _default(value: Any) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, BaseModel) or value in ("", (), {}) or type(value).__name__ == "PydanticUndefinedType":
        return ""
    return "null" if value is None else str(value) if not isinstance(value, dict) else ""
