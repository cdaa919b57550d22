"""Repair jobs: how many, how long, solved, punctual, signed, written down, fees handed in (S0-27, S0-29, S1-06 …)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.callback import satisfied
from aftersales.measures.clock import (
    HOURS_A_DAY,
    MINUTES_A_DAY,
    as_text,
    days_between,
    days_until,
    last_moment,
    not_after,
)
from aftersales.measures.log import COMPLETE
from aftersales.measures.members import members_of
from aftersales.measures.model import Measure, Members, Scope, Summary, Unit, remembered

ROLE = "technician"
FORMS = ("dispatch_form_on", "feedback_form_on")


@remembered
def jobs(scope: Scope) -> pd.DataFrame:
    """The month's service jobs, without the cancelled ones."""
    return not_cancelled(scope.of("repair"))


def not_cancelled(records: pd.DataFrame) -> pd.DataFrame:
    """Jobs that were not called off."""
    return records[records["status"].fillna("") != "cancelled"]


def service_day(records: pd.DataFrame) -> pd.Series:
    """When the job was done: the end of it, else when it was reported."""
    return records["finished_at"].fillna(records["reported_at"])


def _count(scope: Scope) -> pd.DataFrame:
    return members_of(jobs(scope), ROLE)


@remembered
def _timed(scope: Scope) -> pd.DataFrame:
    """Finished jobs whose two moments are known in their order, with `hours`; whole days where a time is missing."""
    done = jobs(scope)
    done = done[done["finished_at"].notna() & done["reported_at"].notna()]
    hours = days_between(done["reported_at"], done["finished_at"]) * HOURS_A_DAY
    return done.assign(hours=hours)[hours >= 0]


def _durations(scope: Scope) -> pd.DataFrame:
    done = _timed(scope)
    return members_of(done, ROLE, done["hours"], 1.0, durations=True)


def _hours_mean(scope: Scope) -> pd.DataFrame:
    done = _timed(scope)
    return members_of(done, ROLE, done["hours"], 1.0)


def _response(scope: Scope) -> pd.DataFrame:
    """Hours from the report to being there."""
    seen = jobs(scope)
    seen = seen[seen["arrived_at"].notna() & seen["reported_at"].notna()]
    hours = days_between(seen["reported_at"], seen["arrived_at"]) * HOURS_A_DAY
    return members_of(seen[hours >= 0], ROLE, hours[hours >= 0], 1.0, durations=True)


def _solved(scope: Scope) -> pd.DataFrame:
    """A mark decides; without one a closed status means solved (ruling 16)."""
    told = jobs(scope)
    closed = (told["status"] == "closed").fillna(value=False)
    told = told[told["solved"].notna() | closed]
    return members_of(told, ROLE, (told["solved"].fillna("yes") == "yes").astype(float), 1.0)


def _punctual(scope: Scope) -> pd.DataFrame:
    """Not later than booked and the grace; by the day where one of the two has no time."""
    both = jobs(scope)
    both = both[both["arrived_at"].notna() & both["booked_for"].notna()]
    late = days_between(both["booked_for"], both["arrived_at"]) * MINUTES_A_DAY
    by_minute = both["arrived_at"].str.contains("T") & both["booked_for"].str.contains("T")
    in_time = late.round() <= by_minute.map({True: scope.rules.punctual_minutes, False: 0})
    return members_of(both, ROLE, in_time.astype(float), 1.0)


def _signed(scope: Scope) -> pd.DataFrame:
    """A blank in a column for signatures is no signature (ruling 5)."""
    known = scope.has(jobs(scope), "signed")
    return members_of(known, ROLE, (known["signed"] == "yes").fillna(value=False).astype(float), 1.0)


def _forms(scope: Scope) -> pd.DataFrame:
    """Both forms within so many days of the service; one that is still in time is not judged yet."""
    known = scope.has(jobs(scope), *FORMS)
    day = service_day(known).str[:10]
    in_time = pd.Series(data=True, index=known.index)
    for form in FORMS:
        days = days_between(day, known[form].where(~known[form].isin(["yes", "no"])).str[:10])
        in_time &= (known[form] == "yes").fillna(value=False) | (days <= scope.rules.forms_days)
    over = days_until(day, scope.until) > scope.rules.forms_days
    judged = in_time | over
    return members_of(known[judged], ROLE, in_time[judged].astype(float), 1.0)


def _satisfaction(scope: Scope) -> pd.DataFrame:
    rated = jobs(scope)
    rated = rated[rated["satisfaction"].notna()]
    return members_of(rated, ROLE, satisfied(rated, scope).astype(float), 1.0)


def _incomplete(scope: Scope) -> pd.DataFrame:
    records = jobs(scope)
    return members_of(records[~records[COMPLETE]] if COMPLETE in records else records.iloc[:0], ROLE)


def _fee_days(scope: Scope) -> pd.DataFrame:
    """Calendar days from the service to handing in the fee; so far, where it is still outstanding (ruling 14)."""
    paid = scope.has(jobs(scope), "fee_handed_in_on")
    paid = paid[paid["fee"] > 0]
    end = as_text(min(last_moment(scope.month), scope.until), paid.index)
    handed_in = paid["fee_handed_in_on"].where(not_after(paid["fee_handed_in_on"], scope.until)).fillna(end)
    days = days_between(service_day(paid).str[:10], handed_in.str[:10])
    allowed = (paid["late_approved"] == "yes").fillna(value=False).astype(float)
    return members_of(paid, ROLE, (days - allowed).clip(lower=0))


def _rework(scope: Scope) -> pd.DataFrame:
    """All of it together, and by 内返 / 外返."""
    again = jobs(scope)
    again = again[again["rework"].notna()]
    return pd.concat([members_of(again, ROLE), members_of(again, ROLE, category=again["rework"])])


def _modes(scope: Scope) -> pd.DataFrame:
    known = jobs(scope)
    known = known[known["mode"].notna()]
    return members_of(known, ROLE, category=known["mode"])


def _waiting(scope: Scope) -> pd.DataFrame:
    known = scope.has(jobs(scope), "waiting_for")
    return members_of(known[known["waiting_for"].notna()], ROLE)


def _measure(  # noqa: PLR0913 - the fields of a measure
    name: str,
    zh: str,
    kind: tuple[Unit, Summary],
    rules: tuple[str, ...],
    definition: str,
    members: Members,
    *,
    better: bool | None = None,
    needs: str = "",
) -> Measure:
    return Measure(f"repair.{name}", zh, *kind, rules, definition, members, ROLE, better, needs)


COUNT, RATE = (Unit.COUNT, Summary.SUM), (Unit.RATE, Summary.SHARE)
MEASURES = (
    _measure(
        "jobs", "维修单数", COUNT, ("S0-12",), "本月完成（未写完成时间的按报修）的维修单数，已取消的不计。", _count
    ),
    _measure(
        "hours_median",
        "维修用时（中位）",
        (Unit.HOURS, Summary.MEDIAN),
        ("S0-27",),
        "从报修到完成的小时数，取中位：有一半的单在这么久以内完成；只有日期的按整天。",
        _durations,
        better=False,
    ),
    _measure(
        "hours_mean",
        "维修用时（平均）",
        (Unit.HOURS, Summary.MEAN),
        ("S0-27",),
        "从报修到完成的小时数的平均。",
        _hours_mean,
        better=False,
    ),
    _measure(
        "hours_p90",
        "维修用时（九成）",
        (Unit.HOURS, Summary.P90),
        ("S0-27",),
        "九成的单在这么多小时以内完成。",
        _durations,
        better=False,
    ),
    _measure(
        "response_hours",
        "上门响应用时（中位）",
        (Unit.HOURS, Summary.MEDIAN),
        ("S3-60", "S0-15"),
        "从报修到上门的小时数，取中位；只有日期的按整天。",
        _response,
        better=False,
    ),
    _measure(
        "solved_rate",
        "维修问题解决率",
        RATE,
        ("S0-29",),
        "标了已解决的，以及没有标注但已结案的 ÷ 有标注或已结案的维修单。",
        _solved,
        better=True,
    ),
    _measure(
        "punctual_rate",
        "准时到达率",
        RATE,
        ("S1-06",),
        "不晚于预约时间 15 分钟（可设置）到达的 ÷ 预约和到达都写了的；只有日期的，不晚于预约当天算准时。",
        _punctual,
        better=True,
    ),
    _measure(
        "signed_rate",
        "签字率",
        RATE,
        ("S2-33",),
        "有客户签字的维修单 ÷ 有签字列的表里的维修单；空白算没有签字。",
        _signed,
        better=True,
    ),
    _measure(
        "forms_in_time_rate",
        "单据及时率",
        RATE,
        ("S4-06",),
        "派工单和反馈单都在服务日次日以内上交的 ÷ 应交的维修单；空白算没有交，还没到期的不计。",
        _forms,
        better=True,
    ),
    _measure(
        "satisfaction_rate",
        "维修满意率",
        RATE,
        ("S0-28",),
        "评价为满意或非常满意的维修单 ÷ 有评价的维修单。",
        _satisfaction,
        better=True,
    ),
    _measure(
        "incomplete_records",
        "记录不完整次数",
        COUNT,
        ("S3-42",),
        "客户、机型、故障、维修内容、维修人员、完成时间、客户签字有一项空白的维修单数；表里没有的列不算。",
        _incomplete,
        better=False,
    ),
    _measure(
        "fee_days_late",
        "服务费迟交天数",
        (Unit.DAYS, Summary.SUM),
        ("S3-41",),
        "有收费的维修单从服务日到上交日的天数合计；还没交的算到月末或统计时点，特批的宽限一天。",
        _fee_days,
        better=False,
    ),
    _measure(
        "rework",
        "返修单数",
        COUNT,
        ("S2-50",),
        "登记为内返或外返的维修单数，另按内返、外返分列。",
        _rework,
        better=False,
        needs="rework",
    ),
    _measure("mode", "服务方式", COUNT, ("S1-17",), "按远程、上门、送修分列的维修单数。", _modes, needs="mode"),
    _measure(
        "waiting",
        "待件单数",
        COUNT,
        ("S0-39",),
        "写了等待或缺件原因的维修单数。",
        _waiting,
        better=False,
        needs="waiting_for",
    ),
)
