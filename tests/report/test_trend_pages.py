"""What a manager reads first: signals and nothing else, trends, what stands out, everybody's own section, the rows behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftersales.report.html import render_html
from aftersales.report.page import Cell, Chart, Figures, Note, Report, Table, Tone
from tests.report.test_pages import ALL, calls, page, report_of, table, values

MONTHS = [f"2025-{month:02d}" for month in range(9, 13)] + [f"2026-{month:02d}" for month in range(1, 11)]


def complaints(month: str, count: int, product: str = "QH6315", batch: str = "A01", paid: int = 100) -> list[str]:
    return [
        f"| {month}-{1 + n % 28:02d} | 五里牌店 | 诉{month[2:]}{n}{batch} | {product} | {batch} | 瓷砖空鼓 | 张三 | {paid} |"
        for n in range(count)
    ]


def ledger(*rows: str) -> str:
    return "\n".join(["投诉登记表", "| 投诉日期 | 门店 | 客户 | 型号 | 批号 | 投诉内容 | 责任人 | 赔偿金额 |", *rows])


def deliveries(month: str, count: int) -> str:
    rows = [
        f"| {month}-{1 + n % 28:02d} | 五里牌店 | 送{month[2:]}{n} | 136{int(month[2:4]):02d}{int(month[5:]):02d}{n:04d} |"
        f" QH{6300 + n % 10} | A0{n % 2} | 送货 | 10箱 | 张三 |"
        for n in range(count)
    ]
    return "\n".join(
        ["送货登记表", "| 送货日期 | 门店 | 客户姓名 | 电话 | 型号 | 批号 | 类型 | 数量 | 经办人 |", *rows]
    )


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Fourteen months; in the last one four times as many complaints, all of one model that is one of ten delivered."""
    usual = [
        row for at, month in enumerate(MONTHS[:-1]) for row in complaints(month, 3 + at % 3, f"QH{6300 + at % 10}")
    ]
    unusual = complaints(MONTHS[-1], 16, "QH6305", "A01", 500)
    files = {f"回访{month}": calls(month, 18 + at % 2, 2 - at % 2) for at, month in enumerate(MONTHS)}
    files |= {f"送货{month}": deliveries(month, 50) for month in MONTHS}
    return report_of(tmp_path_factory.mktemp("year"), {**files, "投诉": ledger(*usual, *unusual)})


def titles(report: Report, id_: str) -> list[str]:
    return [block.title for block in page(report, id_).blocks if isinstance(block, Chart)]


def row_of(found: Table, first: str) -> list[object]:
    return next(values(row) for row in found.rows if values(row)[0] == first)


def test_the_headline_names_what_left_its_limits_and_nothing_else(year: Report) -> None:
    assert year.headline.startswith("2026年10月：投诉数量 16，高于控制上限 ")
    assert "比上月明显上升" in year.headline
    assert "满意率" not in year.headline  # 95 % after 90 %: nothing to read
    assert year.headline.endswith("其余无可解读变化。")


def test_the_trend_shows_last_year_the_usual_and_the_verdict(year: Report) -> None:
    found = table(year, "trends-list")
    headings = [column.title for column in found.columns]
    counted = dict(zip(headings, row_of(found, "投诉数量"), strict=True))
    assert (counted["本月"], counted["上月"], counted["去年同月"]) == (16, 3, 4)
    assert "高于控制上限" in str(counted["本月判断"])
    rated = dict(zip(headings, row_of(found, "回访满意率"), strict=True))
    assert rated["本月判断"] == "无可解读变化"


def test_no_code_of_a_rule_and_no_year_without_figures_is_told(year: Report, tmp_path: Path) -> None:
    notes = [cell.note for row in table(year, "trends-list").rows for cell in row if isinstance(cell, Cell)]
    assert any("基线" in note for note in notes)
    assert not any("WE" in note for note in notes)  # which rule it was stands in words beside it
    assert table(year, "trends-list").note == "去年同月：2025年10月。空白是没有数字。"
    months = {f"回访{month}": calls(month, 9, 1) for month in MONTHS[-2:]}
    assert table(report_of(tmp_path, months), "trends-list").note == "空白是没有数字。"


def test_a_chart_says_what_is_to_be_seen_and_marks_it(year: Report) -> None:
    charts = [block for block in page(year, "trends").blocks if isinstance(block, Chart)]
    first = charts[0]
    assert first.title.startswith("投诉数量 16：高于控制上限")
    assert first.band is not None
    assert first.labels[0] == "2025-10"
    assert first.marks == (12,)
    assert any(title.startswith("空鼓脱落（每百户送货）") for title in titles(year, "trends"))


def test_five_figures_stand_at_the_top_with_what_is_to_be_read(year: Report) -> None:
    top = next(block for block in page(year, "overview").blocks if isinstance(block, Figures))
    assert len(top.figures) == 5
    told = {figure.measure: figure.signal for figure in top.figures}
    assert told["callback.satisfaction_rate"] == "无可解读变化"
    assert told["complaint.count"].startswith("高于控制上限")


def test_a_shop_that_is_surely_below_others_wants_attention(tmp_path: Path) -> None:
    head = "售后回访记录\n| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 满意度 |\n"
    shops = {"甲店": 20, "乙店": 19, "丙店": 19, "丁店": 20, "戊店": 8}  # satisfied of 20 each
    rows = [
        f"| 2026-10-{1 + n:02d} | {shop} | 客{at}{n} | 1380000{at:02d}{n:02d} | 王芳 | {'满意' if n < good else '不满意'} |"
        for at, (shop, good) in enumerate(shops.items())
        for n in range(20)
    ]
    report = report_of(tmp_path, {"回访": head + "\n".join(rows)}, settings={"stores": [{"name": s} for s in shops]})
    notes = [block for block in page(report, "overview").blocks if isinstance(block, Note)]
    told = [item for note in notes for item in note.items if "明显低于" in item]
    assert len(told) == 1
    assert told[0].startswith("戊店回访满意率 40.0%，明显低于 ")
    assert told[0].endswith("等 4 个门店")


def test_the_model_of_all_new_complaints_stands_out(year: Report) -> None:
    found = table(year, "complaints-goods")
    assert "QH6305" in found.title
    first = found.rows[0]
    assert values(first)[0] == "QH6305"
    assert first[-1].tone is Tone.BAD  # type: ignore[union-attr]
    assert str(values(first)[-1]).startswith("明显偏多")


def test_categories_stand_with_money_rate_and_department(year: Report) -> None:
    found = table(year, "complaints-categories")
    told = dict(zip([column.title for column in found.columns], row_of(found, "空鼓脱落"), strict=True))
    assert (told["件数"], told["户数"], told["赔偿金额"], told["每百户送货"]) == (16, 16, 8000, 32)
    assert told["责任部门"] == "安装/铺贴/加工方"
    assert row_of(table(year, "complaints-departments"), "安装/铺贴/加工方")[1:] == [16, 1.0, 8000]


def test_the_money_of_a_complaint_with_two_categories_is_shared(tmp_path: Path) -> None:
    rows = (
        "| 2026-10-01 | 五里牌店 | 陈一 | QH1 | A | 瓷砖开裂，有色差 | 张三 | 300 |",
        "| 2026-10-02 | 五里牌店 | 林二 | QH1 | A | 瓷砖开裂 | 张三 | 100 |",
    )
    report = report_of(tmp_path, {"投诉": ledger(*rows)})
    money = [values(row)[5] for row in table(report, "complaints-categories").rows]
    assert money[:-1] == [250, 150]
    assert money[-1] == 400
    departments = [values(row)[1] for row in table(report, "complaints-departments").rows]
    assert sum(departments) == 2


@pytest.mark.parametrize(("unknown", "warned"), [(1, False), (2, True)])
def test_many_complaints_without_a_category_raise_an_alarm(tmp_path: Path, unknown: int, *, warned: bool) -> None:
    rows = complaints("2026-10", 10 - unknown)
    rows += [f"| 2026-10-2{n} | 五里牌店 | 未{n} | QH1 | A | 东西一般般 | 张三 | |" for n in range(unknown)]
    report = report_of(tmp_path, {"投诉": ledger(*rows)})
    notes = [block.text for block in page(report, "complaints").blocks if isinstance(block, Note)]
    assert any("超过 15%" in text for text in notes) is warned


def test_everybody_has_a_section_with_the_rows_it_rests_on(tmp_path: Path) -> None:
    report = report_of(tmp_path, ALL)
    section = table(report, "person-王芳")
    called = row_of(section, "回访次数")
    assert called[1] == 20
    assert called[-1] == "十月.xlsx › Sheet1 › 第3–22行"
    assert row_of(table(report, "store-高桥店"), "回访户数")[1] == 10


def test_those_who_cannot_be_told_apart_are_said_so(tmp_path: Path) -> None:
    def served(name: str, satisfied: int, unhappy: int) -> str:
        return (
            calls("2026-10", satisfied, unhappy)
            .replace("李四", name)
            .replace("| 客", f"| {name}客")
            .replace("137", name_phone[name])
        )

    name_phone = {"甲某": "131", "乙某": "132", "丙某": "133", "丁某": "134"}
    files = {
        "一": served("甲某", 28, 2), "二": served("乙某", 26, 4), "三": served("丙某", 8, 22), "四": served("丁某", 2, 1),
    }  # fmt: skip
    found = table(report_of(tmp_path, files), "standing-person-service.satisfaction_rate")
    told = {values(row)[0]: values(row)[-2:] for row in found.rows}
    assert told["甲某"] == ["1–2", "明显高于 丙某"]
    assert told["乙某"] == ["1–2", "明显高于 丙某"]
    assert told["丙某"] == ["3", "明显低于 乙某、甲某"]
    assert told["丁某"] == [None, "样本不足 10，不比较"]


def test_every_figure_leads_to_its_rows_and_its_meaning(tmp_path: Path) -> None:
    report = report_of(tmp_path, ALL)
    rows = {values(row)[0]: values(row)[1:] for row in table(report, "rows-list").rows}
    assert rows["回访满意率"][:3] == [
        "85.0%（17/20）",
        "十月.xlsx › Sheet1 › 第3–19行",
        "十月.xlsx › Sheet1 › 第20–22行",
    ]
    shown = [f for p in report.pages for b in p.blocks if isinstance(b, Figures) for f in b.figures if f.value]
    assert shown
    assert all(figure.link and figure.definition for figure in shown)
    html = render_html(report)
    assert 'id="rows-回访满意率"' in html


def test_a_score_slip_is_one_click_away(tmp_path: Path) -> None:
    roster = "花名册\n| 姓名 | 门店 | 岗位 | 考核方案 |\n| 王芳 | 五里牌店 | 客服 | 售后服务人员月考核表 |"
    report = report_of(tmp_path, {**ALL, "花名册": roster})
    sections = [b for p in report.pages for b in p.blocks if isinstance(b, Table) and b.id.startswith("person-")]
    files = [getattr(row[0], "file", "") for section in sections for row in section.rows]
    slips = [file for file in files if file]
    assert slips == ["个人/王芳-2026-10.html"]
    assert 'href="%E4%B8%AA%E4%BA%BA/%E7%8E%8B%E8%8A%B3-2026-10.html"' in render_html(report)


def test_the_first_month_has_no_trend(tmp_path: Path) -> None:
    report = report_of(tmp_path, {"十月": calls("2026-10", 5, 1)})
    assert not [found for found in report.pages if found.id == "trends"]
    assert not [
        f.signal for p in report.pages for b in p.blocks if isinstance(b, Figures) for f in b.figures if f.signal
    ]
