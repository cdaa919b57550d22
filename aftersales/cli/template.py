"""`template`: blank log sheets for clerks, written beside each other and never over what somebody may have filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from aftersales.blank_sheets.book import sheet_name, write_blank_sheet
from aftersales.blank_sheets.columns import Offered, blank_sheet
from aftersales.cli.folder_written import written
from aftersales.kinds.model import Kind
from aftersales.settings.load import similar
from aftersales.settings.model import Person

if TYPE_CHECKING:
    from aftersales.asked import Options
    from aftersales.cli.screen import Screen

FOLDER = "模板"
ROSTER = "staff"


def kinds_asked(names: Sequence[str], kinds: Mapping[str, Kind]) -> list[Kind]:
    """The kinds of these names, ids or Chinese; all where none is named."""
    by_name = {kind.zh: kind for kind in kinds.values()} | dict(kinds)
    unknown = [name for name in names if name not in by_name]
    if unknown:
        told = "；".join(f"没有登记表“{name}”{similar(name, by_name)}" for name in unknown)
        listed = "、".join(f"{kind.id}（{kind.zh}）" for kind in kinds.values())
        raise typer.BadParameter(f"{told}。可以写：{listed}", param_hint="KIND")
    asked = {by_name[name].id for name in names}
    return [kind for kind in kinds.values() if kind.id in asked or not names]


def write_templates(wanted: Iterable[Kind], out: Path, options: Options, screen: Screen) -> None:
    """Write a workbook for each kind into the folder; what is already there stays as it is and is named."""
    offered = Offered(tuple(store.name for store in options.settings.stores), _people(options))
    company = options.settings.company.name
    made: list[tuple[Kind, Path]] = []
    kept: list[Path] = []
    for kind in wanted:
        sheet = blank_sheet(kind, offered, options.as_of)
        path, new = written(
            out, options.inputs, sheet_name(kind.zh), partial(write_blank_sheet, sheet, company, options.as_of)
        )
        if new:
            made.append((kind, path))
        else:
            kept.append(path)
    _show(made, kept, out, screen)


def _people(options: Options) -> tuple[Person, ...]:
    """Who works here: of the settings, else of the roster sheets in the drop folder, without those who have left."""
    known = {person.name: person for person in (*options.settings.people, *_roster(options))}
    return tuple(person for person in known.values() if not person.to or person.to >= f"{options.as_of:%Y-%m-%d}")


def _roster(options: Options) -> Iterator[Person]:
    from aftersales.checking import check
    from aftersales.intake.files import find
    from aftersales.kinds.load import load_kinds

    if not options.inputs.is_dir():
        return
    words = load_kinds(options.settings.kinds)[ROSTER].titles
    found, _ = find(options.inputs, options.settings.limits)
    paths = [Path(file.path) for file in found if any(word in file.name for word in words)]
    for digest in check(options, paths).digests if paths else ():
        for _, table in digest.tables:
            if table.kind == ROSTER:
                yield from _members(table.columns)


def _members(columns: Mapping[str, Sequence[object]]) -> Iterator[Person]:
    """The people of a clean roster table, as far as an example shows them."""
    told = {
        name: columns[name]
        for name in ("name", "staff_no", "department", "store", "role", "from", "to")
        if name in columns
    }
    for values in zip(*told.values(), strict=True):
        yield Person.model_validate(
            {name: value for name, value in zip(told, values, strict=True) if value is not None}
        )


def _show(made: Sequence[tuple[Kind, Path]], kept: Sequence[Path], out: Path, screen: Screen) -> None:
    if screen.as_json:
        files = [{"kind": kind.id, "zh": kind.zh, "file": str(path)} for kind, path in made]
        screen.document({"written": files, "kept": [str(path) for path in kept]})
        return
    if made:
        screen.line(f"写好 {len(made)} 份空白登记表，在 {out}：", "bold")
        screen.table(("登记表", "代号", "文件", "一行是"), [(k.zh, k.id, path.name, k.row) for k, path in made])
    for path in kept:
        screen.fault(f"已有同名文件，没有覆盖：{path}")
    if kept:
        screen.line("要重新生成，请先移走上面的文件，或用 --out 换一个文件夹")
