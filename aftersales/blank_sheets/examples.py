"""The filled example row of a blank sheet: one believable record of invented people, in the past, without a fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from aftersales.kinds.model import Field, FieldType, Kind
from aftersales.settings.model import Person

Value = str | float | date | datetime | time | None

ROSTER = "staff"
STORE, PERSON = "五里牌店", "王芳"
_DAYS_AGO = 12
_TEXTS: dict[str, str | None] = {
    "advice": "铺贴前先向泥工交代留缝",
    "action": "已通知供应商补发",
    "channel": "电话",
    "comment": "上门很及时",
    "mason": "刘师傅",
    "responsible_unit": "工程部",
    "severity": "一般",
    "item": "服务态度",
    "expense.item": "差旅费",
    "incident.item": "工具损坏",
    "plan.item": "回访九月送货客户",
    "target.item": None,
    "measure": "回访满意率",
    "word": "良好",
    "sub_item": None,
    "shared_with": "全体售后人员",
    "purchased_through": "专卖店",
    "reward_status": "待申请",
    "decision": "维持原分",
    "correction.kind": "售后回访记录",
    "dictionary.category": "空鼓脱落",
    "dictionary.word": "起壳",
    "correction.field": "满意度",
    "new_value": "满意",
    "not_word": None,
    "note": "送货单",
    "aliases": "芳姐",
    "batch": "A03",
    "brand": "湘岚",
    "cause": "铺贴时没有留缝",
    "demand": "更换空鼓的砖",
    "department": "售后部",
    "description": "阳台有两片砖空鼓",
    "fault": "开机不制冷",
    "name": PERSON,
    "part": "温控器",
    "problem": "阳台有两片砖空鼓",
    "process": "当天上门查看，次日更换",
    "reason": "与单据数量不符",
    "result": "已更换，客户认可",
    "rework_reason": None,
    "role": "售后专员",
    "scheme": None,
    "solution": "更换两片，客户认可",
    "spec": "800×800",
    "supplier": "南方建材",
    "waiting_for": None,
    "work": "更换温控器，试机正常",
    "remark": None,
    "staff_no": "A01",
    "serial": "SN20260815",
    "part_no": "P-205",
}
_FIGURES = {
    "wage": 5200.0,
    "quota": 3000.0,
    "fee": 120.0,
    "price": 60.0,
    "target": 0.9,
    "rework_times": 0.0,
    "area": 98.0,
    "hours": 8.0,
    "level": 4.0,
    "score": 90.0,
    "points": 2.0,
    "warranty_months": 12.0,
}
_BY_TYPE: Mapping[FieldType, str] = {
    FieldType.CUSTOMER: "张三",
    FieldType.PHONE: "13800000000",
    FieldType.ADDRESS: "阳光小区3栋502",
    FieldType.PRODUCT: "MG8012",
    FieldType.SATISFACTION: "一般",
    FieldType.STATUS: "已结案",
    FieldType.CATEGORY: "空鼓",
    FieldType.QUANTITY: "2片",
}
_NO = frozenset(("rework", "attitude", "forged", "special", "late_approved", "approved_late"))
_LONG_BEFORE = {"purchased_on": 200, "warranty_from": 190, "delivered_on": 180, "installed_on": 170, "from": 900}
_BEFORE = {"mason_started_on": 5, "callback_date": 3, "requested_on": 6, "first_seen_on": 210}
_LEFT_BLANK = frozenset(("to",))
"""Fields that most records of such a kind leave blank."""


def examples(
    kind: Kind, fields: Sequence[Field], stores: Sequence[str], person: Person | None, as_of: datetime
) -> dict[str, Value]:
    """A value for each of the fields, or None where a record may well lack it.

    One person does everything in it: a member of the shop where one is known, so that nobody is asked who that is. The
    line of a roster says of that member what is known and nothing else, or it would contradict the roster.
    """
    if kind.id == ROSTER and person:
        return {f.name: _of_member(f, person) for f in fields}
    days = dict(_days(kind, fields, as_of))
    known: dict[FieldType, str] = {
        FieldType.STORE: stores[0] if stores else STORE,
        FieldType.PERSON: person.name if person else PERSON,
    }
    needed = {name for group in kind.required for name in group[:1]}
    filled: dict[str, Value] = {}
    for f in fields:
        value = days.get(f.name) or known.get(f.type) or _plain(f, kind)
        value = f"示例{f.zh}" if value is None and f.name in needed else value
        filled[f.name] = None if f.name in _LEFT_BLANK else value
    return filled


def _of_member(f: Field, person: Person) -> Value:
    text = person.from_ if f.name == "from" else getattr(person, f.name, None)
    if isinstance(text, tuple):
        return "、".join(text) or None
    return date.fromisoformat(text) if text and f.type is FieldType.DATE else text or None


def _days(kind: Kind, fields: Sequence[Field], as_of: datetime) -> Iterator[tuple[str, Value]]:
    """Dates in the order in which things happen: what decides the month first, the others the same day or soon after."""
    event = as_of.date() - timedelta(days=_DAYS_AGO)
    later = 0
    for f in fields:
        if f.type is FieldType.PERIOD:
            yield f.name, f"{event:%Y-%m}"
        if f.type not in (FieldType.DATE, FieldType.MOMENT):
            continue
        back = _LONG_BEFORE.get(f.name, _BEFORE.get(f.name))
        if back is None and f.name not in kind.event:
            later += 1
        day = event - timedelta(days=back) if back else event + timedelta(days=min(later // 2, _DAYS_AGO - 2))
        if f.type is FieldType.DATE:
            yield f.name, day
        else:
            yield f.name, datetime.combine(day, time(9 + min(later, 8), 30))


def _plain(f: Field, kind: Kind) -> Value:
    """A value that does not depend on the others of the row."""
    match f.type:
        case FieldType.YES_NO:
            return "否" if f.name in _NO else "是"
        case FieldType.CHOICE:
            return next((words[0] if words else option for option, words in f.options.items()), None)
        case FieldType.MONEY | FieldType.NUMBER:
            return _within(f, _FIGURES.get(f.name, 200.0 if f.type is FieldType.MONEY else 1.0))
        case FieldType.TIME:
            return time(17, 30) if f.name == "last_out" else time(8, 30)
        case FieldType.TEXT:
            number = "202610001" if f.zh.endswith(("号", "码")) else None
            return _TEXTS.get(f"{kind.id}.{f.name}", _TEXTS.get(f.name, number))
    return _BY_TYPE.get(f.type)


def _within(f: Field, value: float) -> float:
    low = f.low if f.low is not None else value
    high = f.high if f.high is not None else value
    return min(max(value, low), high)
