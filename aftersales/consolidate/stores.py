"""Store names as written → the shop's own list; and the store of sheets that have no column for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import pandas as pd

from aftersales.clean.text import match_key
from aftersales.consolidate.gather import Source
from aftersales.consolidate.places import Cells, renamed
from aftersales.consolidate.roster import Roster
from aftersales.kinds.model import Kind
from aftersales.problems import Place, Problem
from aftersales.settings.model import Store

SUFFIXES = ("专卖店", "旗舰店", "体验店", "门店", "分店", "店")


@dataclass(frozen=True, slots=True)
class StoreNames:
    """Every written form that means a store. `listed` says that the shop has named its stores itself."""

    by_key: Mapping[str, str]
    listed: bool

    def name(self, written: str) -> str | None:
        """The store's own name; None if nobody knows it."""
        key = match_key(written)
        return self.by_key.get(key) or self.by_key.get(bare(key))

    def inside(self, text: str) -> set[str]:
        """Stores whose name occurs in a title or a file's name."""
        key = match_key(text)
        return {name for form, name in self.by_key.items() if len(form) > 1 and form in key}


def bare(key: str) -> str:
    """A store's key without 店, so that 五里牌 and 五里牌专卖店 meet; a name that is only a suffix stays."""
    for suffix in SUFFIXES:
        if key.endswith(suffix) and len(key) > len(suffix) + 1:
            return key[: -len(suffix)]
    return key


def store_key(written: str) -> str:
    """What two writings of one store have in common."""
    return bare(match_key(written))


def store_names(stores: Sequence[Store], roster: Roster, written: Iterable[str]) -> StoreNames:
    """The list of config.yaml rules; without one, the roster's stores and what stands in the sheets' own columns."""
    by_key: dict[str, str] = {}
    for store in stores:
        for form in (store.name, *store.aliases):
            by_key.setdefault(match_key(form), store.name)
            by_key.setdefault(bare(match_key(form)), store.name)
    listed = bool(stores)
    if not listed:
        for form in sorted({*(m.store for m in roster.members if m.store), *written}, key=lambda f: (-len(f), f)):
            by_key.setdefault(match_key(form), by_key.get(bare(match_key(form)), form))
            by_key.setdefault(bare(match_key(form)), form)
    return StoreNames(by_key, listed)


def written_stores(frames: Mapping[str, pd.DataFrame]) -> set[str]:
    """Every store as it stands in the sheets' own columns."""
    return {value for records in frames.values() if "store" in records for value in records["store"].dropna().unique()}


def name_stores(
    frames: Mapping[str, pd.DataFrame], kinds: Mapping[str, Kind], names: StoreNames, sources: Sequence[Source]
) -> tuple[dict[str, pd.DataFrame], list[Source], list[Problem]]:
    """One name a store; a sheet without the column takes the one store its title, sheet or file name speaks of."""
    problems: list[Problem] = []
    given = list(sources)
    filled: dict[int, str] = {}
    for at, source in enumerate(sources):
        wants = any("store" in kinds[kind].names for kind in source.kind.split("、") if kind in kinds)
        without = [table for table, mapped in source.tables.items() if "store" not in mapped]
        if source.tally.records and wants and without:
            store, where = _of_surroundings(source, names)
            if store:
                given[at] = replace(
                    source, tables={table: mapped | {"store"} for table, mapped in source.tables.items()}
                )
                filled |= dict.fromkeys(without, store)
                place = Place(source.file, source.sheet)
                problems.append(Problem("store-from-name", place, "store", store, {"source": where}))
    named: dict[str, pd.DataFrame] = {}
    for kind_id, records in frames.items():
        named[kind_id] = records
        if "store" in records and len(records):
            named[kind_id], found = _named(
                records, Cells(kinds[kind_id], kinds[kind_id].field("store"), sources), names
            )
            problems += found
            if filled:
                by_table = named[kind_id]["table"].map(filled).astype("str")
                named[kind_id] = named[kind_id].assign(store=named[kind_id]["store"].fillna(by_table))
    return named, given, problems


def _named(records: pd.DataFrame, cells: Cells, names: StoreNames) -> tuple[pd.DataFrame, list[Problem]]:
    meaning = {written: names.name(written) or written for written in records["store"].dropna().unique()}
    problems: list[Problem] = []
    if names.listed:
        unknown = frozenset(written for written in meaning if names.name(written) is None)
        problems = [
            Problem("unknown-store", place, "store", value, {"hint": ""}, affects)
            for value, place, affects in cells.of(records, unknown)
        ]
    return records.assign(store=renamed(records["store"], meaning)), problems


def _of_surroundings(source: Source, names: StoreNames) -> tuple[str, str]:
    """The nearest text that speaks of exactly one store."""
    path = PurePosixPath(source.file)
    nearest = [
        *((title, "标题") for title in source.titles),
        (source.sheet, "工作表名"),
        (path.stem, "文件名"),
        *((folder, "文件夹名") for folder in reversed(path.parts[:-1])),
    ]
    for text, where in nearest:
        found = names.inside(text)
        if len(found) == 1:
            return found.pop(), where
    return "", ""
