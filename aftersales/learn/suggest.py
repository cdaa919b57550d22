"""What to add to the settings so that a sheet is read: wordings of a known kind, its title, or a kind of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from aftersales.kinds.model import Kind
from aftersales.kinds.wording import heading_text
from aftersales.learn.heading_row import heading_of
from aftersales.learn.new_kind import TYPES, new_kind
from aftersales.learn.propose import Proposal, proposals
from aftersales.learn.study import SheetSeen
from aftersales.recognise.cells import Samples, is_blank
from aftersales.recognise.headings import Block, heading_blocks
from aftersales.recognise.surroundings import Clues, clues_of, context_of, is_cover
from aftersales.recognise.tables import sample_rows
from aftersales.recognise.vocabulary import Vocabulary, vocabulary

_ENOUGH, _MARGIN = 5.0, 1.5
_COVERED = 0.5
_TITLE = 0.5
_EACH = 0.3
_NAMELESS = re.compile(r"(sheet|工作表|表)?\s*\d*", re.IGNORECASE)
_PERIOD = re.compile(
    r"(19|20)?\d{2}\s*年度?|\d{1,2}\s*[-~至到]\s*\d{1,2}\s*月|\d{1,2}\s*月份?|[一二三四]季度|(19|20)\d{2}[.\-]?\d{0,2}"
)
_MARKS = re.compile(r"[()（）【】\[\]_\-—·\s.、:：]+")


class Step(StrEnum):
    """What is to be done about a sheet."""

    NOTHING = "nothing"
    NOT_A_LOG = "not_a_log"
    WORDINGS = "wordings"
    TITLE = "title"
    NEW_KIND = "new_kind"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Fit:
    """One kind held against a sheet: what its columns would be, how well that fits, what would still be missing.

    `named` where a title or a name says that it is this kind.
    """

    kind: Kind
    columns: tuple[Proposal, ...]
    points: float
    missing: tuple[str, ...]
    covered: float
    named: bool = False

    @property
    def good(self) -> bool:
        """Whether a person may well take the sheet for this kind."""
        return not self.missing and self.points >= _ENOUGH and self.covered >= _COVERED


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested for one sheet, the kind that is suggested first of `fits`.

    `additions` are the lines for `kinds:` in the settings, `was` the kind that the sheet is read as already.
    """

    sheet: str
    step: Step
    kind: str = ""
    header_row: int = 0
    columns: tuple[Proposal, ...] = ()
    additions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    fits: tuple[Fit, ...] = ()
    was: str = ""


def suggest(
    seen: SheetSeen, kinds: Mapping[str, Kind], wanted: str = "", names: Collection[str] = (), own: str = ""
) -> Suggestion:
    """What to add so that this sheet is read as `wanted`, or as the kind that fits best, or as one of its own.

    `own` is the name of a new kind that a person wants it to be. `names` are the shop's own (company, stores), which are no part of what a sheet is called.
    """
    words, grid = vocabulary(kinds), seen.grid
    table = next((table for table in seen.tables if not table.layout), None)
    if seen.tables and table is None:
        return Suggestion(grid.sheet, Step.NOTHING, seen.tables[0].kind, was=seen.tables[0].kind)
    block = _block(seen, words)
    if block is None or (not (wanted or own) and not seen.tables and (is_cover(grid.sheet) or not seen.problems)):
        return Suggestion(grid.sheet, Step.NOT_A_LOG)
    samples = Samples(sample_rows(grid.rows[block.last + 1 :]))
    clues = clues_of(context_of(grid.rows[: block.first], words), grid.sheet, grid.file, words)
    asked = [kinds[wanted]] if wanted else [kinds[table.kind]] if table else list(kinds.values())
    fits = sorted((_fit(k, block, samples, clues, words) for k in asked), key=lambda f: (-f.points, f.kind.id))
    here = grid.number(block.first)
    best = None if own else _chosen(fits, settled=bool(wanted or table))
    if best is None:
        rivals = [fit for fit in fits if fit.good and not own]
        if len(rivals) > 1:
            return Suggestion(grid.sheet, Step.ASK, "", here, fits=tuple(rivals))
        made = new_kind(own or title_of(seen, names), block.labels, samples, words, kinds)
        columns = _as_proposals(made, block)
        return Suggestion(grid.sheet, Step.NEW_KIND, next(iter(made)), here, columns, made, tuple(fits[:3]))
    headings: dict[str, list[str]] = {}
    for column in best.columns:
        if column.to_add:
            headings.setdefault(column.field.split("、")[0], []).append(column.heading)
    added = {best.kind.id: {"headings": headings}} if headings else {}
    step = Step.WORDINGS if headings else Step.NOTHING
    was = table.kind if table else ""
    told = (best, *(fit for fit in fits[:3] if fit is not best))
    return Suggestion(grid.sheet, step, best.kind.id, here, best.columns, added, told, was)


def title_of(seen: SheetSeen, names: Collection[str]) -> str:
    """What the sheet is called: its title, else its own name, else the file's, without month, shop and company."""
    cells = [[cell for cell in row if not is_blank(cell)] for row in seen.grid.rows[:3]]
    above = [str(row[0]) for row in cells if len(row) == 1]
    file = PurePosixPath(seen.grid.file).stem
    for text in (*above[:1], seen.grid.sheet, file):
        bare = heading_text(text)
        for name in sorted(names, key=len, reverse=True):
            bare = bare.replace(name, "") if name else bare
        bare = _MARKS.sub("", _PERIOD.sub("", bare))
        if 2 <= len(bare) <= 20 and not _NAMELESS.fullmatch(bare) and not bare.isdecimal():
            return bare
    return file


def with_title(suggestion: Suggestion, title: str) -> Suggestion:
    """The suggestion with the sheet's title as a word for its kind: where headings alone are not telling enough."""
    additions = {suggestion.kind: {**suggestion.additions.get(suggestion.kind, {}), "titles": [title]}}
    step = Step.TITLE if suggestion.step is Step.NOTHING else suggestion.step
    return replace(suggestion, step=step, additions=additions)


def _block(seen: SheetSeen, words: Vocabulary) -> Block | None:
    rows = seen.grid.rows
    for table in seen.tables:
        for block in heading_blocks(rows, words):
            if seen.grid.number(block.first) == table.header_row:
                return block
    return heading_of(rows, words)


def _fit(kind: Kind, block: Block, samples: Samples, clues: Clues, words: Vocabulary) -> Fit:
    hint = clues.hints.get(kind.id)
    columns = proposals(kind, block.labels, samples, words)
    fed = {name: one for one in columns if one.known or one.to_add for name in one.field.split("、") if name}
    points = sum((kind.signature.get(name, 0.0) + _EACH) * _tells(one) for name, one in fed.items())
    points += _TITLE * hint.weight if hint else 0.0
    missing = tuple(
        "或".join(kind.field(name).zh for name in group) for group in kind.required if fed.keys().isdisjoint(group)
    )
    told = [one for one in columns if one.evidence != "只是序号"]
    covered = sum(bool(one.field) and (one.known or one.to_add) for one in told) / len(told) if told else 0.0
    return Fit(kind, columns, round(points, 2), missing, round(covered, 2), hint is not None)


def _tells(column: Proposal) -> float:
    """How much a column speaks for a kind: what its cells look like says what it holds, not of which kind it is."""
    return 1.0 if column.known else column.likeness


def _chosen(fits: Sequence[Fit], *, settled: bool) -> Fit | None:
    """The first where a person or the reader has settled the kind, else the one that clearly fits best."""
    if settled:
        return fits[0]
    good = [fit for fit in fits if fit.good]
    named = [fit for fit in fits if fit.named and fit.covered >= _COVERED]
    if len(named) == 1 and named[0] not in good[1:]:
        return named[0]
    if not good or (len(good) > 1 and good[1].points > good[0].points - _MARGIN):
        return None
    return good[0]


def _as_proposals(made: Mapping[str, Mapping[str, Any]], block: Block) -> tuple[Proposal, ...]:
    fields = {f["headings"][0]: f for addition in made.values() for f in addition["fields"]}
    return tuple(
        Proposal(label.index, label.text, fields[label.text]["name"], TYPES[fields[label.text]["type"]], 0.0)
        if label.text in fields
        else Proposal(label.index, label.text, "", "只是序号", 1.0, known=True)
        for label in block.named
    )
