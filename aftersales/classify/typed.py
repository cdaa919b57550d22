"""A category as a clerk typed it → the taxonomy's own names."""

from __future__ import annotations

import re
from itertools import chain

from aftersales.classify.load import typed_key
from aftersales.classify.taxonomy import Taxonomy

_BETWEEN_LARGE = re.compile(r"[、，；\n+&](?![^(]*\))")
_BETWEEN_SMALL = re.compile(r"[/\\|](?![^(]*\))")
_CODE_AND_NAME = re.compile(r"([a-z]\d\d)[-_:.、。 ]*(.*)")
_TAILS = ("问题", "类")


def typed_category(text: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    """The Chinese names of what was typed, each once, in the order typed; () if any part of it is unknown."""
    parts = typed_parts(text, taxonomy)
    names = tuple(dict.fromkeys(zh for _, zh in parts))
    return names if names and all(names) else ()


def typed_parts(text: str, taxonomy: Taxonomy) -> tuple[tuple[str, str], ...]:
    """Each part of the cell as it was typed, with the Chinese name of its category; blank where it is unknown."""
    whole = _name(text, taxonomy)
    if whole:
        return ((text.strip(), whole),)
    large = [part.strip() for part in _BETWEEN_LARGE.split(_full_width(text)) if part.strip()]
    return tuple(chain.from_iterable(_split_small(part, taxonomy) for part in large))


def _split_small(text: str, taxonomy: Taxonomy) -> list[tuple[str, str]]:
    """Names hold slashes themselves (`崩边缺角/破损`), so the whole is tried before its parts."""
    whole = _name(text, taxonomy)
    if whole:
        return [(text, whole)]
    return [(part.strip(), _name(part, taxonomy)) for part in _BETWEEN_SMALL.split(text) if part.strip()]


def _full_width(text: str) -> str:
    return text.translate(str.maketrans(",;（）／", "，；()/"))


def _name(text: str, taxonomy: Taxonomy) -> str:
    key = typed_key(text)
    code = taxonomy.typed.get(key)
    for tail in _TAILS:
        code = code or taxonomy.typed.get(key.removesuffix(tail))
    both = _CODE_AND_NAME.fullmatch(key)
    if code is None and both:
        code = taxonomy.typed.get(both[1])
        if both[2] and taxonomy.typed.get(both[2]) != code:
            code = None
    return taxonomy.zh(code) if code else ""
