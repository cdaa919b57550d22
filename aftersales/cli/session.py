"""What every command shares: the moment, the home folder, the common options, the settings and the screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from aftersales.asked import Options
from aftersales.cli.screen import Screen
from aftersales.problems import ConfigError
from aftersales.settings.load import DEFAULT_NAME, find_config, folder, load_settings
from aftersales.settings.model import Settings

if TYPE_CHECKING:
    from aftersales.appraisal.checkup import Known

SWITCHES = frozenset({"-v", "--verbose", "-q", "--quiet", "--json", "--no-color", "--no-input", "--version"})
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def common_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with the options that every command has in front, so that they may stand anywhere.

    >>> common_first(["run", "-v", "--month", "2026-10", "--config", "a.yaml", "--", "-q"])
    ['-v', '--config', 'a.yaml', 'run', '--month', '2026-10', '--', '-q']
    """
    front, rest, waiting = [], [], list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            rest += [argument, *waiting]
            break
        if argument in SWITCHES or argument.startswith("--config="):
            front.append(argument)
        elif argument == "--config":
            front += [argument, *waiting[:1]]
            waiting = waiting[1:]
        else:
            rest.append(argument)
    return front + rest


def known_to_schemes(settings: Settings) -> Known:
    """Everything that a scheme may name."""
    from aftersales.appraisal.checkup import Known
    from aftersales.classify.load import load_taxonomy
    from aftersales.kinds.load import load_kinds

    categories = frozenset(load_taxonomy(settings.categories).order)
    return Known(frozenset(_measure_ids()), load_kinds(settings.kinds), categories)


def _schemes(settings: Settings) -> object:
    """The schemes in force, checked against what there is to name; nothing is loaded where the shop changed none."""
    if not settings.schemes:
        return None
    from aftersales.appraisal.library import load_schemes

    return load_schemes(settings.schemes, known_to_schemes(settings))


@dataclass(slots=True)
class Session:
    """One call of the program. `config` is the file asked for, if any; `asks` is off where nobody may be asked.

    `writes` are the folders that it writes in. `at_end` is what is still to be done when the exit code is known, whatever
    it is. `arguments` are those of the call.
    """

    now: datetime
    home: Path
    env: Mapping[str, str]
    screen: Screen
    config: Path | None = None
    logs: Path | None = None
    writes: tuple[Path, ...] = ()
    asks: bool = True
    at_end: Callable[[int], None] | None = None
    arguments: Sequence[str] = ()

    def settings(self) -> tuple[Settings, Path]:
        """The settings, and the folder from which their relative folders count."""
        path = find_config(self.config, self.env, self.home)
        settings = self.checked(path)
        self.screen.hides_phones = settings.privacy.mask
        return settings, path.resolve().parent if path else self.home

    def config_to_edit(self) -> Path:
        """The config file, or where it would be looked for."""
        return find_config(self.config, self.env, self.home) or self.home / DEFAULT_NAME

    def checked(self, path: Path | None) -> Settings:
        """The settings of a file after every check there is; ConfigError with all complaints."""
        from aftersales.classify.load import load_taxonomy
        from aftersales.kinds.load import built_in_kinds, load_kinds

        return load_settings(
            path,
            _measure_ids,
            lambda: built_in_kinds().keys(),
            (lambda wanted: load_kinds(wanted.kinds), lambda wanted: load_taxonomy(wanted.categories), _schemes),
        )

    def asked(
        self,
        inputs: Path | None = None,
        outputs: Path | None = None,
        state: Path | None = None,
        as_of: str | None = None,
        months: Sequence[str] = (),
        *,
        dry_run: bool = False,
        strict: bool = False,
        rebuild: bool = False,
    ) -> Options:
        """What the stages need to know: the options of the call, else the settings, whose folders count from the config file.

        From here on a traceback goes to the logs of its outputs.
        """
        settings, base = self.settings()
        written = settings.folders
        own = self.home / "templates"
        options = Options(
            inputs=inputs or folder(written.inputs, base),
            outputs=outputs or folder(written.outputs, base),
            state=state or folder(written.state, base),
            settings=settings,
            as_of=moment(as_of) if as_of else self.now,
            months=tuple(checked_month(month) for month in months),
            dry_run=dry_run,
            strict=strict,
            rebuild=rebuild,
            templates=folder(written.templates, base) if written.templates else own if own.is_dir() else None,
            started=self.now,
        )
        _refuse_overlap(options)
        self.logs, self.writes = options.outputs / "logs", (options.outputs, options.state)
        return options


def _refuse_overlap(folders: Options) -> None:
    """What we write must not lie among what we read, or the next run would read its own report; links are followed."""
    inputs = folders.inputs.resolve()
    complaints = []
    for name, path in (("输出", folders.outputs), ("状态", folders.state)):
        other = path.resolve()
        if other == inputs:
            complaints.append(f"{name}文件夹和登记表文件夹是同一个：{inputs}；请分开放")
        elif other.is_relative_to(inputs):
            complaints.append(f"{name}文件夹在登记表文件夹里面：{path} 在 {inputs} 里；请移到外面")
        elif inputs.is_relative_to(other):
            complaints.append(f"登记表文件夹在{name}文件夹里面：{folders.inputs} 在 {other} 里；请移到外面")
    if complaints:
        raise ConfigError(complaints)


def moment(text: str) -> datetime:
    """The moment of `--as-of`; a day alone means its last minute, so that all of the day is past.

    >>> moment("2026-11-21"), moment("2026-11-21T03:00")
    (datetime.datetime(2026, 11, 21, 23, 59), datetime.datetime(2026, 11, 21, 3, 0))
    """
    for layout in ("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"):
        try:
            read = datetime.strptime(text, layout)  # noqa: DTZ007 - local time, as everywhere in the sheets
        except ValueError:
            continue
        return datetime.combine(read, time(23, 59)) if layout == "%Y-%m-%d" else read
    raise typer.BadParameter(f"“{text}”不是日期，请写成 2026-11-21 或 2026-11-21T03:00", param_hint="--as-of")


def checked_month(text: str, where: str = "--month") -> str:
    """The month, if it is one; `where` is the option or argument in which it stands."""
    if MONTH.fullmatch(text) is None:
        raise typer.BadParameter(f"“{text}”不是月份，请写成 2026-10", param_hint=where)
    return text


def _measure_ids() -> list[str]:
    from aftersales.measures.catalogue import BY_ID

    return list(BY_ID)
