"""Whether a repair held: the same thing of the same household reported again within so many days (S2-50).

Source: docs/measures.md §3.4. A job is judged once so many days have passed since it was finished; before that its
time of observation is not over. A repeat is charged to the earlier job, its people and its month.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from aftersales.measures.clock import MINUTES_A_DAY, beginning, ending
from aftersales.measures.members import members_of
from aftersales.measures.model import Measure, Scope, Summary, Unit, remembered
from aftersales.measures.repair import ROLE, jobs, not_cancelled

SPAN = 1 << 32
"""More minutes than any moment has: keeps the moments of two things apart on one axis."""
SAID_PLANNED = r"(?:预约|约定|约好|计划|安排).{0,4}(?:第?[二三四五2-5][次回]|再次|复[查检诊])"


@remembered
def _mature(scope: Scope) -> pd.DataFrame:
    """Jobs finished in the month so long ago that a repeat would be known, with `repeat`."""
    done = jobs(scope)
    done = done[done["finished_at"].notna()]
    finish = ending(done["finished_at"])
    now = int(np.datetime64(scope.until, "m").astype("int64"))
    done = done.assign(_finish=finish)[finish + scope.rules.repeat_days * MINUTES_A_DAY <= now]
    return done.assign(repeat=_repeated(done, _unplanned(scope), scope.rules.repeat_days))


def _unplanned(scope: Scope) -> pd.DataFrame:
    """Every job of the run that nobody had planned, with `_start`: when it was reported, else when it was done."""
    every = not_cancelled(scope.every("repair"))
    told = every["remark"].fillna("") + every["work"].fillna("")
    planned = (every["visit_no"] > 1) | told.str.contains(SAID_PLANNED)
    every = every[~planned.fillna(value=False).astype(bool)]
    reported, finished = beginning(every["reported_at"]), beginning(every["finished_at"])
    start = reported.where((reported >= 0) & ((reported <= finished) | (finished < 0)), finished)
    return every.assign(_start=start)


def _repeated(done: pd.DataFrame, starts: pd.DataFrame, days: int) -> pd.Series:
    """Whether one of the jobs that start after it, within the days, is of the same household and thing.

    The thing is the serial number; where one of the two jobs has none, the product.
    """
    repeated = np.zeros(len(done), dtype=bool)
    with_serial, start_with_serial = done["serial"].notna().to_numpy(), starts["serial"].notna().to_numpy()
    pairs = (
        ("serial", with_serial, start_with_serial),
        ("product", ~with_serial, np.ones(len(starts), dtype=bool)),
        ("product", with_serial, ~start_with_serial),
    )
    for thing, of_done, of_starts in pairs:
        repeated[of_done] |= _followed(done[of_done], starts[of_starts], thing, days)
    return pd.Series(repeated, index=done.index)


def _followed(done: pd.DataFrame, starts: pd.DataFrame, thing: str, days: int) -> np.ndarray:
    """Whether the first start after the finish, of the same household and thing, comes within the days."""
    if done.empty or starts.empty:
        return np.zeros(len(done), dtype=bool)
    both = pd.concat([done[["household", thing]], starts[["household", thing]]])
    codes = both.groupby(["household", thing], dropna=False, sort=False).ngroup().to_numpy()
    axis = np.sort(codes[len(done) :] * SPAN + starts["_start"].to_numpy())
    finish = codes[: len(done)] * SPAN + done["_finish"].to_numpy()
    at = np.searchsorted(axis, finish, side="right")
    follower = np.append(axis, np.iinfo("int64").max)[at]
    return np.asarray(follower <= finish + days * MINUTES_A_DAY)


def _repeat_rate(scope: Scope) -> pd.DataFrame:
    mature = _mature(scope)
    return members_of(mature, ROLE, mature["repeat"].astype(float), 1.0)


def _first_time_fix(scope: Scope) -> pd.DataFrame:
    """First visits that finished the work and were not followed by a repeat."""
    first = _mature(scope)
    first = first[first["visit_no"].fillna(1) <= 1]
    marked = first["solved"].fillna("")
    completed = (marked == "yes") | ((marked == "") & (first["status"].fillna("closed") == "closed"))
    return members_of(first, ROLE, (completed & ~first["repeat"]).astype(float), 1.0)


MEASURES = (
    Measure(
        "repair.first_time_fix_rate",
        "首次修复率",
        Unit.RATE,
        Summary.SHARE,
        ("S2-50",),
        "首次上门就修好、30 天（可设置）内同一户同一机没有再报修的 ÷ 观察期已满的首次上门单。",
        _first_time_fix,
        ROLE,
        higher_is_better=True,
    ),
    Measure(
        "repair.repeat_rate",
        "返修率",
        Unit.RATE,
        Summary.SHARE,
        ("S2-50",),
        "完成后 30 天（可设置）内同一户同一机再报修的 ÷ 观察期已满的维修单，记在前一单的维修人员名下；"
        "事先约好的再次上门不算。",
        _repeat_rate,
        ROLE,
        higher_is_better=False,
    ),
)
