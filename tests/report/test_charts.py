"""Charts as SVG: every label whole, every figure there, gaps kept, nothing a page would have to allow."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from aftersales.report.charts import chart_svg
from aftersales.report.page import Chart, Look, Plot, Series, Value
from aftersales.report.pareto import pareto_chart
from aftersales.report.styles import DARK
from aftersales.report.wording import shown

SVG = "{http://www.w3.org/2000/svg}"
SHOPS = Chart(
    "shops",
    "河西店最低",
    Plot.BAR,
    ("五里牌店", "河西店", "高新技术产业开发区旗舰体验店"),
    (Series("满意率", (0.9, 0.733, None)),),
    Look.RATE,
    "t",
    target=0.85,
)
CAUSES = Chart(
    "causes",
    "前两类占七成",
    Plot.PARETO,
    ("瓷砖质量问题", "送货延迟", "待归类"),
    (Series("户数", (5.0, 2.0, 3.0)), Series("累计占比", (0.5, 0.7, 1.0))),
    Look.COUNT,
    "t",
)
MONTHS = tuple(f"2026-{at:02}" for at in range(1, 13))
TREND = Chart(
    "trend",
    "回升",
    Plot.LINE,
    MONTHS,
    (Series("满意率", (0.8, 0.81, None, 0.82, 0.83, None, None, 0.85, 0.86, 0.87, 0.88, 0.89)),),
    Look.RATE,
    "t",
    target=0.9,
)
STATES = Chart(
    "states",
    "多数已结案",
    Plot.STACK,
    ("五里牌店", "河西店"),
    (Series("已结案", (8.0, 3.0)), Series("处理中", (2.0, None))),
    Look.COUNT,
    "t",
)
ALL = (SHOPS, CAUSES, TREND, STATES)


def texts(chart: Chart) -> list[str]:
    """The written texts of a chart; the lines of a wrapped one are put together again."""
    root = ET.fromstring(chart_svg(chart))  # noqa: S314 - our own drawing
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def hovers(chart: Chart) -> list[str]:
    root = ET.fromstring(chart_svg(chart))  # noqa: S314 - our own drawing
    return [mark[0].text or "" for mark in root.iter(f"{SVG}path") if len(mark)]


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.plot)
def test_a_chart_says_its_title_and_its_figures_to_those_who_do_not_see_it(chart: Chart) -> None:
    root = ET.fromstring(chart_svg(chart))  # noqa: S314 - our own drawing

    assert root.get("role") == "img"
    assert root[0].text == chart.title
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"
    for series in chart.series:
        assert f"{series.name}：{chart.labels[0]} " in (root[1].text or "")


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.plot)
def test_a_chart_fills_its_column_and_needs_no_style_of_its_own(chart: Chart) -> None:
    drawn = chart_svg(chart)

    assert re.match(r'<svg xmlns="[^"]*" viewBox="0 0 440 \d+(\.\d)?" ', drawn)
    assert not re.search(r"\s(style|on\w+|href|width)=", drawn.split(">", 1)[0])
    assert " style=" not in drawn
    assert "no such font" not in drawn
    assert "Noto Sans CJK SC" in drawn


def test_bars_stand_in_the_order_given_with_whole_labels_and_their_figures() -> None:
    assert texts(SHOPS)[:3] == list(SHOPS.labels)
    assert [text for text in texts(SHOPS) if "%" in text or text == "—"] == [
        "目标 85%", "90.0%", "73.3%", "—", "90.0%", "73.3%", "—",
    ]  # fmt: skip
    assert hovers(SHOPS) == ["五里牌店 90.0%", "河西店 73.3%", "高新技术产业开发区旗舰体验店 无数据"]


def test_a_bar_is_as_long_as_its_figure() -> None:
    bars = re.findall(r'<path d="M0,[\d.]+h([\d.]+)v16', chart_svg(SHOPS))

    assert float(bars[1]) / float(bars[0]) == pytest.approx(0.733 / 0.9, abs=0.002)


def test_a_pareto_has_counts_whole_labels_and_the_cumulative_share_on_the_right() -> None:
    written = texts(CAUSES)

    assert [text for text in written if text in CAUSES.labels] == list(CAUSES.labels)
    assert [text for text in written if text in ("5", "2", "3")] == ["5", "2", "3"]
    assert [text for text in written if text.endswith("%")] == ["0%", "20%", "40%", "60%", "80%", "100%"]
    assert "送货延迟 累计占比 70.0%" in hovers(CAUSES)


def test_a_line_breaks_where_a_month_has_no_figure() -> None:
    line = re.search(r'<path d="([^"]*)" stroke="#0072b2"', chart_svg(TREND))

    assert line
    assert line[1].count("M") == 3
    assert len(hovers(TREND)) == 9


def test_a_line_names_some_months_always_the_last_and_its_last_figure_and_target() -> None:
    written = texts(TREND)

    assert [text for text in written if text.startswith("2026-")] == list(MONTHS[1::2])
    assert "89.0%" in written
    assert "目标 90%" in written
    assert 'stroke-dasharray="5,4"' in chart_svg(TREND)


def test_the_words_of_the_target_stand_on_the_side_where_the_line_does_not_begin() -> None:
    def below_the_rule(first: float) -> bool:
        drawn = chart_svg(
            replace(TREND, series=(Series("满意率", (first, first, *TREND.series[0].values[2:])),), target=0.815)
        )
        dashed = next(line for line in re.findall(r"<line [^>]*>", drawn) if 'stroke-dasharray="5,4"' in line)
        rule = re.search(r"translate\([\d.]+,([\d.]+)\)", dashed)
        words = re.search(r'translate\([\d.]+,([\d.]+)\)"[^>]*>目标', drawn)
        assert rule
        assert words
        return float(words[1]) > float(rule[1])

    assert not below_the_rule(0.8)
    assert below_the_rule(0.95)


def test_the_last_figures_of_two_lines_are_moved_apart() -> None:
    two = replace(
        TREND, labels=("9月", "10月"), series=(Series("甲", (1.0, 5.0)), Series("乙", (2.0, 5.0))), look=Look.COUNT
    )

    ends = re.findall(r'translate\([\d.]+,([\d.]+)\)" font-size="13px" font-weight="bold"', chart_svg(two))
    assert len(ends) == 2
    assert abs(float(ends[0]) - float(ends[1])) >= 14.9


def test_the_parts_of_a_stack_follow_each_other_with_their_sum() -> None:
    widths = [float(part) for part in re.findall(r"h([\d.]+)v26", chart_svg(STATES))]

    assert widths[0] / widths[1] == pytest.approx(4, abs=0.02)
    assert "10" in texts(STATES)
    assert [text for text in texts(STATES) if text in ("已结案", "处理中")] == ["已结案", "处理中"]


def test_one_series_as_a_stack_is_one_bar_of_its_labels() -> None:
    one = replace(STATES, series=STATES.series[:1])

    assert [text for text in texts(one) if text in one.labels] == list(one.labels)
    assert "11" in texts(one)


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.plot)
@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "a\x08b\u202ec", "</svg><script>", "&amp;", "datum['x']"]
)
def test_hostile_text_in_a_chart_stays_text(chart: Chart, text: str) -> None:
    series = tuple(replace(one, name=text) for one in chart.series)
    hostile = replace(chart, title=text, alt=text, labels=(text,) * len(chart.labels), series=series)

    root = ET.fromstring(chart_svg(hostile))  # noqa: S314 - our own drawing

    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "g", "path", "line", "rect", "text", "tspan", "title", "desc",
    }  # fmt: skip
    assert len(hovers(hostile)) == len(hovers(chart))


@pytest.mark.parametrize("plot", Plot)
def test_a_chart_without_any_figure_can_be_drawn(plot: Plot) -> None:
    nothing = Chart(
        "n", "空", plot, ("甲", "乙"), (Series("a", (None, None)), Series("b", (None, None))), Look.COUNT, "t"
    )
    empty = replace(nothing, labels=(), series=(Series("a", ()), Series("b", ())))

    assert chart_svg(nothing).startswith("<svg")
    assert chart_svg(empty).startswith("<svg")


def test_a_dark_chart_has_other_colours_under_the_same_classes() -> None:
    light, dark = chart_svg(SHOPS), chart_svg(SHOPS, dark=True)

    assert DARK.series[0] in dark
    assert re.findall('class="[^"]*"', light) == re.findall('class="[^"]*"', dark)


@pytest.mark.parametrize(
    ("value", "look", "text"),
    [
        (0.8465, Look.RATE, "84.7%"),
        (-0.0001, Look.RATE, "0.0%"),
        (2.345, Look.MONEY, "2.35"),
        (-300.5, Look.MONEY, "-300.50"),
        (0.5, Look.COUNT, "0.5"),
        (1248, Look.COUNT, "1,248"),
        (12345678, Look.TEXT, "12345678"),
        (float("nan"), Look.NUMBER, ""),
        ("2026-10-05T14:20", Look.DATE, "2026-10-05 14:20"),
        ("T2026-10-05T14:20", Look.TEXT, "T2026-10-05T14:20"),
    ],
)
def test_a_value_is_written_by_its_look_and_rounded_as_people_round(value: Value, look: Look, text: str) -> None:
    assert shown(value, look) == text


def test_a_figure_that_the_target_would_cross_stands_right_of_it() -> None:
    near = replace(SHOPS, series=(Series("满意率", (0.867, 0.2, 0.9)),), target=0.9)
    places = re.findall(r'translate\(([\d.]+),[\d.]+\)"[^>]*>([\d.]+%)<', chart_svg(near))
    figures = {figure: float(x) for x, figure in places}
    assert figures["86.7%"] == figures["90.0%"] > figures["20.0%"]


def test_a_pareto_of_very_many_categories_shows_twelve_and_the_rest() -> None:
    ordered = [(f"类{at}", float(20 - at)) for at in range(15)]
    chart = pareto_chart("p", "多", ordered, "件数", "t")
    assert chart.labels == (*(f"类{at}" for at in range(11)), "其余")
    assert chart.series[0].values[-1] == 9 + 8 + 7 + 6
    assert chart.series[1].values[-1] == 1
    assert pareto_chart("p", "少", ordered[:12], "件数", "t").labels[-1] == "类11"
