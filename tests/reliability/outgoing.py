"""A night over sheets full of formulas, markup and invisible characters; then its outputs are searched for them."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import load_workbook

from aftersales.run import run
from tests.sheets import asked, write

EVIL = (
    '=HYPERLINK("file:///c:/x","点我")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "<img src=x onerror=alert(1)>",
    "</td></tr></table><script>alert(1)</script>",
    "javascript:alert(1)",
    "\u202egnp.exe",
    "..\\..\\etc\\passwd",
)
STARTS = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")
LIVE = re.compile(r"<script>alert|<img src=x|onerror=alert\(1\)>|href=\"(?:javascript|file):", re.IGNORECASE)
OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(slots=True)
class Outgoing:
    """What was found in the outputs of the night that must not be there."""

    files: int = 0
    cells: int = 0
    live_cells: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    overrides: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def night(folder: Path) -> Outgoing:
    """Run a night on hostile texts in every place that takes text, and search all that it wrote."""
    lines = "\n".join(f"| 2026-10-0{n % 9 + 1} | {text} | {text} | 1380000000{n % 10} | {text} | {text} |"
                      for n, text in enumerate(EVIL))  # fmt: skip
    sheet = f"| 回访日期 | 回访人 | 客户姓名 | 联系电话 | 门店 | 客户意见 |\n{lines}"
    complaints = "\n".join(
        f"| 2026-10-0{n % 9 + 1} | {text} | {text} | {text} | {text} |" for n, text in enumerate(EVIL)
    )
    heading = "| 投诉日期 | 客户姓名 | 产品 | 投诉内容 | 责任人 |\n"
    write(folder / "inputs", {"=回访": sheet, "投诉": heading + complaints})
    before = {path for path in folder.rglob("*") if path.is_file()}
    run(asked(folder), lambda *_: None)
    found = Outgoing()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path not in before):
        if not path.is_relative_to(folder / "outputs") and not path.is_relative_to(folder / "state"):
            found.outside.append(str(path))
        found.files += 1
        {".csv": _csv, ".xlsx": _workbook, ".html": _page}.get(path.suffix, lambda *_: None)(path, found)
    return found


def _csv(path: Path, found: Outgoing) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            for value in row:
                found.cells += 1
                if value.startswith(STARTS) and not NUMBER.fullmatch(value):
                    found.live_cells.append(f"{path.name}: {value[:40]}")
                if OVERRIDES.search(value):
                    found.overrides.append(f"{path.name}: {value[:40]!r}")


def _workbook(path: Path, found: Outgoing) -> None:
    for sheet in load_workbook(path):
        for row in sheet.iter_rows():
            for held in row:
                if held.value is None:
                    continue
                found.cells += 1
                ours = held.hyperlink is None or not held.hyperlink.target
                if (held.data_type == "f" and "cmd" in str(held.value)) or not ours:
                    found.live_cells.append(f"{path.name} › {sheet.title} {held.coordinate}: {str(held.value)[:40]}")
                if OVERRIDES.search(str(held.value)):
                    found.overrides.append(f"{path.name} › {sheet.title} {held.coordinate}")


def _page(path: Path, found: Outgoing) -> None:
    text = path.read_text(encoding="utf-8")
    found.markup += [f"{path.name}: {hit[0]}" for hit in LIVE.finditer(text)]
    if OVERRIDES.search(text):
        found.overrides.append(path.name)
