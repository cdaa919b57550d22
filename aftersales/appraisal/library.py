"""The schemes in force: those of the library, with what `config.yaml: schemes:` changes or adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pydantic import ValidationError

from aftersales.appraisal.checkup import Known, check_up
from aftersales.problems import ConfigError
from aftersales.settings.schemes import (
    Binary,
    Counted,
    Linear,
    PerEvent,
    Proportion,
    RatioToTarget,
    Scheme,
    SchemeChange,
    Steps,
)
from aftersales.shipped import content_of, parsed


def load_schemes(changes: Mapping[str, SchemeChange], known: Known | None = None) -> dict[str, Scheme]:
    """All schemes by id: the shipped ones as the shop changed them, then the shop's own.

    Raises:
        ConfigError: with everything that is wrong about what the shop wrote; `known` is what a scheme may name.
    """
    schemes = dict(shipped())
    complaints: list[str] = []
    for id_, change in changes.items():
        try:
            schemes[id_] = changed(schemes[id_], change) if id_ in schemes else own(id_, change)
        except ValidationError as error:
            complaints += [f"schemes.{id_}{_dotted(fault['loc'])}: {fault['msg']}" for fault in error.errors()]
            continue
        found = check_up(schemes[id_], known) if known else []
        complaints += [f"schemes.{id_}.{finding.where}: {finding.text}" for finding in found if finding.wrong]
    if complaints:
        raise ConfigError(complaints)
    return schemes


def _dotted(where: tuple[int | str, ...]) -> str:
    return "".join(f".{step}" for step in where)


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, Scheme]:
    """The schemes of the library, by id."""
    folder = files(__package__) / "schemes"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    schemes = [Scheme.model_validate(content_of(f)) for f in found]
    return {scheme.id: scheme for scheme in schemes}


def measures_of(scheme: Scheme) -> Iterator[str]:
    """Every measure that a scheme asks for."""
    for item in scheme.items:
        yield from item.beside
        if item.fallback:
            yield item.fallback.measure
        award = item.award
        if isinstance(award, Proportion):
            yield award.measure
        elif isinstance(award, Steps | Linear | RatioToTarget) and award.of.measure:
            yield award.of.measure
    yield from (counted.measure for counted in _counted_by(scheme) if counted.measure)


def fields_of(scheme: Scheme) -> Iterator[tuple[str, str]]:
    """Every (kind, field) of records that a scheme looks at itself."""
    for counted in _counted_by(scheme):
        if counted.records:
            yield from ((counted.records, name) for name in (*counted.where, counted.role))


def _counted_by(scheme: Scheme) -> Iterator[Counted]:
    for item in scheme.items:
        if isinstance(item.award, PerEvent | Binary):
            yield from item.award.events
    yield from (*scheme.deductions, *scheme.void)


def read_yaml(text: str) -> Any:
    """The content of a scheme file."""
    return parsed(text)


def changed(scheme: Scheme, change: SchemeChange) -> Scheme:
    """The scheme with the shop's values; weights are given item by item and make up the maxima of a total.

    Raises:
        pydantic.ValidationError: if what the shop wrote does not fit together.
    """
    told = change.model_dump(exclude_unset=True, exclude={"weights"}, by_alias=True)
    content = scheme.model_dump(by_alias=True) | told
    if change.weights:
        content["total_when"] = "always"
        for item in content["items"]:
            if item["name"] in change.weights:
                item["max"] = change.weights[item["name"]]
        content["items"] = [item for item in content["items"] if item["name"] in change.weights]
    return Scheme.model_validate(content)


def own(id_: str, change: SchemeChange) -> Scheme:
    """A scheme of the shop's own."""
    return Scheme.model_validate(
        {"id": id_, **change.model_dump(exclude_unset=True, exclude={"weights"}, by_alias=True)}
    )
