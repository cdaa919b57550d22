"""The closed months of a run beside what today's records give: what would differ, why, and what is to be carried over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from aftersales.asked import Options
from aftersales.assemble import Results
from aftersales.kinds.model import Kind
from aftersales.ledger.causes import FIGURES_REST_ON, JUDGEMENTS_REST_ON, Causes, general_reasons
from aftersales.ledger.changes import Paired, Row, changes_of
from aftersales.ledger.compare import as_table, published_members, table
from aftersales.ledger.making import Making, making_now, making_then
from aftersales.ledger.model import Carry, FileChange, RecordChange, Restatements
from aftersales.ledger.months import Ledger
from aftersales.ledger.restate import Judged, restated_figures, restated_money, restated_scores
from aftersales.measures.catalogue import MEASURES
from aftersales.measures.model import Unit
from aftersales.outputs import judged_tables, record_columns, shown_as
from aftersales.problems import Place

ADDITIVE = frozenset(m.id for m in MEASURES if m.unit in {Unit.COUNT, Unit.MONEY, Unit.QUANTITY})
"""Measures of which none means 0."""


def restate(results: Results, options: Options) -> Results:
    """The results with what the closed months have to say; nothing is computed where nothing differs."""
    ledger = results.ledger
    if not ledger.seals and not ledger.damaged:
        return results
    carried = tuple(carry for seal in ledger.seals.values() if seal.closed for carry in seal.carried)
    told = Restatements(tuple(ledger.seals.values()), damaged=ledger.damaged, told=_told_before(ledger))
    for month in sorted(filter(ledger.compared, ledger.seals)):
        told = _and(told, ClosedMonth(results, options, month).restated(carried))
    shown_in = ledger.carrying(results.figures, results.as_of)
    return replace(results, restatements=replace(told, shown_in=shown_in))


def inputs_of(results: Results, options: Options) -> dict[str, str]:
    """The hash of every input file by its name as it is shown."""
    shown = shown_as(options)
    files = sorted({(source.file, source.sha256) for source in results.consolidated.sources})
    return {shown(file): sha256 for file, sha256 in files}


def _and(one: Restatements, other: Restatements) -> Restatements:
    return replace(
        one,
        rows=(*one.rows, *other.rows),
        scores=(*one.scores, *other.scores),
        owed=(*one.owed, *other.owed),
        changes=(*one.changes, *other.changes),
        files=(*one.files, *other.files),
    )


def _told_before(ledger: Ledger) -> frozenset[tuple[str, ...]]:
    """The problems that the reports of closed months have told, by what makes them the same."""
    found: set[tuple[str, ...]] = set()
    for month in filter(ledger.compared, ledger.seals):
        rows = table(ledger.folder(month), "problems")
        found.update(rows[["code", "file", "sheet", "row", "field"]].itertuples(index=False, name=None))
    return frozenset(found)


@dataclass(frozen=True)
class ClosedMonth:
    """One closed month: its sealed folder, and what today's records give for it."""

    results: Results
    options: Options
    month: str

    def restated(self, carried: tuple[Carry, ...]) -> Restatements:
        """Everything of it that would differ."""
        then, now = self._published(), self._today()
        found = self.results.differing[self.month]
        ours = [carry for carry in carried if carry.month == self.month]
        if found.rows.empty and then.same(now) and not ours:
            return Restatements()
        causes, changes = self._causes()
        members = published_members(self._folder, set(found.rows["measure"]))
        rows = restated_figures(self.month, found, members, causes, ADDITIVE)
        causes = replace(causes, general=self._general(JUDGEMENTS_REST_ON))
        more, scores = restated_scores(self.month, then, now, causes)
        money, owed = restated_money(self.month, then, now, causes, ours)
        return Restatements((), (*rows, *more, *money), tuple(scores), tuple(owed), changes, self._files())

    @cached_property
    def _folder(self) -> Path:
        return self.results.ledger.folder(self.month)

    def _published(self) -> Judged:
        return Judged(*(table(self._folder, name) for name in ("scores", "score_lines", "proposals")))

    def _today(self) -> Judged:
        done, hide = self.results.appraised, self.options.settings.privacy.mask
        tables = judged_tables(done.proposed_in(self.month), done.of_month(self.month), hide=hide)
        return Judged(*(as_table(rows, columns) for rows, columns in tables.values()))

    def _causes(self) -> tuple[Causes, tuple[RecordChange, ...]]:
        """What may be to blame, and everything that happened to the month's records."""
        paired = [self._changes(kind) for kind in self.results.kinds.values()]
        changes = tuple(change for own in paired for change in own.changes)
        moved = {old: new for own in paired for old, new in own.moved.items()}
        same = frozenset(id_ for own in paired for id_ in own.same)
        general = self._general(FIGURES_REST_ON)
        known = (self._folder / "data" / "records").is_dir()
        return Causes(
            changes if known else (), moved, same if known else frozenset(), general, known, self._place_of
        ), changes if known else ()

    def _general(self, blocks: Mapping[str, str]) -> tuple[str, ...]:
        """What is different about the two runs besides the month's records, among it these blocks of the settings."""
        then, now = self._makings
        return general_reasons(then, now, blocks)

    @cached_property
    def _makings(self) -> tuple[Making, Making]:
        """What the published figures were made with, and what today's are; files of other months are left out."""
        then = making_then(self.results.ledger.seals[self.month], self._folder)
        now = making_now(self.options.settings, self._inputs)
        return then.without(self._of_other_months), now.without(self._of_other_months)

    @cached_property
    def _inputs(self) -> dict[str, str]:
        return inputs_of(self.results, self.options)

    def _changes(self, kind: Kind) -> Paired:
        """What happened to the records of one kind; nothing is read where the table would be the same to the byte."""
        rows = self.results.this[self.month][kind.id]
        then = table(self._folder, f"records/{kind.id}")
        now = as_table(rows, record_columns(kind))
        if not len(then) and not len(now):
            return Paired()
        return changes_of(self.month, kind, then, now, lambda row: self._elsewhere(kind, row), self._corrected)

    def _elsewhere(self, kind: Kind, row: Row) -> Row | None:
        """The record of another month that stands where this one stood."""
        records = self.results.consolidated.records[kind.id]
        near = records[records["row"] == int(row["row"])]  # numbers first: a deleted sheet asks thousands of times
        here = near[(near["file"] == row["file"]) & (near["sheet"] == row["sheet"]) & (near["month"] != self.month)]
        table_ = as_table(here[:1], record_columns(kind))
        return {str(name): str(cells.iloc[0]) for name, cells in table_.items()} if len(table_) else None

    def _files(self) -> tuple[FileChange, ...]:
        """The files of the month that were added, changed or removed."""
        rows = table(self._folder, "sources")
        then = dict(zip(rows["file"], rows["sha256"], strict=True)) if len(rows) else {}
        belongs = zip(self.results.consolidated.sources, self.results.belongs, strict=True)
        ours = {source.file for source, months in belongs if self.month in months}
        shown = set(map(shown_as(self.options), ours))
        now = {name: sha256 for name, sha256 in self._inputs.items() if name in shown}
        names = [name for name in sorted({*then, *now}) if then.get(name) != now.get(name)]
        return tuple(FileChange(self.month, name, then.get(name, ""), now.get(name, "")) for name in names)

    @cached_property
    def _of_other_months(self) -> frozenset[str]:
        """The files that only other months have records of: what changes in them is no reason for this one."""
        months: dict[str, set[str]] = {}
        for source, own in zip(self.results.consolidated.sources, self.results.belongs, strict=True):
            months.setdefault(source.file, set()).update(own)
        others = (file for file, own in months.items() if own and self.month not in own)
        return frozenset(map(shown_as(self.options), others))

    @cached_property
    def _corrected(self) -> frozenset[tuple[str, str, str]]:
        places = (problem.place for problem in self.results.problems if problem.code == "corrected")
        return frozenset((place.file, place.sheet, str(place.row)) for place in places)

    def _place_of(self, record_id: str) -> str:
        """Where a record of today stands."""
        for records in self.results.consolidated.records.values():
            found = records.loc[records["record_id"] == record_id, ["file", "sheet", "row"]]
            if len(found):
                file, sheet, row = found.iloc[0]
                return str(Place(str(file), str(sheet), int(row)))
        return ""
