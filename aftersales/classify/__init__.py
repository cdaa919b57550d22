"""Remarks and typed categories → the categories of the taxonomy, by rules alone."""

from __future__ import annotations

from aftersales.classify.load import load_taxonomy
from aftersales.classify.rules import classify_texts
from aftersales.classify.taxonomy import Category, Label, Taxonomy
from aftersales.classify.typed import typed_category, typed_parts

__all__ = [
    "Category",
    "Label",
    "Taxonomy",
    "classify_texts",
    "load_taxonomy",
    "typed_category",
    "typed_parts",
]
