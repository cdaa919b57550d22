"""Why records of a published month have their category: worked out again from what was published, as the run did it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from aftersales.classify.dictionary import KIND, with_dictionary
from aftersales.classify.load import load_taxonomy
from aftersales.classify.records import BETWEEN, TEXTS, verdicts_on
from aftersales.frames import LABELS
from aftersales.settings.model import Categories


def category_reasons(folder: Path, wanted: Collection[str], categories: Categories) -> dict[str, dict[str, str]]:
    """Record id → Chinese name of each of its categories → the words, the clause and the rule behind it.

    `folder` is the month's data folder; the shop's dictionary sheets stand among the records without a month.
    """
    pairs: dict[str, str] = {}
    for kind, fields in TEXTS.items():
        for row in _rows(folder / "records" / f"{kind}.csv"):
            if row["record_id"] in wanted:
                text = next((row[field] for field in fields if row.get(field)), "")
                pairs[row["record_id"]] = f"{text}{BETWEEN}{row.get('category', '')}"
    if not pairs:
        return {}
    words = pd.DataFrame(_rows(folder.parent.parent / "data" / "records" / f"{KIND}.csv")).replace("", None)
    taxonomy, _ = with_dictionary(load_taxonomy(categories), {KIND: words.assign(source=0)}, lambda _at, _name: "")
    distinct = list(dict.fromkeys(pairs.values()))
    said = [verdict.said for verdict in verdicts_on(distinct, taxonomy)]
    told = {pair: _by_name(names, evidence) for pair, (names, _, evidence, _) in zip(distinct, said, strict=True)}
    return {record: told[pair] for record, pair in pairs.items()}


def _by_name(names: str, evidence: str) -> dict[str, str]:
    """Each category with its own part of the evidence; what a clerk typed has one reason for all."""
    parts = evidence.split(LABELS)
    return {
        name: next((part for part in parts if part.startswith(f"{name}：")), parts[0]) for name in names.split(LABELS)
    }


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return [{str(name): str(value) for name, value in row.items()} for row in table.to_dict("records")]
