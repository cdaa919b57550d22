"""The look, decided once: colours, type, number formats and marks of the workbook, the page and its charts.

`docs/look.md` says why. The palettes are told apart by colour-blind eyes and in a grey print; a colour is never the only
sign. The page takes its palettes as CSS variables, its charts take the same colours as classes, the workbook takes them
as fills, since it has no dark setting and prints with the colours it shows.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from aftersales.report.page import Look, Tone


@dataclass(frozen=True, slots=True)
class Palette:
    """One setting's colours: text, lines, paper, the house colour, three tones with their fills, the series of charts."""

    ink: str
    muted: str
    line: str
    paper: str
    soft: str
    link: str
    accent: str
    target: str
    good: str
    good_soft: str
    bad: str
    bad_soft: str
    warn: str
    warn_soft: str
    series: tuple[str, ...]


LIGHT = Palette(
    ink="#1f2933", muted="#55606b", line="#d5dbe1", paper="#ffffff", soft="#f4f6f8", link="#0a5aa6",
    accent="#14496f", target="#8a1c1c",
    good="#0b5d45", good_soft="#e2f3ed", bad="#8c2500", bad_soft="#fbe3d8", warn="#614900", warn_soft="#fff3cf",
    series=("#0072b2", "#c44e00", "#00805c", "#8a6d00", "#8250a8", "#5f6a75"),
)  # fmt: skip
DARK = Palette(
    ink="#e6edf3", muted="#aab4be", line="#3b4650", paper="#161b22", soft="#1f2630", link="#7cbcff",
    accent="#a5d0f5", target="#ff9a8f",
    good="#7fe0bd", good_soft="#12382d", bad="#ffb59a", bad_soft="#47200f", warn="#f3d479", warn_soft="#3d3106",
    series=("#58a6ff", "#ff9e64", "#4fd6a4", "#e3c04f", "#c9a3ff", "#a8b3be"),
)  # fmt: skip
PRINT = Palette(
    ink="#000", muted="#444", line="#bbb", paper="#fff", soft="#f0f0f0", link="#000",
    accent="#000", target="#000",
    good="#000", good_soft="#fff", bad="#000", bad_soft="#e4e4e4", warn="#000", warn_soft="#f0f0f0",
    series=("#3b3b3b", "#8c8c8c", "#c4c4c4", "#5e5e5e", "#a8a8a8", "#dcdcdc"),
)  # fmt: skip
# The hues of LIGHT in their order, every second one lighter: a sheet prints grey with the colours it has.
SHEET_SERIES = ("#0a4a7a", "#de7c22", "#005c42", "#c9a227", "#5b2d82", "#98a2ad")
SHEET_BAR = "#c3d6e6"  # the bars inside cells: figures are read on top of them

PAGE_FONTS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC")
CHART_FONTS = ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC")
SHEET_FONT = "Microsoft YaHei"

VERDICT_MARKS = {"达标": "✓", "未达标": "✗", "样本不足": "△"}
ARROWS = {"up": "▲", "down": "▼", "same": "＝"}
NO_FIGURE = "—"
TONE_MEANINGS: dict[Tone, str] = {
    Tone.GOOD: "达到目标，或好于应有水平",
    Tone.BAD: "未达到目标，请先看这里（加粗）",
    Tone.WARN: "需要留意：数据不全、待核实或未结",
    Tone.MUTED: "仅供参考：样本不足或没有数字",
    Tone.STRONG: "重点或合计（加粗）",
}
WORD_TONES: dict[str, Tone] = {
    "未结案": Tone.WARN,
    "待归类": Tone.WARN,
    "不属实": Tone.BAD,
    "旷工": Tone.BAD,
    "缺卡": Tone.WARN,
    "未接通": Tone.MUTED,
    "联系不上": Tone.MUTED,
    "已取消": Tone.MUTED,
}
"""Words of the records that ask for attention, or for none: what the workbook colours as long as a cell says them."""

UNITS = {Look.MONEY: "元", Look.HOURS: "小时", Look.DAYS: "天"}
POINTS_OF_A_RATE = "个百分点"
PLACES = {Look.RATE: 1, Look.POINTS: 2, Look.MONEY: 2, Look.HOURS: 1, Look.DAYS: 1}
"""Decimals by look; counts and other numbers show as many as they need, an amount in whole 元 none."""

SHEET_FORMATS = {
    look: ("0" if look in (Look.RATE, Look.POINTS) else "#,##0") + f".{'0' * places}" + "%" * (look is Look.RATE)
    for look, places in PLACES.items()
}
"""Excel's number formats of the same decimals."""


def chart_colours(palette: Palette) -> dict[str, str]:
    """The colours of a chart's parts by the name of their class, beside those of its series."""
    return {
        "ink": palette.ink,
        "muted": palette.muted,
        "grid": palette.line,
        "paper": palette.paper,
        "target": palette.target,
    }


def css_variables() -> str:
    """The palettes as the page's variables: light, dark where the reader's device is set so, grey when printed."""
    fonts = ", ".join(f'"{name}"' for name in PAGE_FONTS)
    return (
        f":root {{ {_variables(LIGHT)} --fonts: {fonts}, sans-serif; }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}\n"
        f"@media print {{ :root {{ {_variables(PRINT)} }} }}\n"
    )


def _variables(palette: Palette) -> str:
    single = [(field.name.replace("_", "-"), getattr(palette, field.name)) for field in fields(palette)]
    named = [(name, value) for name, value in single if name != "series"]
    named += [(f"s{at}", colour) for at, colour in enumerate(palette.series)]
    return " ".join(f"--{name}: {value};" for name, value in named)
