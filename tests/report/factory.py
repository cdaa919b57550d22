"""An invented report for the tests of the workbook and of the page: every block, every look, every awkward value.

`report()` is the month a manager would see; `awkward_pages()` adds what breaks renderers; `details()` makes many rows.
"""

from __future__ import annotations

from dataclasses import replace

from aftersales.report.page import (
    Band,
    Cell,
    Chart,
    Column,
    Figure,
    Figures,
    Link,
    Look,
    Note,
    Page,
    Plot,
    Report,
    Series,
    Table,
    Tone,
    Value,
)

MONTHS = ("2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10")
RATES = (0.81, None, 0.843, 0.862, 0.825, 0.846)
REASONS = (
    ("瓷砖质量", 14),
    ("送货延迟", 9),
    ("服务态度", 6),
    ("铺贴指导不到位", 4),
    ("色差", 3),
    ("待归类", 2),
    ("其他", 2),
)
LONG = (
    "客户反映客厅地砖铺贴后出现空鼓与色差，师傅两次上门均未解决；要求更换同批次产品并补偿误工费用，"
    "门店已登记并约定下周三上午由区域主管陪同复查，届时带齐同色号样砖、检测锤与赔偿确认单。"
)


def figures() -> Figures:
    return Figures(
        id="key",
        figures=(
            Figure(
                "callback.satisfaction_rate",
                "满意率",
                0.846,
                Look.RATE,
                previous=0.825,
                change=0.021,
                low=0.703,
                high=0.928,
                n=39,
                target=0.9,
                verdict="未达标",
                definition="满意户数 ÷ 有效评价户数，每户以最近一次评价为准。",
                tone=Tone.BAD,
                link=Link("callbacks", "by-person"),
                history=RATES,
            ),
            Figure(
                "callback.households",
                "回访户数",
                1248,
                Look.COUNT,
                previous=1302,
                change=-54,
                n=1248,
                link=Link("details-callback"),
                signal="无可解读变化",
            ),
            Figure(
                "complaint.compensation_amount",
                "赔偿金额",
                12680.5,
                Look.MONEY,
                previous=9800.0,
                change=2880.5,
                n=7,
                tone=Tone.WARN,
                link=Link("complaints", "compensation"),
            ),
            Figure(
                "complaint.first_contact_hours",
                "首次联系用时（中位）",
                5.25,
                Look.HOURS,
                previous=5.25,
                change=0.0,
                n=18,
                target=24,
                verdict="达标",
                tone=Tone.GOOD,
            ),
            Figure("complaint.resolution_days", "解决用时（中位）", None, Look.DAYS, previous=6.0, n=4),
            Figure(
                "survey.mean",
                "评价表均分",
                4.62,
                Look.POINTS,
                n=6,
                low=None,
                verdict="样本不足",
                tone=Tone.MUTED,
            ),
            Figure(
                "delivery.sms_same_day_rate",
                "当日短信率",
                0.0,
                Look.RATE,
                previous=0.5,
                change=-0.5,
                low=0.0,
                high=0.4345,
                n=5,
            ),
        ),
    )


def overview() -> Page:
    months = Table(
        id="trend",
        title="近六个月满意率",
        columns=(Column("月份"), Column("满意率", Look.RATE), Column("有效评价户数", Look.COUNT)),
        rows=tuple(zip(MONTHS, RATES, (58, None, 51, 47, 40, 39), strict=True)),
        note="2026-06 未收到回访表。",
    )
    trend = Chart(
        id="trend-chart",
        title="满意率回升到 84.6%，仍低于 90% 的目标",
        plot=Plot.LINE,
        labels=MONTHS,
        series=(Series("满意率", RATES),),
        look=Look.RATE,
        table="trend",
        target=0.9,
        alt="近六个月满意率折线图，2026-06 无数据",
        band=Band(0.84, (0.7, None, 0.69, 0.68, 0.66, 0.65), (0.98, None, 0.99, 1.0, 1.0, 1.0)),
        marks=(3, 5),
    )
    warning = Note(
        "以下情况影响本月数字：",
        Tone.WARN,
        ("2 个文件无法读取，见“待更正”", "五里牌店未交 10 月送货表，投诉率（每百户）空缺"),
    )
    return Page("overview", "总览", "满意率 84.6%，比上月高 2.1 个百分点。", (figures(), warning, months, trend))


def reasons() -> Page:
    total, running, rows = sum(n for _, n in REASONS), 0, []
    for name, count in REASONS:
        running += count
        rows.append((name, count, running / total))
    columns = (Column("分类"), Column("户数", Look.COUNT), Column("累计占比", Look.RATE))
    table = Table("reasons", "未完全满意分类", columns, (*rows, ("合计", total, None)), total=True)
    chart = Chart(
        id="pareto",
        title="瓷砖质量与送货延迟合占六成",
        plot=Plot.PARETO,
        labels=tuple(name for name, _ in REASONS),
        series=(
            Series("户数", tuple(float(n) for _, n in REASONS)),
            Series("累计占比", tuple(share for _, _, share in rows)),
        ),
        look=Look.COUNT,
        table="reasons",
        alt="未完全满意分类的帕累托图",
    )
    return Page("reasons", "未完全满意分类", "40 户未完全满意，瓷砖质量最多。", (table, chart))


def callbacks() -> Page:
    people = Table(
        id="by-person",
        title="按回访人员",
        columns=(
            Column("姓名"),
            Column("门店"),
            Column("回访户数", Look.COUNT),
            Column("满意率", Look.RATE, note="满意户数 ÷ 有效评价户数"),
            Column("评语", Look.WIDE),
        ),
        rows=(
            ("王芳", "五里牌店", 20, Cell(0.9, tone=Tone.GOOD, link=Link("details-callback", "回访-0001")), "稳定"),
            ("李强", "河西店", 15, Cell(0.733, tone=Tone.BAD, note="11/15"), LONG),
            ("未分配", None, 4, Cell(None, tone=Tone.MUTED), None),
            ("合计", "", 39, 0.846, ""),
        ),
        total=True,
        filters=True,
    )
    bars = Chart(
        id="person-bars",
        title="王芳的满意率最高",
        plot=Plot.BAR,
        labels=("王芳", "李强"),
        series=(Series("满意率", (0.9, 0.733)),),
        look=Look.RATE,
        table="by-person",
        target=0.9,
    )
    words = Chart(
        id="words",
        title="评价构成",
        plot=Plot.STACK,
        labels=("五里牌店", "河西店"),
        series=(Series("满意", (18.0, 11.0)), Series("一般", (1.0, 3.0)), Series("不满意", (1.0, None))),
        look=Look.COUNT,
        table="nowhere",
    )
    folded = Table(
        "by-store",
        "按门店（可展开）",
        (Column("门店"), Column("满意率", Look.RATE)),
        (("五里牌店", 0.9), ("河西店", 0.733)),
        outline=True,
    )
    return Page("callbacks", "回访满意度", "39 户有效评价，33 户满意。", (people, bars, words, folded))


def complaints() -> Page:
    table = Table(
        id="compensation",
        title="投诉与赔偿",
        columns=(
            Column("投诉编号"),
            Column("受理日期", Look.DATE),
            Column("结案", Look.DATE),
            Column("赔偿金额", Look.MONEY),
            Column("用时", Look.DAYS),
            Column("经过", Look.WIDE, width=24),
        ),
        rows=(
            ("T-001", "2026-10-03", "2026-10-09", 1200.0, 6, LONG),
            ("T-002", "2026-10-05T14:20", "10月中旬", -300.5, 0.5, "冲减上月多付"),
            ("T-003", "2026-10-31", None, 0, None, Cell("未结", tone=Tone.WARN)),
            ("合计", None, None, 899.5, None, None),
        ),
        total=True,
    )
    empty = Table("none", "首次联系超时", (Column("客户"), Column("电话")), (), empty="本月没有超时")
    return Page("complaints", "投诉与赔偿", "3 件投诉，赔偿 899.50 元。", (table, empty))


def details(count: int = 12, columns: int = 17) -> Page:
    extra = tuple(Column(f"其他{at}") for at in range(columns - 6))
    head = (
        Column("记录号"),
        Column("日期", Look.DATE),
        Column("客户"),
        Column("电话"),
        Column("评分", Look.COUNT),
        Column("备注"),
    )
    rows: tuple[tuple[Value | Cell, ...], ...] = tuple(
        (
            f"回访-{at:04}",
            f"2026-10-{at % 28 + 1:02}",
            "刘敏",
            "138****5678",
            at % 5 + 1 if at % 7 else None,
            "铺贴整齐，师傅守时",
            *(f"值{at % 9}" for _ in extra),
        )
        for at in range(1, count + 1)
    )
    table = Table("callback-rows", "回访明细", (*head, *extra), rows, filters=True)
    return Page("details-callback", "明细-回访", f"共 {count} 条记录。", (table,), details=True)


def definitions() -> Page:
    table = Table(
        "definitions",
        "指标口径",
        (Column("指标"), Column("定义", Look.WIDE), Column("依据")),
        (
            ("满意率", "满意户数 ÷ 有效评价户数；一户只计一次，以最近一次评价为准。", "S2-12"),
            ("赔偿金额", "本月受理投诉的赔偿金额之和，冲减为负。", "S2-14"),
        ),
    )
    return Page("definitions", "口径", "每个数字怎么来。", (table,))


def awkward_pages() -> tuple[Page, ...]:
    """What staff really type, and what breaks a renderer: formulas, markup, control characters, huge text."""
    hostile: tuple[Value, ...] = (
        '=HYPERLINK("http://example.invalid","点我")',
        "+86 13800000001",
        "-1+cmd|' /C calc'!A0",
        "@SUM(1,1)",
        "<script>alert('x')</script>",
        "<r><t>假富文本</t></r>",
        "满意👍🏻",
        "换页\x0c响铃\x07空\x00字",
        "http://example.invalid/路径",
        "_x0041_",
        "长" * 40_000,
        "{{ 7*7 }}",
        "a\nb\tc",
        "  前后空格  ",
        "000123",
        12345678901234567890,
        "半个\ud83d表情",
    )
    table = Table(
        "hostile",
        "=1+1 不是公式",
        (Column("序号", Look.COUNT), Column("内容", Look.WIDE), Column("=标题")),
        tuple((at, value, "=1+1") for at, value in enumerate(hostile, start=1)),
    )
    wide = details(count=3, columns=30)
    names = (
        "投诉[甲]:乙*丙?丁/戊\\己",
        "'引号'",
        "明细",
        "明细",
        "很长很长的名字" * 6,
        "很长很长的名字" * 6,
        "History",
        "",
    )
    plain = Note("一段说明。" * 60, items=("第一条", "=第二条", LONG))
    named = tuple(Page(f"name-{at}", name, "", (plain,)) for at, name in enumerate(names))
    looks = Table(
        "looks",
        "每种外观与语气",
        tuple(Column(look.value, look) for look in Look),
        (
            (*tuple(Cell(0.5, tone=tone) if at else tone.value for at, tone in enumerate(Tone)), 0, -1.5, None, "—"),
            (None,) * len(Look),
            (0,) * len(Look),
        ),
    )
    return (
        Page("hostile", "奇怪的内容", LONG, (table, looks)),
        replace(wide, id="details-wide", title="明细-三十列"),
        *named,
    )


def report(*more: Page) -> Report:
    return Report(
        month="2026-10",
        title="售后月报 2026年10月",
        company="青禾瓷砖",
        headline="满意率 84.6%（上月 82.5%）；投诉 3 件，赔偿 899.50 元；2 个文件待更正。",
        as_of="2026-11-02T06:30",
        facts=(
            ("公司", "青禾瓷砖"),
            ("期间", "2026-10-01 至 2026-10-31"),
            ("截至", "2026-11-02 06:30"),
            ("制作", "售后月报程序 0.1.0"),
        ),
        pages=(overview(), callbacks(), reasons(), complaints(), details(), definitions(), *more),
        previous="2026-09",
        months=MONTHS,
    )


def awkward_report() -> Report:
    return report(*awkward_pages())
