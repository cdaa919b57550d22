"""`handover`: everything open of one person, on the screen, as JSON and as a list to sign (S4-10)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Call
from tests.sheets import write

FILES = {
    "花名册": """
    花名册
    | 姓名 | 工号 | 别名 | 门店 | 岗位 | 入职日期 | 离职日期 |
    | 何平 | A1 | 老何 | 五里牌店 | 安装 | 2020-01-01 | 2026-10-31 |
    | 何萍 | A2 | | 高桥店 | 文员 | 2020-01-01 | |
    | 周军 | A3 | | 高桥店 | 安装 | 2020-01-01 | |
    """,
    "投诉": """
    客户投诉登记表
    | 投诉编号 | 投诉日期 | 门店 | 客户 | 电话 | 投诉内容 | 是否属实 | 责任人 | 处理人 | 处理状态 |
    | T1 | 2026-10-12 | 五里牌店 | 甲 | 13800000001 | 开裂 | | 周军 | 何平 | 处理中 |
    | T2 | 2026-10-12 | 五里牌店 | 乙 | 13800000002 | 色差 | 是 | 何平 | 何萍 | 处理中 |
    | T3 | 2026-10-12 | 五里牌店 | 丙 | 13800000003 | 色差 | 是 | | 何平 | 已结案 |
    | T4 | 2026-10-12 | 五里牌店 | 丁 | 13800000004 | 色差 | 是 | | 周军 | 处理中 |
    """,
    "维修": """
    维修记录
    | 派工单号 | 报修日期 | 完成时间 | 门店 | 客户姓名 | 电话 | 故障现象 | 维修人员 | 状态 | 客户签字 | 收费金额 | 上交日期 |
    | W1 | 2026-10-14 | | 五里牌店 | 戊 | 13800000005 | 漏水 | 何平 | 处理中 | | | |
    | W2 | 2026-10-14 | 2026-10-15 | 五里牌店 | 己 | 13800000006 | 漏水 | 何平、周军 | 已完成 | | 80 | |
    | W3 | 2026-10-14 | 2026-10-15 | 五里牌店 | 庚 | 13800000007 | 漏水 | 何平 | 已完成 | 是 | 100 | 2026-10-15 |
    | W4 | 2026-10-14 | | 五里牌店 | 辛 | 13800000008 | 漏水 | 何平 | 取消 | | | |
    """,
    "客户资料卡": """
    客户资料卡
    | 客户姓名 | 电话 | 地址 | 型号 | 购买日期 | 负责人 |
    | 壬 | 13800000009 | 阳光小区1栋 | QH1 | 2024-05-01 | 何平 |
    | 癸 | 13800000010 | 阳光小区2栋 | QH1 | 2026-09-01 | 何平 |
    | 子 | 13800000011 | 阳光小区3栋 | QH1 | 2026-09-01 | 周军 |
    """,
    "回访": """
    售后服务跟踪表
    | 回访日期 | 客户姓名 | 电话 | 回访人 | 满意度 |
    | 2026-10-01 | 癸 | 13800000010 | 何萍 | 满意 |
    """,
    "配件": """
    配件领用登记表
    | 日期 | 配件名称 | 收发 | 数量 | 领料人 |
    | 2026-10-03 | 密封圈 | 领用 | 5个 | 何平 |
    | 2026-10-09 | 密封圈 | 退回 | 2个 | 何平 |
    | 2026-10-03 | 轴承 | 领用 | 1个 | 何平 |
    | 2026-10-04 | 轴承 | 退回 | 1个 | 何平 |
    """,
    "计划": """
    工作计划
    | 月份 | 姓名 | 工作内容 | 完成期限 | 完成日期 |
    | 2026-10 | 何平 | 回访九月客户 | 2026-10-20 | |
    | 2026-10 | 何平 | 清点工具 | 2026-10-20 | 2026-10-18 |
    """,
}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text(
        "company: {name: 湘岚陶瓷}\nstores: [{name: 五里牌店}, {name: 高桥店}]\nworkers: 1\n", encoding="utf-8"
    )
    write(tmp_path / "inputs", FILES)
    return tmp_path


@pytest.mark.usefixtures("shop")
def test_everything_open_is_named_with_its_place_and_nothing_that_is_settled(call: Call) -> None:
    said = call("handover", "何平", "--as-of", "2026-11-02", "--json")
    assert said.code == 0, said.err
    told = json.loads(said.out)
    assert told["about"] == {"门店": "五里牌店", "岗位": "安装", "离职日期": "2026-10-31"}
    sections = {section["title"]: section["rows"] for section in told["sections"]}
    assert [(row["客户"], row["电话"], row["他是"], row["登记在"]) for row in sections["未结投诉"]] == [
        ("甲", "138****0001", "处理人", "投诉.xlsx › Sheet1 › 第3行"),
        ("乙", "138****0002", "责任人", "投诉.xlsx › Sheet1 › 第4行"),
    ]
    assert [row["客户"] for row in sections["未完成的维修"]] == ["戊"]
    assert [(row["待办"], row["客户"]) for row in sections["其他待办"]] == [("老客户该回访", "壬"), ("维修单没有客户签字", "己"), ("投诉还没核实", "甲")]  # fmt: skip
    assert [(row["客户"], row["保修"], row["上次回访"]) for row in sections["负责的客户"]] == [
        ("癸", "保修期内", "2026-10-01"),
        ("壬", "", ""),
    ]
    assert [(row["客户"], row["单号"], row["收费（元）"]) for row in sections["收了还没有交的费用"]] == [
        ("己", "W2", 80.0)
    ]
    assert sections["领用的配件"] == [{"配件": "密封圈", "领用": 5.0, "退回": 2.0, "相差": 3.0, "单位": "个"}]
    assert [row["内容"] for row in sections["未完成的工作计划"]] == ["回访九月客户"]
    notes = {section["title"]: section["note"] for section in told["sections"]}
    assert notes["收了还没有交的费用"] == "应交未交合计 40.00 元（维修收费、销售减去缴款）。"  # two share the 80
    assert told["count"] == sum(map(len, sections.values())) == 11


def test_the_list_has_boxes_signature_lines_and_no_whole_phone(call: Call, shop: Path) -> None:
    said = call("handover", "何平", "--as-of", "2026-11-02")
    assert "何平（门店 五里牌店，岗位 安装，离职日期 2026-10-31），截至 2026-11-02，要交接 11 项" in said.out
    sheet = load_workbook(shop / "交接" / "何平-工作交接清单-2026-11-02.xlsx").active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    texts = [str(cell.value) for cell in cells]
    assert texts[0] == "湘岚陶瓷 工作交接清单"
    assert {"交接人（签字）：", "接收人（签字）：", "监交人（签字）："} <= set(texts)
    assert texts.count("□") == 11 + 4
    assert not [text for text in texts if "1380000" in text]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert sheet.page_setup.paperSize == 9


def test_an_alias_or_a_number_means_the_person_and_an_unknown_name_is_never_guessed(call: Call, shop: Path) -> None:
    for written in ("老何", "A1"):
        assert json.loads(call("handover", written, "--json", "--as-of", "2026-11-02").out)["person"] == "何平"
    said = call("handover", "何苹")
    assert said.code == 2
    assert "没有“何苹”这个人，是不是：" in said.err
    assert "何平" in said.err
    assert "何萍" in said.err
    assert call("handover", "欧阳锋").code == 2
    assert not list(shop.glob("交接/*何苹*"))


@pytest.mark.usefixtures("shop")
def test_who_has_nothing_open_gets_a_list_that_says_so(call: Call) -> None:
    told = json.loads(call("handover", "何萍", "--as-of", "2026-10-10", "--json").out)
    assert told["count"] == 0
    texts = [cell.value for row in load_workbook(told["file"]).active.iter_rows() for cell in row]
    assert texts.count("无") == 7


def test_the_drop_folder_is_never_written_to(call: Call, shop: Path) -> None:
    said = call("handover", "何平", "--out", shop / "inputs")
    assert said.code == 2
    assert "程序不往里面写" in said.err
    assert len(list((shop / "inputs").iterdir())) == len(FILES)
