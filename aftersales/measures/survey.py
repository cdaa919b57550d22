"""Answered forms: the five questions, one to five (S3-30)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.callback import SATISFIED
from aftersales.measures.members import NOBODY, members_of
from aftersales.measures.model import Measure, Scope, Summary, Unit, remembered

ROLE = "served_by"
QUESTIONS = ("q1", "q2", "q3", "q4", "q5")


@remembered
def answers(scope: Scope) -> pd.DataFrame:
    """One row an answer that is valid: the form's record with `category` (the question) and `answer`."""
    forms = scope.of("survey")
    parts = []
    for question in QUESTIONS:
        given = forms[forms[question].notna()]
        parts.append(given.assign(category=question, answer=given[question]))
    return pd.concat(parts, ignore_index=True).astype({"category": "str"})


def _and_overall(scope: Scope, value: pd.Series) -> pd.DataFrame:
    """Each answer under its question, and for each form the sum of what its answers give over their number."""
    told = answers(scope)
    by_question = members_of(told, ROLE, value, 1.0, category=told["category"])
    forms = scope.of("survey")
    by_form = value.groupby(told["record_id"]).agg(["sum", "size"]).astype("float64")
    forms = forms[forms["record_id"].isin(by_form.index)]
    summed = forms["record_id"].map(by_form["sum"]).astype("float64")
    return pd.concat([members_of(forms, ROLE, summed, forms["record_id"].map(by_form["size"])), by_question])


def _forms(scope: Scope) -> pd.DataFrame:
    told = answers(scope)
    return pd.concat([members_of(scope.of("survey"), ROLE), members_of(told, ROLE, category=told["category"])])


def _mean(scope: Scope) -> pd.DataFrame:
    return _and_overall(scope, answers(scope)["answer"])


def satisfied_answers(scope: Scope) -> pd.Series:
    """1 for an answer of 4 or 5, else 0."""
    return (answers(scope)["answer"] >= SATISFIED).astype(float)


def _satisfaction(scope: Scope) -> pd.DataFrame:
    return _and_overall(scope, satisfied_answers(scope))


def _invalid(scope: Scope) -> pd.DataFrame:
    """Answers that were given but are none of 1–5, under their question and all together."""
    if scope.unread is None or scope.unread.empty:
        return NOBODY
    forms = scope.of("survey")
    wrong = forms.merge(scope.unread, on="record_id")
    return pd.concat([members_of(wrong), members_of(wrong, category=wrong["field"])])


MEASURES = (
    Measure(
        "survey.forms",
        "评价表份数",
        Unit.COUNT,
        Summary.SUM,
        ("S3-30",),
        "本月收到的评价表份数；按题分列的是答了这一题的份数。",
        _forms,
        ROLE,
    ),
    Measure(
        "survey.mean",
        "评价表均分",
        Unit.POINTS,
        Summary.MEAN,
        ("S3-30",),
        "有效答案（1–5 分）的平均，按题分列；总的是所有答了的题的平均。",
        _mean,
        ROLE,
        higher_is_better=True,
    ),
    Measure(
        "survey.satisfaction_rate",
        "评价表满意率",
        Unit.RATE,
        Summary.SHARE,
        ("S3-30",),
        "4 分和 5 分的答案 ÷ 有效答案，按题分列。",
        _satisfaction,
        ROLE,
        higher_is_better=True,
    ),
    Measure(
        "survey.invalid",
        "无效答案",
        Unit.COUNT,
        Summary.SUM,
        ("S3-30",),
        "填了但不是 1–5 分、看不懂的答案个数，按题分列；空白不算。",
        _invalid,
        higher_is_better=False,
    ),
)
