"""What of a situation is still to come, and with what: `python -m docs` writes it beside what we do today."""

from __future__ import annotations

LATER: dict[str, str] = {
    "B24": "rows that only their colour sets apart are read but not listed: no shop has said yet what its colours mean",
    "D10": "the banner 节假日数据缺失 in the report; `doctor` warns already",
}
