"""The category engine on its own, for trying the words of a dictionary: CSV in, CSV out, a row for a row."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import get_args

import typer

from aftersales.classify.load import load_taxonomy
from aftersales.classify.rules import classify_texts
from aftersales.safe_text import formula_safe
from aftersales.settings.model import Categories

COLUMNS = ("text", "codes", "names", "evidence")
ENCODINGS = ("utf-8-sig", "gb18030")


def categorise_file(path: Path, categories: Categories, trade: str | None) -> str:
    """The table of texts with their categories and the words that were the reason; several are joined by `;`."""
    trades = get_args(Categories.model_fields["profile"].annotation)
    if trade is not None and trade not in trades:
        raise typer.BadParameter(f"“{trade}”不行，只能写 {'、'.join(trades)}", param_hint="--trade")
    texts = _texts(path)
    wanted = categories.model_copy(update={"profile": trade}) if trade else categories
    labels = classify_texts(texts, load_taxonomy(wanted), os.cpu_count() or 1)
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(COLUMNS)
    for text in texts:
        found = labels[text]
        evidence = (word for label in found for word in label.words)
        cells = (
            text,
            ";".join(label.code for label in found),
            ";".join(label.zh for label in found),
            ";".join(dict.fromkeys(evidence)),
        )
        table.writerow([formula_safe(cell) for cell in cells])
    return written.getvalue()


def _texts(path: Path) -> list[str]:
    """The `text` column, in the file's order."""
    table = csv.DictReader(io.StringIO(_decoded(path), newline=""))
    if "text" not in (table.fieldnames or ()):
        raise typer.BadParameter(f"{path.name} 没有 text 这一列")
    return [row["text"] or "" for row in table]


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise typer.BadParameter(f"{path.name} 既不是 UTF-8 也不是 GB18030 编码")
