"""What must hold whatever the figures are: better is never worse, more events never help, lines add up, order is nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.appraisal.library import shipped
from aftersales.appraisal.model import Mark, Score, Seen
from aftersales.appraisal.rollup import rolled_up
from aftersales.appraisal.score import score_person
from aftersales.settings.schemes import PerEvent, Scheme
from tests.appraisal.tables import picture, scores, sheet, year
from tests.appraisal.test_worked_scores import Drawn, rated

SCHEMES = shipped()
RATED = ("five-criteria", "specialist-five", "engineer-five", "six-dimension", "attitude-ability")
EVERY = [s for s in SCHEMES.values() if s.items]
WORDS = tuple(
    sorted(
        {
            word
            for item in SCHEMES["monthly-deduction"].items
            if isinstance(item.award, PerEvent)
            for event in item.award.events
            for word in (*event.incidents[:1], *event.complaints[:1], event.measure)
            if word and word != "私自接单"
        }
    )
)
shares = st.decimals(0, 1, places=3)
counts = st.dictionaries(st.sampled_from(WORDS), st.integers(1, 9), max_size=6)


def judged(scheme: Scheme, values: dict[str, Decimal]) -> tuple[Mark, ...]:
    """Each item rated by the superior at this share of what it can reach; performance by what was achieved."""
    marks = []
    for item in scheme.items:
        if item.name not in values:
            continue
        share = values[item.name]
        match item.award.by:
            case "rating":
                marks.append(rated(item.name, float(share * 100)))
            case "typed":
                marks.append(rated(item.name, float(share * item.max)))
            case "level":
                marks.append(rated(item.name, level=1 + int(share * 4)))
            case "steps" | "ratio_to_target":
                marks.append(rated(item.name, float(share), achievement=True))
            case "words":
                words = sorted(item.award.words, key=lambda word, w=item.award.words: w[word])  # type: ignore[misc]
                marks.append(rated(item.name, word=words[min(len(words) - 1, int(share * len(words)))]))
    return tuple(marks)


def happened(
    times: dict[str, int], weight: Decimal = Decimal(1), *, counts: bool = True
) -> dict[str, tuple[Seen, ...]]:
    return {word: tuple(Seen(f"{word}{at}", weight, counts) for at in range(n)) for word, n in times.items()}


def of(scheme: Scheme, facts: Drawn) -> Score:
    return score_person(scheme, "甲", "", "2026-10", facts)


@st.composite
def rated_schemes(draw: st.DrawFn) -> tuple[Scheme, dict[str, Decimal]]:
    """A scheme and what the superior wrote, some items left out."""
    scheme = draw(st.sampled_from(EVERY))
    names = draw(st.sets(st.sampled_from([item.name for item in scheme.items]), min_size=1))
    return scheme, {name: draw(shares) for name in sorted(names)}


@given(rated_schemes(), counts)
def test_lines_add_up_and_nothing_leaves_its_scale(
    drawn: tuple[Scheme, dict[str, Decimal]], times: dict[str, int]
) -> None:
    scheme, values = drawn
    score = of(scheme, Drawn({**happened(times), "*": happened(times).get("服务态度", ())}, judged(scheme, values)))
    points = [line.points for line in score.lines if line.points is not None]
    for line in score.lines:
        if line.points is not None and line.max is not None:
            assert 0 <= line.points <= line.max
    if score.total is None or score.max is None:
        assert score.score is None
        return
    assert abs(sum(points, Decimal(0)) - score.total) < Decimal("1e-12")
    assert 0 <= score.total <= score.max
    if score.score is not None:
        assert 0 <= score.score <= 100
        assert score.score == score.score.quantize(Decimal("0.01"))
        assert score.status == "rated"


@given(rated_schemes(), st.data())
def test_a_better_rating_never_lowers_the_score(drawn: tuple[Scheme, dict[str, Decimal]], data: st.DataObject) -> None:
    scheme, values = drawn
    name = data.draw(st.sampled_from(sorted(values)))
    better = {**values, name: data.draw(st.decimals(values[name], 1, places=3))}
    before, after = of(scheme, Drawn(typed=judged(scheme, values))), of(scheme, Drawn(typed=judged(scheme, better)))
    assert before.status == after.status
    if before.score is not None and after.score is not None:
        assert after.score >= before.score


@given(st.sampled_from(RATED), st.data())
def test_a_missing_item_is_worth_no_more_than_full_marks_and_no_less_than_none(name: str, data: st.DataObject) -> None:
    scheme = SCHEMES[name]
    values = {item.name: data.draw(shares) for item in scheme.items}
    left_out = data.draw(st.sampled_from(sorted(values)))
    without = of(scheme, Drawn(typed=judged(scheme, {k: v for k, v in values.items() if k != left_out}))).score
    best = of(scheme, Drawn(typed=judged(scheme, {**values, left_out: Decimal(1)}))).score
    worst = of(scheme, Drawn(typed=judged(scheme, {**values, left_out: Decimal(0)}))).score
    assert without is not None
    assert best is not None
    assert worst is not None
    assert worst <= without <= best


@given(counts, st.sampled_from(WORDS), st.integers(1, 9))
def test_one_more_event_never_helps_and_one_that_waits_changes_nothing(
    times: dict[str, int], word: str, more: int
) -> None:
    scheme = SCHEMES["monthly-deduction"]
    before = of(scheme, Drawn(happened(times)))
    after = of(scheme, Drawn(happened({**times, word: times.get(word, 0) + more})))
    assert before.score is not None
    assert after.score is not None
    assert after.score <= before.score
    events = happened(times)
    events[word] = (*events.get(word, ()), *(replace(one, record_id=f"待{at}") for at, one in enumerate(waiting(more))))
    assert of(scheme, Drawn(events)).score == before.score


def waiting(number: int) -> list[Seen]:
    return [Seen("", Decimal(1), counts=False)] * number


@given(st.integers(1, 12), st.integers(0, 12))
def test_complaints_never_help(few: int, more: int) -> None:
    scheme = SCHEMES["attitude-ability"]
    typed = judged(scheme, {item.name: Decimal("0.9") for item in scheme.items})
    less, worse = (of(scheme, Drawn(happened({"*": n}), typed)).score for n in (few, few + more))
    assert less is not None
    assert worse is not None
    assert 0 <= worse <= less


@given(st.sampled_from(["联系不上", "确认失误", "服务态度"]), st.integers(1, 4))
def test_what_several_people_share_costs_them_together_what_it_costs_one(word: str, people: int) -> None:
    """Up to the floor of the item: each carries 1/k."""
    scheme = SCHEMES["monthly-deduction"]

    def lost(weight: Decimal) -> Decimal:
        score = of(scheme, Drawn(happened({word: 2}, weight)))
        assert score.total is not None
        assert score.max is not None
        return score.max - score.total

    together = lost(Decimal(1) / people) * people
    assert abs(together - lost(Decimal(1))) < Decimal("1e-12")


@given(rated_schemes(), counts, st.randoms(use_true_random=False))
def test_the_order_of_what_was_written_does_not_matter(
    drawn: tuple[Scheme, dict[str, Decimal]], times: dict[str, int], random: Random
) -> None:
    scheme, values = drawn
    marks = judged(scheme, values)
    other = [*marks]
    random.shuffle(other)
    events = happened(times)
    turned = dict(reversed([(word, tuple(reversed(seen))) for word, seen in events.items()]))
    one, two = of(scheme, Drawn(events, marks)), of(scheme, Drawn(turned, tuple(other)))
    assert (one.total, one.score, one.grade, one.status) == (two.total, two.score, two.grade, two.status)
    assert [line.points for line in one.lines] == [line.points for line in two.lines]


@given(st.lists(st.none() | st.decimals(0, 100, places=2), min_size=1, max_size=3))
def test_a_quarter_lies_between_its_months(months: list[Decimal | None]) -> None:
    scheme = SCHEMES["five-criteria"]
    parts = [
        Score(f"2026-0{at}", scheme.id, "甲", "")
        if value is None
        else Score(f"2026-0{at}", scheme.id, "甲", "", value, Decimal(100), value, "", "rated")
        for at, value in enumerate(months, 1)
    ]
    quarter = rolled_up(scheme, "2026-Q1", None, parts, 3)
    known = [value for value in months if value is not None]
    assert (quarter.status == "rated") == bool(known)
    if quarter.score is not None and quarter.total is not None:
        assert min(known) <= quarter.score <= max(known)
        total = sum((line.points for line in quarter.lines if line.points is not None), Decimal(0))
        assert abs(total - quarter.total) < Decimal("1e-12")


@pytest.mark.parametrize("turn", [1, -1])
def test_the_order_of_rows_and_files_does_not_matter(tmp_path: Path, turn: int) -> None:
    people = sheet(
        "花名册",
        "姓名 | 工号 | 门店 | 岗位 | 考核方案 | 入职日期",
        *["王芳 | A1 | 甲店 | 文员 | five-criteria | 2024-01-01", "李建国 | A2 | 乙店 | 维修 | 月考核表 | 2024-01-01"][
            ::turn
        ],
    )
    items = ("服务态度", "业务能力", "工作效率", "客户满意度", "团队协作")
    first = [f"2026年10月 | 王芳 | {item} | {score}" for item, score in zip(items, (81, 92, 73, 64, 95), strict=True)]
    second = [f"2026年11月 | 王芳 | {item} | 70" for item in items]
    events = ["2026-10-03 | 李建国 | 联系不上 | 2", "2026-10-04 | 王芳/李建国 | 工具损坏 | 1"]
    names = ["a", "b", "c", "d"][::turn]
    files = dict(
        zip(
            names,
            (
                people,
                sheet("考核评分表", "考核月份 | 姓名 | 考核项目 | 得分", *first[::turn]),
                sheet("考核评分表", "考核月份 | 姓名 | 考核项目 | 得分", *second[::turn]),
                sheet("扣分登记表", "日期 | 姓名 | 事项 | 次数", *events[::turn]),
            ),
            strict=True,
        )
    )
    found = year(tmp_path, files)
    assert scores(found, "five-criteria")[0] == picture("2026-10 | 王芳 | 甲店 | 81 | 100 | 81.00 | 良好 | rated")[0]
    # 85 − 15 unrated = 70; 2 off 联系畅通, half of 5 off 工具保管
    assert scores(found, "monthly-deduction")[0] == "2026-10 | 李建国 | 乙店 | 65.5 | 70 | 93.57 | - | rated"
