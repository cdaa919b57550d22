from __future__ import annotations

import pytest

from aftersales.kinds import load_kinds
from aftersales.model import Cell
from aftersales.recognise.crosstab_marks import Marks
from aftersales.recognise.legends import Legend, is_legend, legend_of
from aftersales.recognise.punches import come_and_gone

OPTIONS = load_kinds({})["attendance"].field("mark").options

# The seven legends of real sheets, as they are printed, with what each sign means.
SEVEN = (
    (
        "注：出勤√ 外地出差△ 出差半天▲ 事假○ 旷工× 调休半天※ 年假半天☆ 病假半天□ 病假■",
        "√present △field ▲field ○leave ×absent ※leave ☆leave □leave ■leave",
    ),
    (
        "说明：出勤√,培训■,病假○,出差△,婚假※,公休加班☆,旷工×,迟到◇,早退◆",
        "√present ■field ○leave △field ※leave ☆present ×absent ◇late ◆early",
    ),
    ("注:全勤√、事假○、探亲△、旷工×、加班※、迟到/、H婚假", "√present ○leave △leave ×absent ※present /late Hleave"),
    ("√正常上班 ×旷工 ○请假 △迟到早退 ☆加班 /双休、节假日", "√present ×absent ○leave △ ☆present /rest"),
    (
        "图例：1病假△ 2出差※ 3婚假☆ 4丧假□ 5工伤◇ 6事假∧ 7早退＜ 8旷工×",
        "△leave ※field ☆leave □leave ◇leave ∧leave ＜early ×absent",
    ),
    ("符号说明： √ 出勤  ○ 产假  △ 迟到  ☆ 出差  ◆ 婚假  × 旷工", "√present ○leave △late ☆field ◆leave ×absent"),
    ("备注：“√”表示出勤，“×”表示旷工，休=公休", "√present ×absent 休rest"),
)


@pytest.mark.parametrize(("text", "expected"), SEVEN, ids=[str(n) for n in range(1, 8)])
def test_each_of_the_seven_legends_gives_its_own_meaning_to_the_signs(text: str, expected: str) -> None:
    marks = Marks(legend_of([(None, text, None)]), OPTIONS)

    for told in expected.split():
        sign, mark = told[0], told[1:]
        assert marks.read(sign).marks == ((mark,) if mark else ()), sign


@pytest.mark.parametrize(
    "rows",
    [
        [("注：", "√", "出勤", "○", "产假")],
        [("说明", "出勤√", "产假○")],
        [("注：√ 出勤",), ("图例：○——产假",)],
        [("正常出勤打√，产假打○",)],
        [("出勤(√)、产假(○)",)],
        [("备注：出勤：√；产假：〇",)],
        [("（注：√=出勤 ○=产假）",)],
    ],
)
def test_a_legend_is_understood_however_it_is_written(rows: list[tuple[Cell, ...]]) -> None:
    words = legend_of(rows).words

    assert words["○"] == "产假"
    assert "出勤" in words["√"]


@pytest.mark.parametrize(
    "text",
    [
        "说明：√出勤 休-休息 事-事假 ×旷工",
        "注：√-出勤 ×-旷工 休-休息 事-事假",
        "注：√ - 出勤 × - 旷工 休：休息 事：事假",
        "图例：出勤√ 事假-事 旷工× 休息－休",
        "备注：休:休息，事:事假，√:出勤，×:旷工",
        "说明：√=出勤 休=休息 事=事假 ×=旷工",
        "说明：√出勤、休-休息、事-事假、×旷工",
        "说明：“√”表示出勤，“×”表示旷工，“休”表示休息，“事”表示事假",
        "√出勤 ×旷工 休=休息、事=事假",
    ],
)
def test_a_character_may_be_a_sign_and_shifts_none_of_the_others(text: str) -> None:
    assert legend_of([(text,)]).words == {"√": "出勤", "×": "旷工", "休": "休息", "事": "事假"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("注：√出勤旷工×", {}),  # two words in one
        ("注：出勤 √ 迟到 △ ○ 旷工 ×", {}),  # a word is missing
        ("注：√出勤△迟到×", {}),  # the last word is missing
        ("注：出勤√迟到△事假", {}),  # a sign is missing: before or behind?
        ("注：√出勤 休-休息事-事假 ×旷工", {}),
        ("注：出勤√ 休-事假○", {}),
        ("注：√出勤，休息-○旷工", {"√": "出勤"}),
        ("注：出勤√ -休息", {"√": "出勤", "-": "休息"}),  # here the hyphen is a sign
    ],
)
def test_signs_and_words_that_do_not_pair_are_not_paired(text: str, words: dict[str, str]) -> None:
    assert legend_of([(text,)]).words == words


@pytest.mark.parametrize(
    "text", ["备注", "注：本表于次月5日前交行政部", "说明：请假须附假条", "售后部", "王芳", "2026年9月考勤表"]
)
def test_notes_and_titles_explain_no_signs(text: str) -> None:
    assert legend_of([(text,)]) == Legend()


def test_a_text_that_says_what_the_tick_means_is_a_legend_without_being_called_one() -> None:
    assert is_legend("出勤√ 事假○")
    assert is_legend("√：正常 ○：事假")
    assert not is_legend("事假○")


def test_a_sign_that_is_explained_twice_means_nothing() -> None:
    legend = legend_of([("注：出勤√ 出差△",), ("注：出勤√ 病假△",)])

    assert legend.words == {"√": "出勤"}
    assert legend.conflicts == {"△": ("出差", "病假")}
    assert Marks(legend, OPTIONS).read("△").marks == ()


@pytest.mark.parametrize("sign", ["○", "△", "※", "☆", "□", "■", "◇", "/", "S", "途", "1"])
def test_no_sign_but_the_tick_and_the_cross_has_a_meaning_of_its_own(sign: str) -> None:
    said = Marks(Legend(), OPTIONS).read(sign)

    assert said.marks == ()
    assert said.unknown == (sign,) or said.number == 1


@pytest.mark.parametrize(
    ("cell", "marks"),
    [
        ("√", "present"),
        ("✓", "present"),
        ("✗", "absent"),
        ("事假", "leave"),
        ("事假半天", "leave"),
        ("年假1天", "leave"),
        ("旷工0.5天", "absent"),
        ("出差", "field"),
        ("迟到10分钟", "late"),
        ("√ 迟到", "late"),
        ("√/×", "present absent"),
        ("值班", "present"),
        ("休", "rest"),
        ("未打卡", "missing_punch"),
        ("-", ""),
        ("无", ""),
        ("  ", ""),
    ],
)
def test_plain_words_speak_for_themselves(cell: str, marks: str) -> None:
    said = Marks(Legend(), OPTIONS).read(cell)

    assert said.marks == tuple(marks.split())
    assert said.unknown == ()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([("in", "08:05"), ("out", "17:02")], ("08:05", "17:02", False)),
        ([("", "08:05"), ("", "12:00"), ("", "13:00"), ("", "17:02")], ("08:05", "17:02", False)),
        ([("in", "13:05")], ("13:05", None, False)),
        ([("out", "09:00")], (None, "09:00", False)),
        ([("", "07:59")], ("07:59", None, True)),
        ([("", "18:00")], (None, "18:00", True)),
        ([("in", "08:00"), ("out", "12:00"), ("in", "13:00"), ("out", "17:00")], ("08:00", "17:00", False)),
        ([], (None, None, False)),
    ],
)
def test_the_first_time_is_coming_and_the_last_is_going(
    said: list[tuple[str, str]], expected: tuple[str | None, str | None, bool]
) -> None:
    assert come_and_gone(said) == expected
