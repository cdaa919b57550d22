"""Members add up to figures, for invented logs of every shape; and the proofs of a run catch what does not."""

from __future__ import annotations

import math
import tempfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftersales.consolidate import UnbalancedError
from aftersales.consolidate.reconcile import prove_rows
from aftersales.measures import Month
from aftersales.measures.catalogue import BY_ID
from aftersales.measures.model import Summary
from aftersales.measures.prove import prove_figures
from tests.sheets import Worked, worked

KEYS = ("measure", "category", "product", "unit")
SAMPLE = {
    "回访": """
售后回访记录
| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 当事人 | 满意度 | 不满意原因 |
| 2026-10-02 | 五里牌店 | 陈一 | 13800000001 | 王芳 | 张三/李四 | 满意 | |
| 2026-10-03 | 高桥店 | 林二 | 13800000002 | 王芳/刘敏 | | 不满意 | 瓷砖开裂,还有色差 |
""",
    "投诉": """
投诉登记表
| 投诉日期 | 门店 | 客户 | 电话 | 型号 | 投诉内容 | 处理人 | 首次联系时间 | 处理状态 | 结案日期 | 补砖数量 |
| 2026-10-01 | 五里牌店 | 陈一 | 13800000001 | QH6315 | 瓷砖开裂 | 王芳/刘敏 | 2026-10-01 | 已结案 | 2026-10-04 | 12片 |
| 2026-10-05 | | 林二 | 13800000002 | | 瓷砖色差 | | | 处理中 | | 2箱 |
""",
}


def add_up(month: Month) -> None:
    """Every row of measures.csv from its members as the contract tells it: same split, same store or person."""
    texts = (*KEYS, "store", "person")
    members = month.members.astype(dict.fromkeys(texts, "str")).fillna(dict.fromkeys(texts, ""))
    parts: dict[tuple[str, ...], list[tuple[float, float]]] = defaultdict(list)
    for row in members.itertuples(index=False):
        key = tuple(getattr(row, name) for name in KEYS)
        numbers = (_number(row.numerator), _number(row.denominator))
        for whom in {("", ""), ("store", row.store), ("person", row.person)}:
            if whom[0] == "" or whom[1]:
                parts[(*key, *whom)].append(numbers)
    for figure in month.measures.fillna(dict.fromkeys(texts, "")).itertuples(index=False):
        whom = ("store", figure.store) if figure.store else ("person", figure.person) if figure.person else ("", "")
        own = parts.pop((*(getattr(figure, name) for name in KEYS), *whom), [])
        summary = BY_ID[figure.measure].summary
        if summary.quantile:
            listed = [numerator for numerator, _ in own]
            assert math.isnan(figure.value) or min(listed) - 1e-9 <= figure.value <= max(listed) + 1e-9
            continue
        assert sum(numerator for numerator, _ in own) == pytest.approx(_number(figure.numerator))
        assert sum(denominator for _, denominator in own) == pytest.approx(_number(figure.denominator))
        if summary in {Summary.SHARE, Summary.MEAN, Summary.RATIO}:
            assert figure.value == pytest.approx(figure.numerator / figure.denominator)
        elif summary is Summary.SUM:
            assert figure.value == pytest.approx(figure.numerator)
    assert not parts, f"members without a figure: {sorted(parts)[:3]}"


def _number(value: float) -> float:
    return 0.0 if math.isnan(value) else float(value)


STORES = st.sampled_from(["五里牌店", "高桥店", ""])
PEOPLE = st.sampled_from(["王芳", "刘敏", "王芳/刘敏", "张三、李四/王芳", ""])
WHO = st.sampled_from(["陈一 | 13800000001", "陈一 | ", "林二 | 13800000002", "黄三 | 13800000001/13800000003"])
DAYS = st.dates(pd.Timestamp(2026, 9, 25).date(), pd.Timestamp(2026, 11, 1).date()).map(str)
MAYBE = st.one_of(st.just(""), DAYS)
WORDS = st.sampled_from(["满意", "非常满意", "不满意", "基本满意", "未接", "", "看不懂"])
TEXTS = st.sampled_from(["瓷砖开裂", "色差,空鼓", "服务态度差", "某种说不清的事", ""])
AMOUNTS = st.sampled_from(["12片", "2箱", "3", "", "/"])
SCORES = st.sampled_from(["5", "4", "3", "1", "6", ""])
TIMES = st.sampled_from(["07:55", "08:20", "16:00", "17:30", ""])
MONEY = st.sampled_from(["100", "33.3", "-20"])
COMPLAINTS = """投诉登记表
| 投诉日期 | 门店 | 客户 | 电话 | 投诉内容 | 型号 | 责任人 | 处理人 | 首次联系时间 | 处理状态 | 结案日期 | 补砖数量 | 是否属实 |"""
LOGS = {
    "回访": ("售后回访记录\n| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 当事人 | 满意度 | 不满意原因 |",
             (DAYS, STORES, WHO, PEOPLE, PEOPLE, WORDS, TEXTS)),
    "投诉": (COMPLAINTS,
             (DAYS, STORES, WHO, TEXTS.filter(bool), st.sampled_from(["QH6315", ""]), PEOPLE, PEOPLE, MAYBE,
              st.sampled_from(["已结案", "处理中", "取消", ""]), MAYBE, AMOUNTS, st.sampled_from(["是", "否", ""]))),
    "指导": ("铺贴指导记录\n| 指导日期 | 门店 | 客户姓名 | 电话 | 指导人 | 第几次上门 | 满意度 | 是否返工 | 返工原因 |",
             (DAYS, STORES, WHO, PEOPLE, st.sampled_from(["1", "3", ""]), WORDS, st.sampled_from(["是", "2", "否", ""]),
              TEXTS)),
    "送货": ("送货登记表\n| 送货日期 | 门店 | 客户姓名 | 电话 | 类型 | 型号 | 数量 | 经办人 | 短信 |",
             (DAYS, STORES, WHO, st.sampled_from(["送货", "补货", ""]), st.just("QH6315"), AMOUNTS, PEOPLE,
              st.sampled_from(["是", "否", ""]))),
    "量房": ("量房登记表\n| 申请日期 | 量房日期 | 预约量房时间 | 门店 | 客户姓名 | 电话 | 量房人 |",
             (DAYS, MAYBE, MAYBE, STORES, WHO, PEOPLE)),
    "维修": ("""维修记录
| 报修日期 | 预约时间 | 到达时间 | 完成时间 | 门店 | 客户姓名 | 电话 | 机型 | 序列号 | 故障现象 | 维修人员 | 是否解决 | 维修状态 | 客户签字 | 收费金额 | 上交日期 | 满意度 | 返修 |""",
             (DAYS, MAYBE, MAYBE, MAYBE, STORES, WHO, st.sampled_from(["M1", ""]), st.sampled_from(["SN1", "SN2", ""]),
              TEXTS, PEOPLE, st.sampled_from(["是", "否", ""]), st.sampled_from(["已完成", "取消", ""]),
              st.sampled_from(["是", ""]), st.sampled_from(["100", "0", ""]), MAYBE, WORDS,
              st.sampled_from(["内返", "外返", ""]))),
    "评价": ("产品售后服务评价表\n| 填表日期 | 门店 | 客户姓名 | 电话 | 服务人员 | 问题解决的及时性 | 专业水平 | 服务态度 |",
             (DAYS, STORES, WHO, PEOPLE, SCORES, SCORES, SCORES)),
    "考勤": ("考勤表\n| 日期 | 姓名 | 上班时间 | 下班时间 | 出勤情况 |",
             (DAYS, st.sampled_from(["王芳", "刘敏"]), TIMES, TIMES, st.sampled_from(["迟到", "请假", "旷工", ""]))),
    "费用": ("费用开支登记簿\n| 日期 | 部门名称 | 本月费用定额 | 费用项目 | 金额 |",
             (DAYS, st.sampled_from(["售后部", "仓库", ""]), st.sampled_from(["500", ""]), TEXTS, MONEY)),
    "缴款": ("缴款单\n| 缴款日期 | 交款员 | 缴款金额 | 收款员 |", (DAYS, PEOPLE.filter(bool), MONEY, PEOPLE)),
    "销售": ("销售结帐表\n| 销售日期 | 营业员 | 商品名称 | 数量 | 金额 |",
             (DAYS, PEOPLE, st.just("密封圈"), AMOUNTS, MONEY)),
    "配件": ("零配件销货卡\n| 日期 | 配件名称 | 收发 | 数量 | 结存 | 领料人 |",
             (DAYS, st.sampled_from(["密封圈", "轴承"]), st.sampled_from(["入库", "领用", ""]), AMOUNTS,
              st.sampled_from(["5", ""]), PEOPLE)),
}  # fmt: skip


@st.composite
def logs(draw: st.DrawFn) -> dict[str, str]:
    """A drop folder: some of the logs, each with some rows."""
    chosen = draw(st.lists(st.sampled_from(sorted(LOGS)), min_size=1, max_size=3, unique=True))
    drawn = {}
    for name in chosen:
        heading, cells = LOGS[name]
        rows = draw(st.lists(st.tuples(*cells), min_size=2, max_size=9))
        drawn[name] = "\n".join([heading, *(f"| {' | '.join(row)} |" for row in rows)])
    return drawn


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(logs())
def test_members_add_up_to_every_figure_and_rows_to_every_sheet(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = worked(Path(folder), files)
    for month in found.results.figures:
        add_up(found.judged(month))
    for source in found.results.consolidated.sources:
        assert source.kind
        assert source.tally.balanced


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from(["维修", "评价", "考勤", "缴款", "销售"]))
def test_the_order_of_the_rows_of_a_sheet_does_not_matter(data: st.DataObject, name: str) -> None:
    heading, cells = LOGS[name]
    rows = data.draw(st.lists(st.tuples(*cells), min_size=2, max_size=9))
    told = []
    for order in (rows, data.draw(st.permutations(rows))):
        with tempfile.TemporaryDirectory() as folder:
            drawn = "\n".join([heading, *(f"| {' | '.join(row)} |" for row in order)])
            results = worked(Path(folder), {name: drawn}).results
        told.append({key: number for key, number in results.numbers.items() if key[1] != "log.completeness"})
    assert told[0].keys() == told[1].keys()
    for key, number in told[0].items():
        other = told[1][key]
        assert (number.value, number.denominator) == pytest.approx((other.value, other.denominator), nan_ok=True), key


@pytest.fixture
def found(tmp_path: Path) -> Worked:
    return worked(tmp_path, SAMPLE)


def test_members_add_up_to_every_figure_of_a_plain_month(found: Worked) -> None:
    add_up(found.judged())


@pytest.mark.parametrize(
    ("measure", "where", "part"),
    [
        ("callback.calls", {}, "numerator"),
        ("callback.calls", {"person": "刘敏"}, "numerator"),
        ("callback.satisfaction_rate", {"store": "高桥店"}, "denominator"),
        ("complaint.compensation_quantity", {"unit": "片"}, "numerator"),
        ("complaint.first_contact_hours", {}, "denominator"),
    ],
)
def test_a_figure_that_its_members_do_not_add_up_to_is_our_bug(
    found: Worked, measure: str, where: dict[str, str], part: str
) -> None:
    month = found.judged()
    row = found.row(measure, **where)
    assert row is not None
    measures = month.measures.copy()
    measures.loc[row.name, part] += 1
    prove_figures(month)
    with pytest.raises(UnbalancedError, match=measure):
        prove_figures(replace(month, measures=measures))


def test_a_member_that_is_missing_is_our_bug(found: Worked) -> None:
    month = found.judged()
    with pytest.raises(UnbalancedError):
        prove_figures(replace(month, members=month.members.iloc[1:]))


def test_a_figure_that_is_missing_is_our_bug(found: Worked) -> None:
    month = found.judged()
    company = month.measures["store"].isna() & month.measures["person"].isna()
    rows = month.measures[company & (month.measures["measure"] == "callback.calls")].index
    with pytest.raises(UnbalancedError, match=r"callback\.calls"):
        prove_figures(replace(month, measures=month.measures.drop(index=rows)))


def test_a_row_that_is_lost_or_counted_twice_is_our_bug(found: Worked) -> None:
    sources, records = found.results.consolidated.sources, dict(found.results.consolidated.records)
    prove_rows(sources, records)
    calls = records["callback"]
    with pytest.raises(UnbalancedError, match="回访"):
        prove_rows(sources, {**records, "callback": calls.iloc[1:]})
    more = [replace(source, tally=replace(source.tally, rows=source.tally.rows + 1)) for source in sources]
    with pytest.raises(UnbalancedError):
        prove_rows(more, records)
