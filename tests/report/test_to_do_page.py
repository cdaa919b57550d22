"""今日待办: the lists of the latest month, by shop and person, and what is written of them."""

from __future__ import annotations

from pathlib import Path

from aftersales.assemble import view_of
from aftersales.report.page import Cell, Note, Page, Table, Tone
from aftersales.report.pages import build_report
from aftersales.report.pages.to_do import LISTED
from tests.sheets import Worked, night, worked

LEDGER = """
客户投诉登记表
| 投诉编号 | 投诉日期 | 门店 | 客户 | 电话 | 投诉内容 | 处理人 | 处理状态 |
| T0 | 2026-09-07 | 高桥店 | 丙 | 13800000003 | 电话 13800000009 打不通 | 刘敏、王芳 | 处理中 |
| T1 | 2026-10-12 | 五里牌店 | 甲 | 13800000001 | =1+1 | 王芳 | 处理中 |
| T2 | 2026-10-13 | 五里牌店 | 乙 | 13800000002 | 色差 | | 处理中 |
"""


def page_of(found: Worked, month: str = "2026-10") -> Page | None:
    report = build_report(view_of(found.results, month, found.results.numbers, found.options.settings))
    return next((page for page in report.pages if page.id == "to-do"), None)


def plain(value: object) -> object:
    return value.value if isinstance(value, Cell) else value


def tables(page: Page) -> dict[str, list[tuple[object, ...]]]:
    return {b.id: [tuple(map(plain, row)) for row in b.rows] for b in page.blocks if isinstance(b, Table)}


def test_the_latest_month_alone_says_what_is_to_be_done(tmp_path: Path) -> None:
    found = worked(tmp_path, {"投诉": LEDGER})
    page = page_of(found)
    assert page is not None
    assert page_of(found, "2026-09") is None
    assert page.lead == "到 2026-11-02 有 3 件事要办：投诉超期未结 3。"
    assert tables(page) == {
        "to-do-people": [
            ("五里牌店", "王芳", 1, 1),
            ("五里牌店", "门店安排", 1, 1),
            ("高桥店", "刘敏", 1, 1),
            ("高桥店", "王芳", 1, 1),
            ("合计", None, 3, 3),  # what two people share is one thing to do
        ],
        "to-do-complaint_overdue": [
            ("五里牌店", "王芳", 21, "投诉超过 3 个工作日没有结案：=1+1", "甲 138****0001", "2026-10-12", "投诉.xlsx › Sheet1 › 第4行"),
            ("五里牌店", "门店安排", 20, "投诉超过 3 个工作日没有结案：色差", "乙 138****0002", "2026-10-13", "投诉.xlsx › Sheet1 › 第5行"),
            ("高桥店", "刘敏、王芳", 56, "投诉超过 3 个工作日没有结案：电话 138****0009 打不通", "丙 138****0003", "2026-09-07", "投诉.xlsx › Sheet1 › 第3行"),
        ],
    }  # fmt: skip
    (never,) = [block.text for block in page.blocks if isinstance(block, Note)]
    assert never.startswith("没有登记、不列的：投诉还没联系客户、送货没有短信问候")


def test_with_nothing_to_do_the_page_says_so(tmp_path: Path) -> None:
    page = page_of(worked(tmp_path, {"投诉": LEDGER.replace("处理中", "已结案")}))
    assert page is not None
    assert page.lead == "到 2026-11-02，各项登记里没有待办的事。"
    assert page.blocks[0] == Note("没有待办的：投诉超期未结。")


def test_a_long_list_shows_its_oldest_and_says_how_many_there_are(tmp_path: Path) -> None:
    lines = [
        f"| {n} | 2026-10-{1 + n % 20:02d} | 高桥店 | 客{n} | 138{n:08d} | 色差 | 王芳 | 处理中 |" for n in range(60)
    ]
    page = page_of(worked(tmp_path, {"投诉": "\n".join(LEDGER.strip().splitlines()[:2] + lines)}))
    assert page is not None
    table = next(b for b in page.blocks if isinstance(b, Table) and b.id == "to-do-complaint_overdue")
    assert len(table.rows) == LISTED
    assert table.title == "投诉超期未结（60）"
    assert "共 60 件，这里按天数列出前 50 件，其余见 data/worklists.csv。" in table.note
    assert min(int(str(plain(row[2]))) for row in table.rows) >= 16  # those of the last days are left to the file


def test_the_file_stands_in_the_latest_month_masked_and_with_nothing_alive(tmp_path: Path) -> None:
    told = night(tmp_path, {"投诉": LEDGER})
    rows = told.table("worklists")
    assert list(rows[0]) == [
        "list",
        "person",
        "store",
        "customer",
        "phone",
        "what",
        "since",
        "days",
        "record_id",
        "rule",
    ]
    assert [(row["list"], row["person"], row["customer"], row["phone"], row["days"]) for row in rows] == [
        ("complaint_overdue", "刘敏、王芳", "丙", "138****0003", "56"),
        ("complaint_overdue", "王芳", "甲", "138****0001", "21"),
        ("complaint_overdue", "", "乙", "138****0002", "20"),
    ]
    assert rows[0]["what"] == "投诉超过 3 个工作日没有结案：电话 138****0009 打不通"
    assert {row["rule"] for row in rows} == {"S3-63"}
    assert not (told.outputs / "2026-09" / "data" / "worklists.csv").exists()
    records = {row["record_id"]: row["customer"] for row in told.table("records/complaint")}
    assert records[rows[1]["record_id"]] == "甲"


def test_important_customers_come_first(tmp_path: Path) -> None:
    cards = "客户资料卡\n| 客户姓名 | 电话 | 购买日期 | 是否VIP |\n| 乙 | 13800000002 | 2026-09-01 | 是 |"
    page = page_of(worked(tmp_path, {"投诉": LEDGER, "客户资料卡": cards}))
    assert page is not None
    (first, *_) = page.blocks
    assert first == Note(
        "重要客户有 1 件待办",
        Tone.WARN,
        ("五里牌店 门店安排：乙，投诉超过 3 个工作日没有结案：色差（20 天）",),
    )
