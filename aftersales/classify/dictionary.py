"""The shop's 类别词典 sheets: words that they add to the categories of a run, and words that they say do not count.

The sheets come on top of `config.yaml`. What cannot work is told with its cell; the other rows count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from aftersales.classify.load import extended, nearest
from aftersales.classify.records import Letters
from aftersales.classify.remark import fold
from aftersales.classify.taxonomy import Taxonomy
from aftersales.classify.typed import typed_category
from aftersales.classify.word_checks import SHORTEST, dead_words, shared_words
from aftersales.problems import Place, Problem

KIND = "dictionary"
FIELDS = ("word", "not_word")
_BETWEEN = re.compile(r"[、，；/|\n]+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_QUOTES = "“”\"'‘’「」《》。 "


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of one cell: a word of the category, or (`counts` is false) one that does not count in it."""

    code: str
    word: str
    counts: bool
    place: Place


def with_dictionary(
    taxonomy: Taxonomy, records: Mapping[str, pd.DataFrame], letters: Letters
) -> tuple[Taxonomy, list[Problem]]:
    """The taxonomy with the words of all dictionary sheets, and what is wrong with these."""
    rows = records.get(KIND)
    if rows is None or rows.empty:
        return taxonomy, []
    entries: list[Entry] = []
    problems: list[Problem] = []
    for row in rows.to_dict("records"):
        at = {name: _place(row, name, letters) for name in ("category", *FIELDS)}
        codes = _codes(str(row["category"]), taxonomy)
        if not codes:
            problems.append(_unknown(str(row["category"]), at["category"], taxonomy))
        entries += [
            Entry(code, word, name == "word", at[name])
            for code in codes
            for name in FIELDS
            for word in words_of(row[name])
        ]
    return _extended(entries, taxonomy, problems)


def words_of(cell: object) -> list[str]:
    """The words that a clerk wrote into one cell, as remarks are compared.

    >>> words_of("起壳、夹空，空鼓率"), words_of(None)
    (['起壳', '夹空', '空鼓率'], [])
    """
    parts = _BETWEEN.split(fold(cell)) if isinstance(cell, str) else []
    return list(dict.fromkeys(word for part in parts if (word := part.strip(_QUOTES))))


def _codes(category: str, taxonomy: Taxonomy) -> list[str]:
    names = typed_category(category, taxonomy)
    return [each.code for name in names for each in taxonomy.categories if each.zh == name]


def _extended(entries: Sequence[Entry], taxonomy: Taxonomy, problems: list[Problem]) -> tuple[Taxonomy, list[Problem]]:
    """Words that can do nothing are left out, so that they cannot do harm either."""
    resting = [entry for entry in entries if entry.code not in taxonomy.active]
    tried = [entry for entry in entries if entry.code in taxonomy.active]
    additions = _additions(tried)
    dead = {(fault.code, fault.word): fault for fault in dead_words(additions, extended(taxonomy, additions))}
    kept = [each for each in tried if not _fails(each, (each.code, each.word) in dead)]
    additions = _additions(kept)
    grown = extended(taxonomy, additions)
    shared = {(each.code, each.word): each for each in shared_words(additions, grown)}
    for entry in resting:
        why = f"本行业的设置（categories.profile）没有启用“{taxonomy.zh(entry.code)}”"
        problems.append(_dead(entry, why, "请改用启用的类别，或请管理员换行业"))
    for entry in tried:
        key = (entry.code, entry.word)
        if entry not in kept:
            problems.append(_dead(entry, dead[key].why, dead[key].fix))
        elif entry.counts and key in shared:
            facts = {"first": taxonomy.zh(entry.code), "others": "、".join(shared[key].others)}
            problems.append(Problem("dictionary-word-shared", entry.place, "word", entry.word, facts))
    return grown, problems


def _fails(entry: Entry, dead: bool) -> bool:  # noqa: FBT001 - what was found of this entry
    """A word that does not count is left out only where it is too short; one that blocks a dead word does its work."""
    return dead and (entry.counts or len(entry.word) < SHORTEST)


def _additions(entries: Sequence[Entry]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    codes = dict.fromkeys(entry.code for entry in entries)
    return {
        code: (tuple(_words(entries, code, counts=True)), tuple(_words(entries, code, counts=False))) for code in codes
    }


def _words(entries: Sequence[Entry], code: str, *, counts: bool) -> Iterator[str]:
    yield from dict.fromkeys(entry.word for entry in entries if entry.code == code and entry.counts is counts)


def _place(row: Mapping[Any, Any], name: str, letters: Letters) -> Place:
    letter = letters(int(str(row["source"])), name)
    return Place(str(row["file"]), str(row["sheet"]), int(str(row["row"])), letter)


def _unknown(category: str, place: Place, taxonomy: Taxonomy) -> Problem:
    meant = "、".join(f"“{name}”" for name in nearest(category, taxonomy))
    facts = {"hint": f"，最接近的是{meant}" if meant else ""}
    return Problem("dictionary-category", place, "category", category, facts)


def _dead(entry: Entry, why: str, fix: str) -> Problem:
    field = "word" if entry.counts else "not_word"
    return Problem("dictionary-word-dead", entry.place, field, entry.word, {"why": why, "fix": fix})
