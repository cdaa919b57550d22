"""What follows a run, however it ended: its lines in the logs, the messages, the ping. None of it changes the exit code."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from aftersales import __version__
from aftersales.archive import MONTH_FOLDER
from aftersales.cli.next_look import leave
from aftersales.cli.outcome import SEVERITIES, WORDS, faults_of
from aftersales.exits import Exit
from aftersales.logs import MEGABYTE, PUBLISHED, Entry, Keeping, record
from aftersales.messages.secrets import PING
from aftersales.privacy import masked
from aftersales.problems import CATALOGUE, Severity
from aftersales.safe_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aftersales.asked import Options, Outcome
    from aftersales.cli.next_look import Look
    from aftersales.cli.session import Session
    from aftersales.messages.night import Night
    from aftersales.problems import Problem

INTERRUPTED = 130
"""What the shell is told when somebody pressed Ctrl-C."""
MEANS: dict[int, str] = {
    Exit.DONE: "已发布",
    Exit.OUR_FAULT: "程序出错，没有发布",
    Exit.USAGE: "设置或命令有误",
    Exit.GATE_FAILED: "已发布，没有通过把关",
    Exit.INPUTS_MISSING: "登记表缺少",
    Exit.NOT_PUBLISHED: "有文件没能替换或写不进去",
    INTERRUPTED: "被人中断，没有做完",
}


@dataclass(slots=True)
class AfterRun:
    """Called with the exit code of a run. `options` and `outcome` are there as far as the run came."""

    session: Session
    dry: bool
    options: Options | None = None
    outcome: Outcome | None = None
    before: Look | None = None
    since: float = field(default_factory=perf_counter)

    def __call__(self, code: int) -> None:
        """Another run at work is nobody's news: that run will tell its own. Whoever interrupted one knows it."""
        if code == Exit.LOCKED or self.dry:
            return
        troubles = self._messages(code) if code != INTERRUPTED else ()
        ping = self.session.env.get(PING, "").strip() if code != INTERRUPTED else ""
        if ping:
            from aftersales.messages.web import ping as send_ping

            trouble = send_ping(ping, 10, good=code in PUBLISHED)
            troubles += (f"没能通知监控地址（{PING}）：{trouble}",) if trouble else ()
        if self.options is not None:
            settings = self.options.settings.logs
            keeping = Keeping(settings.keep_months, settings.max_mb * MEGABYTE)
            unwritten = record(self.options.outputs / "logs", self._entry(code, troubles), WORDS, keeping)
            troubles += (unwritten,) if unwritten else ()
            troubles += self._left(code, troubles)
        for trouble in troubles:
            self.session.screen.fault(trouble)

    def _left(self, code: int, troubles: Sequence[str]) -> tuple[str, ...]:
        """What the next run looks for, and `status`; what did not arrive today is tried again by a whole run."""
        if self.options is None:
            return ()
        before, faults = None if troubles else self.before, tuple(faults_of(self.outcome)) if self.outcome else ()
        trouble = leave(before, self.options, self.outcome, self._entry(code, ()), self._now, faults, WORDS)
        return (trouble,) if trouble else ()

    @property
    def _now(self) -> datetime:
        """The moment at which the run ended: that at which it began, and the time that has passed."""
        return self.session.now + timedelta(seconds=int(perf_counter() - self.since))

    def _messages(self, code: int) -> tuple[str, ...]:
        options = self.options
        if options is None or not options.settings.messages.channels:
            return ()
        from aftersales.care.last_run import CHINA
        from aftersales.kinds.load import load_kinds
        from aftersales.messages.known_names import hiding
        from aftersales.messages.sending import tell

        def names() -> Callable[[str], str] | None:
            return hiding(options.outputs, load_kinds(options.settings.kinds), options.settings)

        epoch = self._now.replace(tzinfo=CHINA).timestamp()
        return tell(self._night(code), options.settings.messages, self.session.env, options.state, epoch, names)

    def _night(self, code: int) -> Night:
        from aftersales.messages.night import Night

        at = f"{self._now:%Y-%m-%dT%H:%M}"
        if self.options is None or self.outcome is None:
            return Night("", at, code) if self.options is None else Night(self.options.settings.company.name, at, code)
        return Night(
            self.options.settings.company.name,
            at,
            code,
            _changed(self.outcome, self.options.outputs),
            to_mend(self.outcome.problems),
            tuple(faults_of(self.outcome)),
            self.outcome.months,
        )

    def _entry(self, code: int, troubles: Sequence[str]) -> Entry:
        at = f"{self._now:%Y-%m-%dT%H:%M:%S}"
        means = MEANS.get(code, "")
        if self.options is None or self.outcome is None:
            return Entry(at, code, means, version=__version__, said=tuple(troubles))
        outcome = self.outcome
        return Entry(
            at,
            code,
            means,
            f"{self.options.as_of:%Y-%m-%dT%H:%M}",
            dict(outcome.counts),
            outcome.months,
            dict(outcome.seconds),
            dict(Counter(problem.code for problem in outcome.problems)),
            (*faults_of(outcome), *outcome.changes, *outcome.remarks, *_problem_lines(outcome.problems), *troubles),
            __version__,
        )


def to_mend(problems: Sequence[Problem]) -> dict[str, int]:
    """How many errors and warnings each file has; phones in its name are masked."""
    wanted = (problem for problem in problems if problem.kind.severity is not Severity.INFO and problem.place.file)
    return dict(Counter(one_line(masked(problem.place.file)) for problem in wanted))


def _problem_lines(problems: Sequence[Problem]) -> Iterator[str]:
    """For each sort of error and warning how often, in how many files, and one of them: never what stood in a cell."""
    order = list(Severity)
    counts = Counter(problem.code for problem in problems if problem.kind.severity is not Severity.INFO)
    for code in sorted(counts, key=lambda code: (order.index(CATALOGUE[code].severity), -counts[code], code)):
        kind = CATALOGUE[code]
        files = sorted({problem.place.file for problem in problems if problem.code == code and problem.place.file})
        where = f"（{len(files)} 个文件，如 {files[0]}）" if files else ""
        yield f"{SEVERITIES[kind.severity]} {kind.title} × {counts[code]}{where}"


def _changed(outcome: Outcome, outputs: Path) -> dict[str, str]:
    """The months that this run replaced, each with its headline, which is made of figures only."""
    found = {}
    for name in outcome.published.replaced:
        if MONTH_FOLDER.fullmatch(name):
            try:
                facts = json.loads((outputs / name / "run.json").read_text(encoding="utf-8"))
            except (OSError, ValueError):  # it has just been put there: whatever ails it, the month is named without it
                facts = {}
            found[name] = str(facts.get("headline", "")) if isinstance(facts, dict) else ""
    return found
