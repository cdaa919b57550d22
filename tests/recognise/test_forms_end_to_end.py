"""Forms through the whole pipeline: files → records, tallies, problems with the clerk's cell."""

from __future__ import annotations

from pathlib import Path

from tests.sheets import worked

SURVEY = """
客户意见反馈单
| 客户姓名： | {name} | 电话： | {phone} |
| 填表日期： | 2026年10月8日 | 服务人员： | 李强 |
| 问题解决的及时性 | ☑非常满意 □满意 □一般 □不满意 |
| 专业水平 | □非常满意 ☑满意 □一般 □不满意 |
| 服务态度 | □非常满意 □满意 ☑一般 □不满意 |
| 流程便捷性 | {ticks} |
| 解决方案满意度 | 4 |
| 客户签字： | |
"""
ONE = SURVEY.format(name="王芳", phone="13800000001", ticks="□非常满意 ☑满意 □一般 □不满意")
TWO = SURVEY.format(name="陈静", phone="13800000002", ticks="☑非常满意 ☑满意 □一般 □不满意")
EMPTY = (
    SURVEY.format(name="", phone="", ticks="□非常满意 □满意 □一般 □不满意")
    .replace("2026年10月8日", "")
    .replace("李强", "")
    .replace("☑", "□")
    .replace("| 4 |", "| |")
)

COMPLAINT = """
客诉处理单
| 投诉日期 | {day} | 客户姓名 | 王芳 |
| 联系电话 | 13800000001 | 处理人 | 李娜 |
| 投诉内容 | 空鼓三块 |
| 审核： | |
"""


def test_one_form_a_sheet_gives_one_record_each_and_an_empty_one_none(tmp_path: Path) -> None:
    run = worked(tmp_path, {"反馈单": {"王芳": ONE, "陈静": TWO, "空白": EMPTY}})

    assert run.column("survey", "customer") == ["王芳", "陈静"]
    assert run.column("survey", "phone") == ["13800000001", "13800000002"]
    assert run.column("survey", "date") == ["2026-10-08", "2026-10-08"]
    assert [run.column("survey", f"q{n}") for n in range(1, 6)] == [
        [5.0, 5.0],
        [4.0, 4.0],
        [3.0, 3.0],
        [4.0, None],
        [4.0, 4.0],
    ]
    assert run.tally("反馈单") == "9=7+0+0+2+0+0"
    tallies = {source.sheet: source.tally for source in run.results.consolidated.sources}
    assert (tallies["空白"].records, tallies["空白"].rejected, tallies["空白"].balanced) == (0, 0, True)


def test_a_problem_names_the_cell_of_the_form(tmp_path: Path) -> None:
    run = worked(tmp_path, {"反馈单": {"陈静": TWO}, "客诉": COMPLAINT.format(day="")})

    assert [said.split(":")[0] for said in run.said("two-ticks")] == ["反馈单.xlsx › 陈静 › B7"]
    assert [said.split(":")[0] for said in run.said("missing-required")] == ["客诉.xlsx › Sheet1 › B2"]
    assert run.tally("客诉") == "5=0+0+0+2+0+3"


def test_the_same_form_again_is_counted_once(tmp_path: Path) -> None:
    form = COMPLAINT.format(day="2026-10-05")

    run = worked(tmp_path, {"客诉": {"一": form, "二": form}})

    assert run.column("complaint", "description") == ["空鼓三块"]
    assert [source.tally.duplicate for source in run.results.consolidated.sources] == [0, 3]
    assert all(source.tally.balanced for source in run.results.consolidated.sources)


def test_stacked_forms_and_a_list_feed_the_same_figures(tmp_path: Path) -> None:
    forms = "\n".join(
        COMPLAINT.format(day=f"2026-10-{day:02}").replace("空鼓三块", f"空鼓{day}块") for day in (5, 6, 7)
    )
    listed = "| 投诉日期 | 客户姓名 | 联系电话 | 投诉内容 |\n| 2026-10-09 | 赵敏 | 13800000003 | 色差 |"

    run = worked(tmp_path, {"客诉单": forms, "投诉登记表": listed})

    assert run.figure("complaint.count") == 4
    assert run.tally("客诉单") == "19=9+4+0+6+0+0"
