"""Remarks and typed categories → the categories of the taxonomy, by rules alone."""

from __future__ import annotations

from aftersales.classify.load import load_taxonomy
from aftersales.classify.rules import Label, classify_texts
from aftersales.classify.taxonomy import UNCLASSIFIED, Category, Taxonomy
from aftersales.classify.typed import typed_category, typed_parts

__all__ = [
    "UNCLASSIFIED",
    "Category",
    "Label",
    "Taxonomy",
    "classify_texts",
    "load_taxonomy",
    "typed_category",
    "typed_parts",
]
