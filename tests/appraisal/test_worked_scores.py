"""The worked examples of the rules, item by item: facts drawn by hand → the score that the rules ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from aftersales.appraisal.library import shipped
from aftersales.appraisal.model import Figure, Mark, Score, Seen
from aftersales.appraisal.score import grade_of, score_person
from aftersales.settings.schemes import Counted

Events = dict[str, tuple[Seen, ...]]


@dataclass
class Drawn:
    """The facts of one person: `events` by the word that names them, `typed` marks, `figures` by measure."""

    events: Events = field(default_factory=dict)
    typed: tuple[Mark, ...] = ()
    figures: dict[str, Figure] = field(default_factory=dict)
    present: bool = True
    targets: dict[str, Decimal] = field(default_factory=dict)

    def marks(self, names: tuple[str, ...]) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.typed if mark.item in names)

    def counted(self, source: Counted) -> tuple[Seen, ...]:
        words = (*source.incidents, *source.complaints, source.measure)
        return tuple(seen for word in dict.fromkeys(words) if word for seen in self.events.get(word, ()))

    def figure(self, measure: str) -> Figure | None:
        return self.figures.get(measure)

    def target(self, names: tuple[str, ...], measure: str) -> Decimal | None:
        return next((self.targets[name] for name in (*names, measure) if name in self.targets), None)


def times(number: int, word: str) -> Events:
    return {word: tuple(Seen(f"{word}{at}") for at in range(number))}


def rated(item: str, score: float | None = None, rater: str = "superior", **more: object) -> Mark:
    value = None if score is None else Decimal(str(score))
    level = more.get("level")
    return Mark(
        f"{item}-{rater}",
        item,
        str(more.get("sub", "")),
        rater,
        "",
        value,
        None if level is None else Decimal(str(level)),
        str(more.get("word", "")),
        achievement=bool(more.get("achievement")),
    )


def scored(scheme: str, facts: Drawn) -> Score:
    score = score_person(shipped()[scheme], "甲", "五里牌店", "2026-10", facts)
    if score.total is not None:
        assert sum((line.points for line in score.lines if line.points is not None), Decimal(0)) == score.total
    return score


def points(score: Score) -> dict[str, Decimal | None]:
    return {line.item: line.points for line in score.lines if line.max is not None}


@pytest.mark.parametrize(
    ("score", "grade", "gap"),
    [
        ("92.40", "优秀", False),
        ("90.00", "优秀", False),
        ("89.50", "良好", True),
        ("80.00", "良好", False),
        ("79.99", "合格", True),
        ("70.00", "合格", False),
        ("69.99", "不合格", True),
        ("69.00", "不合格", False),
        ("89.00", "良好", False),
    ],
)
def test_bands_of_the_five_criteria(score: str, grade: str, gap: bool) -> None:
    assert grade_of(shipped()["five-criteria"], Decimal(score)) == (grade, gap)


def test_the_printed_score_is_the_graded_score() -> None:
    """89.995 is printed 90.00 and is 优秀."""
    items = ("服务态度", "业务能力", "工作效率", "客户满意度", "团队协作")
    marks = tuple(rated(item, 89.995) for item in items)
    score = scored("five-criteria", Drawn(typed=marks))
    assert (score.score, score.grade, score.note) == (Decimal("90.00"), "优秀", "")


def test_the_deduction_table() -> None:
    """Worked example 6: 45.5 of 85 → 53.53."""
    events = (
        times(2, "联系不上")
        | {"repair.fee_days_late": (Seen("费1", Decimal(3)),)}
        | times(3, "repair.incomplete_records")
        | times(1, "账目不清")
        | times(2, "转运损伤")
        | times(1, "服务态度")
        | times(1, "确认失误")
        | times(1, "谎报")
        | times(2, "维修质量/返修")
    )
    typed = (rated("企业荣誉", word="较好"), rated("信息收集", word="一般"))
    score = scored("monthly-deduction", Drawn(events, typed))
    wanted = ["3", "2", "3.5", "5", "3", "4", "4", "10", "3", "3", "5"]
    assert [line.points for line in score.lines if line.max is not None] == [Decimal(w) for w in wanted]
    assert (score.total, score.max, score.score) == (Decimal("45.5"), Decimal(85), Decimal("53.53"))


def test_results_and_behaviour() -> None:
    """Worked example 7: 46.75 + 12 = 58.75."""
    reached = (("客户信息管理", 1), ("客户档案管理", 0.85), ("客户回访", 0.78), ("投诉处理", 0.74), ("客户满意度", 1))
    typed = (
        *(rated(item, share, achievement=True) for item, share in reached),
        rated("服务细致度", level=4, rater="self"),
        rated("服务细致度", level=3),
        rated("以客户为中心", level=5, rater="self"),
        rated("以客户为中心", level=4),
    )
    score = scored("performance-behaviour", Drawn(typed=typed))
    wanted = {"客户信息管理": "17", "客户档案管理": "8.5", "客户回访": "4.25", "投诉处理": "0", "客户满意度": "17"}
    wanted |= {"服务细致度": "5.25", "以客户为中心": "6.75"}
    assert points(score) == {item: Decimal(value) for item, value in wanted.items()}
    assert (score.total, score.max, score.score) == (Decimal("58.75"), Decimal(100), Decimal("58.75"))


@pytest.mark.parametrize(("share", "expected"), [("0.8", "8.5"), ("0.75", "4.25"), ("0.7499", "0"), ("1", "17")])
def test_the_ladder_at_its_bounds(share: str, expected: str) -> None:
    typed = tuple(
        rated(item, float(share), achievement=True)
        for item in ("客户信息管理", "客户档案管理", "客户回访", "投诉处理", "客户满意度")
    )
    score = scored("performance-behaviour", Drawn(typed=typed))
    assert points(score)["客户回访"] == Decimal(expected)


ATTITUDE = (("积极性", 13), ("协调性", 8), ("忠诚度", 14), ("计划能力", 4), ("执行能力", 4), ("工作品质", 8))


def test_attitude_and_ability_with_the_third_block() -> None:
    """Worked example 8: 81, one verified complaint → 66 → C."""
    typed = tuple(rated(item, score) for item, score in (*ATTITUDE, ("工作业绩", 30)))
    assert (
        scored("attitude-ability", Drawn(typed=typed)).score,
        scored("attitude-ability", Drawn(typed=typed)).grade,
    ) == (
        Decimal("81.00"),
        "B",
    )
    charged = scored("attitude-ability", Drawn(times(1, "*"), typed))
    assert (charged.score, charged.grade, charged.note) == (Decimal("66.00"), "C", "")


def test_attitude_and_ability_without_the_third_block() -> None:
    """51 ÷ 60 × 100 = 85, minus 15 = 70 → B, marked."""
    score = scored("attitude-ability", Drawn(times(1, "*"), tuple(rated(item, mark) for item, mark in ATTITUDE)))
    lines = {line.item: line.points for line in score.lines}
    assert (lines["积极性"], lines["折算"], lines["经核实投诉"]) == (Decimal(13), Decimal(34), Decimal(-15))
    assert (score.total, score.max, score.score, score.grade) == (Decimal(70), Decimal(100), Decimal("70.00"), "B")
    assert "按60分折算" in score.note


def test_deductions_stop_at_zero_and_say_what_was_really_taken() -> None:
    score = scored("attitude-ability", Drawn(times(7, "*"), tuple(rated(item, mark) for item, mark in ATTITUDE)))
    assert (score.total, score.grade) == (Decimal(0), "C")
    assert next(line.points for line in score.lines if line.item == "经核实投诉") == Decimal(-85)


def test_a_private_job_voids_the_month() -> None:
    """Ruling 19: total 0, score and grade blank, lines kept, one line 作废 that takes everything back."""
    typed = (rated("企业荣誉", word="强"), rated("信息收集", word="多"))
    score = scored("monthly-deduction", Drawn(times(1, "私自接单"), typed))
    assert (score.status, score.total, score.score, score.grade) == ("void", Decimal(0), None, "")
    assert score.lines[-1].item == "作废"
    assert score.lines[-1].points == Decimal(-80)


def test_an_unverified_event_takes_nothing_and_is_listed() -> None:
    waiting: Events = {"服务态度": (Seen("投1", Decimal(1), counts=False),)}
    typed = (rated("企业荣誉", word="强"), rated("信息收集", word="多"))
    score = scored("monthly-deduction", Drawn(waiting, typed))
    assert score.score == Decimal("100.00")
    (pending,) = [line for line in score.lines if "待核实" in line.basis]
    assert (pending.item, pending.points, pending.evidence) == ("服务态度", Decimal(0), ("投1",))


def test_unrated_words_leave_and_the_rest_is_rescaled() -> None:
    score = scored("monthly-deduction", Drawn(times(1, "联系不上")))
    assert (score.total, score.max, score.score) == (Decimal(69), Decimal(70), Decimal("98.57"))


def test_somebody_without_anything_is_not_rated_and_has_no_zero() -> None:
    score = scored("monthly-deduction", Drawn(present=False))
    assert (score.status, score.total, score.score) == ("not_rated", None, None)
    assert {line.points for line in score.lines} == {None}


def test_too_little_of_the_weight_is_no_score() -> None:
    two = (rated("服务态度", 90), rated("业务能力", 90))
    assert scored("five-criteria", Drawn(typed=two)).status == "not_rated"
    three = (*two, rated("工作效率", 60))
    score = scored("five-criteria", Drawn(typed=three))
    assert (score.status, score.total, score.max, score.score) == ("rated", Decimal(48), Decimal(60), Decimal("80.00"))


def test_rater_groups_weigh_the_same_whatever_their_size() -> None:
    """Ten peers do not outvote one superior (S0-19); sub-items are averaged."""
    peers = tuple(rated("沟通能力", 60, "peer") for _ in range(10))
    typed = (*peers, rated("沟通能力", 100), rated("协作精神", 90), rated("团队贡献", 70, "peer"))
    whole = (*tuple(rated(item, 80) for item in ("工作态度", "创新能力")), rated("业务知识", 80, "exam"))
    score = scored("specialist-five", Drawn(typed=(*typed, *whole)))
    assert points(score)["团队协作"] == Decimal(16)  # (80 + 90 + 70) / 3 of 100, of 20


def test_the_certificate_takes_the_lowest_letter() -> None:
    typed = (rated("技术能力", word="A"), rated("服务态度", word="B 良好"), rated("业务水平", word="优秀"))
    assert scored("technician-grade", Drawn(typed=typed)).grade == "B"
    assert scored("technician-grade", Drawn(typed=typed[:2])).grade == "未定级"


def test_letters_of_single_lines_give_their_median() -> None:
    lines = tuple(rated("技术能力", word=w, sub=str(at)) for at, w in enumerate("AACBA"))
    typed = (*lines, rated("服务态度", word="A"), rated("业务水平", word="A"))
    assert scored("technician-grade", Drawn(typed=typed)).grade == "A"


def test_without_weights_six_indicators_make_no_total() -> None:
    reached = (("培训", 0.9), ("改进建议", 1), ("客户关系", 1.2), ("销售任务", 0.5))
    typed = (*(rated(item, share, achievement=True) for item, share in reached), rated("工作态度", 88))
    score = scored("technician-six", Drawn(typed=typed))
    assert (score.status, score.score, score.total) == ("rated", None, None)
    assert points(score)["培训"] == Decimal(90)
    assert points(score)["客户关系"] == Decimal(100)


def test_a_self_rating_far_above_the_superiors_is_told_and_never_counted() -> None:
    items = ("服务态度", "业务能力", "工作效率", "客户满意度", "团队协作")
    typed = (*tuple(rated(item, 50) for item in items), rated("服务态度", 95, "self"))
    score = scored("five-criteria", Drawn(typed=typed))
    assert score.score == Decimal("50.00")
    assert "自评高于上级" in score.note


def test_a_missing_rating_takes_the_measure_and_says_so() -> None:
    figure = Figure(
        "service.satisfaction_rate", "服务人员满意率", Decimal(33) / 39, Decimal(33), Decimal(39), ("r1",), "rate"
    )
    typed = tuple(rated(item, 90) for item in ("服务态度", "业务能力", "工作效率", "团队协作"))
    score = scored("five-criteria", Drawn(typed=typed, figures={figure.measure: figure}))
    line = next(line for line in score.lines if line.item == "客户满意度")
    assert "33/39 = 84.6%" in line.basis
    assert line.evidence == ("r1",)
    assert score.score == Decimal("88.92")  # 72 + 20 × 0.84615 = 88.923
