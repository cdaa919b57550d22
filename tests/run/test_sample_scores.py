"""The sample's scores and what is proposed: as the truth worked them out, without asking the engine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sheets import Night, read_csv

TRUTH = json.loads((Path(__file__).parents[1] / "sample/truth.json").read_text(encoding="utf-8"))
MONTHS = sorted(TRUTH["months"])


def _rows(sample: Night, table: str) -> list[dict[str, str]]:
    return [row for month in MONTHS for row in sample.table(table, month)]


def _number(text: str) -> float | None:
    return float(text) if text else None


def test_everybodys_score_is_that_of_the_truth(sample: Night) -> None:
    """Worked out from the drawn ratings with plain arithmetic: see `tests/sample/expected_scores.py`."""
    found = {
        (row["period"], row["scheme"], row["person"]): (
            row["store"], _number(row["total"]), _number(row["max"]), row["score"], row["grade"], row["status"]
        )
        for row in _rows(sample, "scores")
    }  # fmt: skip
    names = ("store", "total", "max", "score", "grade", "status")
    expected = {
        (row["period"], row["scheme"], row["person"]): tuple(row[name] for name in names) for row in TRUTH["scores"]
    }
    assert found == expected


def test_what_follows_from_the_scores_is_proposed_and_nothing_else(sample: Night) -> None:
    found = [
        [row["period"], row["scheme"], row["person"], row["proposal"], _number(row["amount"])]
        for row in _rows(sample, "proposals")
        if row["scheme"] != "conduct-fines"
    ]
    assert sorted(found, key=str) == sorted(TRUTH["proposals"], key=str)
    assert {row["status"] for row in _rows(sample, "proposals")} == {"建议", "待核定"}


def test_scores_say_what_a_person_must_know_of_them(sample: Night) -> None:
    notes = {(row["period"], row["person"]): row["note"] for row in _rows(sample, "scores")}
    assert "落在原文空档" in notes["2026-09", "周敏"]
    assert "推算 1/3" in notes["2026-Q3", "刘晓燕"]
    assert "按60分折算" in notes["2026-09", "何平"]
    assert "考核取消" in notes["2026-10", "卢海"]
    assert "申诉前 95.29" in notes["2026-09", "谢勇"]
    assert "自评高于上级两级以上" in notes["2026-09", "吴刚"]
    assert all(words in notes["2026-10", "吴刚"] for words in ("缺考核", "2026-10-15 离职"))
    assert "2026-10-08 入职" in notes["2026-10", "蒋欣"]


def test_an_unverified_event_is_listed_and_takes_nothing(sample: Night) -> None:
    lines = [row for row in sample.table("score_lines", "2026-09") if row["person"] == "谢勇"]
    pending = [row for row in lines if "待核实" in row["basis"]]
    assert [(row["item"], float(row["points"])) for row in pending] == [("保修判定", 0.0)]


def test_a_deduction_above_what_may_be_taken_from_the_wage_says_so(sample: Night) -> None:
    taken = next(row for row in sample.table("proposals", "2026-09") if row["proposal"] == "deduction")
    assert (taken["person"], float(taken["amount"])) == ("徐静", -500.0)
    assert "单月扣款上限 480 元" in taken["because"]
    assert "超过上限" in taken["because"]


def test_the_wrong_fee_was_put_right(sample: Night) -> None:
    jobs = read_csv(sample.outputs / "2026-10/data/records/repair.csv")
    assert [row["fee"] for row in jobs if row["record_no"] == "PG202610-007"] == ["280"]


@pytest.mark.parametrize("month", MONTHS)
def test_everybody_with_a_score_has_a_slip_to_read_and_one_to_sign(sample: Night, month: str) -> None:
    people = {row["person"] for row in sample.table("scores", month)}
    slips = {path.name for path in (sample.outputs / month / "个人").iterdir()}
    assert slips == {f"{person}-{month}.{ending}" for person in people for ending in ("html", "xlsx")}


def test_a_slip_shows_no_score_of_a_later_month(sample: Night) -> None:
    september = (sample.outputs / "2026-09/个人/徐静-2026-09.html").read_text(encoding="utf-8")
    october = (sample.outputs / "2026-10/个人/徐静-2026-10.html").read_text(encoding="utf-8")
    assert "72.75 合格" not in september
    assert "72.75 合格" in october
    assert "68.20 不合格" in october
