"""What of our code reaches people in reports, and in which texts a report may say it: collected from the sources."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from aftersales.report.languages import HAN
from aftersales.shipped import content_of

PACKAGE = Path(str(files("aftersales")))
HOLE = re.compile(r"\{\w*\}")
SPOKEN = (
    "report/**/*.py",
    "measures/*.py",
    "appraisal/*.py",
    "worklists/*.py",
    "ledger/*.py",
    "classify/dictionary.py",
    "classify/records.py",
    "classify/word_checks.py",
    "archive.py",
    "index_page.py",
    "period_report.py",
    "problem_catalogue.py",
    "problems.py",
    "return_sheets.py",
    "run.py",
    "slips.py",
    "trends.py",
    "waiting.py",
)
"""The modules whose texts stand on pages, sheets, slips or return sheets."""
SILENT = frozenset(
    (
        "appraisal/checkup.py",  # complaints about a scheme that the operator wrote
        "appraisal/incidents.py",  # how words are recognised
        "appraisal/typed_total.py",  # the headings of a typed total; its sentences stand in the catalogue all the same
        "report/languages/__init__.py",  # how texts are taken apart
        "report/handover_workbook.py",  # a list to sign, made by a command of its own
        "worklists/handover.py",
        "worklists/sample_sheet.py",  # a sheet to fill in
        "measures/repair_repeat.py",
    )
)
"""Of these, those that say nothing in a report."""
NAMES = frozenset(
    (
        "个人/{}.xlsx", "个人/{}.html", "退回单/{}", "售后月报-{}", "售后月报-{}.html", "售后月报-{}.xlsx", "售后{}-{}",
        "[ -~—…、-〩一-鿿！-～]*", "满意|一般|差|好", " › 第", "一二三四五六日", "典型|案例|重大", "第行", "第",
        "[()（）\\s]|[级等档]$|(?<=[A-Ea-e])[级等档]", "同意|成立|采纳|支持|属实|通过|更正|改判|恢复|调整",
        "不(同意|成立|予|采纳|支持|属实|通过)|未(采纳|通过)|驳回|维持|无效|不调整", "[\u3400-\u9fff]",
    )
)  # fmt: skip
"""Names of files, and patterns that texts are read with: nobody reads them."""


def texts_of(source: str) -> Iterator[str]:
    """Every Chinese text of a module but its docstrings; what a text fills in is a hole.

    >>> list(texts_of('\"\"\"文\"\"\"\\nx = f"第{n}行" + "甲" + "a"'))
    ['第{}行', '甲']
    """
    tree = ast.parse(source)
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    inside |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            text = node.value
        else:
            continue
        if HAN.search(text):
            yield text


def _is_name(text: str) -> bool:
    return text in NAMES or text.endswith((".html", ".xlsx"))


def spoken_by_code() -> dict[str, str]:
    """The texts of the modules that speak in reports, each with its module."""
    found: dict[str, str] = {}
    for pattern in SPOKEN:
        for path in sorted(PACKAGE.glob(pattern)):
            name = path.relative_to(PACKAGE).as_posix()
            if name not in SILENT:
                found |= {text: name for text in texts_of(path.read_text(encoding="utf-8")) if not _is_name(text)}
    return found


def spoken_by_data() -> dict[str, str]:
    """The names that kinds, categories and schemes bring to the pages, each with its file."""
    found: dict[str, str] = {}
    for path in sorted((PACKAGE / "kinds").glob("*.yaml")):
        kind = content_of(path)
        found |= {entry["zh"]: path.name for entry in [kind, *kind.get("fields", [])] if "zh" in entry}
    taxonomy = content_of(PACKAGE / "classify" / "categories.yaml")
    found |= {entry["zh"]: "categories.yaml" for entry in taxonomy["departments"].values()}
    found |= {entry["zh"]: "categories.yaml" for entry in taxonomy["categories"]}
    for path in sorted((PACKAGE / "appraisal" / "schemes").glob("*.yaml")):
        found |= dict.fromkeys(_said_by_scheme(content_of(path)), path.name)
    return {text: source for text, source in found.items() if HAN.search(text)}


def _said_by_scheme(part: Any, key: str = "") -> Iterator[str]:
    """The names, grades, words and remarks of a scheme; other wordings of an item are read, never printed."""
    if isinstance(part, dict):
        for name, inner in part.items():
            yield from _said_by_scheme(inner, name)
    elif isinstance(part, list):
        for inner in part:
            yield from _said_by_scheme(inner, key)
    elif isinstance(part, str) and key in {"zh", "name", "part", "words", "known", "below", "grade", "rescale_note"}:
        yield part


def blanked(text: str) -> str:
    """A text with all its holes alike."""
    return HOLE.sub("{}", text)
