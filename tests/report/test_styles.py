"""The look is one decision: no colour is named elsewhere, every text can be read on its ground, neighbours differ."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from aftersales.report.styles import DARK, LIGHT, PRINT, SHEET_SERIES, Palette, css_variables

ROOT = Path(__file__).parents[2]
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
# contrasts: of text as WCAG asks; of greys that touch in a printed page; of neighbouring series of a sheet
TEXT, TOUCHING, ON_PAPER = 4.5, 1.4, 2.5
NOT_OURS = {"report.css": {"#555"}}  # the page number of a printed page: no variable reaches a page's margin


def lightness(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((lightness(one), lightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_the_greatest_contrast() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_every_text_can_be_read_on_its_ground(palette: Palette) -> None:
    grounds = {
        palette.paper: (palette.ink, palette.muted, palette.link, palette.accent, palette.target),
        palette.soft: (palette.ink, palette.muted, palette.link, palette.accent),
        palette.good_soft: (palette.good,),
        palette.bad_soft: (palette.bad,),
        palette.warn_soft: (palette.warn,),
    }
    poor = [(text, ground) for ground, texts in grounds.items() for text in texts if contrast(text, ground) < TEXT]

    assert poor == []


def test_neighbouring_series_of_a_sheet_differ_in_a_grey_print() -> None:
    assert all(contrast(one, other) > ON_PAPER for one, other in pairwise(SHEET_SERIES))
    assert all(contrast(one, other) > TOUCHING for one, other in pairwise(PRINT.series))


def test_the_page_uses_no_colour_that_the_palettes_do_not_name() -> None:
    css = (ROOT / "templates/report.css").read_text(encoding="utf-8")
    used, named = set(re.findall(r"var\((--[\w-]+)", css)), set(re.findall(r"(--[\w-]+):", css + css_variables()))

    assert used <= named


def test_no_colour_is_decided_anywhere_else() -> None:
    files = [*(ROOT / "aftersales/report").rglob("*.py"), *(ROOT / "templates").rglob("*.*")]
    found = {
        path.name: stray
        for path in files
        if path.name != "styles.py" and path.is_file()
        if (stray := set(COLOUR.findall(path.read_text(encoding="utf-8"))) - NOT_OURS.get(path.name, set()))
    }

    assert found == {}
