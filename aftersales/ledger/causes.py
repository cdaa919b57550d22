"""Why a figure of a closed month would now differ, in words for people: rows first, else settings, program, other files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from aftersales.ledger.making import Making
from aftersales.ledger.model import REREAD, RecordChange

SETTINGS_CHANGED, FILES_CHANGED = "设置改了", "别的登记表有改动"
NAMES_CHANGED = "人员、门店或词典变了"
NAMED, ROWS = 3, 5
"""How many places or files a reason names, and how many rows of a sheet."""
FIGURES_REST_ON = {
    "stores": "门店名单",
    "people": "人员名单",
    "kinds": "登记表种类",
    "categories": "投诉分类",
    "satisfaction": "满意度",
    "rules": "规则",
    "holidays": "节假日",
}
"""The blocks of the settings that a figure may depend on. Targets change verdicts, never a figure."""
JUDGEMENTS_REST_ON = FIGURES_REST_ON | {
    "fines": "罚款",
    "schemes": "考核方案",
    "wages": "工资",
    "appraisals": "考核日期",
    "targets": "目标值",
}
"""Those that a score or an amount may depend on."""


def general_reasons(then: Making, now: Making, blocks: Mapping[str, str] = FIGURES_REST_ON) -> tuple[str, ...]:
    """What else is different about two runs, in the order of how likely it explains something that rests on `blocks`."""
    reasons = []
    changed = [zh for name, zh in blocks.items() if then.settings.get(name) != now.settings.get(name)]
    if then.settings and changed:
        reasons.append(f"{SETTINGS_CHANGED}（{'、'.join(changed)}）")
    if then.code and then.code != now.code:
        reasons.append(f"程序更新（{then.version} → {now.version}）" if then.version != now.version else "程序更新")
    files = changed_files(then.inputs, now.inputs)
    if files:
        reasons.append(f"{FILES_CHANGED}（{_listed(files, len(files))}）")
    return tuple(reasons)


def changed_files(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The files that were added, changed or removed, with a word for which."""
    names = sorted({*then, *now})
    return [
        f"{name} {'新增' if name not in then else '删除' if name not in now else '有改动'}"
        for name in names
        if then.get(name) != now.get(name)
    ]


@dataclass(frozen=True, slots=True)
class Causes:
    """All that may be the reason for one month's figures.

    `moved` and `same` are the ids of records that say what they said. `known` is off where the published records were not
    written out, so that only their ids can be compared; `place` says where a record of today stands.
    """

    changes: Sequence[RecordChange] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    same: frozenset[str] = frozenset()
    general: tuple[str, ...] = ()
    known: bool = True
    place: Callable[[str], str] = lambda _: ""

    def of(self, then: Collection[str], now: Collection[str]) -> tuple[str, tuple[str, ...]]:
        """The reason for a figure that rested on the records `then` and rests on `now`; the ids of those to blame."""
        before, after = frozenset(then), frozenset(now)
        hit = [change for change in self.changes if _touches(change, before, after)]
        covered = {id_ for change in hit for id_ in (change.before, change.after) if id_}
        lost = before - after - covered - self.moved.keys()
        new = after - before - covered - set(self.moved.values())
        reread = [change for change in hit if change.what == REREAD]
        words = [*_counted([change for change in hit if change.what != REREAD])]
        words += self._uncovered(sorted(lost - self.same), sorted(new - self.same))
        reasons = "，或".join(self.general)
        if reread:
            words.append(f"{reasons or NAMES_CHANGED}：{_counted(reread)[0]}")
        if other := sorted((lost | new) & self.same):
            words.append(f"{reasons or NAMES_CHANGED}：{len(other)} 条记录改归别处（{self._places(other)}）")
        if words and not reread and not other and reasons.startswith(SETTINGS_CHANGED):
            words.append(f"另外{self.general[0]}")
        told = "；".join(words) or reasons or "原因不明"
        return told, tuple(sorted({*covered, *lost, *new}))

    def _places(self, ids: Sequence[str]) -> str:
        places = [place for id_ in ids[:NAMED] if (place := self.place(id_))]
        return _listed(places, len(ids))

    def _uncovered(self, lost: Sequence[str], new: Sequence[str]) -> list[str]:
        if not self.known and (lost or new):
            return [f"记录少了 {len(lost)} 条、多了 {len(new)} 条（没有输出明细，分不清补登、修改还是删除）"]
        words = []
        if new:
            words.append(f"另有 {len(new)} 条记录计入（{self._places(new)}）")
        if lost:
            words.append(f"另有 {len(lost)} 条记录不再计入")
        return words


def _touches(change: RecordChange, before: frozenset[str], after: frozenset[str]) -> bool:
    """Whether a change is about a record that the figure rested on, or rests on now."""
    return bool((change.before and change.before in before) or (change.after and change.after in after))


def _counted(changes: Sequence[RecordChange]) -> list[str]:
    by_what: dict[str, list[RecordChange]] = {}
    for change in changes:
        by_what.setdefault(change.what, []).append(change)
    return [f"{what} {len(own)} 条（{_where(own)}）" for what, own in by_what.items()]


def _where(changes: Sequence[RecordChange]) -> str:
    """The places, row by row within each sheet; of a single change also which fields it touched."""
    if len(changes) == 1:
        return f"{changes[0].place}：{changes[0].fields}" if changes[0].fields else changes[0].place
    rows: dict[str, list[str]] = {}
    for change in changes:
        sheet, _, row = change.place.rpartition(" › ")
        rows.setdefault(sheet, []).append(row.strip("第行"))
    told = [f"{sheet} 第{_joined(own)}行" for sheet, own in rows.items()]
    return _listed(told, len(told))


def _joined(rows: Sequence[str]) -> str:
    ordered = sorted(rows, key=lambda row: (len(row), row))
    return "、".join(ordered[:ROWS]) + (f" 等 {len(rows)} " if len(rows) > ROWS else "")


def _listed(texts: Sequence[str], count: int) -> str:
    return "；".join(texts[:NAMED]) + (" 等" if count > NAMED else "")
