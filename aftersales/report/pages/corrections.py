"""待更正: what clerks should fix, sorted by what it costs, with the cell and the words to write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from aftersales.problems import Effect, Problem, Severity
from aftersales.report.page import Cell, Column, Link, Look, Note, Page, Table, Tone, Value
from aftersales.report.view import View

EFFECTS = {
    Effect.FILE_LEFT_OUT: "整个文件没计入",
    Effect.SHEET_LEFT_OUT: "整张表没计入",
    Effect.ROW_LEFT_OUT: "整行没计入",
    Effect.VALUE_LEFT_BLANK: "该格按空白",
    Effect.KEPT: "照样计入",
    Effect.MERGED: "合并计一次",
}
TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WARN, Severity.INFO: Tone.MUTED}
RANK = {severity: at for at, severity in enumerate(Severity)}
EFFECT_RANK = {effect: at for at, effect in enumerate(Effect)}
LEFT_OUT = frozenset((Effect.FILE_LEFT_OUT, Effect.SHEET_LEFT_OUT, Effect.ROW_LEFT_OUT))
NONE = (0, 0)
ONE_ENTRY = {
    "unknown-person": "名字没有写错的，在花名册里登记一次（人名或别名），这些处数就一起消失：",
    "unknown-store": "店名没有写错的，请管理员在 config.yaml 登记一次，这些处数就一起消失：",
}
"""What one entry in one place mends in many cells."""
OFTEN, NAMED = 3, 20


def page(view: View) -> Page:
    """Errors and warnings first, remarks for reading at the end, folded."""
    ordered = sorted(view.problems, key=lambda p: (RANK[p.kind.severity], EFFECT_RANK[p.effect], p.place, p.code))
    to_fix = [problem for problem in ordered if problem.kind.severity is not Severity.INFO]
    remarks = [problem for problem in ordered if problem.kind.severity is Severity.INFO]
    out = sum(p.effect in LEFT_OUT for p in to_fix)
    lead = f"有 {len(to_fix)} 处要改，其中 {out} 处内容没能计入。" if to_fix else "没有要改的地方。"
    return Page(
        "corrections",
        "待更正",
        lead,
        (
            _summary(to_fix),
            *_at_once(to_fix),
            *_shops(view),
            Note("改好原来的表格再放回原处，下次运行自动重算；程序不会改动任何人的表。"),
            *_return_sheets(view, to_fix),
            _table("corrections-list", "要改的地方", to_fix),
            _table("corrections-remarks", "提示（不必改）", remarks, outline=True),
        ),
    )


def _summary(problems: list[Problem]) -> Table:
    counts: dict[str, int] = {}
    for problem in problems:
        counts[problem.code] = counts.get(problem.code, 0) + 1
    kinds = {problem.code: problem.kind for problem in problems}
    rows: tuple[tuple[Value | Cell, ...], ...] = tuple(
        (Cell(kinds[code].title, tone=TONES[kinds[code].severity]), EFFECTS[kinds[code].effect], count)
        for code, count in counts.items()
    )
    columns = (Column("问题", Look.TEXT, 12), Column("结果", Look.TEXT, 10), Column("处数", Look.COUNT, 6))
    return Table("corrections-summary", "按问题汇总", columns, rows, empty="没有要改的地方")


def _at_once(problems: list[Problem]) -> Iterator[Note]:
    """The names that stand in many cells and want one entry, not a correction in each of these."""
    for code, told in ONE_ENTRY.items():
        counts = Counter(problem.value for problem in problems if problem.code == code)
        often = [f"{name} {count} 处" for name, count in counts.most_common(NAMED) if count >= OFTEN]
        if often:
            yield Note(f"{told}{'、'.join(often)}。", Tone.WARN)


def _shops(view: View) -> Iterator[Table]:
    """How much each shop has to change in this month's logs, beside the month before; the most first."""
    now = view.mending.get(view.month, {})
    before = view.mending.get(view.previous, {})
    if not now and not before:
        return
    shops = sorted({*now, *before}, key=lambda shop: (-now.get(shop, NONE)[0], -before.get(shop, NONE)[0], shop))
    rows: list[tuple[Value | Cell, ...]] = []
    for shop in shops:
        (count, costly), (was, _) = now.get(shop, NONE), before.get(shop, NONE)
        tone = Tone.PLAIN if not view.previous or count == was else Tone.GOOD if count < was else Tone.WARN
        trend = Cell(f"上月 {was} → 本月 {count}" if view.previous else f"本月 {count}", tone=tone)
        rows.append((shop, trend, count, costly))
    columns = (
        Column("门店", Look.TEXT, 10),
        Column("走势", Look.TEXT, 13, "变少是绿色，变多是黄色"),
        Column("要改的处数", Look.COUNT, 8),
        Column("其中没能计入", Look.COUNT, 8, "整个文件、整张表或整行没有计入的处数"),
    )
    said = "各月登记里到现在还没改的处数：上个月的改好了，上月的数也会变小。"
    yield Table("corrections-shops", "各店要改的处数", columns, tuple(rows), note=said)


def _return_sheets(view: View, problems: list[Problem]) -> Iterator[Table]:
    """Which return sheet tells the clerk of each file what to change."""
    if not view.return_sheets:
        return
    own: dict[str, list[Problem]] = {}
    for problem in problems:
        own.setdefault(problem.place.file, []).append(problem)
    ordered = sorted(view.return_sheets, key=lambda file: (-sum(p.effect in LEFT_OUT for p in own.get(file, [])), file))
    rows = tuple(
        (
            f"退回单/{view.return_sheets[file]}",
            file,
            len(own.get(file, [])),
            sum(problem.effect in LEFT_OUT for problem in own.get(file, [])),
        )
        for file in ordered
    )
    columns = (
        Column("退回单", Look.WIDE, 22),
        Column("原来的文件", Look.WIDE, 20),
        Column("要改的处数", Look.COUNT, 8),
        Column("其中没能计入", Look.COUNT, 8),
    )
    note = "在本月的文件夹里，逐格写明哪里不对、应该怎样写；全部改好后自己消失。"
    yield Table("corrections-returns", "发给填表人的退回单", columns, rows, note=note, filters=True, html_rows=200)


def _table(id_: str, title: str, problems: list[Problem], *, outline: bool = False) -> Table:
    columns = (
        Column("文件", Look.WIDE, 16),
        Column("工作表", Look.TEXT, 8),
        Column("单元格", Look.TEXT, 6),
        Column("问题", Look.WIDE, 24),
        Column("怎么改", Look.WIDE, 20),
        Column("结果", Look.TEXT, 8),
        Column("影响", Look.TEXT, 10),
    )
    rows = tuple(
        (
            Cell(problem.place.file, link=Link("sources", "sources-list")),
            problem.place.sheet,
            problem.place.cell or (f"第{problem.place.row}行" if problem.place.row else None),
            Cell(problem.message, tone=TONES[problem.kind.severity]),
            problem.remedy,
            EFFECTS[problem.effect],
            problem.affects,
        )
        for problem in problems
    )
    return Table(id_, title, columns, rows, filters=True, outline=outline, empty="没有", html_rows=200)
