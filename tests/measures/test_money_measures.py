"""Expenses, sales, money handed in, parts and receipts (S3-01 … S3-11, S4-09)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from aftersales.measures.part import balances
from tests.sheets import worked

EXPENSES = """
费用开支登记簿
| 日期 | 部门名称 | 本月费用定额 | 费用项目 | 金额 | 经办人 |
| 2026-10-05 | 售后部 | 1000 | 交通费 | 400 | 张三 |
| 2026-10-20 | 售后部 | 1000 | 餐费 | 100 | 张三 |
| 2026-10-12 | 售后部 | 1000 | 交通费 | 700 | 李四 |
| 2026-10-12 | 仓库 | | 办公用品 | 60.5 | 王五 |
"""


def test_expenses_by_department_and_item(tmp_path: Path) -> None:
    found = worked(tmp_path, {"费用": EXPENSES})
    assert found.figure("expense.amount") == 1260.5
    assert found.split("expense.amount", "store") == {"售后部": 1200, "仓库": 60.5}
    assert found.split("expense.amount", "category") == {"交通费": 1100, "餐费": 100, "办公用品": 60.5}
    assert found.figure("expense.amount", category="交通费", store="售后部") == 1100


def test_the_quota_is_the_departments_and_counted_once(tmp_path: Path) -> None:
    found = worked(tmp_path, {"费用": EXPENSES})
    assert found.parts("expense.quota_share") == (1200, 1000)  # 仓库 has no quota
    assert found.split("expense.quota_share", "store") == {"售后部": 1.2}
    row = found.row("expense.quota_share")
    assert row is not None
    assert pd.isna(row["low"])  # an amount among an amount is no share of cases: no interval
    # 400, then 1100 on the 12th: that entry and the one of the 20th
    assert found.figure("expense.over_quota") == 2
    assert found.split("expense.over_quota", "store") == {"售后部": 2}


MONEY = {
    "维修": """
维修记录
| 派工单号 | 完成时间 | 客户姓名 | 机型 | 故障现象 | 维修人员 | 收费金额 | 上交日期 |
| PG30001 | 2026-09-10 | 陈一 | M1 | 漏水 | 张三 | 100 | |
| PG30002 | 2026-10-10 | 林二 | M1 | 漏水 | 张三/李四 | 60 | 2026-10-11 |
| PG30003 | 2026-10-12 | 黄三 | M1 | 漏水 | 李四 | 40 | |
""",
    "销售": """
销售结帐表
| 销售日期 | 营业员 | 商品名称 | 数量 | 金额 | 销售/退货 |
| 2026-10-10 | 王五 | 密封圈 | 10个 | 500 | 销售 |
| 2026-10-11 | 王五 | 密封圈 | 1个 | 50 | 退货 |
| 2026-10-21 | 王五 | 密封圈 | 1个 | -30 | 退货 |
""",
    "缴款": """
缴款单
| 缴款日期 | 交款员 | 缴款金额 | 收款员 |
| 2026-09-30 | 张三 | 80 | 周会计 |
| 2026-10-15 | 王五 | 450 | 周会计 |
""",
}


def test_what_is_to_be_handed_in_runs_on_from_month_to_month(tmp_path: Path) -> None:
    found = worked(tmp_path, MONEY)
    assert found.split("payment.open_balance", "person", "2026-09") == {"张三": 20}
    # 张三 hands in with payment sheets: 100 + 30 − 80; 李四 without: his half of the 60 is handed in, the 40 is not;
    # 王五: 500 − 50 − 30 − 450
    assert found.split("payment.open_balance", "person") == {"张三": 50, "李四": 40, "王五": -30}
    assert found.figure("payment.open_balance") == 60
    assert found.figure("payment.amount") == 450


def test_a_shop_that_logs_no_payments_is_not_told_that_nothing_was_handed_in(tmp_path: Path) -> None:
    sales = worked(tmp_path, {"销售": MONEY["销售"]})
    assert sales.row("payment.open_balance") is None
    fees = worked(tmp_path / "fees", {"维修": MONEY["维修"]})
    assert fees.split("payment.open_balance", "person") == {"张三": 100, "李四": 40}
    undated = worked(tmp_path / "undated", {"维修": MONEY["维修"].replace("上交日期", "其他")})
    assert undated.row("payment.open_balance") is None


def test_sales_by_person_and_by_third_of_the_month(tmp_path: Path) -> None:
    found = worked(tmp_path, MONEY)
    assert found.figure("sale.amount") == 420
    assert found.split("sale.amount", "category") == {"上旬": 500, "中旬": -50, "下旬": -30}
    assert found.split("sale.amount", "person") == {"王五": 420}


PARTS = """
零配件销货卡
| 日期 | 配件编号 | 配件名称 | 收发 | 数量 | 结存 | 领料人 |
| 2026-09-30 | P1 | 密封圈 | 入库 | 20个 | 20 | |
| 2026-10-03 | P1 | 密封圈 | 领用 | 5个 | 15 | 张三 |
| 2026-10-05 | P1 | 密封圈 | 领用 | 3个 | | 李四 |
| 2026-10-08 | P1 | 密封圈 | 退库 | 1个 | 12 | 张三 |
| 2026-10-03 | P2 | 轴承 | 入库 | 4个 | 4 | |
| 2026-10-09 | P2 | 轴承 | 领用 | 1个 | 3 | 张三 |
| 2026-10-09 | P3 | 皮带 | 领用 | 2根 | | 张三/李四 |
"""


def test_the_card_is_the_last_balance_with_what_moved_since(tmp_path: Path) -> None:
    found = worked(tmp_path, {"配件": PARTS})
    # 密封圈: 20 − 5 = 15 as written; 15 − 3 + 1 = 13, but 12 is written. 轴承: 4 − 1 = 3. 皮带: no balance
    assert found.split("part.balance_difference", "product") == {"密封圈": 1, "轴承": 0}
    assert found.figure("part.balance_difference", "2026-09", product="密封圈") is None  # nothing stood before it
    assert found.figure("part.balance_difference") is None  # parts of different sorts are never added


def test_parts_handed_out_by_part_and_unit(tmp_path: Path) -> None:
    found = worked(tmp_path, {"配件": PARTS})
    assert found.figure("part.issued", product="密封圈", unit="个") == 8
    assert found.figure("part.issued", product="皮带", unit="根", person="李四") == 1


def test_a_balance_carried_over_is_no_movement_and_an_unclear_one_is_not_judged() -> None:
    card = pd.DataFrame(
        [
            ("2026-09-30", "in", 10, 10),
            ("2026-10-01", "in", 10, 10),  # 上期结存
            ("2026-10-02", "out", 4, 6),
            ("2026-10-03", None, 2, None),  # neither in nor out
            ("2026-10-04", "out", 1, 5),
            ("2026-10-05", "out", 1, 5),
        ],
        columns=["date", "movement", "quantity", "balance"],
    ).assign(part="密封圈", part_no=None)
    told = balances(card)["difference"]
    assert [None if pd.isna(value) else value for value in told] == [None, 0, 0, None, None, -1]


RECEIVING = {
    "差错": """
商品进货验收差错登记簿
| 日期 | 供货单位 | 商品名称 | 单据数 | 实收数 | 差异数 | 原因 |
| 2026-10-06 | 甲厂 | 密封圈 | 100 | 98 | -2 | 短少 |
""",
    "收货": """
收货单
| 收货日期 | 收货单号 | 供货单位 | 商品名称 | 数量 | 库管员 |
| 2026-10-06 | SH20001 | 甲厂 | 密封圈 | 98 | 周库 |
| 2026-10-07 | SH20002 | 乙厂 | 轴承 | 20 | 周库 |
| 2026-10-08 | SH20003 | 乙厂 | 皮带 | 20 | 周库 |
| 2026-11-01 | SH20004 | 乙厂 | 皮带 | 20 | 周库 |
""",
}


def test_errors_of_receiving_among_what_was_received(tmp_path: Path) -> None:
    found = worked(tmp_path, RECEIVING)
    assert found.figure("receiving.errors") == 1
    assert found.parts("receiving.error_rate") == (1, 3)
    assert found.parts("receiving.error_rate", "2026-11") == (0, 1)  # the log has begun: none was met


@pytest.mark.parametrize("name", ["差错", "收货"])
def test_without_one_of_the_two_logs_there_is_no_rate(tmp_path: Path, name: str) -> None:
    found = worked(tmp_path, {name: RECEIVING[name]})
    assert found.figure("receiving.error_rate") is None
