from __future__ import annotations

import unicodedata
from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.clean.numbers import read_money, read_number, read_quantity
from aftersales.clean.people import read_people
from aftersales.clean.phones import is_phone, read_phone
from aftersales.clean.ratings import read_rating, scale_of
from aftersales.clean.text import is_nothing, match_key, read_name, read_text, tidy
from aftersales.clean.words import read_choice, read_status, read_yes_no
from aftersales.problems import BadCell


def code_of(read: object, cell: object, **options: object) -> str:
    with pytest.raises(BadCell) as caught:
        read(cell, **options)  # type: ignore[operator]
    return caught.value.code


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [(30, 30), ("30分钟", 30), ("半小时", 30), ("1小时20分", 80), ("1.5h", 90), (timedelta(hours=1, minutes=5), 65)],
)
def test_c8_a_length_of_time_is_minutes(cell: object, minutes: float) -> None:
    assert read_number(cell).value == minutes  # type: ignore[arg-type]


def test_c8_a_heading_in_hours_gives_hours() -> None:
    assert read_number("90分钟", unit="小时").value == 1.5


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        (13800000001.0, "13800000001"), (13800000001, "13800000001"), ("013800000001", "13800000001"),
        ("138 0000 0001", "13800000001"), ("+86-138-0000-0001", "13800000001"), ("１３８０００００００１", "13800000001"), ("张三13800000001", "13800000001"), ("13800000001.0", "13800000001"),
        ("13800000001 13900000002", "13800000001、13900000002"), ("13800000001\n13900000002", "13800000001、13900000002"),
        ("0731-84000001", "0731-84000001"), ("073184000001", "0731-84000001"), ("(0731)84000001", "0731-84000001"),
        ("010 6200 0001", "010-62000001"), ("84000001", "84000001"), ("86 13800000001", "13800000001"),
    ],
)  # fmt: skip
def test_c9_a_phone_is_its_digits(cell: object, phone: str) -> None:
    assert read_phone(cell).value == phone  # type: ignore[arg-type]
    assert all(is_phone(number) for number in phone.split("、"))


def test_c9_a_number_that_is_no_phone_is_kept_and_can_be_nobodys() -> None:
    reading = read_phone("138-0000")

    assert (reading.value, [note.code for note in reading.notes]) == ("1380000", ["not-a-phone"])
    assert not is_phone("1380000")


@pytest.mark.parametrize("cell", ["138****0001", "问客户老婆"])
def test_c9_without_a_whole_number_there_is_no_phone(cell: str) -> None:
    assert code_of(read_phone, cell) == "no-phone"


@pytest.mark.parametrize("cell", ["1.38E+10", "1.38e10", 4.3010419900101e17])
def test_c9_c10_c33_a_number_that_excel_has_cut_is_lost(cell: object) -> None:
    assert code_of(read_phone, cell) == "precision-lost"


@pytest.mark.parametrize("cell", [430104199001011000, 2.004e208, "2.004E+208"])
def test_c10_c12_a_code_stored_as_a_long_number_is_lost(cell: object) -> None:
    assert code_of(read_text, cell) == "precision-lost"
    assert read_text("2004E205").value == "2004E205"


def test_c11_a_staff_number_stays_for_the_roster_to_pad() -> None:
    assert read_people(123).value == "123"
    assert read_people("00123").value == "00123"


@pytest.mark.parametrize("nothing", ["无", "-", "/", "N/A", "暂无", "。", "--", "—", "　", "略", "\\"])
def test_c13_words_for_nothing_are_blank_by_type(nothing: str) -> None:
    for read in (read_text, read_name, read_people, read_phone, read_number, read_money, read_quantity, read_rating):
        assert read(nothing).value is None
    assert read_yes_no(nothing).value == ("no" if nothing == "无" else None)


def test_c13_zero_is_a_number_and_null_is_a_name() -> None:
    assert (read_number("0").value, read_number(0).value, read_text("0").value) == (0.0, 0.0, None)
    assert read_name("Null").value == "Null"


@pytest.mark.parametrize("name", ["李 四 ", "李四　", "\u200b李四", "\ufeff李四\n"])
def test_c14_spaces_nobody_sees_do_not_make_another_name(name: str) -> None:
    assert read_name(name).value == read_people(name).value == "李四"


def test_c15_full_width_is_the_same_code() -> None:
    assert match_key("ＡＢ－１２（砖）") == match_key("ab-12(砖)")


def test_c16_free_text_keeps_its_signs() -> None:
    assert read_text("① 3㎡ ½…").value == "① 3㎡ ½…"
    assert read_quantity("3㎡")[::2] == (3.0, "㎡")


def test_c17_a_radical_is_the_same_key_as_its_character() -> None:
    assert match_key("\u2f08民路") == match_key("人民路")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("王 芳", "王芳"), ("王芳(组长)", "王芳"), ("王芳3月15离职", "王芳"), ("王芳0301入职", "王芳"), ("王芳13800000001", "王芳"),
        ("张工(工号：001)", "张工"), ("李师傅", "李师傅"), ("王经理/***", "王经理"), ("W.F", "W.F"), ("张和平", "张和平"),
    ],
)  # fmt: skip
def test_c19_notes_beside_a_name_are_taken_off(cell: str, names: str) -> None:
    assert read_people(cell).value == names


@pytest.mark.parametrize("cell", ["（王芳）", "【王芳】", "‹王芳>", "<王芳>", "《王芳》", "[ 王芳 ]"])
def test_c19_brackets_around_a_name_are_no_part_of_it(cell: str) -> None:
    assert read_people(cell).value == "王芳"


@pytest.mark.parametrize(
    "cell", ["???", "<img src=x onerror=alert(1)>", "1号", "a<b", "王芳2", "***", "3月15离职", "<>", "())("]
)
def test_c19_what_is_no_name_stays_as_written_for_the_roster_to_refuse(cell: str) -> None:
    assert read_people(cell).value == cell


@given(st.text(min_size=1))
def test_c19_a_persons_cell_is_never_blank_unless_it_says_nothing(cell: str) -> None:
    silent = is_nothing(tidy(cell)) or is_nothing(unicodedata.normalize("NFKC", tidy(cell)))
    assert (read_people(cell).value is None) <= silent


@pytest.mark.parametrize(
    "cell",
    [
        "王芳、李娜",
        "王芳/李娜",
        "王芳，李娜",
        "王芳；李娜",
        "王芳和李娜",
        "王芳 李娜",
        "王芳＋李娜",
        "王芳\n李娜",
        "王芳与李娜、王芳",
    ],
)
def test_c20_two_people_in_one_cell_are_two(cell: str) -> None:
    assert read_people(cell).value == "王芳、李娜"


@pytest.mark.parametrize(
    ("cell", "rating", "word"),
    [
        (5, 5, None), ("5分", 5, None), ("非常满意", 5, "非常满意"), ("★★★★★", 5, None), ("满意√", 4, "满意"), (4.0, 4, None),
        ("基本满意", 3, "基本满意"), ("较满意", 3, "较满意"), ("一般", 3, "一般"), ("较为满意", 3, "较满意"), ("基本上都满意", 3, "基本满意"), ("不太满意", 2, "不太满意"), ("不满意", 2, "不满意"),
        ("很不满意", 1, "很不满意"), ("非常不满意", 1, "非常不满意"), ("95分", 5, None), ("55分", 3, None), ("是", 4, "是"), ("×", 2, "×"),
        ("√", 4, "√"), ("□非常满意 ☑满意 □一般", 4, "满意"), ("客户表示很满意,无问题", 5, "很满意"), ("态度不太满意", 2, "不太满意"),
        ("没有不满意的地方", 4, "没有不满意"), ("服务很好", 5, "很好"), ("满意,服务很好", 4, "满意"), ("未完全满意", 3, "未完全满意"), ("满意度:5", 5, None), ("五分", 5, None), ("差", 2, "差"),
    ],
)  # fmt: skip
def test_c21_satisfaction_by_word_number_or_sign(cell: object, rating: float, word: str | None) -> None:
    assert read_rating(cell)[::2] == (rating, word)  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", [0, 6, "6", "0分", -1, "95%", "看情况", 95, "7分"])
def test_c21_a_mark_off_the_scale_is_none(cell: object) -> None:
    assert code_of(read_rating, cell) == "not-a-rating"


def test_c21_two_different_words_are_no_rating() -> None:
    assert code_of(read_rating, "对送货满意,对铺贴不满意") == "two-ratings"
    assert code_of(read_rating, "☑满意 ☑一般") == "two-ticks"


@pytest.mark.parametrize(
    "cell", ["不表态", "未接", "空号", "关机", "拒访", "停机", "无人接听", "电话关机,下次再打", "忙线", "打不进"]
)
def test_c21_who_was_not_heard_is_not_rated(cell: str) -> None:
    assert read_rating(cell).value is None


def test_c21_marks_out_of_a_hundred_are_a_matter_of_the_column() -> None:
    scale = scale_of([100, 75, 50, 25, 0])

    assert [read_rating(mark, scale=scale).value for mark in (100, 75, 50, 25, 0)] == [5, 4, 3, 1, 1]
    assert scale_of([5, 4, 5, 6]) == 5
    assert read_rating(90, scale=scale).value == 5


def test_c21_a_shop_may_have_words_of_its_own() -> None:
    assert read_rating("巴适", {"巴适": 5}).value == 5


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("是", "yes"), ("否", "no"), ("√", "yes"), ("×", "no"), ("Y", "yes"), (1, "yes"), ("对号", "yes"), ("已签字", "yes"),
        ("未签", "no"), ("暂未", "no"), ("保内", "yes"), ("过保", "no"), ("☑是 □否", "yes"), ("□是 ☑否", "no"), ("不清楚", None), ("有", "yes"),
    ],
)  # fmt: skip
def test_c22_yes_and_no(cell: object, answer: str | None) -> None:
    assert read_yes_no(cell).value == answer  # type: ignore[arg-type]


def test_c22_anything_else_is_neither() -> None:
    assert code_of(read_yes_no, "看情况") == "not-yes-no"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,200元", 1200), ("３０", 30), ("三十", 30), ("两百", 200), ("廿三", 23), ("1.2万", 12000), ("-5", -5), ("4%", 0.04),
        ("１，２００．５", 1200.5), (time(2, 52, 48), 0.12), ("半", 0.5), ("一千二百", 1200),
    ],
)  # fmt: skip
def test_c23_a_number_as_text_is_a_number(cell: object, number: float) -> None:
    assert read_number(cell).value == number  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["约20", "20左右", "20多", "大概20"])
def test_c23_about_twenty_is_twenty_with_a_note(cell: str) -> None:
    reading = read_number(cell)

    assert (reading.value, [note.code for note in reading.notes]) == (20.0, ["approximate-number"])


@pytest.mark.parametrize(
    "cell", ["16/11", "450+843", "第一次6500，补砖450、退砖843", "5-10万/次", "20\n30", "几十", True, "3~5"]
)
def test_b21_c23_two_numbers_in_a_cell_are_none(cell: object) -> None:
    for read in (read_number, read_money, read_quantity):
        assert code_of(read, cell) == "not-a-number"


def test_c23_a_quantity_takes_its_unit_from_the_cell_else_from_the_heading() -> None:
    cells = ("24包(破损)", "5L/个", "3箱", 3, "三十片", "2.5m2")

    assert [read_quantity(cell, unit="片")[::2] for cell in cells] == [
        (24.0, "包"), (5.0, "L/个"), (3.0, "箱"), (3.0, "片"), (30.0, "片"), (2.5, "m2"),
    ]  # fmt: skip


def test_c23_money_is_in_yuan_and_nothing_else() -> None:
    assert [read_money(c).value for c in ("￥2,187.50", "RMB173.5", "500块", "1.2万元")] == [2187.5, 173.5, 500, 12000]
    assert code_of(read_money, "24包") == "not-a-number"
    assert code_of(read_money, "未付500元") == "not-a-number"


@pytest.mark.parametrize(
    ("cell", "number"),
    [("三箱半", 3.5), ("2箱半", 2.5), ("两箱半", 2.5), ("10片半", 10.5), ("半箱", 0.5), ("三块半", 3.5)],
)
def test_c23_half_a_unit_more_is_counted(cell: str, number: float) -> None:
    assert read_quantity(cell).value == number
    assert "半" not in str(read_quantity(cell).aside)


@pytest.mark.parametrize("cell", ["3箱二片", "3箱一半", "2.5箱半", "3万半", "三箱几片"])
def test_c23_a_second_amount_in_the_unit_is_never_dropped(cell: str) -> None:
    assert code_of(read_quantity, cell) == "not-a-number"


@pytest.mark.parametrize("cell", [4.5, "4.5分", "3.5"])
def test_c21_a_half_mark_is_no_valid_answer(cell: object) -> None:
    assert code_of(read_rating, cell) == "not-a-rating"


def test_c24_a_number_out_of_its_range_is_refused() -> None:
    assert code_of(read_number, 30000, low=0, high=600) == "out-of-range"
    assert code_of(read_money, "-5", low=0) == "out-of-range"


@pytest.mark.parametrize("text", ["=1+1", "+86", "@SUM(A1)", "-2+3", '=HYPERLINK("x")', "<img onerror=x>"])
def test_c28_c29_text_that_could_act_is_kept_as_text(text: str) -> None:
    assert read_text(text).value == text


def test_c31_rare_characters_stay_and_control_characters_go_with_a_note() -> None:
    assert read_text("👨‍👩‍👧𠮷㙍").value == "👨‍👩‍👧𠮷㙍"
    reading = read_text("崩\x07角")

    assert (reading.value, [note.code for note in reading.notes]) == ("崩角", ["control-characters"])
    assert len(str(read_text("长" * 32767).value)) == 32767


def test_c34_the_noise_of_binary_fractions_is_off() -> None:
    assert read_money(274.65999999999997).value == 274.66


@pytest.mark.parametrize("cell", ["", " ", "　", "\u200b"])
def test_c35_a_cell_of_spaces_is_blank(cell: str) -> None:
    assert read_text(cell).value is None


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("结案", "closed"), ("未结案", "open"), ("处理中", "open"), ("待核实", "open"), ("已解决", "closed"), ("暂停", "open"),
        ("是", "closed"), ("否", "open"), ("撤诉", "cancelled"), ("已处理完成", "closed"), ("/", None), ("√", "closed"), ("协商中", "open"),
    ],
)  # fmt: skip
def test_status_words(cell: str, status: str | None) -> None:
    assert read_status(cell).value == status


def test_status_that_nobody_knows_is_said_and_a_cancelled_one_is_noted() -> None:
    assert code_of(read_status, "蓝色") == "not-a-status"
    assert [note.code for note in read_status("取消").notes] == ["row-cancelled"]


def test_c18_a_choice_takes_the_exact_word_before_the_longest_one_inside() -> None:
    options = {"reached": ("接通", "是"), "unreached": ("未接通", "否")}

    assert [read_choice(c, options).value for c in ("未接通", "电话未接通", "接通了", "否", "/")] == [
        "unreached", "unreached", "reached", "unreached", None,
    ]  # fmt: skip
    assert code_of(read_choice, "改天", options=options) == "not-a-choice"
