"""Reads the kinds: one YAML file each, then what a shop adds in `config.yaml: kinds:`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from aftersales.kinds.check import complaints_about
from aftersales.kinds.model import Field, FieldType, Kind
from aftersales.kinds.shared import SharedWords, with_shared
from aftersales.kinds.wording import heading_key
from aftersales.problems import ConfigError
from aftersales.settings.model import FieldAddition, KindAddition
from aftersales.shipped import content_of

_SHARED = "shared_headings.yaml"


def load_kinds(additions: Mapping[str, KindAddition]) -> dict[str, Kind]:
    """All kinds by id: those of this program, with the shop's wordings, then the shop's own.

    Raises:
        ConfigError: with every complaint about the additions at once.
    """
    kinds = dict(built_in_kinds())
    complaints: list[str] = []
    for kind_id, addition in additions.items():
        known = kinds.get(kind_id)
        complaints += _unusable(kind_id, addition, known)
        own = _own_kinds().get(kind_id)
        kinds[kind_id] = with_shared(_extended(own, addition), _shared()) if own else _new(kind_id, addition)
        complaints += complaints_about(kinds[kind_id])
    if complaints:
        raise ConfigError(list(dict.fromkeys(complaints)))
    return kinds


@lru_cache(maxsize=1)
def built_in_kinds() -> Mapping[str, Kind]:
    """The kinds of this program, as their files say, by id, with the wordings that all sheets share."""
    return {kind_id: with_shared(kind, _shared()) for kind_id, kind in _own_kinds().items()}


@lru_cache(maxsize=1)
def _own_kinds() -> Mapping[str, Kind]:
    """The kinds of this program with the wordings of their own files only."""
    entries = (entry for entry in files(__package__).iterdir() if entry.name.endswith(".yaml"))
    found = sorted((entry for entry in entries if entry.name != _SHARED), key=lambda entry: entry.name)
    kinds = [kind_from(content_of(entry)) for entry in found]
    return {kind.id: kind for kind in kinds}


@lru_cache(maxsize=1)
def _shared() -> Mapping[str, SharedWords]:
    """What is written over the same sort of column on every sheet."""
    raw = content_of(files(__package__) / _SHARED)
    return {
        sort: SharedWords(_words(entry.get("headings", ())), _words(entry.get("weak", ())))
        for sort, entry in raw.items()
    }


def kind_from(raw: Mapping[str, Any]) -> Kind:
    """One kind from the parsed content of its file; a list of words may be written as one line of text."""
    return Kind(
        id=raw["id"],
        zh=raw["zh"],
        row=raw["row"],
        fields=tuple(_field(entry) for entry in raw["fields"]),
        titles=_words(raw.get("titles", ())),
        signature=dict(raw.get("signature", {})),
        required=tuple(tuple(group) for group in raw.get("required", ())),
        event=tuple(raw.get("event", ())),
        shares={heading: tuple(names) for heading, names in raw.get("shares", {}).items()},
        instead={heading: name for name, words in raw.get("instead", {}).items() for heading in _words(words)},
        stand_in=dict(raw.get("stand_in", {})),
        aside=_words(raw.get("aside", ())),
        expected=tuple(raw.get("expected", ())),
        key=tuple(raw.get("key", ())),
        logged_by=raw.get("logged_by", ""),
        number_key=tuple(raw.get("number_key", ())),
        month_of_file=raw.get("month_of_file", False),
    )


def _field(raw: Mapping[str, Any]) -> Field:
    return Field(
        name=raw["name"],
        type=FieldType(raw["type"]),
        zh=raw["zh"],
        headings=_words(raw.get("headings", ())),
        weak=_words(raw.get("weak", ())),
        above=_words(raw.get("above", ())),
        options={option: _words(words) for option, words in raw.get("options", {}).items()},
        ditto=raw.get("ditto", False),
        spoken=raw.get("spoken", True),
        low=raw.get("low"),
        high=raw.get("high"),
    )


def _words(raw: str | Iterable[Any]) -> tuple[str, ...]:
    return tuple(raw.split()) if isinstance(raw, str) else tuple(str(word) for word in raw)


# -- what a shop adds -------------------------------------------------------------------------------------------------


def _extended(kind: Kind, addition: KindAddition) -> Kind:
    """The kind with the shop's wordings; what the shop gives to one field is no longer a weak wording of another."""
    claimed = {heading_key(h) for headings in addition.headings.values() for h in headings}
    fields = [
        replace(
            f,
            headings=(*f.headings, *addition.headings.get(f.name, ())),
            weak=tuple(word for word in f.weak if heading_key(word) not in claimed),
            ditto=f.ditto or f.name in addition.ditto,
            blank_above=f.name in addition.ditto,
        )
        for f in kind.fields
    ]
    return replace(
        kind,
        zh=addition.zh or kind.zh,
        fields=(*fields, *(_added_field(f, addition) for f in addition.fields if _type(f.type))),
        titles=(*kind.titles, *addition.titles),
        shares={h: names for h, names in kind.shares.items() if heading_key(h) not in claimed},
    )


def _new(kind_id: str, addition: KindAddition) -> Kind:
    """A kind of the shop's own. What decides and what is required speaks for it more than the rest."""
    fields = tuple(_added_field(f, addition) for f in addition.fields if _type(f.type))
    vital = {*addition.event, *(name for group in addition.required for name in group)}
    return Kind(
        id=kind_id,
        zh=addition.zh,
        row=addition.row or "一条记录",
        fields=fields,
        titles=addition.titles or ((addition.zh,) if addition.zh else ()),
        signature={f.name: 4.0 if f.name in vital else 2.0 for f in fields},
        required=addition.required,
        event=addition.event,
        expected=tuple(name for group in addition.required for name in group),
        key=tuple(f.name for f in fields),
    )


def _added_field(raw: FieldAddition, addition: KindAddition) -> Field:
    own = (raw.zh,) if raw.zh else ()
    headings = tuple(dict.fromkeys((*raw.headings, *addition.headings.get(raw.name, ()), *own)))
    return Field(
        name=raw.name,
        type=FieldType(raw.type),
        zh=raw.zh or (headings[0] if headings else raw.name),
        headings=headings,
        options=dict(raw.options),
        ditto=raw.ditto or raw.name in addition.ditto,
        blank_above=raw.name in addition.ditto,
    )


def _unusable(kind_id: str, addition: KindAddition, known: Kind | None) -> list[str]:
    """Complaints that can no longer be seen once the addition is part of a kind."""
    at = f"kinds.{kind_id}"
    names = {f.name for f in addition.fields} | set(known.names if known else ())
    found = [f"{at}.headings.{name}: 没有这个字段" for name in addition.headings if name not in names]
    found += [f"{at}.ditto: 没有字段 {name}" for name in addition.ditto if name not in names]
    found += [f"{at}.fields.{f.name}: 没有类型 {f.type}" for f in addition.fields if not _type(f.type)]
    if known and (addition.required or addition.event):
        found.append(f"{at}: 程序自带的登记表不能改 required 和 event")
    if not known and not addition.fields:
        found.append(f"{at}: 没有这种登记表;要新增一种,请写 fields")
    if not known and not addition.zh:
        found.append(f"{at}.zh: 新增的登记表要有中文名")
    return found


def _type(name: str) -> bool:
    return name in set(FieldType)
