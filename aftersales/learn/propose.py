"""Which field a column may feed that no wording explains: likeness of words and the look of the cells, as a proposal.

Nothing here decides how a night reads a sheet. A proposal becomes a wording of the shop when a person takes it over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from aftersales.kinds.model import Field, FieldType, Kind
from aftersales.kinds.wording import heading_key
from aftersales.recognise.cells import Samples
from aftersales.recognise.headings import Label
from aftersales.recognise.mapping import EXACT, NEAR, WEAK, is_numbering, map_columns
from aftersales.recognise.vocabulary import Vocabulary, is_slip

SURE = 0.65
"""From here on a proposal stands in the lines to add; a weaker one is only told."""
_TOLD = 0.5
_WORDS, _TELLING, _PLAIN = 0.75, 0.25, 0.1
_ELSEWHERE = 0.85
_LAST = "日期|时间|编号|单号|号码?|人员|姓名|名称|情况|结果|电话|金额|数量|内容|原因|方式|类型|类别|状态|人|员"
_LAST_WORD = re.compile(_LAST)
_FRAME = re.compile(rf"(是否|有无)?(.*?)({_LAST})?")
"""A heading's common words around the one that tells it from others."""
_LOOKS: dict[FieldType, tuple[str, str, tuple[str, ...]]] = {
    FieldType.PHONE: ("电话", "phone", ("phone",)),
    FieldType.DATE: ("日期", "date", ("date", "serial")),
    FieldType.MOMENT: ("日期", "date", ("date", "serial")),
    FieldType.SATISFACTION: ("评价", "rating", ("rating",)),
    FieldType.YES_NO: ("是或否", "yes_no", ("yes_no",)),
    FieldType.NUMBER: ("数字", "number", ("number", "serial")),
    FieldType.MONEY: ("金额", "number", ("number", "serial")),
    FieldType.QUANTITY: ("数量", "number", ("number", "serial")),
}
_BY_CONTENT_ALONE = {FieldType.PHONE: 0.8, FieldType.SATISFACTION: 0.6}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a column may be: a field of the kind (blank: none fits), why, and how surely (0–1).

    `known` columns are understood already and need no line in the settings. `likeness` is what the words alone say.
    """

    index: int
    heading: str
    field: str
    evidence: str
    sure: float
    known: bool = False
    likeness: float = 0.0

    @property
    def to_add(self) -> bool:
        """Whether it belongs into the lines to add."""
        return bool(self.field) and not self.known and self.sure >= SURE


def proposals(kind: Kind, labels: Sequence[Label], samples: Samples, words: Vocabulary) -> tuple[Proposal, ...]:
    """One proposal a column with a heading, read as this kind: at most one column a field, the surest first."""
    mapping = map_columns(kind, labels, samples, words)
    settled: dict[int, Proposal] = {}
    for label in labels:
        if label.index in mapping.given:
            names, evidence = mapping.given[label.index]
            settled[label.index] = _understood(label, "、".join(names), evidence, samples)
        elif label.keys and is_numbering(label, samples):
            settled[label.index] = Proposal(label.index, label.text, "", "只是序号", 1.0, known=True)
    free = [f for f in kind.fields if f.name not in mapping.weights]
    open_labels = [label for label in labels if label.keys and label.index not in settled]
    found = sorted(
        (one for label in open_labels for f in free for one in _proposed(label, f, kind, samples, words)),
        key=lambda one: (-one.sure, one.index),
    )
    taken: set[str] = set()
    for one in found:
        if one.index not in settled and one.field not in taken:
            settled[one.index] = one
            taken.add(one.field)
    for label in open_labels:
        settled.setdefault(label.index, Proposal(label.index, label.text, "", "没有合适的字段，原样保留", 0.0))
    return tuple(settled[index] for index in sorted(settled))


def _understood(label: Label, names: str, evidence: str, samples: Samples) -> Proposal:
    """A column that is read already; a slip of the pen or a look of the cells is worth confirming."""
    if evidence in (EXACT, WEAK):
        return Proposal(label.index, label.text, names, evidence, 1.0, known=True)
    if not label.text:
        return Proposal(label.index, "", names, f"没有表头，{evidence}", 0.7, known=True)
    told = f"{evidence}（像是笔误）" if evidence == NEAR else evidence
    return Proposal(label.index, label.text, names, told + _counted(label.index, None, samples), 0.9, likeness=0.7)


def _proposed(label: Label, f: Field, kind: Kind, samples: Samples, words: Vocabulary) -> Iterator[Proposal]:
    agrees = samples.agreement(label.index, f)
    if agrees < 0:
        return
    likeness, word = _likeness(label.keys[0], f)
    told = f"与“{word}”相像（{likeness:.0%}）"
    if likeness < _ELSEWHERE and (other := _elsewhere(label.keys[0], f, kind, words)):
        likeness, told = _ELSEWHERE, f"在{other}里就是这个字段"
    telling = f.type in _LOOKS
    sure = _WORDS * likeness + (agrees > 0) * (_TELLING if telling else _PLAIN)
    least = _BY_CONTENT_ALONE.get(f.type)
    alone = least is not None and samples.share(label.index, _LOOKS[f.type][1]) >= least
    if f.name in kind.event[:1] and samples.share(label.index, "date") >= 0.8:
        alone = True
    if alone and sure < SURE:
        sure, told = SURE, ""
    if sure >= _TOLD:
        counted = _counted(label.index, f, samples) if agrees > 0 else ""
        yield Proposal(
            label.index, label.text, f.name, (told + counted).lstrip("；"), round(sure, 2), likeness=likeness
        )


def _likeness(key: str, f: Field) -> tuple[float, str]:
    """The wording of a field that is most like a heading; one that a changing character tells apart is not like it."""
    best = (0.0, "")
    for written in dict.fromkeys((*f.headings, *f.weak, f.zh)):
        word = heading_key(written)
        if not word or (OSA.distance(key, word) == 1 and not is_slip(key, word) and len(key) == len(word)):
            continue
        like = fuzz.ratio(key, word) / 100 * _same_thing(key, word)
        short, long = sorted((key, word), key=len)
        if len(short) >= 2 and short in long and not _LAST_WORD.fullmatch(short):
            like = max(like, 0.7 + 0.25 * len(short) / len(long))
        best = max(best, (like, written))
    return best


def _same_thing(key: str, word: str) -> float:
    """借出日期 and 送货日期 are both days, but of different things: what stands beside the common word decides."""
    ours, theirs = _FRAME.fullmatch(key), _FRAME.fullmatch(word)
    if not ours or not theirs or (ours[1], ours[3]) != (theirs[1], theirs[3]) or not (ours[1] or ours[3]):
        return 1.0
    return 0.5 + 0.5 * fuzz.ratio(ours[2], theirs[2]) / 100 if ours[2] else 0.5


def _elsewhere(key: str, f: Field, kind: Kind, words: Vocabulary) -> str:
    """Another kind in which this very wording means the field of the same name and type."""
    for other, known in words.meanings.items():
        meaning = known.get(key)
        if other != kind.id and meaning and meaning.weight == 1 and meaning.fields[0] == f.name:
            same = words.kinds[other].field(f.name)
            if same.type is f.type:
                return words.kinds[other].zh
    return ""


def _counted(index: int, f: Field | None, samples: Samples) -> str:
    """`；内容像电话（12/12）`."""
    if f is None or f.type not in _LOOKS:
        return ""
    counts = samples.counts(index)
    name, _, traits = _LOOKS[f.type]
    return f"；内容像{name}（{sum(counts[trait] for trait in traits)}/{counts.total()}）"
