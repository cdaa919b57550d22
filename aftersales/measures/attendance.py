"""Attendance: late, early, absent, from punches or from the marks of the sheet (S4-02 … S4-05)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.clock import minutes_of_day
from aftersales.measures.members import members_of
from aftersales.measures.model import Measure, Members, Scope, Summary, Unit, remembered
from aftersales.measures.working_days import working_days

ROLE = "person"
NOON = 12 * 60
AWAY = frozenset(("field", "leave", "rest"))
"""Marks of a day on which nobody is expected to punch in."""
FIELD_WORK = {
    "repair": ("technician", ("dispatched_at", "arrived_at", "finished_at"), "reported_at"),
    "measuring": ("measured_by", ("measured_on",), ""),
    "guidance": ("guided_by", ("date",), ""),
}
"""Logs that prove field work: who, on which days, and the day that stands in where those are blank."""
IN_THE_SHOP = frozenset(("远程", "送修"))


@remembered
def days(scope: Scope) -> pd.DataFrame:
    """Attendance of the month: `late_by`, `early_by` in minutes; `late`, `early`, `absent`, `missing`, `field`.

    A punch decides; without one the mark does. Nobody is late or early on a day away: marked so, or with field work.
    """
    shifts = scope.of("attendance")
    shifts = shifts[shifts["date"].str[:10] <= scope.until.strftime("%Y-%m-%d")]
    mark = shifts["mark"].fillna("")
    first, last = _punches(shifts)
    field = _worked_outside(shifts, scope)
    expected = ~(mark.isin(list(AWAY)) | (mark == "absent") | field)
    late_by = (first - _minutes(scope.rules.work_start)).clip(lower=0).where(expected)
    early_by = (_minutes(scope.rules.work_end) - last).clip(lower=0).where(expected)
    late = (late_by > 0) | (first.isna() & (mark == "late") & ~field)
    early = (early_by > 0) | (last.isna() & (mark == "early") & ~field)
    ended = shifts["date"].str[:10] < scope.until.strftime("%Y-%m-%d")
    missing = expected & ended & ((first.isna() != last.isna()) | (mark == "missing_punch"))
    flags = {"late": late, "early": early, "absent": _absent(shifts, scope, field), "missing": missing, "field": field}
    return shifts.assign(late_by=late_by, early_by=early_by, **flags)


def _punches(shifts: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The first and last punch in minutes; a single one is an arrival before noon, else a departure."""
    first, last = minutes_of_day(shifts["first_in"]), minutes_of_day(shifts["last_out"])
    single = first == last
    return first.mask(single & (first >= NOON)), last.mask(single & (last < NOON))


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _absent(shifts: pd.DataFrame, scope: Scope, field: pd.Series) -> pd.Series:
    """Marked so; or a working day without punch, mark and field record, on a sheet that has punches."""
    marked = (shifts["mark"] == "absent").fillna(value=False).astype(bool)
    blank = shifts[["first_in", "last_out", "mark", "hours"]].isna().all(axis=1) & ~field
    punched = blank.index.isin(scope.has_any(shifts[blank], "first_in", "last_out").index)
    unexplained = blank & punched
    worked = pd.Series(data=False, index=shifts.index)
    worked[unexplained] = working_days(shifts.loc[unexplained, "date"].str[:10], scope.holidays)
    return marked | (unexplained & worked)


def _worked_outside(shifts: pd.DataFrame, scope: Scope) -> pd.Series:
    """Whether the person has a record of field work on that day."""
    proofs = [field_days(scope.this[kind], kind) for kind in FIELD_WORK if len(scope.this.get(kind, ()))]
    if not proofs:
        return pd.Series(data=False, index=shifts.index)
    return (shifts["person"] + "|" + shifts["date"].str[:10]).isin(pd.concat(proofs))


def field_days(records: pd.DataFrame, kind: str) -> pd.Series:
    """`person|day` of every record; several people in one cell each were there."""
    role, moments, otherwise = FIELD_WORK[kind]
    if kind == "repair":
        records = records[~records["mode"].isin(list(IN_THE_SHOP)) & (records["status"].fillna("") != "cancelled")]
    people = records[role].str.split("、")
    dates = [records[name] for name in moments]
    if otherwise:
        dates.append(records[otherwise].where(records[list(moments)].isna().all(axis=1)))
    pairs = pd.concat([pd.DataFrame({"person": people, "day": date.str[:10]}) for date in dates]).dropna()
    exploded = pairs.explode("person")
    return exploded["person"].astype("str") + "|" + exploded["day"]


def _where(column: str, value: str = "") -> Members:
    """The days of a flag, each with 1 or with its minutes."""

    def members(scope: Scope) -> pd.DataFrame:
        shifts = days(scope)
        chosen = shifts[shifts[column]]
        return members_of(chosen, ROLE, chosen[value].fillna(0.0) if value else 1.0)

    return members


def _measure(name: str, zh: str, rules: tuple[str, ...], definition: str, members: Members) -> Measure:
    count = Unit.COUNT, Summary.SUM
    return Measure(f"attendance.{name}", zh, *count, rules, definition, members, ROLE, higher_is_better=False)


MEASURES = (
    _measure(
        "late",
        "迟到次数",
        ("S4-02", "S4-03"),
        "上班时间（默认 08:00）以后才打卡的人次；没有打卡时间的按表里标的迟到；外勤、请假、休息的日子不算。",
        _where("late"),
    ),
    _measure(
        "late_minutes",
        "迟到分钟",
        ("S4-03",),
        "迟到的分钟数合计；只标了迟到、没有打卡时间的不计分钟。",
        _where("late", "late_by"),
    ),
    _measure(
        "early",
        "早退次数",
        ("S4-02", "S4-04"),
        "下班时间（默认 17:00）以前最后一次打卡的人次；没有打卡时间的按表里标的早退；外勤、请假、休息的日子不算。",
        _where("early"),
    ),
    _measure(
        "absent",
        "旷工人次",
        ("S4-05",),
        "标了旷工的，以及工作日没有打卡、没有请假、也没有外勤记录的人次；待核实。",
        _where("absent"),
    ),
    _measure(
        "missing_punch",
        "缺卡次数",
        ("S4-01",),
        "上下班只打了一次卡，或标了缺卡的人次；外勤、请假、休息的日子不算。",
        _where("missing"),
    ),
    _measure(
        "field",
        "外勤人次",
        ("S4-02",),
        "当天有维修、量房或铺贴指导记录的人次，这些日子不算迟到早退。",
        _where("field"),
    ),
)
