"""铺贴指导: households, full satisfaction, rework and repeat visits (S2-15, S2-16, S2-25)."""

from __future__ import annotations

from aftersales.report.build import by_whom, figures, percent
from aftersales.report.page import Block, Cell, Chart, Column, Figures, Look, Page, Plot, Series, Table, Tone, Value
from aftersales.report.view import View

KEY = (
    "guidance.households",
    "guidance.visits",
    "guidance.fully_satisfied",
    "guidance.not_fully_satisfied",
    "guidance.unrated",
    "guidance.satisfaction_rate",
    "guidance.rework",
    "guidance.repeat_visits",
    "guidance.coverage_rate",
)
UNTOLD = "未写原因"
SPLIT = (
    "guidance.households",
    "guidance.fully_satisfied",
    "guidance.not_fully_satisfied",
    "guidance.satisfaction_rate",
    "guidance.rework",
    "guidance.repeat_visits",
)


def page(view: View) -> Page:
    """Laying guidance."""
    households = view.number("guidance.households").value or 0
    fully = view.number("guidance.fully_satisfied").value or 0
    not_fully = view.number("guidance.not_fully_satisfied").value or 0
    rate = percent(view.number("guidance.satisfaction_rate").value)
    lead = f"共指导 {households:g} 户，完全满意 {fully:g} 户，未完全满意 {not_fully:g} 户，满意度 {rate}。"
    found = _reasons(view)
    table = _table(found)
    blocks: list[Block] = [Figures("guidance-key", figures(view, KEY)), table]
    if found:
        blocks.append(_chart(found, table.id))
    blocks += [
        by_whom(view, "guidance-people", "按指导人", "person", SPLIT, first="指导人"),
        by_whom(view, "guidance-stores", "按门店", "store", (*SPLIT, "guidance.coverage_rate")),
    ]
    return Page("guidance", "铺贴指导", lead if households else "本月没有铺贴指导记录。", tuple(blocks))


def _reasons(view: View) -> list[tuple[str, float]]:
    """Reasons of rework with their times, the most frequent first."""
    return sorted(
        ((reason, n.value or 0) for reason, _, _, n in view.splits("guidance.rework_reason")),
        key=lambda pair: (-pair[1], pair[0]),
    )


def _table(found: list[tuple[str, float]]) -> Table:
    rows: list[tuple[Value | Cell, ...]] = [
        (Cell(reason, tone=Tone.WARN if reason == UNTOLD else Tone.PLAIN), times) for reason, times in found
    ]
    columns = (Column("返工原因", Look.TEXT, 16), Column("次数", Look.COUNT, 6))
    return Table("guidance-rework", "返工原因", columns, tuple(rows), empty="本月没有返工")


def _title(found: list[tuple[str, float]]) -> str:
    """The most frequent reason that was written; a blank one is none, and two that are as frequent do not lead."""
    told = [f"没有写原因的 {times:g} 次" for reason, times in found if reason == UNTOLD]
    written = [pair for pair in found if pair[0] != UNTOLD]
    if len(written) == 1 or (written and written[0][1] > written[1][1]):
        told.insert(0, f"最多的是{written[0][0]}（{written[0][1]:g} 次）")
    return f"返工原因：{'，'.join(told)}" if told else "返工原因"


def _chart(found: list[tuple[str, float]], table: str) -> Chart:
    labels = tuple(reason for reason, _ in found)
    alt = ",".join(f"{reason} {times:g} 次" for reason, times in found)
    values = tuple(times for _, times in found)
    return Chart(
        "chart-rework", _title(found), Plot.BAR, labels, (Series("次数", values),), Look.COUNT, table, None, alt
    )
