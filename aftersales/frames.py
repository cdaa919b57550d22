"""The frames that pass between the later stages: what one row is, and what every column means.

* **records** (one frame a kind): one row is one record. Columns `record_id, file, sheet, row, month`, the kind's
  `written_columns`, `extra` (JSON text), then `household` (int), `source` (int, a line of the sources frame), `table`
  (int, one of the tables of that sheet) and the fields that start with `_`. `_rows` names the rows of a record that
  rests on several. A record without its own date has a blank month. Text columns are `str` with missing
  values; dates and moments are ISO text; numbers are float; persons are names joined by `、`.
* **sources**: one row is one sheet of one file; `tables` has the number of each of its tables and the frozenset of the
  kind's fields that this one has a column for (or that its surroundings gave).
* **members**: one row is one record's part in one figure, the columns of `members.csv`.
* **measures**: one row is one figure, the columns of `measures.csv`.
"""

from __future__ import annotations

MEMBERS = (
    "month",
    "measure",
    "record_id",
    "store",
    "person",
    "category",
    "product",
    "unit",
    "numerator",
    "denominator",
)
MEASURES = (
    "month",
    "measure",
    "store",
    "person",
    "category",
    "product",
    "unit",
    "value",
    "numerator",
    "denominator",
    "low",
    "high",
    "target",
    "verdict",
    "rule",
)
PROBLEMS = (
    "code",
    "severity",
    "effect",
    "file",
    "sheet",
    "cell",
    "row",
    "field",
    "value",
    "message",
    "remedy",
    "affects",
)
SOURCES = (
    "file",
    "sheet",
    "kind",
    "header_row",
    "rows",
    "records",
    "blank",
    "heading",
    "note",
    "duplicate",
    "rejected",
    "sha256",
    "modified",
    "reader",
)
SCORES = ("period", "scheme", "person", "store", "total", "max", "score", "grade", "status", "note")
SCORE_LINES = (
    "period",
    "scheme",
    "person",
    "store",
    "part",
    "item",
    "basis",
    "points",
    "max",
    "rule",
    "evidence",
)
PROPOSALS = (
    "period",
    "scheme",
    "person",
    "store",
    "proposal",
    "amount",
    "because",
    "rule",
    "status",
    "record_ids",
)
RESTATEMENTS = (
    "month",
    "measure",
    "store",
    "person",
    "category",
    "product",
    "unit",
    "published",
    "now",
    "difference",
    "because",
    "record_ids",
)
WORKLISTS = ("list", "person", "store", "customer", "phone", "what", "since", "days", "record_id", "rule")
UNASSIGNED = "未分配"
ACHIEVED = "达成率"
"""The sub-item of a score that is a share of a target and no points."""
UNCLASSIFIED = "待归类"
LABELS = "；"
"""Joins the labels of one record: a category's own name may contain 、."""
