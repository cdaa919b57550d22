"""Complaints of a month by category and by department: households, money, rate per 100; a complaint's money is shared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from aftersales.frames import LABELS
from aftersales.report.view import View

CANCELLED = "cancelled"
NO_DEPARTMENT = "未定"


@dataclass(frozen=True, slots=True)
class Split:
    """One category or department. A complaint with k categories counts 1/k in `shared` and in `money`, so both add up."""

    households: int
    shared: float
    money: float


def by_category(view: View) -> dict[str, Split]:
    """Every category of the month's complaints; cancelled ones are left out."""
    return _split(_labelled(view), "_category")


def by_department(view: View) -> dict[str, Split]:
    """The department that answers for the category, the largest first; 其他 and 待归类 have none yet."""
    labelled = _labelled(view)
    names = {name: view.departments.get(name, "") or NO_DEPARTMENT for name in labelled["_category"].unique()}
    found = _split(labelled.assign(_department=labelled["_category"].map(names)), "_department")
    return dict(sorted(found.items(), key=lambda pair: (pair[0] == NO_DEPARTMENT, -pair[1].shared, pair[0])))


def _labelled(view: View) -> pd.DataFrame:
    """One row a complaint and category, each with its share of the complaint."""
    records = view.records["complaint"]
    kept = records[(records["status"].fillna("") != CANCELLED) & records["_categories"].notna()]
    codes, texts = pd.factorize(kept["_categories"])
    labels = [text.split(LABELS) for text in texts]  # of each distinct text once
    counts = np.array([len(own) for own in labels], dtype="int64")[codes]
    weight = np.repeat(1.0 / counts, counts)
    money = np.repeat(kept["compensation_amount"].fillna(0.0).to_numpy("float64"), counts)
    return pd.DataFrame(
        {
            "_category": pd.Series([label for code in codes for label in labels[code]], dtype="str"),
            "household": kept["household"].take(np.repeat(np.arange(len(kept)), counts)).reset_index(drop=True),
            "_shared": weight,
            "_money": money * weight,
        }
    )


def _split(labelled: pd.DataFrame, by: str) -> dict[str, Split]:
    return {
        str(name): Split(int(own["household"].nunique()), float(own["_shared"].sum()), float(own["_money"].sum()))
        for name, own in labelled.groupby(by, sort=True)
    }
