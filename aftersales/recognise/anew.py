"""Whether a repeated heading begins a table of its own: another shop, person or month is named above it."""

from __future__ import annotations

import re

from aftersales.model import Context
from aftersales.recognise.vocabulary import Vocabulary

_PERIOD = re.compile(
    r"\d{1,2}\s*[月日号]|[一二三四五六七八九十]{1,3}\s*[月日号]|第?[一二三四五\d]\s*[周季]|季度|[上中下]旬"
)
_STORE = re.compile(r"[\u4e00-\u9fff]{1,10}店")
_LONGEST = 30


def begins_anew(own: Context, before: Context, words: Vocabulary) -> bool:
    """A label with another value, or a title that names another time or shop; the same title is only repeated.

    Totals and signatures above a repeated heading say nothing of what follows.
    """
    for label, value in own.values.items():
        if label in words.weights and before.values.get(label) != value:
            return True
    return any(_speaks(title) for title in own.titles if title not in before.titles)


def _speaks(title: str) -> bool:
    if len(title) > _LONGEST or "计" in title:
        return False
    return _PERIOD.search(title) is not None or _STORE.search(title) is not None
