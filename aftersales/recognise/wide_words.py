"""The words of wide appraisal and target tables: items, raters, totals, and headings that are none of these."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from aftersales.kinds.wording import heading_key
from aftersales.model import Cell
from aftersales.recognise.cells import is_blank

_ITEMS = """
服务态度 业务能力 工作效率 客户满意度 团队协作 业务知识 产品知识 售后流程 技术支持 客户服务 响应速度 问题解决 沟通能力 协作精神 团队贡献
工作态度 敬业精神 责任感 执行力 创新能力 销售任务 培训 改进建议 客户关系 解决问题能力 认真负责 学习能力 联系畅通 费用上交 维修记录 工具保管
配件账目 保修判定 维修技能 企业荣誉 信息收集 职业道德 客户信息管理 客户档案管理 客户回访 投诉处理 服务细致度 以客户为中心 问题解决速度 服务质量
团队合作 学习发展 技术能力 业务水平 积极性 协调性 忠诚度 计划能力 执行能力 工作品质 工作业绩 问题解决率 服务效率 售后维护
"""
ITEMS = frozenset(_ITEMS.split())
"""The items of the schemes that are known here; any other item stays as it is written."""

_GRADES = "优秀 优 良好 良 较好 好 合格 达标 一般 中 中等 及格 基本合格 待改进 需改进 较差 差 很差 不合格 不及格 不达标 强 弱 多"
GRADES = frozenset(_GRADES.split())
_TOTALS = "总分 总得分 合计 合计得分 总计 综合得分 综合评分 考核得分 考核总分 最终得分 平均分 平均得分 总评分 总成绩 综合分 合计分"
TOTALS = frozenset(_TOTALS.split())
RESULT_TOTAL = "总分"
_PART_TOTAL = re.compile(r"(加权合计|加权得分|小计|加权总分|权重合计).*")
_GRADE_OF_ALL = frozenset(("等级", "考核等级", "评定等级", "等次", "评级", "考核结论", "综合等级", "评定", "考核评定"))
_NO_ITEM = re.compile(
    r"序号|编号|no|工号|姓名|员工.*|.*(部门|门店|岗位|职务|职位|日期|时间|月份|期间|周期|签字|签名|确认|审核|备注|说明|评语|名次|排名|考核人|评分人|被考核人|权重|电话|手机|地址|入职|方案|制度|班组|区域|季度|年度)|.*(工资|薪|奖金|扣款|补贴|提成|金额|津贴|社保|次数|天数|数量|台数|户数|单数|费用|合计)"
)
_RATER_SUFFIX = re.compile(r"(评分|得分|评价|打分|分数|评|分|考核)$")
_SUBS = "得分 评分 分值 分数 等级 级别 备注 目标 实际 目标值 实际值 完成率 达成率 达成 权重 扣分 扣分栏 考核得分 评定"
_SUB = frozenset(_SUBS.split())
ACHIEVED = re.compile(r".*(达成率|完成率|达成)$")
TARGETS = frozenset(("目标", "目标值", "目标值要求", "指标值", "任务", "计划"))
_SCORE = re.compile(r"\s*-?\d+(\.\d+)?\s*分?\s*")
_PERCENT = re.compile(r"\s*\d+(\.\d+)?\s*[%％]\s*")
_LEVEL_HEADINGS = frozenset(("等级", "级别", "行为等级", "评分等级"))
_LEVEL = re.compile(r"\s*([1-5一二三四五])\s*(级|档|星)\s*")
_LETTER = re.compile(r"[A-E][级等档]?[(（]?([\u4e00-\u9fff]*)[)）]?")
_LEVELS = {word: number for number, word in enumerate("一二三四五", 1)}


@dataclass(frozen=True, slots=True)
class Judged:
    """What a cell of a wide table says: a score, a level of 1 to 5, a word, or a share that was reached."""

    score: Cell = None
    level: Cell = None
    word: Cell = None
    achieved: bool = False


def item_of(text: str) -> str:
    """The item's name as it is known, without numbering and maximum; any other as it is written.

    >>> item_of("1、服务态度（20分）"), item_of("产品陈列（10分）"), item_of("服 务 态 度")
    ('服务态度', '产品陈列（10分）', '服务态度')
    """
    key = heading_key(text)
    return key if key in ITEMS else " ".join(text.split())


def is_item(text: str) -> bool:
    """Whether a heading is the name of an item that is known."""
    return heading_key(text) in ITEMS


def no_item(text: str) -> bool:
    """Whether a heading says that its column is no item, whatever stands below it."""
    key = heading_key(text)
    return not key or _NO_ITEM.fullmatch(key) is not None or key in _GRADE_OF_ALL or key in TOTALS or key in _SUB


def is_total(text: str) -> bool:
    """A typed total of all items."""
    return heading_key(text) in TOTALS


def is_part_total(text: str) -> bool:
    """A weighted sum of one block: a note, because the items say it all."""
    return _PART_TOTAL.fullmatch(heading_key(text)) is not None


def is_grade_of_all(text: str) -> bool:
    """A grade that stands beside a total."""
    return heading_key(text) in _GRADE_OF_ALL


def is_sub(text: str, raters: Mapping[str, str]) -> bool:
    """A heading that only says what of an item its column holds."""
    return heading_key(text) in _SUB or rater_of(text, raters) != ""


def rater_of(text: str, raters: Mapping[str, str]) -> str:
    """Who scores in a column with this heading; blank where it does not say. `raters` are the kind's words.

    >>> rater_of("上级评分", {"上级": "superior"}), rater_of("自我评分", {"自我评分": "self"}), rater_of("权重", {"上级": "superior"})
    ('superior', 'self', '')
    """
    key = heading_key(text)
    return raters.get(key) or raters.get(_RATER_SUFFIX.sub("", key), "")


def judged(cell: Cell, heading: str) -> Judged | None:
    """What a cell says; None for a blank one or one that is no judgement. A percentage is what was reached.

    >>> judged("85分", "得分"), judged("3级", "得分").level, judged("优秀", "得分").word, judged("详见附件", "得分")
    (Judged(score='85分', level=None, word=None, achieved=False), 3, '优秀', None)
    >>> [found.word if (found := judged(text, "")) else None for text in ("A", "B级", "A 优秀", "C（合格）", "A区")]
    ['A', 'B级', 'A优秀', 'C（合格）', None]
    """
    if is_blank(cell) or isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return _figure(cell, heading)
    return _said(cell, heading) if type(cell) is str else None


def _figure(cell: Cell, heading: str) -> Judged:
    key = heading_key(heading)
    if key in _LEVEL_HEADINGS:
        return Judged(level=cell)
    return Judged(score=cell, achieved=ACHIEVED.fullmatch(key) is not None)


def _said(cell: str, heading: str) -> Judged | None:
    if _PERCENT.fullmatch(cell):
        return Judged(score=cell, achieved=True)
    if found := _LEVEL.fullmatch(cell):
        return Judged(level=_LEVELS.get(found[1]) or int(found[1]))
    if _SCORE.fullmatch(cell):
        return _figure(cell, heading)
    word = "".join(cell.split())
    letter = _LETTER.fullmatch(word)
    return Judged(word=word) if word in GRADES or (letter and (letter[1] or "优") in GRADES) else None
