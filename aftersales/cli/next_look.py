"""What a run leaves behind: how it ended, and how everything looked, so that a night with nothing new can end at once."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from aftersales import unchanged
from aftersales.exits import Exit
from aftersales.ledger.seen import RACE
from aftersales.logs import as_lines
from aftersales.reading import nanoseconds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from aftersales.asked import Options, Outcome
    from aftersales.cli.session import Session
    from aftersales.logs import Entry

REPEATED = frozenset({Exit.DONE, Exit.GATE_FAILED, Exit.INPUTS_MISSING})
"""How a run may end that would end the same way again."""
PASSING = frozenset(
    {"earlier-version", "file-vanished", "file-no-permission", "file-too-slow", "file-killed-reader", "file-too-large"}
)
"""Problems that may be gone the next time although every file looks the same."""


@dataclass(frozen=True, slots=True)
class Look:
    """How everything looked before a run, and what the run was asked."""

    key: str
    folders: tuple[str, str, str]
    depends: str


def look(session: Session, options: Options) -> Look | None:
    """Before a run: the last one is not to be relied upon any more; how everything looks now.

    None where the next run cannot rely on this one: it is no ordinary run, or something changed a moment ago.
    """
    if options.dry_run:
        return None
    home, state = str(session.home), unchanged.full(options.state)
    asked = unchanged.parsed(session.arguments)
    try:
        unchanged.forget(state)
        if asked is None:
            return None
        config = unchanged.config_of(asked, home, session.env)
        inputs, outputs = unchanged.full(options.inputs), unchanged.full(options.outputs)
        templates = unchanged.full(options.templates) if options.templates else ""
        depends, newest = unchanged.depends(config, inputs, templates)
        if unchanged.state_of(asked, config, home) != state or newest >= nanoseconds(session.now) - RACE:
            return None
    except OSError:  # the run itself says what it cannot read
        return None
    return Look(unchanged.key(asked, session.now, home, session.env), (inputs, outputs, templates), depends)


def leave(
    before: Look | None,
    options: Options,
    outcome: Outcome | None,
    entry: Entry,
    ended: datetime,
    faults: Sequence[str],
    words: Mapping[str, str],
) -> str:
    """After a run: how it ended, for `status`, and (after a `before`) what the next run compares with.

    Gives what went wrong, or nothing. `entry` is what the logs say of the run, `faults` what was said of it as amiss.
    """
    state = unchanged.full(options.state)
    told = _last_run(entry, ended)
    try:
        options.state.mkdir(parents=True, exist_ok=True)
        unchanged.write(f"{state}/{unchanged.LAST_RUN}", _json(told).encode())
        if before is not None and outcome is not None and _is_final(outcome, entry.exit_code):
            still = {**told, "looked": unchanged.NOW}
            said = _words(outcome, entry, ended, before.folders[1], words) | {
                "faults": "\n".join(faults),
                "last_run": _json(still),
            }
            looks = {
                "asked": before.key,
                "since": ended.isoformat(),
                "folders": "\n".join(before.folders),
                "depends": before.depends,
                "outputs": unchanged.published(before.folders[1]),
                "state": unchanged.rest_of_state(state),
            }
            unchanged.remember(state, looks | said)
    except OSError as error:
        return f"状态文件夹写不进去：{state}（{error.strerror or error}）"
    return ""


def _is_final(outcome: Outcome, code: int) -> bool:
    passing = any(problem.code in PASSING for problem in outcome.problems)
    return code in REPEATED and not outcome.missing_inputs and not passing


def _last_run(entry: Entry, ended: datetime) -> dict[str, Any]:
    return {
        "finished": ended.isoformat(),
        "looked": ended.isoformat(),
        "as_of": entry.as_of,
        "exit_code": entry.exit_code,
        "months": list(entry.months),
        "counts": dict(entry.counts),
    }


def _words(outcome: Outcome, entry: Entry, ended: datetime, outputs: str, words: Mapping[str, str]) -> dict[str, str]:
    """What a run says that finds nothing new."""
    files, since = outcome.counts["files"], f"{ended:%Y-%m-%d %H:%M}"
    line = f"没有新内容：{files} 个文件、设置和程序都与 {since} 那次运行时一样，报表不变"
    where = f"：{'、'.join(outcome.months)} → {outputs}" if outcome.months else ""
    document = {
        "exit_code": entry.exit_code,
        "unchanged": True,
        "since": ended.isoformat(),
        "months": list(outcome.months),
        "counts": dict(outcome.counts),
        "unpublished": [],
        "beside": {},
        "gate_failures": list(outcome.gate_failures),
        "stale": list(outcome.stale),
        "missing_inputs": False,
        "changes": [],
        "seconds": {},
    }
    quiet = replace(entry, at=unchanged.NOW, means=f"没有新内容，与 {since} 那次一样", seconds={}, said=())
    people, programs = as_lines(quiet, words)
    return {
        "exit_code": str(entry.exit_code),
        "line": f"{line}{where}",
        "json": json.dumps(document, indent=2),
        "log": "\n".join(people),
        "program_log": programs,
    }


def _json(facts: Mapping[str, object]) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"
