"""The vocabulary of appraisal schemes: what a YAML file of the library, or `config.yaml: schemes:`, may say.

A scheme is data. It names its items, how each is awarded, what a missing item does, the grades and what follows from
them, and the clause that each line cites. There are no expressions and no code in it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from aftersales.settings.part import Day, Part

Points = Annotated[Decimal, Field(ge=-1000, le=1000)]
Missing = Literal["zero", "rescale", "not_rated"]
Rater = Literal["self", "superior", "peer", "customer", "hr", "exam", "practice", "case", "result"]
Period = Literal["month", "quarter", "year"]
Proposed = Literal[
    "bonus",
    "deduction",
    "fine",
    "warning",
    "demotion",
    "retraining",
    "dismissal",
    "promotion",
    "raise",
    "title",
    "reward",
    "pay_ratio",
]


class Counted(Part):
    """What is counted against (or for) a person: exactly one of the four sources."""

    name: str = Field("", description="在评分条里的叫法")
    unit: str = Field("次", description="按什么数：次、天……")
    incidents: tuple[str, ...] = Field((), description="扣分/奖惩登记里的事项，或写法")
    complaints: tuple[str, ...] = Field((), description="经核实投诉的类别；* 表示任何类别")
    measure: str = Field("", description="指标，取本人的数值")
    records: str = Field("", description="登记表种类，与 where 合用")
    where: dict[str, str] = Field({}, description="字段 → 值，符合的记录才算")
    role: str = Field("", description="records 里哪个字段是本人")
    confirmed: bool = Field(False, description="必须有“属实”标记才算（否则按各表的规则）")
    each: Points = Field(Decimal(0), description="每次（每单位）扣几分；加分写负数")
    percent: Annotated[Decimal, Field(ge=0, le=100)] = Field(Decimal(0), description="每次扣本项满分的百分之几")
    allowance: Annotated[Decimal, Field(ge=0)] = Field(Decimal(0), description="前几次不扣")
    zero: bool = Field(False, description="出现一次本项即为 0")
    rule: str = Field("", description="所依据的条款；空 = 本项的条款")


class Feed(Part):
    """The figure that steps or a line are applied to: the first of these that is there."""

    achievement: bool = Field(False, description="考核表里的达成率")
    measure: str = Field("", description="指标，取本人的数值；与 target 合用则取 数值 ÷ 目标")
    target: Annotated[Decimal, Field(gt=0)] | None = Field(None, description="固定目标值")
    from_targets: bool = Field(False, description="目标取自“目标值”表或 config.yaml: targets")
    rating: bool = Field(False, description="考核表里的评分")


class Rating(Part):
    """`rating`: the typed score out of a full mark → its share of the item's maximum."""

    by: Literal["rating"] = "rating"
    out_of: Annotated[Decimal, Field(gt=0)] = Field(Decimal(100), description="评分的满分")


class Level(Part):
    """`level`: level 1…n times so many points."""

    by: Literal["level"] = "level"
    levels: Annotated[int, Field(ge=2, le=20)] = 5
    each: Points = Field(description="每级几分")


class Words(Part):
    """`words`: a word of judgement → points."""

    by: Literal["words"] = "words"
    words: dict[str, Points] = Field(description="评语 → 分数")


class Step(Part):
    """From this value on (or, if lower is better, up to it): so many points."""

    at: Decimal = Field(description="界限（含）")
    points: Points


class Steps(Part):
    """`steps`: half-open bands over a figure; the value on a bound belongs to the better band."""

    by: Literal["steps"] = "steps"
    of: Feed
    steps: tuple[Step, ...] = Field(min_length=1, description="从最好到最差")
    otherwise: Points = Field(Decimal(0), description="一档都没达到")
    lower_is_better: bool = False


class Linear(Part):
    """`linear`: between two points of a line, flat outside."""

    by: Literal["linear"] = "linear"
    of: Feed
    worst: Step = Field(description="这个值（或更差）得几分")
    best: Step = Field(description="这个值（或更好）得几分")


class PerEvent(Part):
    """`per_event`: starts full, each event takes points, never below the floor."""

    by: Literal["per_event"] = "per_event"
    events: tuple[Counted, ...] = Field(min_length=1)
    floor: Points = Decimal(0)


class Proportion(Part):
    """`proportion`: the maximum times the share that is good."""

    by: Literal["proportion"] = "proportion"
    measure: str = Field(description="比率指标")
    bad: bool = Field(False, description="指标算的是差的比例")


class RatioToTarget(Part):
    """`ratio_to_target`: actual ÷ target, up to a cap, times the maximum."""

    by: Literal["ratio_to_target"] = "ratio_to_target"
    of: Feed
    cap: Annotated[Decimal, Field(gt=0)] = Field(Decimal(1), description="最多按目标的几倍计")


class Binary(Part):
    """`binary`: all or nothing; any event takes everything."""

    by: Literal["binary"] = "binary"
    events: tuple[Counted, ...] = Field(min_length=1)


class Typed(Part):
    """`typed`: the points as they stand in the form, at most the maximum."""

    by: Literal["typed"] = "typed"


Award = Annotated[
    Rating | Level | Words | Steps | Linear | PerEvent | Proportion | RatioToTarget | Binary | Typed,
    Field(discriminator="by"),
]


class Fallback(Part):
    """What stands in for a rating nobody gave: a measure of the person, times something."""

    measure: str
    times: Decimal = Decimal(100)


class Item(Part):
    """One line of the scheme."""

    name: str
    aliases: tuple[str, ...] = Field((), description="考核表里的其他写法")
    part: str = Field("", description="属于哪一块")
    max: Annotated[Decimal, Field(gt=0)] = Field(description="满分（乘块的权重之前）")
    rule: str = Field("", description="条款")
    award: Award
    raters: dict[Rater, Annotated[Decimal, Field(gt=0)]] = Field(
        {"superior": Decimal(1)}, description="谁评 → 权重；同组先平均，再按权重合"
    )
    result_wins: bool = Field(False, description="表里填了“结果”就用它")
    sub_items: tuple[str, ...] = Field((), description="分项；各分项先平均")
    missing: Missing | None = Field(None, description="缺这一项时；空 = 按方案")
    fallback: Fallback | None = Field(None, description="没人评分时的替代")
    beside: tuple[str, ...] = Field((), description="旁边列出的指标，不计分")


class Block(Part):
    """A part of a scheme: `weight` multiplies the points of its items."""

    weight: Annotated[Decimal, Field(gt=0, le=1)] = Decimal(1)
    optional: bool = Field(False, description="整块没有评分时，其余折算")
    rescale_note: str = Field("", description="折算时写在备注里的话，例如 按60分折算")


class Deduction(Counted):
    """Points off the whole score, as a line of its own, called by its name."""


class Void(Counted):
    """What cancels the whole period."""

    note: str = "考核取消"


class Grade(Part):
    """A grade and its lower bound (included), tested on the printed score."""

    name: str
    at: Decimal = Field(description="下限（含）")


class Gap(Part):
    """Scores of which the source says nothing: above `over`, below `under`."""

    over: Decimal
    under: Decimal


class Consequence(Part):
    """What is proposed when a grade is reached, or reached so often."""

    grade: str
    proposal: Proposed
    amount: Decimal | None = Field(None, description="元；给为正、扣为负；空 = 待定")
    every: Period | None = Field(None, description="按哪种期间的等级；空 = 方案的期间")
    times: Annotated[int, Field(ge=1)] = Field(1, description="第几次起")
    adjacent: bool = Field(False, description="必须连续")
    not_adjacent: bool = Field(False, description="不连续时才算（连续的另有规定）")
    within_months: int | None = Field(None, ge=1, description="多少个月之内")
    in_year: bool = Field(False, description="一个自然年之内累计")
    warn_from: int | None = Field(None, ge=1, description="累计到几次起倒数提醒")
    rule: str = ""
    words: str = Field("", description="原文的说法")


class Assigned(Part):
    """Whom a scheme is for, besides those whose 花名册 names it."""

    everyone: bool = False
    roles: tuple[str, ...] = ()
    stores: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class SchemeBody(Part):
    """Everything of a scheme but its id."""

    zh: str = ""
    aliases: tuple[str, ...] = Field((), description="花名册和考核表里的其他叫法")
    source: str = Field("", description="出处")
    period: Period = "month"
    rolls_up: tuple[Period, ...] = Field((), description="由本期间平均而来的更长期间")
    own_form_wins: bool = Field(True, description="更长期间自己有考核表时，用它而不用平均")
    items: tuple[Item, ...] = ()
    parts: dict[str, Block] = Field({}, description="各块")
    stated_total: Decimal | None = Field(None, description="原文写的总分")
    out_of: Annotated[Decimal, Field(gt=0)] = Field(Decimal(100), description="得分的满分")
    missing: Missing = "rescale"
    enough: Annotated[Decimal, Field(ge=0, le=1)] = Field(Decimal("0.6"), description="至少评到多少权重才算已评")
    deductions: tuple[Deduction, ...] = ()
    void: tuple[Void, ...] = ()
    total_when: Literal["always", "weighted"] = Field("always", description="weighted = 只有给了权重才有总分")
    lowest_counts: bool = Field(False, description="总评取最低一项的等级")
    letters: dict[str, Decimal] = Field({}, description="等级字母 → 分值（按等级评的方案）")
    grades: tuple[Grade, ...] = ()
    below: str = Field("", description="低于所有等级时的说法")
    gaps: tuple[Gap, ...] = Field((), description="原文没有规定的分数段")
    known: tuple[str, ...] = Field((), description="原文的空缺，以及我们怎样处理")
    consequences: tuple[Consequence, ...] = ()
    pay_ratio: dict[str, Decimal] | None = Field(None, description="等级 → 工资发放比例；空 = 待核定")
    pay_ratio_open: bool = Field(False, description="原文提到工资比例而没有定")
    due_day: int | None = Field(None, ge=1, le=28, description="考核表最迟在次月几日交")
    effective_from: Day | None = None
    effective_to: Day | None = None
    applies_to: Assigned = Assigned()


class SchemeChange(SchemeBody):
    """`config.yaml: schemes: <id>:` — what a shop changes of a shipped scheme, or a whole scheme of its own.

    Every key of a scheme may stand here; a list replaces the list of the shipped scheme.
    """

    weights: dict[str, Annotated[Decimal, Field(gt=0)]] = Field({}, description="项目 → 权重（分），给了才有总分")


class Scheme(SchemeBody):
    """One appraisal scheme."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    zh: str = Field(min_length=1)
