"""`handover`: everything open that one person has to pass on, on the screen and as a list to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from aftersales.appraisal.library import load_schemes
from aftersales.appraise import with_schemes
from aftersales.asked import Clock, Options
from aftersales.clean.text import match_key
from aftersales.cli.folder_written import written
from aftersales.kinds.load import load_kinds
from aftersales.privacy import masked
from aftersales.problems import ConfigError
from aftersales.reading import read_all
from aftersales.report.handover_workbook import write_handover
from aftersales.working_out import bring_together
from aftersales.worklists import Today, worklist
from aftersales.worklists.handover import handover_of, people_named
from aftersales.worklists.model import Handover

if TYPE_CHECKING:
    from aftersales.cli.screen import Screen

FOLDER = "交接"
ALIKE, SUGGESTED = 45, 3
"""How alike a name must be to be suggested (two of three characters, one of two), and how many are."""


def write_handover_list(person: str, out: Path, options: Options, screen: Screen) -> None:
    """Read the sheets in the drop folder, collect what is the person's, show and write it."""
    settings = options.settings
    with screen.progress() as progress:
        clock = Clock(progress)
        digests, _ = read_all(options, clock)
        consolidated, _, _ = bring_together(options, digests, clock)
    schemes = load_schemes(settings.schemes)
    consolidated = with_schemes(consolidated, schemes)
    today = Today.of(consolidated, load_kinds(settings.kinds), schemes, settings, options.as_of)
    name = _found(person, today)
    todo, _ = worklist(today)
    handover = handover_of(name, today, todo, settings.company.name)
    if settings.privacy.mask:
        handover = _without_phones(handover)
    path, new = written(
        out, options.inputs, f"{name}-工作交接清单-{handover.day}", lambda made: write_handover(handover, made)
    )
    _show(handover, path, new=new, screen=screen)


def _found(written_name: str, today: Today) -> str:
    """The one who is meant: by name, alias or staff number; else names that are alike are suggested, never taken."""
    known = people_named(today)
    if written_name in known:
        return written_name
    at = today.roster.by_key.get(match_key(written_name), ()) or today.roster.by_number(written_name)
    if len(at) == 1:
        return today.roster.called(at[0])
    meant = [today.roster.called(one) for one in at] or _alike(written_name, known)
    told = f"，是不是：{'、'.join(meant)}" if meant else "，花名册和登记表里都没有这个名字"
    raise ConfigError([f"没有“{written_name}”这个人{told}"])


def _alike(name: str, known: Sequence[str]) -> list[str]:
    best = process.extract(name, known, scorer=fuzz.ratio, limit=SUGGESTED, score_cutoff=ALIKE)
    return [found for found, _, _ in best]


def _without_phones(part: Any) -> Any:
    """The same list with the phones in its texts masked."""
    if isinstance(part, str):
        return masked(part)
    if isinstance(part, tuple):
        return tuple(map(_without_phones, part))
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{f.name: _without_phones(getattr(part, f.name)) for f in fields(part)})
    return part


def _show(handover: Handover, path: Path, *, new: bool, screen: Screen) -> None:
    if screen.as_json:
        sections = [
            {
                "title": section.title,
                "note": section.note,
                "rows": [dict(zip(section.columns, row, strict=True)) for row in section.rows],
            }
            for section in handover.sections
        ]
        facts = {"person": handover.person, "day": handover.day, "about": dict(handover.about), "count": handover.count}
        screen.document({**facts, "sections": sections, "file": str(path), "written": new})
        return
    told = "，".join(f"{label} {text}" for label, text in handover.about)
    about = f"（{told}）" if told else ""
    screen.line(f"{handover.person}{about}，截至 {handover.day}，要交接 {handover.count} 项：", "bold")
    for section in handover.sections:
        screen.line()
        screen.line(f"{section.title}（{len(section.rows)}）", "bold")
        if section.note:
            screen.line(f"  {section.note}")
        if section.rows:
            rows = [[f"{cell:g}" if isinstance(cell, float) else cell for cell in row] for row in section.rows]
            screen.table(section.columns, rows)
    screen.line()
    if new:
        screen.line(f"写好了：{path}；打印后由交接人、接收人、监交人签字")
    else:
        screen.fault(f"已有同名文件，没有覆盖：{path}；要重新生成，请先移走它，或用 --out 换一个文件夹")
