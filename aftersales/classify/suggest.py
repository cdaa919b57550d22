"""What clerks confirmed teaches a model: where it would add or drop a category it says so, and it changes nothing.

The rules and the clerks alone decide which category a record has; this only reads what `classify` has given.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from aftersales.classify.learned import Flags, Learned, learn
from aftersales.classify.model import Advice, Suggestion
from aftersales.classify.records import TEXTS, TYPED
from aftersales.classify.rules import classify_texts
from aftersales.classify.taxonomy import NO_COMPLAINT, OTHER, Taxonomy
from aftersales.classify.words_proposed import Confirmed, words_proposed
from aftersales.frames import LABELS, UNCLASSIFIED

ENOUGH = 50
"""Distinct confirmed remarks below which nothing is learned."""
ENOUGH_OF_ONE = 15
"""And of one category, and of what is not in it."""
NEWEST = 5_000
"""Learned from so many remarks, the newest: more would not be better, only slower."""
DROP, ADD, GUESS = 0.15, 0.6, 0.2
"""A category of the rules is doubted up to DROP, another one offered from ADD on, and from GUESS on where they have none."""
GUESSES = 3
LISTED = 500
"""So many suggestions a month: more than anybody looks through."""
COLUMNS = ["month", "_told", "_categories", "_category_basis", "kind", "file", "sheet", "row"]


class Asked(NamedTuple):
    """A distinct remark of a month that no clerk gave a category: what the rules say, and where it stands first."""

    month: str
    text: str
    present: tuple[str, ...]
    records: int
    place: tuple[str, str, str, int]


def suggest(records: Mapping[str, pd.DataFrame], taxonomy: Taxonomy) -> Advice:
    """Suggested categories by month, and proposed words; nothing where clerks confirmed too little to learn from."""
    told = pd.concat([records[kind].assign(kind=kind).reindex(columns=COLUMNS) for kind in TEXTS], ignore_index=True)
    told = told[told["_told"].notna() & told["_categories"].notna()]
    typed = told["_category_basis"] == TYPED
    if told.loc[typed, "_told"].nunique() < ENOUGH:
        return Advice()
    confirmed = confirmed_in(told[typed], taxonomy)
    if len(confirmed) < ENOUGH:
        return Advice()
    open_ = told[~typed]
    unread = open_.loc[open_["_categories"] == UNCLASSIFIED, "_told"].value_counts()
    words = words_proposed(confirmed, {str(text): int(times) for text, times in sorted(unread.items())}, taxonomy)
    model = learned_from(confirmed, taxonomy)
    if model is None:
        return Advice(len(confirmed), words=words)
    names = tuple(map(taxonomy.zh, model.codes))
    made = _suggestions(model, names, _asked(open_), frozenset({UNCLASSIFIED, taxonomy.zh(OTHER)}))
    return Advice(
        len(confirmed),
        names,
        {month: tuple(sorted(own, key=_by_use)[:LISTED]) for month, own in made.items()},
        {month: len(own) for month, own in made.items()},
        words,
    )


def confirmed_in(typed: pd.DataFrame, taxonomy: Taxonomy) -> list[Confirmed]:
    """The newest distinct remarks whose category is known, each with what at least half of its records say."""
    codes = {category.zh: category.code for category in taxonomy.categories}
    meant = {
        said: frozenset(codes[name] for name in said.split(LABELS))
        for said in typed["_categories"].unique()
        if all(name in codes for name in said.split(LABELS))
    }
    known = typed[typed["_categories"].isin(list(meant))]
    last = known["month"].fillna("").groupby(known["_told"]).max()
    newest = last.sort_index().sort_values(ascending=False, kind="stable").index[:NEWEST]
    chosen = known[known["_told"].isin(newest)]
    said: dict[str, list[frozenset[str]]] = {}
    for text, categories in zip(chosen["_told"], chosen["_categories"], strict=True):
        said.setdefault(text, []).append(meant[categories])
    fired = classify_texts(sorted(said), taxonomy)
    return [
        Confirmed(
            text,
            frozenset(
                code for code in frozenset().union(*votes) if sum(code in vote for vote in votes) * 2 >= len(votes)
            ),
            {label.code: label.words for label in fired[text]},
        )
        for text, votes in sorted(said.items())
    ]


def learned_from(confirmed: Sequence[Confirmed], taxonomy: Taxonomy) -> Learned | None:
    """A model of the categories with enough remarks; None where there is no such category."""
    counts = {
        category.code: sum(category.code in each.said for each in confirmed)
        for category in taxonomy.categories
        if category.code in taxonomy.active - {NO_COMPLAINT, OTHER}
    }
    codes = tuple(code for code, times in counts.items() if ENOUGH_OF_ONE <= times <= len(confirmed) - ENOUGH_OF_ONE)
    if not codes:
        return None
    said = _flags([each.said for each in confirmed], codes)
    fired = _flags([each.fired for each in confirmed], codes)
    return learn([each.text for each in confirmed], said, fired, codes)


def _flags(sets: Sequence[Container[str]], names: Sequence[str]) -> Flags:
    return np.array([[name in each for name in names] for each in sets], dtype=bool).reshape(len(sets), len(names))


def _asked(records: pd.DataFrame) -> list[Asked]:
    """The remarks that no clerk gave a category, each once a month."""
    dated = records[records["month"].notna()]
    times = dated.groupby(["month", "_told"], sort=True).size()
    firsts = dated.drop_duplicates(["month", "_told"]).set_index(["month", "_told"]).sort_index()
    columns = [firsts[name] for name in ("_categories", "kind", "file", "sheet", "row")]
    return [
        Asked(
            month, text, tuple(said.split(LABELS)), int(many), (kind, file, "" if pd.isna(sheet) else sheet, int(row))
        )
        for (month, text), many, said, kind, file, sheet, row in zip(times.index, times, *columns, strict=True)
    ]


def _suggestions(
    model: Learned, names: Sequence[str], asked: Sequence[Asked], silent: frozenset[str]
) -> dict[str, list[Suggestion]]:
    """Where the model and the rules differ enough, by month. `silent` are the names that say nothing."""
    fired = _flags([frozenset(each.present) for each in asked], names)
    likely = np.round(model.likely([each.text for each in asked], fired), 2)
    mute = np.array([set(each.present) <= silent for each in asked], dtype=bool)
    ranks = (-likely).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    adds = ~fired & np.where(mute[:, None], (likely >= GUESS) & (ranks < GUESSES), likely >= ADD)
    drops = fired & (likely <= DROP)
    made: dict[str, list[Suggestion]] = {}
    for at, column in zip(*(part.tolist() for part in np.nonzero(adds | drops)), strict=True):
        each = asked[at]
        present = tuple(name for name in each.present if name != UNCLASSIFIED)
        made.setdefault(each.month, []).append(
            Suggestion(
                bool(adds[at, column]),
                names[column],
                float(likely[at, column]),
                each.text,
                present,
                each.records,
                *each.place,
            )
        )
    return made


def _by_use(suggestion: Suggestion) -> tuple[bool, float, int, str, str]:
    """Drops first: they are right most often. Then the surest, then what stands in many records."""
    sure = suggestion.likely if suggestion.adds else 1 - suggestion.likely
    return suggestion.adds, -sure, -suggestion.records, suggestion.text, suggestion.category
