"""What the pages are made from: one month's figures, records, proposals and problems, ready to be looked up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan

import pandas as pd

from aftersales.appraisal.model import Proposal, Score
from aftersales.classify.model import Advice
from aftersales.kinds.model import Kind
from aftersales.ledger.model import Restatements
from aftersales.problems import Problem
from aftersales.report.page import Look
from aftersales.report.trend import Standing, StandOut, Trend
from aftersales.worklists.model import ToDo

Key = tuple[str, str, str, str, str, str, str]
"""Month, measure, store, person, category, product, unit; blank = all."""


@dataclass(frozen=True, slots=True)
class MeasureInfo:
    """What a page needs to know of a measure; `role` is the field of `kind` that names whom it is split by."""

    id: str
    zh: str
    look: Look
    rules: str
    definition: str
    higher_is_better: bool | None
    share: bool
    role: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """One figure of `measures.csv`; None where there is no value."""

    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    verdict: str = ""


NOTHING = Number(None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The records behind a figure: those that count, and those of its population that do not; so many there are in all.

    Only the first of very many are named.
    """

    hits: tuple[str, ...]
    misses: tuple[str, ...]
    all_hits: int
    all_misses: int


@dataclass(frozen=True, slots=True)
class SchemeInfo:
    """What a page needs to know of an appraisal scheme: its name, and how the gaps of its source were closed."""

    zh: str
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of `sources.csv`, as the reconciliation page shows it."""

    file: str
    sheet: str
    kind: str
    header_row: int
    rows: int
    records: int
    blank: int
    heading: int
    note: int
    duplicate: int
    rejected: int


@dataclass(frozen=True, slots=True)
class View:
    """One month as the pages see it. `months` are the months of the trend, oldest first, ending with `month`.

    `records` are the month's records by kind; `changed` says for each share measure of the company whether it differs
    from the month before by more than chance (95 %): `上升`, `下降` or blank. `scores` stand in the month's folder,
    `year_scores` are those of the year until then; `rank_ranges` the best and worst rank a person's satisfaction may have.
    `todo` is what is to be done today, in the latest month alone.
    `mending` has by month and shop how much is to be changed and how much of it costs content; `return_sheets` the name of
    the return sheet of each file that has one this month. `trends` stand by measure and category (blank: the company's own),
    `standings` by measure and person or store; `departments` answer for a category; `leaders` are measures
    whose largest category is surely ahead; `slips` are the names of the score
    slips by person, `evidence` the records behind the company's figures.
    """

    month: str
    previous: str
    months: tuple[str, ...]
    company: str
    as_of: str
    info: Mapping[str, MeasureInfo]
    numbers: Mapping[Key, Number]
    records: Mapping[str, pd.DataFrame]
    kinds: Mapping[str, Kind]
    proposals: Sequence[Proposal]
    problems: Sequence[Problem]
    sources: Sequence[SourceLine]
    category_order: Sequence[str]
    changed: Mapping[str, str]
    roles: Mapping[str, str]
    small_sample: int = 10
    detail_rows: int = 20_000
    masked: bool = True
    fine_word: str = "建议处罚"
    scores: Sequence[Score] = ()
    year_scores: Sequence[Score] = ()
    schemes: Mapping[str, SchemeInfo] = field(default_factory=dict)
    rank_ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    advice: Advice = field(default_factory=Advice)
    todo: ToDo | None = None
    mending: Mapping[str, Mapping[str, tuple[int, int]]] = field(default_factory=dict)
    return_sheets: Mapping[str, str] = field(default_factory=dict)
    restated: Restatements | None = None
    closing: str = ""
    trends: Mapping[tuple[str, str], Trend] = field(default_factory=dict)
    standings: Mapping[tuple[str, str], Mapping[str, Standing]] = field(default_factory=dict)
    stand_outs: Sequence[StandOut] = ()
    departments: Mapping[str, str] = field(default_factory=dict)
    leaders: frozenset[str] = frozenset()
    slips: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    _own: Mapping[str, Sequence[Key]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the keys of the month's own figures by measure: pages ask for them again and again."""
        own: dict[str, list[Key]] = {}
        for key in self.numbers:
            if key[0] == self.month:
                own.setdefault(key[1], []).append(key)
        object.__setattr__(self, "_own", own)

    def number(
        self, measure: str, *, month: str | None = None, store: str = "", person: str = "", category: str = ""
    ) -> Number:
        """The figure of the company, a store or a person in this month; NOTHING where there is none.

        Another month may be asked for; a blank one, such as the month before the first, has no figures.
        """
        asked = self.month if month is None else month
        return self.numbers.get((asked, measure, store, person, category, "", ""), NOTHING)

    def names(self, measure: str, whom: str) -> tuple[str, ...]:
        """The stores (whom="store") or people (whom="person") that have a figure of the measure this month."""
        at = 2 if whom == "store" else 3
        return tuple(sorted({key[at] for key in self._own.get(measure, ()) if key[at]}))

    def splits(self, measure: str) -> tuple[tuple[str, str, str, Number], ...]:
        """The company's figures of a measure by category, product and unit: those three and the number."""
        return tuple(
            (key[4], key[5], key[6], self.numbers[key])
            for key in self._own.get(measure, ())
            if not key[2] and not key[3]
        )


def numbers_of(measures: pd.DataFrame) -> dict[Key, Number]:
    """Index the rows of `measures.csv`, of one or more months, for looking up."""
    names = ("month", "measure", "store", "person", "category", "product", "unit")
    keys = zip(*(measures[name].fillna("").tolist() for name in names), strict=True)
    parts = [_numbers(measures[name]) for name in ("value", "numerator", "denominator", "low", "high", "target")]
    said = [verdict if isinstance(verdict, str) else "" for verdict in measures["verdict"]]
    return dict(zip(keys, map(Number, *parts, said), strict=True))


def _numbers(column: pd.Series) -> list[float | None]:
    """The column's numbers, None where there is none."""
    return [None if isnan(number) else number for number in column.astype("float64").tolist()]
