"""Callbacks: how many, who was reached, who is content, and what the others complain about (S2-11…13)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.members import latest, members_of, split_by_label
from aftersales.measures.model import Measure, Members, Scope, Summary, Unit, remembered

SATISFIED = 4
BASIC = frozenset({"基本满意", "较满意", "比较满意"})


def satisfied(records: pd.DataFrame, scope: Scope, *, with_basic: bool = False) -> pd.Series:
    """True where the rating is 满意: 4 or 5, and 基本满意 / 较满意 / 比较满意 where they are to count."""
    fully = records["satisfaction"] >= SATISFIED
    if with_basic or scope.basic_counts_as_satisfied:
        return fully | records["_satisfaction_word"].isin(list(BASIC))
    return fully


@remembered
def rated_households(scope: Scope) -> pd.DataFrame:
    """The latest rated callback of every household in the month."""
    callbacks = scope.of("callback")
    return latest(callbacks[callbacks["satisfaction"].notna()])


@remembered
def unsatisfied_households(scope: Scope) -> pd.DataFrame:
    """The deciding callbacks of households that are not fully satisfied."""
    decided = rated_households(scope)
    return decided[~satisfied(decided, scope)]


def problem_households(scope: Scope) -> pd.DataFrame:
    """Households not fully satisfied, once in each of their categories and once without category."""
    decided = unsatisfied_households(scope)
    callbacks = scope.of("callback")
    told = callbacks[callbacks["_categories"].notna() & callbacks["household"].isin(decided["household"])]
    labels = latest(told[told["_own_words"] == "yes"]).set_index("household")["_categories"]
    own = decided["_categories"].where(decided["_own_words"] == "yes")
    elsewhere = decided["household"].map(labels).astype("str")
    decided = decided.assign(_categories=own.fillna(elsewhere).fillna(decided["_categories"]))
    by_category = split_by_label(decided, "_categories")
    return pd.concat(
        [
            members_of(decided, "called_by"),
            members_of(by_category, "called_by", category=by_category["category"]),
        ]
    )


def _calls(scope: Scope) -> pd.DataFrame:
    return members_of(scope.of("callback"), "called_by")


def _households(scope: Scope) -> pd.DataFrame:
    return members_of(latest(scope.of("callback")), "called_by")


def _reached(scope: Scope) -> pd.DataFrame:
    known = scope.of("callback")
    known = known[known["outcome"].notna()]
    return members_of(known, "called_by", (known["outcome"] == "reached").astype(float), 1.0)


def _rated(scope: Scope) -> pd.DataFrame:
    return members_of(rated_households(scope), "called_by")


def _satisfied(scope: Scope) -> pd.DataFrame:
    decided = rated_households(scope)
    return members_of(decided[satisfied(decided, scope)], "called_by")


def _unsatisfied(scope: Scope) -> pd.DataFrame:
    return members_of(unsatisfied_households(scope), "called_by")


def _rate(scope: Scope) -> pd.DataFrame:
    decided = rated_households(scope)
    return members_of(decided, "called_by", satisfied(decided, scope).astype(float), 1.0)


def _rate_with_basic(scope: Scope) -> pd.DataFrame:
    decided = rated_households(scope)
    return members_of(decided, "called_by", satisfied(decided, scope, with_basic=True).astype(float), 1.0)


def _service(scope: Scope) -> pd.DataFrame:
    rated = scope.has(scope.of("callback"), "responsible")
    rated = rated[rated["satisfaction"].notna()]
    return members_of(rated, "responsible", satisfied(rated, scope).astype(float), 1.0)


def _count(id_: str, zh: str, rules: tuple[str, ...], definition: str, members: Members) -> Measure:
    fewer = id_ in {"callback.not_fully_satisfied", "callback.problem_households"}
    better = False if fewer else None
    needs = "" if id_ in {"callback.calls", "callback.households"} else "satisfaction"
    return Measure(id_, zh, Unit.COUNT, Summary.SUM, rules, definition, members, "called_by", better, needs)


def _share(id_: str, zh: str, rules: tuple[str, ...], definition: str, members: Members) -> Measure:
    role = "responsible" if id_.startswith("service.") else "called_by"
    return Measure(id_, zh, Unit.RATE, Summary.SHARE, rules, definition, members, role, higher_is_better=True)


MEASURES = (
    _count("callback.calls", "回访次数", ("S2-11", "S2-12"), "本月的回访记录条数，未接通的也算。", _calls),
    _count("callback.households", "回访户数", ("S2-12",), "本月回访过的户数，同一户只计一次。", _households),
    _share("callback.reached_rate", "接通率", (), "接通的回访 ÷ 知道是否接通的回访。", _reached),
    _count("callback.rated", "有效评价户数", ("S2-12",), "本月给出评价的户数，一户以最后一次评价为准。", _rated),
    _count("callback.satisfied", "满意户数", ("S2-12",), "最后一次评价为满意或非常满意的户数。", _satisfied),
    _count(
        "callback.not_fully_satisfied",
        "未完全满意户数",
        ("S2-12",),
        "有效评价户数 − 满意户数；基本满意、一般都算未完全满意。",
        _unsatisfied,
    ),
    _share(
        "callback.satisfaction_rate",
        "回访满意率",
        ("S2-12",),
        "满意户数 ÷ 有效评价户数；未接通、未评价的不在分母里。",
        _rate,
    ),
    _share(
        "callback.satisfaction_rate_with_basic",
        "满意率（含基本满意）",
        ("S2-12",),
        "把基本满意、较满意、比较满意也算满意时的满意率，只供对照。",
        _rate_with_basic,
    ),
    _count(
        "callback.problem_households",
        "未完全满意分类户数",
        ("S2-13",),
        "未完全满意的户，按不满意原因分类；一户有几类原因就在几类里各计一次，合计按户只计一次。",
        problem_households,
    ),
    _share(
        "service.satisfaction_rate",
        "服务人员满意率",
        ("S0-28",),
        "按当事人统计：评价为满意的回访 ÷ 有评价的回访。",
        _service,
    ),
)
