"""`config.yaml` → `Settings`: everything that is wrong with it is said at once, each with its line and column."""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from rapidfuzz import fuzz, process

from aftersales.problems import ConfigError
from aftersales.settings.model import Settings
from aftersales.settings.source import Source, Where, read_source

DEFAULT_NAME = "config.yaml"
VARIABLE = "AFTERSALES_CONFIG"
ENTRIES = frozenset({"kinds", "categories"})
"""The settings of which a part that is wrong does not keep the other parts from being checked further up."""
ALIKE = 60
"""From this likeness (0–100) on, a known name is offered for an unknown one."""

WRONG: Mapping[str, str] = {
    "int_parsing": "要写整数，不能是“{input}”",
    "int_from_float": "要写整数，不能是“{input}”",
    "int_parsing_size": "数字太大",
    "int_type": "要写一个整数",
    "float_parsing": "要写数字，不能是“{input}”",
    "float_type": "要写一个数字",
    "finite_number": "要写数字，不能是“{input}”",
    "bool_parsing": "要写 true（是）或 false（否），不能是“{input}”",
    "bool_type": "要写 true（是）或 false（否）",
    "string_type": "要写一段文字",
    "string_pattern_mismatch": "“{input}”的写法不对，要符合 {pattern}",
    "tuple_type": "要写成列表，例如 [甲, 乙]",
    "dict_type": "下面要写成“名称: 值”的样子",
    "model_type": "下面要写成“名称: 值”的样子",
    "literal_error": "“{input}”不行，只能写 {expected}",
    "greater_than": "“{input}”要大于 {gt:g}",
    "greater_than_equal": "“{input}”不能小于 {ge:g}",
    "less_than_equal": "“{input}”不能大于 {le:g}",
    "value_error": "{error}",
}


def find_config(path: Path | None, env: Mapping[str, str], home: Path) -> Path | None:
    """The file to read: the one asked for, else `$AFTERSALES_CONFIG`, else `config.yaml` in `home` if it is there."""
    asked = path or (Path(env[VARIABLE]) if env.get(VARIABLE) else None)
    if asked is not None:
        if not asked.is_file():
            raise ConfigError([f"{asked}: 没有这个设置文件"])
        return asked
    default = home / DEFAULT_NAME
    return default if default.exists() else None


def load_settings(
    path: Path | None,
    known_measures: Callable[[], Collection[str]] = tuple,
    known_kinds: Callable[[], Collection[str]] = tuple,
    checks: Sequence[Callable[[Settings], object]] = (),
) -> Settings:
    """The settings of a file, or the defaults without one. ConfigError with every complaint, in the file's order.

    Names of measures and kinds are checked against those given, which are asked for only where the file names some;
    none at all checks nothing. `checks` are loaders further up that raise ConfigError with dotted places.
    """
    if path is None:
        return Settings()
    source = read_source(path)
    settings = _validated(source)
    _check_references(source, known_measures, known_kinds)
    _check_stores(source)
    _check_folders(source)
    for check in checks:
        try:
            check(settings)
        except ConfigError as error:
            for complaint in error.complaints:
                source.complain_dotted(complaint)
    source.refuse()
    return settings


def folder(written: str, base: Path) -> Path:
    """A folder of the settings as a path; a relative one counts from `base`, the config file's folder."""
    return base / Path(written).expanduser()


def similar(name: str, known: Iterable[str]) -> str:
    """`,是不是“weight”?(did you mean “weight”?)`, or nothing where no known name is like it."""
    best = process.extractOne(name, sorted(known), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return f"，是不是“{best[0]}”？（did you mean “{best[0]}”？）" if best else ""


def _validated(source: Source) -> Settings:
    """The settings as far as they are right; what is wrong goes to the source's complaints."""
    if source.complaints and source.data is None:
        return Settings()
    if not isinstance(source.data, dict | None):
        source.complain((), "设置文件要写成“名称: 值”的样子")
        return Settings()
    # An empty heading (`stores:` with all its lines commented out) means the default.
    written = {key: value for key, value in (source.data or {}).items() if value is not None or not _known_key(key)}
    try:
        return Settings.model_validate(written)
    except ValidationError as error:
        faults = error.errors(include_url=False)
    for fault in faults:
        _complain(source, fault)
    return _what_is_right(written, [tuple(fault["loc"]) for fault in faults])


def _what_is_right(written: dict[str, Any], faults: Sequence[Where]) -> Settings:
    """The settings without the entries in which something is wrong, so that the rest is checked in the same go."""
    right: dict[str, Any] = copy.deepcopy(written)
    for where in faults:
        depth = 2 if where[0] in ENTRIES and len(where) > 1 else 1
        depth = 3 if where[:2] in (("categories", "words"), ("categories", "aliases")) else depth
        holder: Any = right
        for step in where[: depth - 1]:
            holder = holder.get(step) if isinstance(holder, dict) else None
        if isinstance(holder, dict):
            holder.pop(where[:depth][-1], None)
    try:
        return Settings.model_validate(right)
    except ValidationError:  # all of it has been told
        return Settings()


def _known_key(key: str) -> bool:
    return key in Settings.model_fields


def _complain(source: Source, fault: Mapping[str, Any]) -> None:
    kind, where = str(fault["type"]), tuple(fault["loc"])
    of_key = bool(where) and where[-1] == "[key]"
    if of_key:
        where = where[:-1]
    if kind == "extra_forbidden":
        name = str(where[-1])
        what = f"不认识的设置“{name}”{similar(name, _names_at(where[:-1]))}"
        source.complain(where, what, at_key=True)
    elif kind == "missing":
        source.complain(where[:-1], f"缺少“{where[-1]}”")
    elif fault["input"] is None:
        source.complain(where, f"“{where[-1]}”没有填内容")
    else:
        facts = {"input": fault["input"], **fault.get("ctx", {})}
        what = WRONG[kind].format(**facts) if kind in WRONG else str(fault["msg"])
        source.complain(where, what, at_key=of_key)


def _names_at(where: Where) -> Iterator[str]:
    """The settings that exist at a place of the file."""
    model: Any = Settings
    for step in where:
        if isinstance(model, type) and issubclass(model, BaseModel):
            by_name = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
            model = by_name.get(str(step))
        else:
            model = next((part for part in reversed(get_args(model)) if part is not Ellipsis), None)
    if isinstance(model, type) and issubclass(model, BaseModel):
        yield from (field.alias or name for name, field in model.model_fields.items())


def _check_references(
    source: Source, measures: Callable[[], Collection[str]], kinds: Callable[[], Collection[str]]
) -> None:
    """Measures and kinds that are named must exist (a kind may also be added by the same file)."""
    written = source.data if isinstance(source.data, dict) else {}
    targets, added = written.get("targets"), written.get("kinds")
    if isinstance(targets, dict):
        known = set(measures())
        for name in targets:
            if known and name not in known:
                source.complain(("targets", name), f"没有指标“{name}”{similar(name, known)}", at_key=True)
    for block, key in (("gates", "required_kinds"), ("worklists", "daily_logs")):
        part = written.get(block)
        named = part.get(key) if isinstance(part, dict) else None
        known = {*kinds(), *(added if isinstance(added, dict) else ())} if isinstance(named, list) else set()
        for index, name in enumerate(named if known and isinstance(named, list) else ()):
            if name not in known:
                source.complain((block, key, index), f"没有登记表种类“{name}”{similar(str(name), known)}")


def _check_folders(source: Source) -> None:
    """A folder's name is text: a bare `3` or `no` is more likely a slip than the name of a folder."""
    written = source.data.get("folders") if isinstance(source.data, dict) else None
    for name, value in written.items() if isinstance(written, dict) else ():
        if ("folders", name) in source.numbers:
            source.complain(
                ("folders", name), f"“{name}”要写文件夹的路径，不能是 {value}；真叫这个名字就加引号：“{value}”"
            )
        elif value is not None and isinstance(value, str) and not value.strip() and name != "templates":
            source.complain(("folders", name), f"“{name}”没有填内容")


def _check_stores(source: Source) -> None:
    """A name may stand for one store only."""
    stores = source.data.get("stores") if isinstance(source.data, dict) else None
    taken: dict[str, int] = {}
    for index, store in enumerate(stores if isinstance(stores, list) else ()):
        if not isinstance(store, dict):
            continue
        written = store.get("aliases")
        aliases = written if isinstance(written, list) else ()
        names: list[tuple[Where, Any]] = [(("stores", index, "name"), store.get("name"))]
        names += [(("stores", index, "aliases", at), alias) for at, alias in enumerate(aliases)]
        for where, name in names:
            if isinstance(name, str) and taken.setdefault(name, index) != index:
                source.complain(where, f"“{name}”已经是第 {taken[name] + 1} 家门店的名称或别名")
