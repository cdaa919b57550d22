"""雄辉售后人员考核 (S4-14…25): a year with seven A, six C, missing months and complaints, by hand."""

from __future__ import annotations

from pathlib import Path

from tests.appraisal.tables import lines, picture, proposals, scores, sheet, year

SCHEME = "attitude-ability"
PEOPLE = sheet(
    "花名册",
    "姓名 | 工号 | 门店 | 岗位 | 考核方案 | 入职日期",
    "周强 | F01 | 高桥店 | 安装 | 雄辉售后人员考核 | 2024-01-01",
    "吴刚 | F02 | 高桥店 | 安装 | attitude-ability | 2026-02-01",
)
ITEMS = ("积极性", "协调性", "忠诚度", "计划能力", "执行能力", "工作品质", "工作业绩")
A = (15, 10, 14, 5, 5, 9, 38)  # 39 + 19 + 38 = 96
B = (13, 8, 14, 4, 4, 8, 30)  # 35 + 16 + 30 = 81
C = (5, 5, 5, 2, 2, 4, 20)  # 15 + 8 + 20 = 43
HEAD = f"月份 | 姓名 | {' | '.join(ITEMS)}"


def row(month: int, person: str, values: tuple[float | str, ...]) -> str:
    return f"2026年{month}月 | {person} | {' | '.join(map(str, values))}"


STRONG = {1: A, 2: A, 3: A, 5: A, 6: A, 7: A, 8: B, 9: A, 10: A, 11: A}
WEAK: dict[int, tuple[float | str, ...]] = {
    2: C,
    3: C,
    4: C,
    5: C,
    6: (*B[:6], ""),  # no third block: 51 ÷ 60 × 100 = 85
    7: C,
    8: C,
    9: (*B[:6], ""),
    10: C,
    11: (20, 10, 15, 5, 5, 10, 40),  # 积极性 above its 15
    12: (13, 8, 14, "", 4, 8, 30),  # 计划能力 missing: (4 + 8) of 15 → 16 of 20
}
FORM = sheet(
    "雄辉售后人员考核表",
    HEAD,
    *(row(month, "周强", values) for month, values in STRONG.items()),
    *(row(month, "吴刚", values) for month, values in WEAK.items()),
)
COMPLAINTS = sheet(
    "客户投诉登记表",
    "投诉日期 | 客户姓名 | 电话 | 投诉内容 | 责任人 | 是否属实 | 处理状态",
    "2026-06-03 | 客一 | 13800000001 | 来得太晚 | 吴刚 | 是 | 已结",
    "2026-09-03 | 客二 | 13800000002 | 来得太晚 | 吴刚 | 是 | 已结",
    "2026-09-04 | 客三 | 13800000003 | 来得太晚 | 吴刚 | 是 | 已结",
    "2026-09-05 | 客四 | 13800000004 | 来得太晚 | 吴刚 | | 处理中",
    "2026-09-06 | 客五 | 13800000005 | 来得太晚 | 吴刚 | 是 | 取消",
    "2026-10-01 | 客六 | 13800000006 | 来得太晚 | 吴刚 | 是 | 已结",
    "2026-10-02 | 客七 | 13800000007 | 来得太晚 | 吴刚 | 是 | 已结",
    "2026-10-03 | 客八 | 13800000008 | 来得太晚 | 吴刚 | 是 | 已结",
    "2026-11-03 | 客九 | 13800000009 | 来得太晚 | 吴刚/周强 | 是 | 已结",
)
FILES = {"花名册": PEOPLE, "考核": FORM, "投诉": COMPLAINTS}


def test_a_year(tmp_path: Path) -> None:
    """周强: 96 in nine months, 81 in August; Nov 96 − 15×½ = 88.5 → B. April and December nobody rated.
    Year (9 × 96 − 7.5 + 81)/10 = 937.5/10 = 93.75 → A. The 7th A comes in September.
    吴刚: Jun 85 − 15 = 70 → B; Sep 85 − 30 = 55 → C; Oct 43 − 45 → 0; Nov 15+10+15 + 20 + 40 = 100 − 7.5 = 92.5 → A;
    Dec 35 + 16 + 30 = 81. C: Feb Mar Apr May Jul, and the 6th in August. Year (43×6 + 70 + 55 + 0 + 92.5 + 81)/11
    = (258 + 298.5)/11 = 556.5/11 = 50.5909 → C.
    """
    found = year(tmp_path, FILES)
    strong = [r for r in scores(found, SCHEME) if " 周强 " in r]
    assert strong == picture("""
        2026 | 周强 | 高桥店 | 93.75 | 100 | 93.75 | A | rated
        2026-01 | 周强 | 高桥店 | 96 | 100 | 96.00 | A | rated
        2026-02 | 周强 | 高桥店 | 96 | 100 | 96.00 | A | rated
        2026-03 | 周强 | 高桥店 | 96 | 100 | 96.00 | A | rated
        2026-04 | 周强 | 高桥店 | - | - | - | - | not_rated
        2026-05 | 周强 | 高桥店 | 96 | 100 | 96.00 | A | rated
        2026-06 | 周强 | 高桥店 | 96 | 100 | 96.00 | A | rated
        2026-07 | 周强 | 高桥店 | 96 | 100 | 96.00 | A | rated
        2026-08 | 周强 | 高桥店 | 81 | 100 | 81.00 | B | rated
        2026-09 | 周强 | 高桥店 | 96 | 100 | 96.00 | A | rated
        2026-10 | 周强 | 高桥店 | 96 | 100 | 96.00 | A | rated
        2026-11 | 周强 | 高桥店 | 88.5 | 100 | 88.50 | B | rated
        2026-12 | 周强 | 高桥店 | - | - | - | - | not_rated
    """)
    weak = [r for r in scores(found, SCHEME) if " 吴刚 " in r]
    assert weak == picture("""
        2026 | 吴刚 | 高桥店 | 50.5909 | 100 | 50.59 | C | rated
        2026-02 | 吴刚 | 高桥店 | 43 | 100 | 43.00 | C | rated
        2026-03 | 吴刚 | 高桥店 | 43 | 100 | 43.00 | C | rated
        2026-04 | 吴刚 | 高桥店 | 43 | 100 | 43.00 | C | rated
        2026-05 | 吴刚 | 高桥店 | 43 | 100 | 43.00 | C | rated
        2026-06 | 吴刚 | 高桥店 | 70 | 100 | 70.00 | B | rated
        2026-07 | 吴刚 | 高桥店 | 43 | 100 | 43.00 | C | rated
        2026-08 | 吴刚 | 高桥店 | 43 | 100 | 43.00 | C | rated
        2026-09 | 吴刚 | 高桥店 | 55 | 100 | 55.00 | C | rated
        2026-10 | 吴刚 | 高桥店 | 0 | 100 | 0.00 | C | rated
        2026-11 | 吴刚 | 高桥店 | 92.5 | 100 | 92.50 | A | rated
        2026-12 | 吴刚 | 高桥店 | 81 | 100 | 81.00 | B | rated
    """)


def test_the_lines_of_the_odd_months(tmp_path: Path) -> None:
    found = year(tmp_path, FILES)

    def of(month: str) -> list[str]:
        """Only what counts: not the line of a complaint that waits to be verified."""
        return [r for r in lines(found, "吴刚", SCHEME, month) if " | 0 | -" not in r and " | - | " not in r]

    assert of("2026-06") == picture("""
        积极性 | 13 | 15
        协调性 | 8 | 10
        忠诚度 | 14 | 15
        计划能力 | 4 | 5
        执行能力 | 4 | 5
        工作品质 | 8 | 10
        折算 | 34 | 40
        经核实投诉 | -15 | -
    """)
    assert of("2026-10")[-1] == "经核实投诉 | -43 | -"
    assert of("2026-11")[0] == "积极性 | 15 | 15"
    assert of("2026-11")[-1] == "经核实投诉 | -7.5 | -"
    assert "按60分折算" in found.score("吴刚", SCHEME, "2026-06").note
    assert "按60分折算" not in found.score("吴刚", SCHEME, "2026-12").note
    capped = found.score("吴刚", SCHEME, "2026-11").lines[0].basis
    assert "20" in capped
    assert "15" in capped
    waiting = [line for line in found.score("吴刚", SCHEME, "2026-09").lines if line.basis.startswith("待核实")]
    assert [(line.points, len(line.evidence)) for line in waiting] == [(0, 1)]


def test_a_block_that_nobody_rated_leaves_with_its_weight(tmp_path: Path) -> None:
    """Only 工作态度 is rated, 35 of 40: that is 40 of the 60 points asked for, and 35 ÷ 40 × 100 = 87.5."""
    form = sheet("雄辉售后人员考核表", "月份 | 姓名 | 积极性 | 协调性 | 忠诚度", "2026年10月 | 周强 | 13 | 8 | 14")
    score = year(tmp_path, {"花名册": PEOPLE, "考核": form}).score("周强", SCHEME)
    assert (score.total, score.max, score.score) == (70, 80, 87.5)


def test_what_is_proposed_in_the_year(tmp_path: Path) -> None:
    found = year(tmp_path, FILES)
    assert proposals(found, SCHEME, "pay_ratio") == picture("""
        2026-08 | 吴刚 | demotion | - | S4-23 | 建议
        2026-08 | 吴刚 | dismissal | - | S4-23 | 建议
        2026-09 | 周强 | promotion | - | S4-22 | 建议
    """)
    open_ratios = [r for r in proposals(found, SCHEME) if "pay_ratio" in r]
    assert len(open_ratios) == 21  # one a rated month: 10 of 周强, 11 of 吴刚
    assert all(r.endswith(" | pay_ratio | - | S4-20 | 待核定") for r in open_ratios)
    assert "本年 A 5 次" in found.score("周强", SCHEME, "2026-06").note
    assert "本年 A 4 次" not in found.score("周强", SCHEME, "2026-05").note
    assert "本年 C 4 次" in found.score("吴刚", SCHEME, "2026-05").note
