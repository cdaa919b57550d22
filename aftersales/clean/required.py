"""Which rows are left out, and the one problem that says why.

A row that lacks something required gives `missing-required`. Where something stands there that nobody can read, the
problem of that cell becomes `required-unreadable`: the same words, but the effect that is true — the row is left out,
not just the value. Other problems of a row left out stay, so that the clerk can mend everything at once; what is only
for reading goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aftersales.clean.columns import Column
from aftersales.clean.findings import Findings
from aftersales.kinds.model import Kind
from aftersales.problems import Effect, Problem, Severity


def missing_groups(
    columns: Mapping[str, Column], kind: Kind, count: int, waived: Sequence[str] = ()
) -> dict[int, list[tuple[str, ...]]]:
    """The records, by position, that have no value for some group of required fields, none of which is waived."""
    missing: dict[int, list[tuple[str, ...]]] = {}
    for group in kind.required:
        if not set(group).isdisjoint(waived):
            continue
        lists = [columns[name].values for name in group if name in columns]
        if any(None not in values for values in lists):
            continue
        for at in range(count):
            if all(values[at] is None for values in lists):
                missing.setdefault(at, []).append(group)
    return missing


def why_left_out(findings: Findings, at: int, groups: Sequence[tuple[str, ...]], kind: Kind) -> list[Problem]:
    """The problems of a record that is left out, with the reason in place of its cause."""
    wanted = {name for group in groups for name in group}
    kept = [problem for problem in findings.by_record.get(at, ()) if problem.kind.severity is not Severity.INFO]
    causes = [p for p in kept if p.field in wanted and p.effect is Effect.VALUE_LEFT_BLANK]
    unread = {problem.field for problem in causes}
    blank = [group for group in groups if unread.isdisjoint(group)]
    if blank:
        named = "、".join("或".join(kind.field(name).zh for name in group) for group in blank)
        column = next((findings.columns[name] for name in blank[0] if name in findings.columns), None)
        place = findings.place(at, column.letter if column else "")
        return [Problem("missing-required", place, blank[0][0], "", {"fields": named}, findings.affected(at)), *kept]
    cause = causes[0]
    facts = {"why": cause.message, "fix": cause.remedy, "cause": cause.code}
    reason = Problem("required-unreadable", cause.place, cause.field, cause.value, facts, cause.affects)
    return [reason, *(problem for problem in kept if problem is not cause)]
