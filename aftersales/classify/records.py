"""Categories for the records that need one: complaints, and callbacks of customers who are not fully satisfied.

A category typed by the clerk wins; else the words of the text decide; a text that no rule understands goes to 待归类.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from aftersales.classify.rules import classify_texts
from aftersales.classify.taxonomy import Label, Taxonomy
from aftersales.classify.typed import typed_category
from aftersales.frames import LABELS, UNCLASSIFIED
from aftersales.problems import Place, Problem

NO_COMPLAINT = "O02"
TYPED = "表中填写"
TEXTS = {"complaint": ("description",), "callback": ("problem", "result", "remark")}
ADDED = ("_categories", "_category_basis", "_category_evidence", "_own_words")
BETWEEN = "\x1f"
Letters = Callable[[int, str], str]
"""(source, field) → the column's letter in Excel."""


class Verdict(NamedTuple):
    """What one remark and category come to: the added columns, and the problem they give, if any."""

    said: tuple[str, str, str, str]
    problem: tuple[str, str, dict[str, str]] | None


Read = Callable[[Sequence[str]], list[Verdict]]


def classify(
    records: Mapping[str, pd.DataFrame],
    taxonomy: Taxonomy,
    letters: Letters,
    *,
    basic_is_satisfied: frozenset[str] = frozenset(),
    hands: int = 1,
) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Add `_categories` (zh names joined by ；), what they rest on, `_own_words` (yes = not just 待归类), `_told`.

    `_category_basis` are the words alone, `_category_evidence` the words, clause and rule of every label.
    Blank for records that need no category. `basic_is_satisfied` are satisfaction words that the shop counts as 满意; a flood of
    remarks is shared out to so many `hands`.
    """
    classified = dict(records)
    problems: list[Problem] = []
    read = partial(verdicts_on, taxonomy=taxonomy, hands=hands)
    for kind, fields in TEXTS.items():
        needed = _needed(records[kind], kind, basic_is_satisfied)
        labelled, found = _label(records[kind], needed, fields, read, letters)
        classified[kind] = labelled
        problems += found
    return classified, problems


def _needed(records: pd.DataFrame, kind: str, basic_is_satisfied: frozenset[str]) -> pd.Series:
    if kind == "complaint":
        return records["record_id"].notna()
    low = (records["satisfaction"] < 4).fillna(value=False)
    return low & ~records["_satisfaction_word"].isin(list(basic_is_satisfied))


def _label(
    records: pd.DataFrame, needed: pd.Series, fields: Sequence[str], read: Read, letters: Letters
) -> tuple[pd.DataFrame, list[Problem]]:
    chosen = records[needed]
    told = pd.Series(None, index=chosen.index, dtype="str")
    told_in = pd.Series(None, index=chosen.index, dtype="str")
    for field in fields:
        fresh = told.isna() & chosen[field].notna()
        told, told_in = told.fillna(chosen[field]), told_in.mask(fresh, field)
    codes, distinct = pd.factorize(told.fillna("") + BETWEEN + chosen["category"].fillna(""))
    verdicts = read(list(distinct))
    added = pd.DataFrame([verdict.said for verdict in verdicts], columns=list(ADDED), dtype="str")
    added = added.iloc[codes].set_axis(chosen.index)
    found = [(at, problem) for at, code in enumerate(codes.tolist()) if (problem := verdicts[code].problem)]
    troubled = chosen.iloc[[at for at, _ in found]]
    placed = (troubled[name] for name in ("file", "sheet", "row", "source", "store"))
    problems = [
        _placed(problem, str(field), record, letters)
        for (_, problem), field, record in zip(found, told_in[troubled.index], zip(*placed, strict=True), strict=True)
    ]
    labelled = records.join(added.reindex(records.index)).assign(_told=told.reindex(records.index))
    return labelled, problems


def verdicts_on(pairs: Sequence[str], taxonomy: Taxonomy, hands: int = 1) -> list[Verdict]:
    """What distinct remarks and typed categories come to, each `text BETWEEN category`; blank ones are missing ones."""
    parts = [pair.partition(BETWEEN) for pair in pairs]
    labels = classify_texts([text for text, _, _ in parts if text], taxonomy, hands)
    typed = _typed(list(dict.fromkeys(category for _, _, category in parts if category)), taxonomy)
    return [_verdict(text, category, labels, typed) for text, _, category in parts]


def _verdict(
    text: str, category: str, labels: Mapping[str, tuple[Label, ...]], typed: Mapping[str, tuple[str, ...]]
) -> Verdict:
    spoken = _spoken(labels.get(text, ()))
    if category:
        said = (LABELS.join(typed[category] or (category,)), TYPED, TYPED, "yes")
    elif spoken:
        words = "、".join(dict.fromkeys(word for label in spoken for word in label.words))
        evidence = LABELS.join(map(evidence_of, spoken))
        said = (LABELS.join(dict.fromkeys(label.zh for label in spoken)), words, evidence, "yes")
    else:
        said = (UNCLASSIFIED, "", "", "no")
    return Verdict(said, _problem(text, category, typed, spoken))


def evidence_of(label: Label) -> str:
    """One label's reason in a line: 空鼓脱落：“空鼓”，出自“有三块空鼓”（规则 Q03.term）."""
    words = "、".join(f"“{word}”" for word in dict.fromkeys(label.words))
    clause = f"，出自“{label.clause}”" if (label.clause,) != label.words else ""
    return f"{label.zh}：{words}{clause}（规则 {label.rule}{'，已处理' if label.resolved else ''}）"


def _typed(texts: Sequence[str], taxonomy: Taxonomy) -> dict[str, tuple[str, ...]]:
    """What clerks typed as category: a name of the taxonomy, else what the words of it say (崩角 → 崩边缺角/破损)."""
    read = classify_texts(texts, taxonomy)
    return {
        text: typed_category(text, taxonomy) or tuple(dict.fromkeys(label.zh for label in _spoken(read[text])))
        for text in texts
    }


def _spoken(labels: tuple[Label, ...]) -> tuple[Label, ...]:
    return tuple(label for label in labels if label.code != NO_COMPLAINT)


def _problem(
    text: str, category: str, typed: Mapping[str, tuple[str, ...]], spoken: tuple[Label, ...]
) -> tuple[str, str, dict[str, str]] | None:
    """Code, value and facts of what a clerk should look at, if anything."""
    if category and not typed[category]:
        return "unknown-category", category, {}
    if category:
        read = {label.zh for label in spoken}
        if read and not read & set(typed[category]):
            return "category-disagrees", category, {"read": "、".join(sorted(read))}
        return None
    return ("unclassified-text", text, {}) if text and not spoken else None


def _placed(
    problem: tuple[str, str, dict[str, str]], told_in: str, record: tuple[Any, ...], letters: Letters
) -> Problem:
    code, value, facts = problem
    file, sheet, row, source, store = record
    field = told_in if code == "unclassified-text" else "category"
    place = Place(str(file), str(sheet), int(row), letters(int(source), field))
    return Problem(code, place, field, value, facts, store if isinstance(store, str) else "")
