"""The paper a chart is drawn on: its margins and layers, labels, legend and target, placed without measuring text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aftersales.report.languages import Language
from aftersales.report.page import Chart
from aftersales.report.wording import plain, shown

TOTAL = 440
SIZE = 13
LABEL_EMS = 9.0
Rows = list[dict[str, Any]]


@dataclass(slots=True)
class Drawing:
    """The paper of one chart: its colours and language, the plot's size and margins, and the layers drawn so far."""

    colours: dict[str, str]
    series: tuple[str, ...]
    words: Language
    width: float = TOTAL
    height: float = 0
    left: float = 8
    right: float = 8
    top: float = 8
    bottom: float = 8
    layers: list[dict[str, Any]] = field(default_factory=list)

    def add(self, mark: str, rows: Rows, style: dict[str, Any], **encoding: Any) -> None:
        """One layer; an encoding given as a text is a pixel position read from that field."""
        channels = {
            channel: {"field": spec, "type": "quantitative", "scale": None, "axis": None}
            if isinstance(spec, str) and channel in ("x", "y")
            else {"field": spec}
            if isinstance(spec, str)
            else spec
            for channel, spec in encoding.items()
        }
        for channel in ("color", "text", "description"):
            if channel in channels and "field" in channels[channel]:
                channels[channel] |= {"type": "nominal"} | ({"scale": None} if channel == "color" else {})
        self.layers.append({"data": {"values": rows}, "mark": {"type": mark, **style}, "encoding": channels})

    def colour(self, at: int) -> str:
        """The colour of the series or part at this place; more than six repeat."""
        return self.series[at % len(self.series)]


def ems(text: str) -> float:
    """The width of a text in letters of full width.

    >>> ems("安装 3")
    3.12
    """
    return round(sum(1.0 if ord(letter) > 0x2E7F else 0.56 for letter in text), 2)


def wrapped(text: str, limit: float) -> str:
    r"""The whole text in lines no wider than `limit`; nothing is cut off.

    >>> wrapped("安装不到位", 2)
    '安装\n不到\n位'
    """
    lines = [""]
    for letter in plain(text).replace("\n", " "):
        if lines[-1] and ems(lines[-1] + letter) > limit:
            lines.append("")
        lines[-1] += letter
    return "\n".join(lines)


def lines(text: str) -> int:
    """How many lines a wrapped text has."""
    return text.count("\n") + 1


def hover(drawing: Drawing, chart: Chart, label: str, name: str, value: float | None) -> str:
    """What a mark says when it is pointed at."""
    told = drawing.words.say(shown(value, chart.look, unit=True) or "无数据")
    parts = (label, name if len(chart.series) > 1 else "", told)
    return plain(" ".join(part for part in parts if part))


def legend(drawing: Drawing, names: tuple[str, ...]) -> None:
    """A coloured square and a name each, in as many lines as they need, above the plot."""
    rows: Rows = []
    x, y = -drawing.left + 8.0, 0.0
    for at, name in enumerate(names):
        wide = ems(name) * SIZE + 32
        if x > 0 and x + wide > drawing.width + drawing.right:
            x, y = -drawing.left + 8.0, y + 20
        rows.append({"x": x + 5, "tx": x + 16, "y": y, "name": plain(name), "colour": drawing.colour(at)})
        x += wide
    for row in rows:
        row["y"] -= y + 16 + (drawing.top - 8)
    drawing.top += y + 22
    drawing.add("point", rows, {"shape": "square", "size": 100, "filled": True, "opacity": 1, "aria": False},
                x="x", y="y", color="colour")  # fmt: skip
    drawing.add("text", rows, {"align": "left", "baseline": "middle"}, x="tx", y="y", text="name")


def side_labels(drawing: Drawing, labels: tuple[str, ...], least: float) -> float:
    """Write the labels left of the plot, wrapped where they are long; gives the height of one row."""
    texts = [wrapped(label, LABEL_EMS) for label in labels]
    widest = max((ems(part) for text in texts for part in text.split("\n")), default=0)
    drawing.left = widest * SIZE + 16
    step = max([least, *(lines(text) * 16 + 8 for text in texts)])
    rows = [{"y": at * step + step / 2 - 8 * (lines(text) - 1), "label": text} for at, text in enumerate(texts)]
    drawing.height = step * len(texts)
    drawing.add("text", rows, {"align": "right", "baseline": "middle", "lineHeight": 16},
                x={"value": -8}, y="y", text="label")  # fmt: skip
    return step


def target(drawing: Drawing, chart: Chart, **where: dict[str, Any]) -> None:
    """A dashed rule where the target is, with its words."""
    told = drawing.words.say(f"目标 {shown(chart.target, chart.look, unit=True).replace('.0%', '%')}")
    rows = [{"target": chart.target, "words": told}]
    drawing.add("rule", rows, {"strokeDash": [5, 4], "color": drawing.colours["target"], "strokeWidth": 1.5}, **where)
    if "x" in where:
        drawing.top += 18
        place: dict[str, Any] = {"y": {"value": -10}}
        style: dict[str, Any] = {"baseline": "middle"}
    else:
        place = {"x": {"value": 4}}
        style = {
            "align": "left",
            **({"baseline": "top", "dy": 4} if _starts_above(chart) else {"baseline": "bottom", "dy": -3}),
        }
    drawing.add("text", rows, style | {"color": drawing.colours["target"]}, text="words", **where, **place)


def _starts_above(chart: Chart) -> bool:
    """Whether the lines begin above the target, so that its words are better read below it."""
    begun = max(2, len(chart.labels) // 4)
    early = [value for series in chart.series for value in series.values[:begun] if value is not None]
    return sum(value >= (chart.target or 0) for value in early) * 2 > len(early)


def scale(name: str, domain: list[float]) -> dict[str, Any]:
    """A field on a scale from exactly here to there, without an axis."""
    return {"field": name, "type": "quantitative", "scale": {"domain": domain, "nice": False}, "axis": None}
