"""`template`: blank log sheets for clerks, written beside each other and never over what somebody may have filled in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from aftersales.blank_sheets.book import sheet_name, write_blank_sheet
from aftersales.blank_sheets.columns import Offered, blank_sheet
from aftersales.kinds.model import Kind
from aftersales.problems import ConfigError
from aftersales.safe_text import safe_name
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
    _refuse_inputs(out, options.inputs)
    offered = Offered(tuple(store.name for store in options.settings.stores), _people(options))
    company = options.settings.company.name
    written: list[tuple[Kind, Path]] = []
    kept: list[Path] = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=out, prefix=".") as aside:
            for kind in wanted:
                path = out / safe_name(f"{sheet_name(kind.zh)}.xlsx")
                made = Path(aside) / f"{kind.id}.xlsx"
                write_blank_sheet(blank_sheet(kind, offered, options.as_of), company, options.as_of, made)
                if path.exists() and path.read_bytes() != made.read_bytes():
                    kept.append(path)
                    continue
                os.replace(made, path)  # noqa: PTH105 - the one that is said to be atomic
                written.append((kind, path))
    except OSError as error:
        raise ConfigError([f"{out}: 模板写不进去（{error.strerror or error}），请用 --out 换一个文件夹"]) from error
    _show(written, kept, out, screen)


def _refuse_inputs(out: Path, inputs: Path) -> None:
    """The drop folder is never written to, and an example row must not be counted there."""
    if out.resolve().is_relative_to(inputs.resolve()):
        raise ConfigError([f"{out}：这是登记表文件夹，程序不往里面写；请用 --out 换一个文件夹"])


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


def _show(written: Sequence[tuple[Kind, Path]], kept: Sequence[Path], out: Path, screen: Screen) -> None:
    if screen.as_json:
        files = [{"kind": kind.id, "zh": kind.zh, "file": str(path)} for kind, path in written]
        screen.document({"written": files, "kept": [str(path) for path in kept]})
        return
    if written:
        screen.line(f"写好 {len(written)} 份空白登记表，在 {out}：", "bold")
        screen.table(("登记表", "代号", "文件", "一行是"), [(k.zh, k.id, path.name, k.row) for k, path in written])
    for path in kept:
        screen.fault(f"已有同名文件，没有覆盖：{path}")
    if kept:
        screen.line("要重新生成，请先移走上面的文件，或用 --out 换一个文件夹")
