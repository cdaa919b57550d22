"""C: values as clerks and Excel leave them in a cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aftersales.clean.numbers import read_number
from tests.sheets import night, worked

from .named import shown, situation

COMPLAINTS = """
    客户投诉登记表
    | 投诉日期 | 客户姓名 | 电话 | 投诉内容 | 投诉类别 | 处理人 | 处理状态 |
    | 2026-10-05 | 李雪 | 13900000001 | 两批砖不一样 | 颜色差异 | 王芳 | 处理中 |
    | 2026-10-06 | 谢兰 | 13900000002 | 半天没人来 | 飞檐走壁 | 王芳 | 处理中 |
"""


@situation("C1", "date in Excel's Chinese formats 27–36, 50–58", "a date")
def test_chinese_date_formats_are_dates(tmp_path: Path) -> None:
    shown(tmp_path, "C1", times=3)


@situation("C2", "date as its serial number", "a date, told once a column")
def test_serial_numbers_are_dates_and_told(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "C2")

    assert "serial-date" in found.codes


@situation("C3", "dates typed in every style", "read; the year from title, sheet or file; a wrong weekday is told")
def test_typed_dates_are_read(tmp_path: Path) -> None:
    shown(tmp_path, "C3", times=8)


@situation("C4", "workbook that counts from 1904", "the right dates")
def test_the_other_epoch_gives_the_same_dates(tmp_path: Path) -> None:
    shown(tmp_path, "C4")


@situation("C5", "30 February; next year", "the impossible is never guessed; the future is kept and asked about")
def test_impossible_and_future_dates_are_told(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "C5", times=4)

    assert {"impossible-date", "required-unreadable", "future-date"} & set(found.codes)


@situation("C6", "1/9/2026 and 13/9/2026 in one column", "no cell of the column is guessed; each is told")
def test_a_column_with_two_habits_is_not_guessed(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "C6")

    assert {"ambiguous-date", "day-first-column"} <= set(found.codes)


@situation("C7", "date and time in one cell or two, 24:00, 8点半", "one moment; 24:00 is the next day")
def test_times_join_their_dates(tmp_path: Path) -> None:
    shown(tmp_path, "C7", times=4, kinds=("complaint", "repair"))


def test_a_time_in_its_own_column_joins_the_date(tmp_path: Path) -> None:
    sheet = """
        客户投诉登记表
        | 投诉日期 | 时间 | 客户姓名 | 电话 | 投诉内容 | 处理人 | 处理状态 |
        | 2026-10-05 | 8：30 | 李雪 | 13900000001 | 瓷砖开裂 | 王芳 | 处理中 |
    """
    assert worked(tmp_path, {"投诉": sheet}).column("complaint", "received_at") == ["2026-10-05T08:30"]


@situation("C8", "半小时, 1小时20分, 1.5h, [h]:mm", "minutes, or hours where the heading says so")
@pytest.mark.parametrize(
    ("written", "minutes"), [("30", 30), ("30分钟", 30), ("半小时", 30), ("1小时20分", 80), ("1.5h", 90)]
)
def test_lengths_of_time_are_minutes(written: str, minutes: float) -> None:
    assert read_number(written).value == minutes
    if written != "30":
        assert read_number(written, unit="小时").value == pytest.approx(minutes / 60, abs=1e-6)


@situation(
    "C9", "phone as number, with spaces, +86, a name, a second one", "eleven digits; every phone kept; the rest told"
)
def test_phones_are_eleven_digits(tmp_path: Path) -> None:
    shown(tmp_path, "C9", times=8)


@situation("C10", "18 digits typed as a number", "told as damaged; never repaired")
def test_lost_digits_are_told(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "C10")

    assert "precision-lost" in found.codes


@situation("C11", "staff number without its leading noughts", "the roster tells who it is; told")
def test_the_roster_pads_a_staff_number(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "C11")

    assert "staff-number-padded" in found.codes


@situation("C12", "code 2004E205 stored as a number", "left blank and told")
def test_a_code_that_became_a_number_is_told(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "C12")

    assert "precision-lost" in found.codes


@situation("C13", "无 - / N/A 暂无; 0", "blank; 0 stays 0 in numbers")
def test_words_for_nothing_are_blank(tmp_path: Path) -> None:
    shown(tmp_path, "C13", times=4)


@situation("C14", "spaces of every width in names", "names are compared without them")
def test_spaces_make_no_other_name(tmp_path: Path) -> None:
    shown(tmp_path, "C14", times=4)


@situation("C15", "full-width digits and signs", "plain for dates, numbers, codes")
def test_full_width_is_plain(tmp_path: Path) -> None:
    shown(tmp_path, "C15", times=3)


@situation("C16", "① ㎡ ½ … in free text", "kept as typed")
def test_free_text_is_kept(tmp_path: Path) -> None:
    shown(tmp_path, "C16")


@situation(
    "C17", "compatibility and traditional characters", "⼈ is 人 in names; 滿意度 is 满意度 in headings; texts stay"
)
def test_look_alikes_match(tmp_path: Path) -> None:
    done = worked(
        tmp_path,
        {
            "花名册": "| 姓名 | 工号 | 岗位 |\n| 金立人 | A1 | 文员 |",
            "回访": """
                售後回訪記錄
                | 回訪日期 | 客戶姓名 | 電話 | 回訪人 | 滿意度 | 備註 |
                | 2026-10-05 | 李雪 | 13900000001 | 金立⼈ | 滿意 | 之後再約 |
            """,
        },
    )

    assert done.column("callback", "called_by") == ["金立人"]
    assert done.column("callback", "remark") == ["之後再約"]
    assert "unknown-person" not in done.codes


@situation(
    "C18", "category in another wording; unknown category", "by the dictionary's names; unknown ones stay and are told"
)
def test_a_typed_category_is_matched_or_told(tmp_path: Path) -> None:
    done = worked(tmp_path, {"投诉": COMPLAINTS})

    assert done.split("complaint.by_category", "category").keys() >= {"色差"}
    assert [said.split("“")[1].split("”")[0] for said in done.said("unknown-category")] == ["飞檐走壁"]


@situation(
    "C19", "王 芳, 王芳(组长), 芳姐; 王方", "by roster and aliases; what only sounds alike is suggested, never merged"
)
def test_a_member_of_staff_has_many_names(tmp_path: Path) -> None:
    shown(tmp_path, "C19", times=4)


def test_a_name_that_sounds_alike_is_a_question(tmp_path: Path) -> None:
    roster = "| 姓名 | 工号 | 岗位 |\n| 王芳 | A1 | 文员 |"
    calls = "| 回访日期 | 客户姓名 | 电话 | 回访人 | 满意度 |\n| 2026-10-05 | 李雪 | 13900000001 | 王方 | 满意 |"
    done = worked(tmp_path, {"花名册": roster, "回访": calls})

    assert done.column("callback", "called_by") == ["王方"]
    assert "是不是 王芳" in done.said("unknown-person")[0]


@situation("C20", "two people in one cell", "both, each with an equal share")
def test_two_people_share(tmp_path: Path) -> None:
    shown(tmp_path, "C20", times=3)


@situation("C21", "satisfaction as 5, 5分, ★★★★★, 满意√; 9分", "1–5; off the scale is blank and told")
def test_every_way_to_rate(tmp_path: Path) -> None:
    shown(tmp_path, "C21", times=6)


@situation("C22", "√ × Y 1 对号 for yes and no", "yes or no")
def test_every_way_to_say_yes(tmp_path: Path) -> None:
    shown(tmp_path, "C22", times=5)


@situation("C23", "1,200元, ３０, 三十, 约20", "a number; 约 is told")
def test_numbers_in_words_and_units(tmp_path: Path) -> None:
    shown(tmp_path, "C23", times=5)


@situation("C24", "absurd numbers", "left blank and told")
def test_the_absurd_is_told(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "C24")

    assert "out-of-range" in found.codes


@situation("C25", "#N/A, #DIV/0! …", "blank, told with its cell")
def test_error_values_are_told(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "C25")

    assert [p.place.cell != "" for p in found.problems if p.code == "cell-error"] == [True]


@situation(
    "C26", "formula without a stored result", "blank and told: open and save once; a row that needs it is left out"
)
def test_a_formula_without_a_result_is_told(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "C26")

    assert "formula-without-value" in found.codes


@situation("C27", "=TODAY() as a date", "the stored result, with a word that it changes")
def test_a_date_that_changes_is_told(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "C27")

    assert "changing-formula" in found.codes


@situation("C28", "text that starts with = + - @", "kept as text; never live in an output")
def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    shown(tmp_path / "drawn", "C28", times=3)
    published = night(tmp_path, {"投诉": COMPLAINTS.replace("半天没人来", "=1+1")})

    assert published.table("records/complaint")[1]["description"] == "'=1+1"


@situation("C29", "HTML in a remark", "kept as text, escaped in pages")
def test_markup_stays_text(tmp_path: Path) -> None:
    shown(tmp_path / "drawn", "C29")
    published = night(tmp_path, {"投诉": COMPLAINTS.replace("半天没人来", "<img src=x onerror=alert(1)>")})

    pages = [path.read_text(encoding="utf-8") for path in published.outputs.rglob("*.html")]
    assert pages
    assert not any("<img src=x" in page for page in pages)


@situation("C30", "phonetic guide over a word", "no part of the text")
def test_phonetic_guides_are_no_text(tmp_path: Path) -> None:
    shown(tmp_path, "C30")


@situation("C31", "emoji, rare and control characters, very long text", "kept; control characters go and it is told")
def test_rare_characters_are_kept(tmp_path: Path) -> None:
    shown(tmp_path, "C31", times=3)


def test_the_longest_cell_of_excel_is_kept(tmp_path: Path) -> None:
    text = "砖" * 32_767
    done = worked(tmp_path, {"投诉": COMPLAINTS.replace("半天没人来", text)})

    assert done.column("complaint", "description")[1] == text


@situation("C32", "csv in GBK, GB18030, UTF-8, UTF-16; comma, tab, semicolon, ，", "read by rule, never by a guesser")
def test_every_text_table_of_the_office(tmp_path: Path) -> None:
    _, file = shown(tmp_path, "C32", times=6)

    assert file.encoding


@situation("C33", "csv with a phone that became 1.38E+10", "left blank and told as damaged")
def test_a_phone_that_excel_ruined_is_told(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "C33")

    assert "precision-lost" in found.codes


@situation("C34", "274.65999999999997", "274.66")
def test_binary_noise_is_rounded_away(tmp_path: Path) -> None:
    shown(tmp_path, "C34")


@situation("C35", "row of spaces", "a blank row")
def test_a_row_of_spaces_is_blank(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "C35")

    assert next(s.tally.blank for s in found.consolidated.sources if s.file == file.path) == 1
    assert json.dumps(found.codes).count("missing-required") == 0
