"""Whether a kind makes sense: every name it uses exists, every wording means one thing."""

from __future__ import annotations

import re
from collections import Counter

from aftersales.kinds.model import FieldType, Kind
from aftersales.kinds.wording import heading_key

RESERVED = frozenset({"record_id", "file", "sheet", "row", "month", "extra", "household", "source", "table"})
_ID = re.compile(r"[a-z][a-z0-9_]*")


def complaints_about(kind: Kind) -> list[str]:
    """Everything wrong with a kind, each as `kinds.<kind>.<where>: <what>`."""
    at = f"kinds.{kind.id}"
    return [*_names(kind, at), *_references(kind, at), *_wordings(kind, at), *_options(kind, at)]


def _names(kind: Kind, at: str) -> list[str]:
    found = [] if _ID.fullmatch(kind.id) else [f"{at}: 代号只能用小写字母、数字和下划线"]
    columns = Counter(kind.written_columns)
    found += [f"{at}.fields.{name}: 字段重复" for name, times in columns.items() if times > 1]
    found += [f"{at}.fields.{name}: 这个名字程序自己要用" for name in kind.names if name in RESERVED]
    return found


def _references(kind: Kind, at: str) -> list[str]:
    known = set(kind.names)
    used = {
        "required": [name for group in kind.required for name in group],
        "event": kind.event,
        "signature": kind.signature,
        "expected": kind.expected,
        "key": kind.key,
        "number_key": kind.number_key,
        "shares": [name for names in kind.shares.values() for name in names],
        "instead": list(kind.instead.values()),
        "stand_in": [*kind.stand_in, *kind.stand_in.values()],
        "logged_by": [kind.logged_by] if kind.logged_by else [],
    }
    found = [f"{at}.{where}: 没有字段 {name}" for where, names in used.items() for name in names if name not in known]
    dates = (FieldType.DATE, FieldType.MOMENT, FieldType.PERIOD)
    events = [name for name in kind.event if name in known]
    found += [f"{at}.event: {name} 不是日期" for name in events if kind.field(name).type not in dates]
    return found


def _wordings(kind: Kind, at: str) -> list[str]:
    """A wording belongs to one field only, be it a strong, a weak or a shared one."""
    owners: dict[str, str] = {heading_key(heading): "shares" for heading in kind.shares}
    owners |= {heading_key(heading): "aside" for heading in kind.aside}
    found = []
    for f in kind.fields:
        for heading in (*f.headings, *f.weak):
            key = heading_key(heading)
            owner = owners.setdefault(key, f.name)
            shared = owner == "shares" and f.name in next(
                names for word, names in kind.shares.items() if heading_key(word) == key
            )
            if owner != f.name and not shared:
                found.append(f"{at}.headings.{f.name}: “{heading}”已经属于 {owner}")
            if not key:
                found.append(f"{at}.headings.{f.name}: “{heading}”不能当表头")
    return found


def _options(kind: Kind, at: str) -> list[str]:
    found = []
    for f in kind.fields:
        if f.type is FieldType.CHOICE and not f.options:
            found.append(f"{at}.fields.{f.name}: choice 要写 options")
        words = Counter(word for meanings in f.options.values() for word in set(meanings))
        found += [f"{at}.fields.{f.name}: “{word}”属于两个选项" for word, times in words.items() if times > 1]
    return found
