"""The department against its standard of 90 %: four shares, met or not (S3-60, S3-61)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.callback import rated_households, satisfied
from aftersales.measures.members import members_of
from aftersales.measures.model import Measure, Scope, Summary, Unit
from aftersales.measures.survey import answers, satisfied_answers

STANDARD = 0.9
AFTER_CARE = "售后维护"
QUESTIONS = {"q3": "服务态度", "q5": "问题解决率", "q1": "服务效率"}


def in_warranty(callbacks: pd.DataFrame, customers: pd.DataFrame, months: int) -> pd.Series:
    """Whether the customer card says that the household's warranty runs on the day of the callback (S4-07).

    It starts when the goods were bought, else installed, else delivered; its last day is the one before the same day
    so many months later. A household with several cards is in warranty while one of them is.
    """
    start = warranty_start(customers)
    cards = customers.assign(_start=start)[start.notna()]
    if cards.empty or callbacks.empty:
        return pd.Series(data=False, index=callbacks.index)
    cards = cards.assign(_end=_months_later(cards["_start"], cards["warranty_months"].fillna(months)))
    dated = callbacks[["household"]].assign(_at=range(len(callbacks)), _day=callbacks["date"].str[:10])
    both = dated.merge(cards[["household", "_start", "_end"]], on="household")
    running = both[(both["_start"].str[:10] <= both["_day"]) & (both["_day"] < both["_end"])]
    return pd.Series(dated["_at"].isin(running["_at"]).to_numpy(), index=callbacks.index)


def warranty_start(customers: pd.DataFrame) -> pd.Series:
    """The day from which each card's warranty runs: bought, else installed, else delivered."""
    return customers["purchased_on"].fillna(customers["installed_on"]).fillna(customers["delivered_on"])


def _months_later(days: pd.Series, months: pd.Series) -> pd.Series:
    """The same day so many months on; the last of a month that is shorter."""
    pairs = pd.DataFrame({"day": days.str[:10], "months": months.round().astype("int64")})
    later = {
        (day, more): str((pd.Timestamp(day) + pd.DateOffset(months=more)).date())
        for day, more in pairs.drop_duplicates().itertuples(index=False, name=None)
    }
    told = [later[pair] for pair in pairs.itertuples(index=False, name=None)]
    return pd.Series(told, index=days.index, dtype="str")


def _standard(scope: Scope) -> pd.DataFrame:
    """Three questions of the survey, and the callbacks of customers in warranty."""
    parts = []
    if len(scope.this.get("survey", ())):
        told = answers(scope)
        asked = told["category"].isin(list(QUESTIONS))
        named = told.loc[asked, "category"].map(QUESTIONS).astype("str")
        parts.append(members_of(told[asked], "", satisfied_answers(scope)[asked], 1.0, category=named))
    if len(scope.this.get("callback", ())) and len(scope.records.get("customer", ())):
        decided = rated_households(scope)
        decided = decided[in_warranty(decided, scope.every("customer"), scope.rules.warranty_months)]
        label = pd.Series(AFTER_CARE, index=decided.index, dtype="str")
        parts.append(members_of(decided, "", satisfied(decided, scope).astype(float), 1.0, category=label))
    return pd.concat(parts) if parts else members_of(scope.of("callback").iloc[:0])


MEASURES = (
    Measure(
        "department.standard",
        "部门达标",
        Unit.RATE,
        Summary.SHARE,
        ("S3-60", "S3-61"),
        "服务态度（评价表第 3 题）、问题解决率（第 5 题）、服务效率（第 1 题）为 4–5 分的比例，"
        "售后维护为保修期内客户回访的满意率；达到 90% 为达标，不足 10 份为样本不足。",
        _standard,
        higher_is_better=True,
        made_of="survey callback",
        target=STANDARD,
    ),
)
