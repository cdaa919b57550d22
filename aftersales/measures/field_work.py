"""Field work: homes measured (S2-11, S2-24), laying guidance (S2-15, S2-16, S2-25)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.members import latest, members_of
from aftersales.measures.model import Measure, Scope, Summary, Unit, remembered

TOP = 5
GOOD = 4
NO_REASON = "未写原因"


def _measuring(scope: Scope) -> pd.DataFrame:
    return members_of(scope.of("measuring"), "measured_by")


def _measured(scope: Scope) -> pd.DataFrame:
    done = scope.of("measuring")
    return members_of(latest(done[done["measured_on"].notna()], "measured_on"), "measured_by")


def _on_day(scope: Scope) -> pd.DataFrame:
    both = scope.of("measuring")
    both = both[both["measured_on"].notna() & both["booked_for"].notna()]
    on_day = both["measured_on"].str[:10] == both["booked_for"].str[:10]
    return members_of(both, "measured_by", on_day.astype(float), 1.0)


def _visits(scope: Scope) -> pd.DataFrame:
    return members_of(scope.of("guidance"), "guided_by")


def _guided(scope: Scope) -> pd.DataFrame:
    return members_of(latest(scope.of("guidance")), "guided_by")


@remembered
def _guidance_ratings(scope: Scope) -> pd.DataFrame:
    """The latest rated visit of every household, with `fully`: 完全满意 by the sheet's own top step (S2-15)."""
    visits = scope.of("guidance")
    has_top = set(visits.loc[visits["satisfaction"] == TOP, "source"])
    needed = visits["source"].isin(list(has_top)).map({True: TOP, False: GOOD}).astype("float64")
    rated = latest(visits.assign(fully=visits["satisfaction"] >= needed)[visits["satisfaction"].notna()])
    return rated.astype({"fully": "float64"})


def _fully(scope: Scope) -> pd.DataFrame:
    rated = _guidance_ratings(scope)
    return members_of(rated[rated["fully"] == 1], "guided_by")


def _not_fully(scope: Scope) -> pd.DataFrame:
    rated = _guidance_ratings(scope)
    return members_of(rated[rated["fully"] == 0], "guided_by")


def _unrated(scope: Scope) -> pd.DataFrame:
    households = latest(scope.has(scope.of("guidance"), "satisfaction"))
    return members_of(households[~households["household"].isin(_guidance_ratings(scope)["household"])], "guided_by")


def _guidance_rate(scope: Scope) -> pd.DataFrame:
    rated = _guidance_ratings(scope)
    return members_of(rated, "guided_by", rated["fully"], 1.0)


def reworked(scope: Scope) -> pd.DataFrame:
    """Visits with rework, with `times`: the number written, else one."""
    visits = scope.of("guidance")
    times = visits["rework_times"].where(visits["rework_times"] > 0)
    times = times.fillna((visits["rework"] == "yes").astype(float))
    return visits.assign(times=times)[times > 0]


def _rework(scope: Scope) -> pd.DataFrame:
    visits = reworked(scope)
    return members_of(visits, "guided_by", visits["times"])


def _rework_reasons(scope: Scope) -> pd.DataFrame:
    visits = reworked(scope)
    return members_of(visits, "", visits["times"], category=visits["rework_reason"].fillna(NO_REASON))


def _repeats(scope: Scope) -> pd.DataFrame:
    """Visits beyond a household's first: at month end, less what was there before the month (at least one)."""
    so_far = scope.up_to("guidance")
    now = _visits_made(so_far)
    before = _visits_made(so_far[so_far["month"] < scope.month])
    households = latest(scope.of("guidance"))
    made = households["household"].map(now) - households["household"].map(before).fillna(1).clip(lower=1)
    return members_of(households[made > 0], "guided_by", made[made > 0])


def _visits_made(visits: pd.DataFrame) -> pd.Series:
    """Per household: the highest visit number written, or the number of rows if that is more."""
    by_household = visits.groupby("household")
    return pd.concat([by_household["visit_no"].max(), by_household.size()], axis=1).max(axis=1)


@remembered
def delivered_households(scope: Scope) -> pd.DataFrame:
    """The latest delivery (送货) of every household in the month."""
    deliveries = scope.of("delivery")
    return latest(deliveries[deliveries["type"] == "送货"])


def _coverage(scope: Scope) -> pd.DataFrame:
    if scope.every("guidance").empty:
        return members_of(scope.of("delivery").iloc[:0], "", 0.0, 1.0)
    households = delivered_households(scope)
    guided = households["household"].isin(scope.every("guidance")["household"])
    return members_of(households, "", guided.astype(float), 1.0)


MEASURES = (
    Measure(
        "measuring.count",
        "量房登记数量",
        Unit.COUNT,
        Summary.SUM,
        ("S2-11",),
        "本月的量房登记条数（按量房日期，没有则按申请日期）。",
        _measuring,
        "measured_by",
    ),
    Measure(
        "measuring.done",
        "已量房户数",
        Unit.COUNT,
        Summary.SUM,
        ("S2-24",),
        "本月已上门量房的户数。",
        _measured,
        "measured_by",
        needs="measured_on",
    ),
    Measure(
        "measuring.on_day_rate",
        "按约量房率",
        Unit.RATE,
        Summary.SHARE,
        ("S2-24",),
        "在预约当天量房的登记 ÷ 预约日期和量房日期都写了的登记。",
        _on_day,
        "measured_by",
        higher_is_better=True,
    ),
    Measure(
        "guidance.visits",
        "指导次数",
        Unit.COUNT,
        Summary.SUM,
        ("S2-15",),
        "本月铺贴指导的上门次数。",
        _visits,
        "guided_by",
    ),
    Measure(
        "guidance.households",
        "铺贴指导户数",
        Unit.COUNT,
        Summary.SUM,
        ("S2-15",),
        "本月指导过的户数，同一户只计一次。",
        _guided,
        "guided_by",
    ),
    Measure(
        "guidance.fully_satisfied",
        "指导完全满意户数",
        Unit.COUNT,
        Summary.SUM,
        ("S2-15",),
        "最后一次评价为完全满意的户数；表里出现过“非常满意”或“完全满意”的，只有它们算完全满意，否则“满意”即是。",
        _fully,
        "guided_by",
        needs="satisfaction",
    ),
    Measure(
        "guidance.not_fully_satisfied",
        "指导未完全满意户数",
        Unit.COUNT,
        Summary.SUM,
        ("S2-15",),
        "有评价但不是完全满意的户数。",
        _not_fully,
        "guided_by",
        higher_is_better=False,
        needs="satisfaction",
    ),
    Measure(
        "guidance.unrated",
        "指导未评价户数",
        Unit.COUNT,
        Summary.SUM,
        ("S2-15",),
        "本月指导过但没有评价的户数。",
        _unrated,
        "guided_by",
        needs="satisfaction",
    ),
    Measure(
        "guidance.satisfaction_rate",
        "铺贴指导满意度",
        Unit.RATE,
        Summary.SHARE,
        ("S2-15",),
        "完全满意户数 ÷（完全满意户数 + 未完全满意户数）。",
        _guidance_rate,
        "guided_by",
        higher_is_better=True,
    ),
    Measure(
        "guidance.rework",
        "返工数量",
        Unit.COUNT,
        Summary.SUM,
        ("S2-16",),
        "返工次数合计；只写“是”的按一次。",
        _rework,
        "guided_by",
        higher_is_better=False,
        needs="rework",
    ),
    Measure(
        "guidance.rework_reason",
        "返工原因",
        Unit.COUNT,
        Summary.SUM,
        ("S2-16",),
        "按返工原因统计的返工次数。",
        _rework_reasons,
        "",
        higher_is_better=False,
    ),
    Measure(
        "guidance.repeat_visits",
        "重复上门次数",
        Unit.COUNT,
        Summary.SUM,
        ("S2-16",),
        "每户首次以外的上门次数合计；取“第几次上门”与登记条数中大的。",
        _repeats,
        "guided_by",
        higher_is_better=False,
    ),
    Measure(
        "guidance.coverage_rate",
        "指导覆盖率",
        Unit.RATE,
        Summary.SHARE,
        ("S2-25",),
        "本月送货的户（不含补货、退货、加工）中，有铺贴指导记录的户 ÷ 这些户（指导可在以后月份）。",
        _coverage,
        "",
        higher_is_better=True,
        made_of="delivery",
    ),
)
