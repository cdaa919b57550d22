"""`learn`: what a sheet may be that nobody knows, the lines for `config.yaml`, and whether they would help."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from aftersales.checking import named
from aftersales.cli.lesson_told import Taught, document, tell
from aftersales.digest import Reading
from aftersales.intake.encrypted import passwords
from aftersales.intake.pool import each
from aftersales.kinds.load import load_kinds
from aftersales.kinds.model import Kind
from aftersales.learn.study import SheetSeen, Studied, Study
from aftersales.learn.suggest import Step, Suggestion, suggest, title_of, with_title
from aftersales.problems import ConfigError
from aftersales.recognise import recognise
from aftersales.settings.edit import add_to_file, union
from aftersales.settings.load import similar
from aftersales.settings.model import KindAddition, Settings

if TYPE_CHECKING:
    from aftersales.asked import Options
    from aftersales.cli.session import Session


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was asked: the file, one of its sheets, the kind it is said to be, and whether to write."""

    file: Path
    sheet: str = ""
    kind: str = ""
    write: bool = field(default=False, kw_only=True)


def learn_file(lesson: Lesson, options: Options, session: Session) -> None:
    """Look at every sheet, suggest, try the suggestion out, tell, and write it where that was asked for."""
    settings = options.settings
    wanted, own = _kind_asked(lesson.kind, load_kinds(settings.kinds))
    studied = study(lesson.file, options)
    sheets = [seen for seen in studied.seen if lesson.sheet in ("", seen.grid.sheet)]
    if lesson.sheet and not sheets:
        known = "、".join(seen.grid.sheet for seen in studied.seen) or "没有可读的工作表"
        raise ConfigError([f"{lesson.file.name} 里没有工作表“{lesson.sheet}”；有：{known}"])
    names = [settings.company.name, *(name for store in settings.stores for name in (store.name, *store.aliases))]
    additions: dict[str, Any] = {}
    taught: list[Taught] = []
    for seen in sheets:
        one = _taught(seen, _with(settings, additions), wanted, own, names)
        additions = union(additions, one.suggestion.additions)
        taught.append(one)
    config = session.config_to_edit()
    if not session.screen.as_json:
        tell(studied, taught, load_kinds(_with(settings, additions).kinds), additions, session.screen)
    backup = None
    written = bool(additions) and lesson.write and _agreed(session, config)
    if written:
        backup = _write(config, additions, session)
    if session.screen.as_json:
        session.screen.document(document(studied, taught, additions, config, written=backup is not None))
    elif additions and not lesson.write:
        session.screen.line(f"核对无误后，加上 --write 写入 {config}，或自己抄进去")


def study(path: Path, options: Options) -> Studied:
    """One file, looked at closely in a process of its own, so that a hostile one harms nobody."""
    settings = options.settings
    reading = Reading(
        load_kinds(settings.kinds),
        settings.limits,
        options.as_of.date(),
        settings.satisfaction.words,
        passwords(os.environ),
    )
    [digest] = each([named(path, options.inputs)], Study(reading), workers=1, limits=settings.limits)
    if isinstance(digest, Studied):
        return digest
    return Studied(digest.file, digest.sha256, digest.modified, digest.reader, problems=digest.problems)


def _kind_asked(text: str, kinds: Mapping[str, Kind]) -> tuple[str, str]:
    """The id of a known kind, or the name of a new one."""
    by_name = {kind.zh: kind.id for kind in kinds.values()} | {name: name for name in kinds}
    if text in by_name or not text:
        return by_name.get(text, ""), ""
    if text.isascii():
        raise typer.BadParameter(f"没有登记表“{text}”{similar(text, by_name)}", param_hint="--kind")
    return "", text


def _with(settings: Settings, additions: Mapping[str, Any]) -> Settings:
    """The settings as they would be with the additions."""
    kinds = union({kind: part.model_dump(exclude_unset=True) for kind, part in settings.kinds.items()}, additions)
    return settings.model_copy(
        update={"kinds": {kind: KindAddition.model_validate(part) for kind, part in kinds.items()}}
    )


def _taught(seen: SheetSeen, settings: Settings, wanted: str, own: str, names: list[str]) -> Taught:
    """A suggestion that was tried out; where headings alone do not carry it, with the sheet's title."""
    kinds = load_kinds(settings.kinds)
    suggestion = suggest(seen, kinds, wanted, names, own)
    after = _tried(seen, suggestion, settings)
    if suggestion.kind and suggestion.step is not Step.NEW_KIND and suggestion.kind not in after:
        titled = with_title(suggestion, title_of(seen, names))
        if suggestion.kind in (again := _tried(seen, titled, settings)):
            suggestion, after = titled, again
    if suggestion.step in (Step.WORDINGS, Step.TITLE, Step.NEW_KIND) and suggestion.kind not in after:
        return Taught(replace(suggestion, additions={}), seen, ())
    return Taught(suggestion, seen, after)


def _tried(seen: SheetSeen, suggestion: Suggestion, settings: Settings) -> tuple[str, ...]:
    """The kinds that the sheet would be read as."""
    kinds = load_kinds(_with(settings, suggestion.additions).kinds)
    return tuple(table.kind for table in recognise(seen.grid, kinds, seen.grid.file).tables)


def _agreed(session: Session, config: Path) -> bool:
    """Whether a person at the terminal agrees; where nobody may be asked, `--write` has said it."""
    if not session.asks or not sys.stdin.isatty():
        return True
    return typer.confirm(f"把上面的行写入 {config}？", err=True)


def _write(config: Path, additions: Mapping[str, Any], session: Session) -> Path | None:
    try:
        backup = add_to_file(config, additions, session.checked)
    except OSError as error:
        said = f"{config}: 写不进去（{error.strerror or error}），请自己把上面的行抄进去"
        raise ConfigError([said]) from error
    if session.screen.as_json:
        return backup
    if backup is None:
        session.screen.line(f"{config} 里已经有这些内容，没有改动", "bold")
    else:
        kept = f"（原来的留在 {backup.name}）" if backup.exists() else ""
        session.screen.line(f"已写入 {config}{kept}，下次运行生效", "bold")
    return backup
