"""A sort of sheet that none of ours is: a kind of the shop's own, made from its headings and what its cells look like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from aftersales.kinds.check import RESERVED
from aftersales.kinds.model import FieldType
from aftersales.recognise.cells import Samples
from aftersales.recognise.headings import Label
from aftersales.recognise.mapping import is_numbering
from aftersales.recognise.vocabulary import Vocabulary

TYPES: Mapping[str, str] = {
    FieldType.TEXT: "文字",
    FieldType.STORE: "门店",
    FieldType.PERSON: "本店人员",
    FieldType.CUSTOMER: "客户",
    FieldType.PHONE: "电话",
    FieldType.ADDRESS: "地址",
    FieldType.PRODUCT: "产品",
    FieldType.DATE: "日期",
    FieldType.MOMENT: "日期和时间",
    FieldType.TIME: "时刻",
    FieldType.PERIOD: "月份或季度",
    FieldType.NUMBER: "数字",
    FieldType.MONEY: "金额",
    FieldType.QUANTITY: "数量",
    FieldType.YES_NO: "是或否",
    FieldType.SATISFACTION: "满意度",
}
"""What the columns of a new kind may hold, in words."""
_DATES = (FieldType.DATE, FieldType.MOMENT)
_ENDINGS: tuple[tuple[str, FieldType], ...] = (
    ("日期|时间|日", FieldType.DATE),
    ("电话|手机|手机号", FieldType.PHONE),
    ("金额|费用|费|价|单价|元|款|金", FieldType.MONEY),
    ("数量|件数|片数|箱数", FieldType.QUANTITY),
    ("门店|店面|专卖店", FieldType.STORE),
    ("师傅|员工|经办人|负责人|借用人|领用人|登记人|操作人|人员|员", FieldType.PERSON),
    ("满意度", FieldType.SATISFACTION),
)
_SORT = re.compile(r"(登记|记录|统计|明细|汇总)?(表|簿|本|台账|清单|单)?$")
_SHARE = 0.8
_FILLED = 0.9
_REQUIRED = 2


def new_kind(
    zh: str, labels: Sequence[Label], samples: Samples, words: Vocabulary, taken: Collection[str]
) -> dict[str, dict[str, Any]]:
    """The lines of `kinds:` for a kind of the shop's own: id → zh, titles, fields, required, event."""
    first: dict[str, Label] = {}
    for label in labels:
        if label.keys and not is_numbering(label, samples):
            first.setdefault(label.keys[0], label)
    named = list(first.values())
    fields: list[dict[str, Any]] = []
    places: dict[str, int] = {}
    for label in named:
        name, kind_of = _known(label, words) or ("", _type_of(label, samples))
        name = _unique(name or spelt(label.text), places)
        places[name] = label.index
        fields.append({"name": name, "type": kind_of.value, "zh": label.text, "headings": [label.text]})
    dates = [f["name"] for f in fields if f["type"] in _DATES]
    event = max(dates, key=lambda name: samples.share_filled(places[name]), default="")
    others = [f["name"] for f in fields if f["name"] != event and samples.share_filled(places[f["name"]]) >= _FILLED]
    required = [[name] for name in ([event] if event else []) + others][:_REQUIRED] or [[f["name"]] for f in fields[:1]]
    bare = _SORT.sub("", zh) if len(_SORT.sub("", zh)) > 1 else zh
    made: dict[str, Any] = {"zh": zh, "titles": [bare], "fields": fields, "required": required}
    return {_unique(spelt(bare), dict.fromkeys(taken, 0)): made | ({"event": [event]} if event else {})}


def spelt(text: str) -> str:
    """A name for the settings: the sounds of the words, letters and figures only.

    >>> spelt("借出日期"), spelt("2号库"), spelt("？")
    ('jiechu_riqi', 'x2haoku', 'x')
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionary takes a quarter of a second

    sounds = [re.sub(r"[^a-z0-9]", "", sound.casefold()) for sound in lazy_pinyin(text)]
    sounds = [sound for sound in sounds if sound]
    odd = len(sounds) % 2
    pairs = ["".join(sounds[:3])] if odd else []
    pairs += ["".join(sounds[at : at + 2]) for at in range(3 if odd else 0, len(sounds), 2)]
    name = "_".join(pairs)[:40].strip("_")
    return name if re.match("[a-z]", name) else f"x{name}"


def _unique(name: str, taken: Mapping[str, int]) -> str:
    found, count = name, 1
    while found in taken or found in RESERVED or f"{found}_unit" in taken:
        count += 1
        found = f"{name}_{count}"
    return found


def _known(label: Label, words: Vocabulary) -> tuple[str, FieldType] | None:
    """What most of our kinds call a column of this heading."""
    meant: Counter[tuple[str, FieldType]] = Counter()
    for kind_id, known in words.meanings.items():
        meaning = known.get(label.keys[0])
        if meaning and meaning.weight == 1 and not meaning.shared:
            f = words.kinds[kind_id].field(meaning.fields[0])
            if f.type in TYPES and not f.options:
                meant[f.name, f.type] += 1
    return meant.most_common(1)[0][0] if meant else None


def _type_of(label: Label, samples: Samples) -> FieldType:
    """By the cells where they say it, else by the last word of the heading, else text."""
    by_trait = {
        "date": FieldType.DATE,
        "phone": FieldType.PHONE,
        "rating": FieldType.SATISFACTION,
        "yes_no": FieldType.YES_NO,
    }
    for trait, kind_of in by_trait.items():
        if samples.share(label.index, trait) >= _SHARE:
            return kind_of
    for ending, kind_of in _ENDINGS:
        if re.search(f"(?:{ending})$", label.keys[0]) and not _contradicts(label, kind_of, samples):
            return kind_of
    return FieldType.NUMBER if samples.share(label.index, "number", "serial") >= _FILLED else FieldType.TEXT


def _contradicts(label: Label, kind_of: FieldType, samples: Samples) -> bool:
    """Whether the cells look like something else than the heading says."""
    if not samples.counts(label.index):
        return False
    wanted = {
        FieldType.DATE: ("date", "serial"),
        FieldType.PHONE: ("phone",),
        FieldType.MONEY: ("number", "serial"),
        FieldType.QUANTITY: ("number", "serial", "text", "name"),
        FieldType.SATISFACTION: ("rating",),
    }.get(kind_of, ("name", "text"))
    return samples.share(label.index, *wanted) < 0.5
