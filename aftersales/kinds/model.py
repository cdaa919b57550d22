"""What a log sheet kind is: data read from one YAML file each, or from `config.yaml: kinds:`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class FieldType(StrEnum):
    """The vocabulary of `docs/kinds.md`: each type has one parser in `aftersales/clean/`."""

    TEXT = "text"
    STORE = "store"
    PERSON = "person"
    CUSTOMER = "customer"
    PHONE = "phone"
    ADDRESS = "address"
    PRODUCT = "product"
    DATE = "date"
    MOMENT = "moment"
    TIME = "time"
    PERIOD = "period"
    NUMBER = "number"
    MONEY = "money"
    QUANTITY = "quantity"
    YES_NO = "yes_no"
    SATISFACTION = "satisfaction"
    STATUS = "status"
    CATEGORY = "category"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind.

    `headings` are wordings that mean this field and nothing else on a sheet of this kind; `weak` are wordings that
    may mean it when nothing better claims the column and the cells agree (日期, 姓名, 结果). `options` maps a choice's
    id to the words that mean it; a date with options takes these words too (a 短信 column says 9/5 or 是).
    `above` are labels that give the field where they stand above the table (编号：P01 on the card of one part).
    A choice without a column takes the option that the title or the sheet's name speaks of, unless `spoken` is false.
    `ditto` allows 同上; `blank_above`, which only a shop declares (`config.yaml: kinds.<kind>.ditto`), makes a blank
    cell mean the one above it.
    """

    name: str
    type: FieldType
    zh: str
    headings: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ditto: bool = False
    blank_above: bool = False
    spoken: bool = True
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of log sheet.

    `titles` are words of a title, sheet name or file name that speak for the kind; `signature` are the fields whose
    headings speak for it, with their weight. `required` is a list of groups: a row needs one field of each group.
    `event` names the date or period fields that decide the month, best first; with `month_of_file`, a row without any
    of them belongs to the month that the surroundings of its table name. `shares` are headings that feed several fields at
    once (回访结果 → outcome, satisfaction, result): what one of these fields cannot read is no problem if another can.
    `instead` are headings that give another field where a better heading has theirs (服务日期 beside 报修日期 → finished_at),
    `stand_in` says which field's column says a required field too where no column gives it (a cause says what it was).
    `aside` are headings that such sheets have and no field needs: kept in `extra`, and no clerk is asked about them.
    `expected` are the fields a complete record has. `key` fields, with the event date, make a natural key where
    a record number is missing. `number_key` fields must agree too before equal record numbers mean the same
    record: the lines of one delivery note share its number.
    """

    id: str
    zh: str
    row: str
    fields: tuple[Field, ...]
    titles: tuple[str, ...] = ()
    signature: Mapping[str, float] = field(default_factory=dict)
    required: tuple[tuple[str, ...], ...] = ()
    event: tuple[str, ...] = ()
    shares: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    stand_in: Mapping[str, str] = field(default_factory=dict)
    aside: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    logged_by: str = ""
    number_key: tuple[str, ...] = ()
    month_of_file: bool = False

    def field(self, name: str) -> Field:
        """The field of that name; KeyError if the kind has none."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(f"{self.id} has no field {name}")

    @property
    def owner(self) -> str:
        """The field of the one person whose sheet it is, where somebody keeps one a person; blank if there is none."""
        return "person" if "person" in self.names else self.logged_by

    @property
    def moving(self) -> Field | None:
        """The choice that says which way a quantity went, in or out; None where the kind has none."""
        return next((f for f in self.fields if f.type is FieldType.CHOICE and {"in", "out"} <= f.options.keys()), None)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields' names, in the order they are written."""
        return tuple(f.name for f in self.fields)

    @property
    def written_columns(self) -> tuple[str, ...]:
        """The fields' columns in `records/<kind>.csv`, a quantity with its unit beside it."""
        columns: list[str] = []
        for f in self.fields:
            columns.append(f.name)
            if f.type is FieldType.QUANTITY:
                columns.append(f"{f.name}_unit")
        return tuple(columns)
