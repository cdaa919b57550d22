"""The facts of a period: the records and figures, laid out by person, for the schemes to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

import pandas as pd

from aftersales.appraisal.events import ANY
from aftersales.appraisal.incidents import Incident, incidents_of, means
from aftersales.appraisal.model import Figure, Mark, Seen
from aftersales.appraisal.naming import item_key
from aftersales.frames import ACHIEVED, LABELS
from aftersales.kinds.model import FieldType, Kind
from aftersales.measures.model import Scope
from aftersales.settings.schemes import Counted

SEPARATOR = "、"
Named = tuple[str, Mark]
"""The scheme that a judgement names (blank: any), and the judgement."""


@dataclass(frozen=True, eq=False)
class Facts:
    """What is known of one period. `figures` and `members` are those of the measures that schemes ask for, by person.

    `scheme_ids` maps what a sheet may call a scheme to its id, `zh` a measure's id to its name, `units` to its unit.
    """

    period: str
    scope: Scope
    kinds: Mapping[str, Kind]
    figures: pd.DataFrame
    members: pd.DataFrame
    scheme_ids: Mapping[str, str]
    zh: Mapping[str, str]
    targets: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

    def of(self, person: str, store: str, scheme: str) -> OnePerson:
        """The facts of one person as one scheme sees them."""
        return OnePerson(self, person, store, scheme)

    @cached_property
    def marks(self) -> Mapping[str, list[Named]]:
        """Every typed judgement of exactly this period, by person."""
        found: dict[str, list[Named]] = {}
        records = self.scope.of("appraisal")
        for row in records[records["period"] == self.period].itertuples(index=False):
            if isinstance(row.person, str):
                for person in row.person.split(SEPARATOR):
                    found.setdefault(person, []).append((self._scheme(row.scheme), _mark(row)))
        return found

    def _scheme(self, written: object) -> str:
        """A scheme that nobody knows stays as written: its judgements are then for none of ours."""
        return self.scheme_ids.get(item_key(written), written) if isinstance(written, str) else ""

    @cached_property
    def incidents(self) -> Mapping[str, list[Incident]]:
        """Every event that is written down about a person."""
        records = self.scope.of("incident")
        checked = set(self.scope.has(records, "verified")["record_id"])
        return incidents_of(records, checked)

    @cached_property
    def complaints(self) -> Mapping[str, list[tuple[frozenset[str], Seen]]]:
        """Every complaint about a person that was not cancelled, with its categories; only a verified one counts."""
        found: dict[str, list[tuple[frozenset[str], Seen]]] = {}
        records = self.scope.of("complaint")
        standing = records[(records["status"].fillna("") != "cancelled") & records["responsible"].notna()]
        columns = standing[["record_id", "responsible", "_categories", "verified"]]
        for record_id, cell, categories, verified in columns.itertuples(index=False, name=None):
            people = cell.split(SEPARATOR)
            labels = frozenset(categories.split(LABELS)) if isinstance(categories, str) else frozenset()
            seen = Seen(record_id, Decimal(1) / len(people), counts=isinstance(verified, str) and verified == "yes")
            for person in people:
                found.setdefault(person, []).append((labels, seen))
        return found

    @cached_property
    def by_measure(self) -> Mapping[tuple[str, str], list[tuple[str, float]]]:
        """(measure, person) → the records that carry its figure, with their part of the numerator."""
        found: dict[tuple[str, str], list[tuple[str, float]]] = {}
        whole = self.members[self.members["category"].isna()]
        columns = whole[["measure", "person", "record_id", "numerator"]]
        for measure, person, record_id, part in columns.itertuples(index=False, name=None):
            found.setdefault((measure, person), []).append((record_id, part))
        return found

    @cached_property
    def by_figure(self) -> Mapping[tuple[str, str], tuple[float, float, float]]:
        """(measure, person) → value, numerator, denominator; only what is not split any further."""
        whole = self.figures[self.figures[["store", "category", "product", "unit"]].isna().all(axis=1)]
        columns = whole[["measure", "person", "value", "numerator", "denominator"]].dropna(subset=["person"])
        return {(m, p): (v, n, d) for m, p, v, n, d in columns.itertuples(index=False, name=None)}

    @cached_property
    def present(self) -> frozenset[str]:
        """Everybody whose name stands in a record of the period."""
        cells: set[str] = set()
        for kind_id, kind in self.kinds.items():
            records = self.scope.this.get(kind_id)
            if records is None or records.empty or kind_id in {"staff", "target"}:
                continue
            for known in kind.fields:
                if known.type is FieldType.PERSON and known.name in records:
                    cells.update(records[known.name].dropna().unique())
        return frozenset(name for cell in cells for name in cell.split(SEPARATOR))

    @cached_property
    def wanted(self) -> Mapping[tuple[str, str, str], Decimal]:
        """(item or measure, person, store) → target, from the sheets of targets; blanks mean everybody."""
        found: dict[tuple[str, str, str], Decimal] = {}
        records = self.scope.of("target")
        for row in records[records["period"] == self.period].itertuples(index=False):
            whom = (_text(row.person), _text(row.store))
            for name in (_text(row.measure), _text(row.item)):
                if name and not pd.isna(row.target):  # type: ignore[arg-type]
                    found[(item_key(name), *whom)] = Decimal(str(row.target))
        return found

    def records_where(self, source: Counted) -> Iterator[tuple[str, Seen]]:
        """(person, what was seen) of the records that a source names by the values of their fields."""
        records = self.scope.of(source.records)
        for name, value in source.where.items():
            records = records[records[name] == value]
        for row in records[records[source.role].notna()][["record_id", source.role]].itertuples(index=False, name=None):
            people = row[1].split(SEPARATOR)
            yield from ((person, Seen(row[0], Decimal(1) / len(people))) for person in people)


@dataclass(frozen=True, slots=True)
class OnePerson:
    """The facts of one person as one scheme sees them (see `PersonFacts`)."""

    facts: Facts
    person: str
    store: str
    scheme: str

    @property
    def present(self) -> bool:
        """Whether anything at all is written about the person in the period."""
        return self.person in self.facts.present or self.person in self.facts.marks

    def marks(self, names: tuple[str, ...]) -> tuple[Mark, ...]:
        """The judgements on an item, of a sheet for this scheme or for none in particular."""
        keys = {item_key(name) for name in names}
        own = self.facts.marks.get(self.person, ())
        return tuple(
            mark
            for scheme, mark in own
            if scheme in {"", self.scheme} and (item_key(mark.item) in keys or item_key(mark.sub_item) in keys)
        )

    def counted(self, source: Counted) -> tuple[Seen, ...]:
        """What a source counts against the person."""
        if source.incidents:
            own = self.facts.incidents.get(self.person, ())
            return tuple(one.seen(source.confirmed) for one in own if means(one.item, source.incidents))
        if source.complaints:
            told = self.facts.complaints.get(self.person, ())
            return tuple(seen for labels, seen in told if ANY in source.complaints or labels & set(source.complaints))
        if source.measure:
            carried = self.facts.by_measure.get((source.measure, self.person), ())
            return tuple(Seen(record, Decimal(str(part))) for record, part in carried if part and not pd.isna(part))
        return tuple(seen for person, seen in self.facts.records_where(source) if person == self.person)

    def figure(self, measure: str) -> Figure | None:
        """The person's figure, with the records it rests on."""
        known = self.facts.by_figure.get((measure, self.person))
        if known is None:
            return None
        value, numerator, denominator = (None if pd.isna(n) else Decimal(str(n)) for n in known)
        if denominator and numerator is not None and value is not None:
            exact = numerator / denominator
            value = exact if abs(exact - value) < Decimal("1e-9") else value
        ids = tuple(record for record, _ in self.facts.by_measure.get((measure, self.person), ()))
        zh, unit = self.facts.zh.get(measure, measure), self.facts.units.get(measure, "")
        return Figure(measure, zh, value, numerator, denominator, ids, unit)

    def target(self, names: tuple[str, ...], measure: str) -> Decimal | None:
        """The person's target of an item or measure, else the store's, else everybody's, else that of the settings."""
        keys = [item_key(name) for name in (*names, measure, self.facts.zh.get(measure, "")) if name]
        for whom in ((self.person, ""), (self.person, self.store), ("", self.store), ("", "")):
            for key in keys:
                if (key, *whom) in self.facts.wanted:
                    return self.facts.wanted[(key, *whom)]
        written = self.facts.targets.get(measure)
        return None if written is None else Decimal(str(written))


def _mark(row: object) -> Mark:
    def number(name: str) -> Decimal | None:
        value = getattr(row, name)
        return None if pd.isna(value) else Decimal(str(value))

    score, achieved = number("score"), row.sub_item == ACHIEVED  # type: ignore[attr-defined]
    if achieved and score is not None and score > 2:
        score /= 100
    return Mark(
        str(row.record_id),  # type: ignore[attr-defined]
        _text(row.item),  # type: ignore[attr-defined]
        "" if achieved else _text(row.sub_item),  # type: ignore[attr-defined]
        _text(row.rater),  # type: ignore[attr-defined]
        _text(row.rater_name),  # type: ignore[attr-defined]
        score,
        number("level"),
        _text(row.word),  # type: ignore[attr-defined]
        achieved,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
