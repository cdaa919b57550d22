"""What Vega draws, made fit for our pages: colours as classes, no inline style, words for those who do not see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from defusedxml.ElementTree import fromstring

from aftersales.report.styles import CHART_FONTS

if TYPE_CHECKING:
    from collections.abc import Mapping

SVG = "http://www.w3.org/2000/svg"
KEPT = frozenset({"d", "x", "y", "x2", "y2", "dx", "dy", "width", "height", "transform", "opacity", "fill", "stroke",
                  "stroke-width", "stroke-dasharray", "text-anchor", "font-size", "font-weight"})  # fmt: skip
_LONG = re.compile(r"-?\d+\.\d+(?![\de])")
FONTS = ",".join([*(f"'{name}'" for name in CHART_FONTS), "sans-serif"])


def tidy(drawn: str, chart_id: str, title: str, description: str, colours: Mapping[str, str]) -> str:
    """One `<svg>` that fills its column, keeps its text as text and says in words what it shows.

    `colours` maps each colour of the drawing to the name of its class: a page may then recolour it for dark or print.
    """
    root = fromstring(drawn)
    for parent in root.iter():
        for child in list(parent):
            if _unseen(child):
                parent.remove(child)
    for element in list(root.iter())[1:]:
        _clean(element, colours)
    _flatten(root)
    box = root.attrib["viewBox"]
    root.attrib.clear()
    names = {"title": f"{chart_id}-title", "desc": f"{chart_id}-desc"}
    root.attrib.update({"viewBox": box, "class": "plot", "role": "img", "aria-labelledby": " ".join(names.values())})
    root.set("font-family", FONTS)
    for at, (tag, text) in enumerate({"title": title, "desc": description}.items()):
        words = ET.Element(f"{{{SVG}}}{tag}", {"id": names[tag]})
        words.text = text
        root.insert(at, words)
    ET.register_namespace("", SVG)
    return ET.tostring(root, encoding="unicode")


def _unseen(element: ET.Element) -> bool:
    """Vega's empty backgrounds and hidden foregrounds."""
    return element.get("class") in ("background", "foreground") or element.get("display") == "none"


def _clean(element: ET.Element, colours: Mapping[str, str]) -> None:
    """Keep the geometry; colours become classes, labels become hover titles, the rest goes."""
    hover = element.get("aria-label", "") if not len(element) and element.tag != f"{{{SVG}}}g" else ""
    classes = [f"{use}-{colours[colour]}" for use in ("fill", "stroke") if (colour := element.get(use, "")) in colours]
    for name in list(element.attrib):
        if name not in KEPT or element.attrib[name] in ("translate(0,0)", "normal"):
            del element.attrib[name]
        elif name in ("d", "transform", "x", "x2", "y", "y2", "dx", "dy", "width", "height"):
            element.attrib[name] = _LONG.sub(_short, element.attrib[name])
    if classes:
        element.set("class", " ".join(classes))
    if hover:
        ET.SubElement(element, f"{{{SVG}}}title").text = hover


def _short(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")


def _flatten(parent: ET.Element) -> None:
    """Take out the groups that no longer say anything."""
    children: list[ET.Element] = []
    for child in list(parent):
        _flatten(child)
        bare = child.tag == f"{{{SVG}}}g" and not child.attrib
        children += list(child) if bare else [child]
    parent[:] = children
