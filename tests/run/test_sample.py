"""The sample folder, run as at night: every figure of the truth stands in the published tables."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from aftersales.measures.catalogue import BY_ID
from tests.sheets import Night, read_csv

ROOT = Path(__file__).parents[2]
TRUTH = json.loads((ROOT / "tests/sample/truth.json").read_text(encoding="utf-8"))
MONTHS = sorted(TRUTH["months"])
Key = tuple[str, ...]
WHOLE = {"store": "", "person": "", "category": "", "product": "", "unit": ""}
COUNTS = {
    "callback": ("calls", "households", "rated", "satisfied", "not_fully_satisfied"),
    "complaint": ("count", "verified", "closed", "open", "compensated", "compensation_amount"),
    "measuring": ("count", "done"),
    "guidance": (
        "visits",
        "households",
        "fully_satisfied",
        "not_fully_satisfied",
        "unrated",
        "rework",
        "repeat_visits",
    ),
    "audit": ("false", "attitude"),
    "repair": ("jobs", "waiting", "incomplete_records"),
    "survey": ("forms",),
    "attendance": ("late", "absent"),
    "expense": ("amount", "over_quota"),
    "payment": ("amount",),
    "incident": ("times",),
    "customer": ("new",),
}
"""Truth figures that are called as the measure is."""
PARTS = {
    ("callback", "reached"): ("callback.reached_rate", "numerator"),
    ("measuring", "on_day"): ("measuring.on_day_rate", "numerator"),
    ("measuring", "booked_and_done"): ("measuring.on_day_rate", "denominator"),
    ("delivery", "special"): ("delivery.special_orders", "value"),
    ("delivery", "sms_same_day"): ("delivery.sms_same_day_rate", "numerator"),
    ("delivery", "sms_expected"): ("delivery.sms_same_day_rate", "denominator"),
    ("delivery", "guided_households"): ("guidance.coverage_rate", "numerator"),
    ("complaint", "first_contact_met"): ("complaint.first_contact_in_time_rate", "numerator"),
    ("repair", "solved"): ("repair.solved_rate", "numerator"),
    ("repair", "signed"): ("repair.signed_rate", "numerator"),
    ("repair", "in_time"): ("repair.punctual_rate", "numerator"),
    ("repair", "booked_and_done"): ("repair.punctual_rate", "denominator"),
    ("survey", "answers"): ("survey.mean", "denominator"),
    ("survey", "sum"): ("survey.mean", "numerator"),
    ("survey", "satisfied"): ("survey.satisfaction_rate", "numerator"),
    ("expense", "quota"): ("expense.quota_share", "denominator"),
    ("receiving_error", "errors"): ("receiving.errors", "value"),
}
SPLITS = {
    ("callback", "problem_households"): ("callback.problem_households", "category"),
    ("callback", "calls_by_person"): ("callback.calls", "person"),
    ("complaint", "stores"): ("complaint.count", "store"),
    ("complaint", "by_category"): ("complaint.by_category", "category"),
    ("complaint", "by_responsible"): ("complaint.count", "person"),
    ("guidance", "rework_reasons"): ("guidance.rework_reason", "category"),
    ("delivery", "lines"): ("delivery.lines", "category"),
    ("part", "balance_difference"): ("part.balance_difference", "product"),
}


class Question(NamedTuple):
    """One figure of the truth; a mapping is compared with the split by a dimension."""

    measure: str
    part_or_split: str
    where: dict[str, str]
    value: Any

    def answer(self, figures: Figures) -> Any:
        if isinstance(self.value, Mapping):
            found = figures.split(self.measure, self.part_or_split, **self.where)
            return {key: value for key, value in found.items() if key != ("未写原因",)}
        return figures.get(self.measure, self.part_or_split, **self.where) or 0


class Figures:
    """The rows of one month's measures.csv, looked up by their dimensions."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.rows = {(row["measure"], *(row[name] for name in WHOLE)): row for row in rows}

    def get(self, measure: str, part: str = "value", **where: str) -> float | None:
        row = self.rows.get((measure, *(where.get(name, "") for name in WHOLE)))
        return float(row[part]) if row and row[part] else None

    def split(self, measure: str, *by: str, **where: str) -> dict[Key, float]:
        """The values by some dimensions that are all filled, the others as given or blank."""
        found = {}
        for (id_, *key), row in self.rows.items():
            at = dict(zip(WHOLE, key, strict=True))
            rest = {name: value for name, value in at.items() if name not in by}
            if id_ == measure and all(at[name] for name in by) and rest == {n: where.get(n, "") for n in rest}:
                found[tuple(at[name] for name in by)] = float(row["value"])
        return found


def expected_of(kind: str, truth: Mapping[str, Any], where: dict[str, str]) -> dict[str, Question]:
    """For every figure of one kind that can be looked up: how, where, and what the truth says."""
    questions: dict[str, Question] = {}
    for name, value in truth.items():
        if name in COUNTS.get(kind, ()):
            questions[name] = Question(f"{kind}.{name}", "value", where, value)
        elif (kind, name) in PARTS:
            questions[name] = Question(*PARTS[kind, name], where, value)
        elif (kind, name) in SPLITS and not where:
            questions[name] = Question(*SPLITS[kind, name], where, {(key,): number for key, number in value.items()})
    return questions


ELSEWHERE = {"records", "cancelled", "findings", "fines", "first_contact_missed", "compensation_quantity"}
"""Figures of the truth that other tests compare."""
OF_DELIVERY = {"households", "quantity"}


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("kind", sorted(TRUTH["months"][MONTHS[0]]))
def test_every_figure_of_the_truth_is_published(sample: Night, month: str, kind: str) -> None:
    figures = Figures(sample.table("measures", month))
    truth = TRUTH["months"][month][kind]
    questions = expected_of(kind, truth, {})
    stores = truth["stores"] if kind == "callback" else {}
    of_stores = [q for store, part in stores.items() for q in expected_of(kind, part, {"store": store}).values()]
    for question in [*questions.values(), *of_stores]:
        assert question.answer(figures) == pytest.approx(question.value), question
    compared = {*questions, *ELSEWHERE, *(OF_DELIVERY if kind == "delivery" else ()), *(["stores"] if stores else ())}
    assert set(truth) <= compared, "a figure of the truth that nobody compares"


@pytest.mark.parametrize("month", MONTHS)
def test_the_problems_of_each_store_are_the_truths(sample: Night, month: str) -> None:
    rows = sample.table("measures", month)
    for store, part in TRUTH["months"][month]["callback"]["stores"].items():
        chosen = [r for r in rows if r["measure"] == "callback.problem_households" and r["store"] == store]
        assert {r["category"]: float(r["value"]) for r in chosen if r["category"]} == part["problem_households"]


@pytest.mark.parametrize("month", MONTHS)
def test_the_figures_with_a_shape_of_their_own(sample: Night, month: str) -> None:
    figures, truth = Figures(sample.table("measures", month)), TRUTH["months"][month]
    complaint, delivery = truth["complaint"], truth["delivery"]
    judged = complaint["first_contact_met"] + complaint["first_contact_missed"]
    assert figures.get("complaint.first_contact_in_time_rate", "denominator") == judged
    goods = figures.split("complaint.compensation_quantity", "product", "unit")
    assert {" ".join(key): value for key, value in goods.items()} == complaint["compensation_quantity"]
    assert figures.get("delivery.households", category="送货") == delivery["households"]
    quantity: dict[str, dict[str, float]] = defaultdict(dict)
    for (category, unit), value in figures.split("delivery.quantity", "category", "unit").items():
        quantity[category][unit] = value
    assert quantity == delivery["quantity"]


@pytest.mark.parametrize("month", MONTHS)
def test_the_fines_are_those_of_the_truth(sample: Night, month: str) -> None:
    fines: dict[str, float] = defaultdict(float)
    for row in sample.table("proposals", month):
        if row["scheme"] == "conduct-fines":
            assert (row["proposal"], row["period"], row["status"]) == ("fine", month, "建议")
            fines[row["person"]] -= float(row["amount"])
    assert fines == TRUTH["months"][month]["audit"]["fines"]


@pytest.mark.parametrize("month", MONTHS)
def test_a_shop_is_held_against_its_own_target(sample: Night, month: str) -> None:
    rows = [row for row in sample.table("measures", month) if row["measure"] == "callback.satisfaction_rate"]
    targets = {row["store"]: row["target"] for row in rows if not row["person"]}
    assert targets == {"": "0.9", "五里牌店": "0.9", "高桥店": "0.92", "红星店": "0.9"}


def test_every_sheet_gives_as_many_rows_of_records_as_were_written(sample: Night) -> None:
    found = {(row["file"], row["sheet"]): row for row in read_csv(sample.outputs / "data/sources.csv")}
    for each in TRUTH["sheets"]:
        row = found[each["file"], each["sheet"]]
        assert (row["kind"], int(row["records"])) == (each["kind"], each["records"]), each
    giving = {key for key, row in found.items() if int(row["records"])}
    assert giving == {(each["file"], each["sheet"]) for each in TRUTH["sheets"]}


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("kind", sorted(TRUTH["months"][MONTHS[0]]))
def test_the_records_of_the_month_are_counted_as_the_truth_counts_them(sample: Night, month: str, kind: str) -> None:
    path = sample.outputs / month / "data/records" / f"{kind}.csv"
    truth = TRUTH["months"][month][kind]
    if not truth.get("records"):  # cards of customers belong to no month
        assert not path.exists()
        return
    records = read_csv(path)
    assert len(records) == truth["records"]
    assert {row["month"] for row in records} == {month}
    if kind == "audit":
        words = {"genuine": "属实", "false": "不属实", "not_called": "未回访", "unreachable": "联系不上"}
        told = [words[row["finding"]] for row in records]
        assert {word: told.count(word) for word in told} == truth["findings"]
    if kind == "complaint":
        assert sum(row["status"] == "cancelled" for row in records) == truth["cancelled"]


def test_what_was_rejected_and_what_was_a_duplicate_stand_in_sources(sample: Night) -> None:
    sources = read_csv(sample.outputs / "data/sources.csv")
    rejected, duplicates = defaultdict(int), defaultdict(int)
    for row in sources:
        parts = ("records", "blank", "heading", "note", "duplicate", "rejected")
        assert int(row["rows"]) == sum(int(row[part]) for part in parts)
        rejected[row["file"]] += int(row["rejected"])
        if row["kind"]:
            duplicates[row["file"]] += int(row["duplicate"])
    assert {file for file, count in rejected.items() if count} == {each["file"] for each in TRUTH["rejected"]}
    assert sum(rejected.values()) == len(TRUTH["rejected"])
    copies = {row["file"] for row in read_csv(sample.outputs / "data/problems.csv") if row["code"] == "file-copy"}
    for each in TRUTH["duplicates"]:
        if each["file"] in copies:
            assert duplicates[each["file"]] > each["rows"]  # its title and heading are copies too
        else:
            assert duplicates[each["file"]] == each["rows"]
    assert {file for file, count in duplicates.items() if count} == {each["file"] for each in TRUTH["duplicates"]}


def test_what_the_clerks_get_back_stands_in_problems(sample: Night) -> None:
    problems = {(row["file"], row["value"], row["code"]) for row in read_csv(sample.outputs / "data/problems.csv")}
    for each in TRUTH["returned"]:
        assert (each["file"], each["value"], each["code"]) in problems


def test_the_staff_of_the_roster_are_no_records_of_a_month(sample: Night) -> None:
    assert len(read_csv(sample.outputs / "data/records/staff.csv")) == TRUTH["staff"]["records"]
    assert not (sample.outputs / MONTHS[0] / "data/records/staff.csv").exists()


@pytest.mark.parametrize("month", MONTHS)
def test_published_members_add_up_to_published_figures(sample: Night, month: str) -> None:
    sums: dict[Key, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in sample.table("members", month):
        split = tuple(row[name] for name in ("measure", "category", "product", "unit"))
        for whom in {("", ""), (row["store"], ""), ("", row["person"])}:
            for at, part in enumerate(("numerator", "denominator")):
                sums[(*split, *whom)][at] += float(row[part] or 0)
    for row in sample.table("measures", month):
        key = tuple(row[name] for name in ("measure", "category", "product", "unit", "store", "person"))
        numerator, denominator = sums[key]
        assert denominator == pytest.approx(float(row["denominator"] or 0)), key
        if not BY_ID[row["measure"]].summary.quantile:  # the members of a median are the values themselves
            assert numerator == pytest.approx(float(row["numerator"] or 0)), key
