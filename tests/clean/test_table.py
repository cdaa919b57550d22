from __future__ import annotations

import json
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftersales.clean.hints import Hints, period_of
from aftersales.clean.table import clean
from aftersales.digest import tally_of
from aftersales.kinds.load import load_kinds
from aftersales.model import Cell, CellError, Merge, Uncached
from aftersales.problems import Effect
from aftersales.settings.model import KindAddition
from tests.clean.sheets import HINTS, KINDS, cleaned, drawn, said


def test_a_record_keeps_its_row_its_fields_and_what_no_field_knows() -> None:
    table, tally, problems = cleaned(
        "callback", "序号 date customer phone called_by satisfaction 天气 关机次数",
        (1, "2025-9-2", "陈先生", 13800000001.0, "王芳", "非常满意", "晴", 0),
        (2, None, None, None, None, None, None, None),
        (3, "2025-9-3", "李女士", "13800000002", "王芳/李娜", "一般", None, None),
    )  # fmt: skip

    assert table.columns["row"] == [2, 4]
    assert (tally.records, tally.rejected) == (2, 1)
    assert table.columns["date"] == ["2025-09-02", "2025-09-03"]
    assert table.columns["phone"] == ["13800000001", "13800000002"]
    assert table.columns["called_by"] == ["王芳", "王芳、李娜"]
    assert table.columns["satisfaction"] == [5.0, 3.0]
    assert table.columns["_satisfaction_word"] == ["非常满意", "一般"]
    assert [json.loads(str(x)) if x else None for x in table.columns["extra"]] == [
        {"天气": "晴", "关机次数": "0"},
        None,
    ]
    assert tally.balanced
    assert [p.code for p in problems] == ["missing-required"]


def test_a_row_without_date_and_customer_is_left_out_with_one_problem_that_names_both() -> None:
    table, tally, problems = cleaned(
        "callback", "store called_by date customer", ("五里牌店", "王芳", None, None), first_column=3
    )

    assert (table.columns["row"], tally.rejected) == ([], 1)
    assert said(problems) == ["E2 missing-required"]
    assert problems[0].message == "缺少回访日期、客户姓名或电话"
    assert problems[0].affects == "五里牌店、王芳"


def test_a_required_date_nobody_can_read_leaves_the_row_out_in_the_words_of_its_cell() -> None:
    _, tally, problems = cleaned("callback", "date customer", ("昨天下午", "陈先生"))

    assert tally.rejected == 1
    assert said(problems) == ["A2 required-unreadable"]
    assert problems[0].effect is Effect.ROW_LEFT_OUT
    assert problems[0].message == "回访日期“昨天下午”看不懂"


def test_b19_a_vertical_merge_fills_down_within_the_block_only() -> None:
    table, _, problems = cleaned(
        "callback", "date customer",
        ("2025-9-2", "陈先生"), (None, "李女士"), (None, "何女士"), (None, "周先生"),
        merges=(Merge(2, 1, 4, 1),),
    )  # fmt: skip

    assert table.columns["date"] == ["2025-09-02"] * 3
    assert said(problems) == ["A5 missing-required"]


def test_b19_a_merged_amount_was_meant_once() -> None:
    table, _, _ = cleaned(
        "complaint", "received_at customer description compensation_amount",
        ("2025-9-2", "陈先生", "色差", 500), ("2025-9-3", "陈先生", "崩角", None), merges=(Merge(2, 4, 3, 4),),
    )  # fmt: skip

    assert table.columns["compensation_amount"] == [500.0, None]


def test_b20_ditto_repeats_the_cell_above_only_where_the_field_allows_it() -> None:
    table, _, problems = cleaned(
        "callback", "date store customer product",
        ("2025-9-2", "五里牌店", "陈先生", "A800"), ("同上", "″", "李女士", "同上"), ("〃", "..", "何女士", "B600"),
    )  # fmt: skip

    assert table.columns["date"] == ["2025-09-02"] * 3
    assert table.columns["store"] == ["五里牌店"] * 3
    assert table.columns["product"] == ["A800", None, "B600"]
    assert said(problems) == ["A3 ditto-filled", "B3 ditto-filled", "D3 ditto-not-allowed"]
    assert problems[2].message == "型号写了“同上”，这一列不照抄上一行"


def test_b20_ditto_in_the_first_row_has_nothing_to_repeat() -> None:
    table, _, problems = cleaned("callback", "date store customer", ("2025-9-2", "同上", "陈先生"))

    assert (table.columns["store"], said(problems)) == ([None], ["B2 ditto-without-above"])


STORES = (
    ("2025-9-2", "五里牌店", "陈先生"), ("2025-9-3", None, "李女士"), ("2025-9-3", " ", "吴先生"),
    ("2025-9-4", "高桥店", "何女士"), ("2025-9-5", None, "周先生"),
)  # fmt: skip


def test_b20_a_blank_is_not_taken_from_above_but_a_blank_store_between_stores_is_said_once() -> None:
    table, _, problems = cleaned("callback", "date store customer", *STORES)

    assert table.columns["store"] == ["五里牌店", None, None, "高桥店", None]
    assert said(problems) == ["B3 blank-in-group"]
    assert problems[0].message == "门店有 2 格空白，记在“未分配”"


def test_b20_a_blank_store_of_the_roster_is_nothing_to_say() -> None:
    _, _, problems = cleaned("staff", "name store", ("王芳", "五里牌店"), ("李娜", None), ("张三", "高桥店"))

    assert problems == []


def test_b20_a_blank_store_of_a_target_is_everybodys_and_nothing_to_say() -> None:
    table, _, problems = cleaned(
        "target", "period store item target",
        ("2025-09", "五里牌店", "回访满意率", "≥95%"),
        ("2025-09", None, "投诉次数", "≤3次"),
        ("2025-09", "高桥店", "回访满意率", "不低于90%"),
        ("2025-09", None, "考核得分", "90分以上"),
    )  # fmt: skip

    assert table.columns["target"] == [0.95, 3.0, 0.9, 90.0]
    assert said(problems) == ["D3 upper-bound"]


def test_b20_a_blank_is_taken_from_above_where_the_shop_declares_it() -> None:
    kind = load_kinds({"callback": KindAddition(ditto=("store",))})["callback"]
    table, problems = clean(drawn(kind, "date store customer", *STORES), kind, HINTS)

    assert table.columns["store"] == ["五里牌店", "五里牌店", "五里牌店", "高桥店", "高桥店"]
    assert said(problems) == ["B3 blank-filled"]


def test_c10_a_long_number_in_any_column_is_lost_and_no_digit_is_invented() -> None:
    table, _, problems = cleaned(
        "callback", "date customer 身份证 附表", ("2025-9-2", "陈先生", 430102199001011234.0, "4.30102E+17"),
        ("2025-9-2", "李女士", "430102199001011234", 430102199001011234),
    )  # fmt: skip

    assert [json.loads(str(x)) if x else None for x in table.columns["extra"]] == [
        None,
        {"身份证": "430102199001011234"},
    ]
    assert said(problems) == ["C2 precision-lost", "D2 precision-lost", "D3 precision-lost"]
    assert problems[0].message == "身份证“4.30102199001011e+17”被 Excel 存成了不完整的数字，恢复不了"


@pytest.mark.parametrize(
    ("kind", "field", "cell"),
    [
        ("complaint", "compensation_quantity", "-5箱"), ("complaint", "compensation_amount", -200),
        ("complaint", "claimed_amount", 1e9), ("delivery", "quantity", 50_000_000), ("delivery", "amount", "20亿元"),
    ],
)  # fmt: skip
def test_c24_an_absurd_amount_or_quantity_is_out_of_range(kind: str, field: str, cell: Cell) -> None:
    day, text = ("received_at", "description") if kind == "complaint" else ("date", "customer")
    table, _, problems = cleaned(kind, f"{day} {text} {field}", ("2025-9-2", "崩角", cell))

    assert (table.columns[field], [p.code for p in problems]) == ([None], ["out-of-range"])


def test_goods_that_come_back_may_be_counted_below_zero() -> None:
    table, _, problems = cleaned("delivery", "date quantity amount", ("2025-9-2", -3, -120.5))

    assert (table.columns["quantity"], table.columns["amount"], problems) == ([-3.0], [-120.5], [])


def test_b21_a_cell_of_two_lines_is_one_value_of_text_and_no_number() -> None:
    table, _, problems = cleaned(
        "complaint",
        "received_at customer description compensation_amount",
        ("2025-9-2", "陈先生", "崩角\n色差", "200\n300"),
    )

    assert table.columns["description"] == ["崩角\n色差"]
    assert (table.columns["compensation_amount"], said(problems)) == ([None], ["D2 not-a-number"])
    assert problems[0].value == "200 300"


def test_c25_c26_an_error_value_and_a_formula_without_result_are_never_a_silent_blank() -> None:
    table, _, problems = cleaned(
        "callback", "date customer product address remark",
        ("2025-9-2", "陈先生", CellError("#N/A"), "#REF!", Uncached()), (Uncached(), "李女士", None, None, None),
    )  # fmt: skip

    assert table.columns["product"] == [None]
    assert said(problems) == [
        "C2 cell-error", "D2 cell-error", "E2 formula-without-value", "A3 required-unreadable",
    ]  # fmt: skip
    assert problems[1].message == "单元格显示 #REF!"


def test_c35_a_row_of_spaces_has_nothing_in_it() -> None:
    _, tally, problems = cleaned("callback", "date customer", ("　", " "), (None, None))

    assert (tally.rejected, tally.blank, said(problems)) == (1, 1, ["A2 missing-required"])


def test_a_call_nobody_answered_is_unreached_and_a_rated_one_reached() -> None:
    table, _, problems = cleaned(
        "callback", "date customer outcome+satisfaction+result",
        ("2025-9-2", "陈先生", "无人接听"), ("2025-9-2", "李女士", "非常满意,地砖漂亮"), ("2025-9-2", "何女士", "已约周六上门"),
        ("2025-9-2", "周先生", "先说满意,后说不满意"), ("2025-9-2", "吴先生", None),
    )  # fmt: skip

    assert table.columns["outcome"] == ["unreached", "reached", "reached", "reached", None]
    assert table.columns["satisfaction"] == [None, 5.0, None, None, None]
    assert table.columns["result"] == ["无人接听", "非常满意,地砖漂亮", "已约周六上门", "先说满意,后说不满意", None]
    assert said(problems) == ["C5 two-ratings"]


def test_an_outcome_column_of_its_own_is_not_overruled() -> None:
    table, _, _ = cleaned(
        "callback",
        "date customer outcome satisfaction",
        ("2025-9-2", "陈先生", "未接", None),
        ("2025-9-2", "李", None, "满意"),
    )

    assert table.columns["outcome"] == ["unreached", None]


def test_a_number_in_the_rework_column_counts_as_times() -> None:
    table, _, problems = cleaned(
        "guidance",
        "date customer rework+rework_times",
        ("2025-9-2", "陈", "2次"),
        ("2025-9-2", "李", "是"),
        ("2025-9-2", "何", "否"),
        ("2025-9-2", "周", 3),
    )

    assert table.columns["rework"] == ["yes", "yes", "no", "yes"]
    assert table.columns["rework_times"] == [2.0, None, None, 3.0]
    assert problems == []


def test_an_sms_is_a_day_or_just_yes() -> None:
    table, _, _ = cleaned(
        "delivery",
        "date customer sms_on",
        ("2025-9-2", "陈", "2025-9-3"),
        ("2025-9-2", "李", "√"),
        ("2025-9-2", "何", None),
    )

    assert table.columns["sms_on"] == ["2025-09-03", "yes", None]


def test_the_kind_of_delivery_comes_from_the_title_when_no_column_says_it() -> None:
    returned, _, _ = cleaned("delivery", "date customer", ("2025-9-2", "陈"), titles=("九月退货单",))
    delivered, _, _ = cleaned("delivery", "date customer", ("2025-9-2", "陈"), titles=("九月明细",))

    assert (returned.columns["type"], delivered.columns["type"]) == (["退货"], ["送货"])
    assert "type" in returned.mapped


def test_a_label_above_the_table_gives_the_field_that_has_no_column() -> None:
    table, _, _ = cleaned(
        "callback", "date customer", ("2025-9-2", "陈"), ("2025-9-3", "李"), values={"门 店": "五里牌店"}
    )

    assert table.columns["store"] == ["五里牌店", "五里牌店"]
    assert "store" in table.mapped


def test_a_quantity_has_its_unit_beside_it() -> None:
    table, _, _ = cleaned("delivery", "date quantity", ("2025-9-2", "24包"), ("2025-9-2", 3), units={"quantity": "箱"})

    assert (table.columns["quantity"], table.columns["quantity_unit"]) == ([24.0, 3.0], ["包", "箱"])


def test_the_year_is_looked_for_in_title_sheet_file_and_folders_from_near_to_far() -> None:
    def year(**around: object) -> tuple[int | None, int | None, str]:
        period = period_of(drawn(KINDS["callback"], "date", **around))  # type: ignore[arg-type]
        return period.year, period.month, period.source

    assert year(titles=("26年8月回访",), file="2024/x.xlsx") == (2026, 8, "标题")
    assert year(sheet="2025-09") == (2025, 9, "工作表名")
    assert year(file="三月份/回访-202509.xlsx") == (2025, 9, "文件名")
    assert year(file="2025年异常汇总/三月份/回访.xlsx") == (2025, 3, "文件夹")
    assert year(titles=("制单日期:20260807",)) == (2026, None, "标题")
    assert year(titles=("2026年1-9月回访",)) == (2026, None, "标题")
    assert year(file="02年份从整日期.xlsx") == (None, None, "")
    assert year(titles=("合作50年8月回访",)) == (None, 8, "")
    assert year(file="15年回访.xlsx") == (2015, None, "文件名")
    assert year() == (None, None, "")


def test_without_any_title_the_latest_full_date_of_the_sheet_gives_the_year() -> None:
    table, _, problems = cleaned("callback", "date customer", ("2025-9-2", "陈"), ("9/3", "李"))

    assert table.columns["date"] == ["2025-09-02", "2025-09-03"]
    assert problems[0].facts["source"] == "表里最近的日期"


def test_a_row_of_another_month_keeps_its_own_date_and_is_named() -> None:
    table, _, problems = cleaned(
        "callback", "date customer", ("2025-8-31", "陈"), ("2025-9-1", "李"), titles=("2025年9月回访",)
    )

    assert table.columns["date"] == ["2025-08-31", "2025-09-01"]
    assert said(problems) == ["A2 other-month"]
    assert "2025-08" in problems[0].message


def test_hidden_rows_count_and_are_named_once() -> None:
    table, _, problems = cleaned(
        "callback", "date customer", ("2025-9-2", "陈"), ("2025-9-3", "李"), hidden=frozenset({2, 3})
    )

    assert (len(table.columns["row"]), [(p.code, p.facts) for p in problems]) == (2, [("hidden-rows", {"rows": 2})])


def test_an_id_is_stable_and_its_own() -> None:
    rows = (("2025-9-2", "陈"), ("2025-9-2", "陈"))
    first, _, _ = cleaned("callback", "date customer", *rows)
    again, _, _ = cleaned("callback", "date customer", *rows)
    elsewhere, _, _ = cleaned("callback", "date customer", *rows, sheet="9月")

    assert first.columns["record_id"] == again.columns["record_id"]
    assert len({*map(str, first.columns["record_id"]), *map(str, elsewhere.columns["record_id"])}) == 4
    assert all(len(str(i)) == 13 and str(i).islower() for i in first.columns["record_id"])


def test_two_phone_columns_give_both_numbers() -> None:
    table, _, _ = cleaned(
        "callback", "date phone phone", ("2025-9-2", "13800000001", "13800000002"), ("2025-9-2", None, "13800000003")
    )

    assert table.columns["phone"] == ["13800000001、13800000002", "13800000003"]


CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.text(alphabet="0123456789年月日号.-/:点半上下午一二三十百万约元★满意不很未接□☑√ 同", max_size=12),
    st.integers(-(10**18), 10**18),
    st.floats(),
    st.booleans(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.just(CellError("#N/A")),
    st.just(Uncached()),
)


@settings(max_examples=60, deadline=None)
@given(kind_id=st.sampled_from(sorted(KINDS)), data=st.data())
def test_no_row_is_ever_lost_whatever_stands_in_the_cells(kind_id: str, data: st.DataObject) -> None:
    kind = KINDS[kind_id]
    names = data.draw(st.lists(st.sampled_from((*kind.names, "备用")), min_size=1, max_size=6))
    rows = data.draw(st.lists(st.tuples(*[CELLS] * len(names)), max_size=6))
    table = drawn(kind, " ".join(names), *rows, titles=data.draw(st.sampled_from(((), ("2025年9月",)))))

    product, problems = clean(table, kind, HINTS)
    tally = tally_of(table.row_kinds, [product])

    left_out = {p.place.row for p in problems if p.effect is Effect.ROW_LEFT_OUT}
    assert tally.balanced
    assert (len(product.columns["row"]), len(left_out)) == (tally.records, tally.rejected)
    assert {len(values) for values in product.columns.values()} == {tally.records}
    assert left_out.isdisjoint(product.columns["row"])  # type: ignore[arg-type]
    assert all(problem.message and problem.remedy for problem in problems)
    assert all(v is None or isinstance(v, str | int | float) for values in product.columns.values() for v in values)


def test_the_same_table_gives_the_same_whatever_the_run_before() -> None:
    table = drawn(
        KINDS["callback"], "date customer satisfaction", (date(2025, 9, 2), "陈", "满意"), (45902, "李", time(1))
    )
    hints = Hints(date(2025, 10, 1), date(2025, 10, 5))

    assert clean(table, KINDS["callback"], hints) == clean(table, KINDS["callback"], hints)


def test_a_cell_that_is_a_length_of_time_never_stops_the_table() -> None:
    _, tally, _ = cleaned("callback", "date customer", (timedelta(days=3), "陈"))

    assert tally.rejected == 1


def test_instructions_above_a_table_speak_of_no_option() -> None:
    titles = ("维修记录表", "2. 电话写全，日期写年月日。", "联系电话：0731-84760000")

    table, _, _ = cleaned("repair", "reported_at", [date(2025, 9, 2)], titles=titles)

    assert "mode" not in table.columns


def test_a_phone_beside_the_name_in_one_cell_is_the_rows_phone_and_no_part_of_the_name() -> None:
    table, _, problems = cleaned(
        "measuring", "measured_on customer phone",
        ("2025-09-01", "王芳 138 0000 0001", None),
        ("2025-09-02", "李四/13800000002", "13800000003"),
        ("2025-09-03", "翠湖苑项目部8标", None),
    )  # fmt: skip

    assert table.columns["customer"] == ["王芳", "李四", "翠湖苑项目部8标"]
    assert table.columns["phone"] == ["13800000001", "13800000003", None]
    assert problems == []


def test_a_day_as_name_of_a_sheet_that_has_no_year_says_so_in_every_row_it_costs() -> None:
    rows = (("王芳", "13800000001"), ("陈静", "13800000002"))

    _, tally, problems = cleaned("delivery", "customer phone", *rows, sheet="9日", file="送货11月.xlsx")

    assert tally.rejected == 2
    assert said(problems) == ["2 required-unreadable", "3 required-unreadable"]
    assert problems[0].message == "送货日期“9日”没有年份，标题和文件名里也没有"
    assert problems[0].remedy == "请在标题写明年份，或写全日期"
