"""Which column feeds which field of one kind: at most one column a field, the best evidence wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from aftersales.kinds.model import FieldType, Kind
from aftersales.kinds.wording import heading_key
from aftersales.model import MappedColumn
from aftersales.problems import column_letter
from aftersales.recognise.cells import Samples
from aftersales.recognise.headings import Label
from aftersales.recognise.split_dates import DATE_PARTS
from aftersales.recognise.vocabulary import ROW_NUMBER, Meaning, Near, Vocabulary

EXACT, WEAK, NEAR = "表头", "表头与内容", "表头近似"
NUMBERING, ASIDE = "序号", "不统计"
"""Evidence of columns that feed no field and about which nobody is asked."""
UNNAMED = "未命名_"
_MAY_COUNT = frozenset({"编号", "单号"})
_JOINED = re.compile(r"[/、,+&|和及与跟]|(?<=姓名)(?=(?:联系)?(?:电话|手机|方式))")
"""What joins the two halves of a heading; 客户电话 is a phone alone, 客户姓名电话 is both."""
_BY_CONTENT = {FieldType.PHONE: "内容像电话", FieldType.DATE: "内容像日期", FieldType.MOMENT: "内容像日期"}


@dataclass(slots=True)
class ColumnMap:
    """The columns of a table read as one kind. `weights` says how surely a field was found: 1 is by its own words."""

    kind: Kind
    given: dict[int, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    nears: dict[int, Near] = field(default_factory=dict)

    def give(self, index: int, fields: Iterable[str], evidence: str, weight: float) -> None:
        """Let a column feed those of the fields that have no column yet."""
        free = tuple(name for name in fields if name not in self.weights)
        before = self.given.get(index, ((), evidence))
        if free and before[1] == evidence:
            self.given[index] = ((*before[0], *free), evidence)
            self.weights.update(dict.fromkeys(free, weight))


def map_columns(
    kind: Kind, labels: Sequence[Label], samples: Samples, vocabulary: Vocabulary, title: str = ""
) -> ColumnMap:
    """Own wordings first, then shared ones, then weak ones that the cells do not contradict, then slips of the pen.

    `title` is the word of a title that speaks for the kind: in a 退货登记 the 退货日期 goes before the 送货日期.
    """
    mapping = ColumnMap(kind)
    claims = _claims(kind, labels, vocabulary, title[:2])
    by_field: dict[str, list[tuple[Label, Meaning]]] = {}
    for label, meaning in claims:
        if not meaning.shared and meaning.weight == 1:
            by_field.setdefault(meaning.fields[0], []).append((label, meaning))
    for name, rivals in by_field.items():
        label, _ = _best(kind, name, rivals, samples)
        mapping.give(label.index, (name,), EXACT, 1.0)
    _give_instead(mapping, labels)
    shared = sorted((c for c in claims if c[1].shared), key=lambda claim: claim[1].rank)
    for label, meaning in shared:
        mapping.give(label.index, meaning.fields[:1], EXACT, 1.0)
    for label, meaning in shared:
        mapping.give(label.index, meaning.fields, EXACT, 1.0)
    _give_weak(mapping, [c for c in claims if c[1].weight < 1], samples)
    _give_near(mapping, labels, samples, vocabulary)
    _give_by_content(mapping, labels, samples)
    _stand_in(mapping)
    return mapping


def columns_of(
    mapping: ColumnMap, labels: Sequence[Label], samples: Samples, first_column: int
) -> tuple[MappedColumn, ...]:
    """Every column that has a heading or content; headings are made unique, so that nothing of a row is lost."""
    columns: list[MappedColumn] = []
    used: dict[str, int] = {}
    aside = frozenset(map(heading_key, mapping.kind.aside))
    for label in labels:
        fields, evidence = mapping.given.get(label.index, ((), ""))
        if not label.keys and not samples.filled(label.index):
            continue
        heading = label.text or f"{UNNAMED}{column_letter(first_column + label.index)}"
        used[heading] = used.get(heading, 0) + 1
        if used[heading] > 1:
            heading = f"{heading}_{used[heading]}"
        if is_numbering(label, samples) and not fields:
            evidence = NUMBERING
        elif not fields and (label.text in DATE_PARTS or not aside.isdisjoint(label.keys)):
            evidence = ASIDE
        columns.append(MappedColumn(label.index, heading, fields, label.unit, evidence))
    return tuple(columns)


def is_numbering(label: Label, samples: Samples) -> bool:
    """A column that only counts the rows: headed 序号, or 编号 or nothing and running 1, 2, 3."""
    if any(key in ROW_NUMBER for key in label.keys):
        return True
    return (not label.keys or label.keys[0] in _MAY_COUNT) and samples.running_numbers(label.index)


def _claims(kind: Kind, labels: Sequence[Label], vocabulary: Vocabulary, said: str) -> list[tuple[Label, Meaning]]:
    """What each heading says it is; of two identical headings only the first says anything."""
    known = vocabulary.meanings[kind.id]
    seen: set[str] = set()
    claims = []
    for label in labels:
        if label.text in seen:
            continue
        seen.add(label.text)
        for at, key in enumerate(label.keys):
            if meaning := known.get(key):
                further = 50 * at - (40 if said and key.startswith(said) else 0)
                claims.append((label, replace(meaning, rank=meaning.rank + further) if further else meaning))
                break
        else:
            if both := _of_halves(kind, label, known):
                claims.append((label, both))
    return claims


def _of_halves(kind: Kind, label: Label, known: Mapping[str, Meaning]) -> Meaning | None:
    """What 日期/时间 and 业主及电话 mean: both halves one field, or a name and a number, which can be told apart."""
    parts = _JOINED.split(label.keys[0]) if label.keys else []
    halves = [known[half] for half in parts if half in known]
    if len(halves) != 2 or len(parts) != 2:
        return None
    first, second = (half.fields[0] for half in halves)
    if first == second:
        return halves[0]
    types = {kind.field(first).type: first, kind.field(second).type: second}
    if types.keys() != {FieldType.CUSTOMER, FieldType.PHONE}:
        return None
    return Meaning((types[FieldType.CUSTOMER], types[FieldType.PHONE]), 1.0, 50, shared=True)


def _best(kind: Kind, name: str, rivals: list[tuple[Label, Meaning]], samples: Samples) -> tuple[Label, Meaning]:
    """The column whose cells agree most with the field; then the wording that says it best; then the leftmost."""
    if len(rivals) == 1:
        return rivals[0]
    wanted = kind.field(name)
    return min(rivals, key=lambda r: (-samples.agreement(r[0].index, wanted), r[1].rank, r[0].index))


def _give_instead(mapping: ColumnMap, labels: Sequence[Label]) -> None:
    """What lost its field to a better heading is another one: 服务日期 beside 报修日期 is the day it was done."""
    if not mapping.kind.instead:
        return
    for label in labels:
        name = next((mapping.kind.instead[key] for key in label.keys if key in mapping.kind.instead), "")
        if name and label.index not in mapping.given:
            mapping.give(label.index, (name,), EXACT, 1.0)


def _stand_in(mapping: ColumnMap) -> None:
    """Let the column of one field say another one too that no column gives; that speaks for no kind."""
    for name, other in mapping.kind.stand_in.items():
        at = next((index for index, (names, _) in mapping.given.items() if other in names), None)
        if at is not None:
            mapping.give(at, (name,), mapping.given[at][1], 0.0)


def _give_weak(mapping: ColumnMap, claims: list[tuple[Label, Meaning]], samples: Samples) -> None:
    by_field: dict[str, list[tuple[Label, Meaning]]] = {}
    for label, meaning in claims:
        by_field.setdefault(meaning.fields[0], []).append((label, meaning))
    for name, rivals in by_field.items():
        wanted = mapping.kind.field(name)
        agreeing = [r for r in rivals if samples.agreement(r[0].index, wanted) >= 0]
        if name == "record_no":
            agreeing = [r for r in agreeing if not samples.running_numbers(r[0].index)]
        if agreeing and name not in mapping.weights:
            label, meaning = _best(mapping.kind, name, agreeing, samples)
            mapping.give(label.index, (name,), WEAK, meaning.weight)


def _give_near(mapping: ColumnMap, labels: Sequence[Label], samples: Samples, vocabulary: Vocabulary) -> None:
    """A slip of the pen counts only if one field alone is that near and the cells look like that field's."""
    for label in labels:
        if label.index in mapping.given or not label.keys:
            continue
        nears = vocabulary.near(label.keys[0]).get(mapping.kind.id, ())
        if len(nears) != 1 or nears[0].field in mapping.weights:
            continue
        wanted = mapping.kind.field(nears[0].field)
        sure = 1 if wanted.type not in (FieldType.STATUS, FieldType.CHOICE) else 0
        if samples.agreement(label.index, wanted) >= sure:
            mapping.give(label.index, (nears[0].field,), NEAR, 0.7)
            mapping.nears[label.index] = nears[0]


def _give_by_content(mapping: ColumnMap, labels: Sequence[Label], samples: Samples) -> None:
    """A column without a heading is a phone or the event's date if its cells say so and no other column is."""
    unnamed = [label for label in labels if not label.keys and label.index not in mapping.given]
    if not unnamed:
        return
    events = [f for f in mapping.kind.fields if f.name in mapping.kind.event[:1] and f.type in _BY_CONTENT]
    wanted = [f for f in mapping.kind.fields if f.type is FieldType.PHONE or f in events]
    for label in unnamed:
        for f in wanted:
            trait = "phone" if f.type is FieldType.PHONE else "date"
            if samples.mostly(label.index, trait):
                mapping.give(label.index, (f.name,), _BY_CONTENT[f.type], 0.4)
