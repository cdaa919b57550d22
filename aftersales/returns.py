"""What clerks have to change, by month, file and shop, and the return sheets that tell them."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from aftersales.asked import Options
from aftersales.assemble import Results, months_of_problems
from aftersales.excerpts import Excerpt
from aftersales.frames import UNASSIGNED
from aftersales.intake.encrypted import passwords
from aftersales.intake.files import find
from aftersales.intake.pool import each
from aftersales.model import FoundFile
from aftersales.privacy import masked
from aftersales.problems import Effect, Problem, Severity
from aftersales.publish import Staging
from aftersales.report.view import View
from aftersales.return_sheets import UNREAD, Ordered, Returned, Returning
from aftersales.safe_text import safe_name

FOLDER = "退回单"
LEFT_OUT = frozenset((Effect.FILE_LEFT_OUT, Effect.SHEET_LEFT_OUT, Effect.ROW_LEFT_OUT))
Row = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class ToMend:
    """What is to be changed: by month and file the problems, by month and shop how many and how many cost content.

    `names` are the return sheets of the files, the same in every month.
    """

    problems: Mapping[str, Mapping[str, Sequence[Problem]]]
    shops: Mapping[str, Mapping[str, tuple[int, int]]]
    names: Mapping[str, str]

    def told_in(self, view: View) -> View:
        """The view of a month with what its pages say of this."""
        names = {file: self.names[file] for file in self.problems.get(view.month, {})}
        return replace(view, mending=self.shops, return_sheets=names)


def to_mend(results: Results, *, hide: bool) -> ToMend:
    """Everything that is no mere remark, told apart; a problem that stands in no file is nobody's to change."""
    problems: dict[str, dict[str, list[Problem]]] = {}
    shops: dict[str, Counter[str]] = {}
    costly: dict[str, Counter[str]] = {}
    shop_of = _Shops(results)
    letters = {(source.file, source.sheet): source.letters for source in results.consolidated.sources}
    for problem, months in zip(results.problems, months_of_problems(results), strict=True):
        if problem.kind.severity is Severity.INFO or not problem.place.file:
            continue
        shop = shop_of(problem)
        told = _to_the_cell(problem, letters.get((problem.place.file, problem.place.sheet), {}))
        for month in months:
            problems.setdefault(month, {}).setdefault(problem.place.file, []).append(told)
            shops.setdefault(month, Counter())[shop] += 1
            costly.setdefault(month, Counter())[shop] += problem.effect in LEFT_OUT
    counted = {month: {shop: (n, costly[month][shop]) for shop, n in own.items()} for month, own in shops.items()}
    return ToMend(problems, counted, return_names({file for own in problems.values() for file in own}, hide=hide))


def _to_the_cell(problem: Problem, letters: Mapping[str, str]) -> Problem:
    """The problem with the cell of its field, where only its row was told; a row that is repeated is meant as a whole."""
    letter = letters.get(problem.field, "")
    if not letter or not problem.place.row or problem.place.column or problem.effect is Effect.MERGED:
        return problem
    return replace(problem, place=replace(problem.place, column=letter))


def return_names(files: set[str], *, hide: bool) -> dict[str, str]:
    """A name for the return sheet of every file: its path in one piece, always as an .xlsx; no two share one.

    >>> return_names({"一店/回访.xlsx", "一店_回访.xlsx", "投诉.csv"}, hide=True)
    {'一店/回访.xlsx': '一店_回访.xlsx', '一店_回访.xlsx': '一店_回访~2.xlsx', '投诉.csv': '投诉.csv.xlsx'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for file in sorted(files):
        shown = masked(file) if hide else file
        names[file] = safe_name(shown if shown.lower().endswith(".xlsx") else f"{shown}.xlsx", taken)
        taken.add(names[file])
    return names


class _Shops:
    """The shop that a problem concerns: its row's, else that named beside it, else the only one of its sheet or file."""

    def __init__(self, results: Results) -> None:
        rows = {(p.place.file, p.place.sheet, p.place.row) for p in results.problems}
        self._of_row: dict[Row, str] = {}
        own: dict[tuple[str, ...], set[str]] = {}
        for records in results.consolidated.records.values():
            if "store" in records and len(records):
                self._look(records, rows, own)
        self._only = {place: shops.pop() for place, shops in own.items() if len(shops) == 1}
        self._known = {shop for shops in own.values() for shop in shops} | set(self._only.values())

    def _look(self, records: pd.DataFrame, rows: set[Row], own: dict[tuple[str, ...], set[str]]) -> None:
        placed = records.loc[records["store"].notna(), ["file", "sheet", "row", "store"]]
        files = placed["file"].isin({file for file, _, _ in rows})
        for file, sheet, row, store in placed[files].itertuples(index=False, name=None):
            if (file, sheet, row) in rows:
                self._of_row[file, sheet, row] = store
        for file, sheet, store in (
            placed[["file", "sheet", "store"]].drop_duplicates().itertuples(index=False, name=None)
        ):
            own.setdefault((file, sheet), set()).add(store)
            own.setdefault((file,), set()).add(store)

    def __call__(self, problem: Problem) -> str:
        place = problem.place
        if shop := self._of_row.get((place.file, place.sheet, place.row)):
            return shop
        if shop := next((word for word in problem.affects.split("、") if word in self._known), ""):
            return shop
        return self._only.get((place.file, place.sheet)) or self._only.get((place.file,)) or UNASSIGNED


def write_returns(
    options: Options, results: Results, mend: ToMend, months: Sequence[str], staging: Staging, workers: int
) -> None:
    """One workbook a file and month into the months' folders, made in worker processes that read the file once more."""
    settings = options.settings
    if not options.months:
        _clear(options, results, staging)
    orders = _orders(options, results, mend, months)
    if not orders:
        return
    work = Returning(settings.company.name, results.kinds, settings.limits, passwords(os.environ), settings.language)
    answers = each(orders, work, workers=workers, limits=settings.limits, queued=1)
    for order, answer in zip(orders, answers, strict=True):
        returned = answer if isinstance(answer, Returned) else work.without_copies(order, UNREAD)
        for month, book in returned.books.items():
            staging.path(month, FOLDER, mend.names[order.name]).write_bytes(book)


def _clear(options: Options, results: Results, staging: Staging) -> None:
    """A published month of which no record is left, such as that of a mistyped year, stands on without its return sheets."""
    for folder in sorted(options.outputs.glob(f"????-??/{FOLDER}")):
        month = folder.parent
        if month.name not in results.figures:
            shutil.copytree(month, staging.folder / month.name, ignore=shutil.ignore_patterns(FOLDER))


def _orders(options: Options, results: Results, mend: ToMend, months: Sequence[str]) -> list[Ordered]:
    """What the workers are asked to write, file by file."""
    by_file: dict[str, dict[str, Sequence[Problem]]] = {}
    for month in months:
        for file, own in mend.problems.get(month, {}).items():
            by_file.setdefault(file, {})[month] = own
    if not by_file:
        return []
    read = {source.file: source.sha256 for source in results.consolidated.sources}
    kept: dict[str, dict[str, Excerpt]] = {}
    for source in results.consolidated.sources:
        if source.excerpt and source.file in by_file:
            kept.setdefault(source.file, {})[source.sheet] = source.excerpt
    try:
        found = {file.name: file for file in find(options.inputs, options.settings.limits)[0]}
    except OSError:  # the drop folder has gone away meanwhile: what is to be changed can still be told
        found = {}
    orders = []
    for name, by_month in sorted(by_file.items()):
        at = found.get(name) or FoundFile(name, "", 0, 0.0)
        told = (read.get(name, ""), by_month, kept.get(name, {}))
        orders.append(Ordered(name, at.path, at.size, at.modified, at.member, at.stamp, *told))
    return orders
