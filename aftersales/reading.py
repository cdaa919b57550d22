"""Find and read: every file of the drop folder becomes a digest, in worker processes."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from itertools import count

from aftersales.asked import Clock, Options
from aftersales.digest import Reading
from aftersales.intake.conflict_copies import held_back
from aftersales.intake.encrypted import passwords
from aftersales.intake.files import find
from aftersales.intake.pool import each
from aftersales.kinds import load_kinds
from aftersales.model import Digest, FoundFile
from aftersales.problems import Problem


def read_all(
    options: Options, clock: Clock, named: list[FoundFile] | None = None
) -> tuple[list[Digest], list[Problem]]:
    """Find every file of the drop folder (or take those named) and digest it in worker processes, in name order."""
    try:
        found, problems = find(options.inputs, options.settings.limits) if named is None else (named, [])
    except OSError:  # the drop folder itself is missing or closed to us: no file was found, and the outcome says so
        found, problems = [], []
    clock.done("find")
    kinds = load_kinds(options.settings.kinds)
    words = options.settings.satisfaction.words
    reading = Reading(kinds, options.settings.limits, options.as_of.date(), words, passwords(os.environ))
    digests, held = held_back(
        list(
            each(
                found,
                reading,
                workers=workers(options),
                limits=options.settings.limits,
                on_done=counter(clock, "读取", len(found)),
            )
        )
    )
    gc.freeze()  # what was read holds no cycles: searching it for some again and again takes seconds
    clock.done("read")
    return digests, [*problems, *held]


def workers(options: Options) -> int:
    """How many processes to use."""
    return options.settings.workers or os.cpu_count() or 1


def counter(clock: Clock, stage: str, total: int) -> Callable[[FoundFile], None]:
    """Tell whoever watches how many files are done."""
    done = count(1)
    return lambda _: clock.progress(stage, next(done), total)


def may_be_table(digest: Digest) -> bool:
    """Whether it is a file that clerks log in: a text without any log is no more than a note beside the sheets."""
    return not digest.file.lower().endswith((".txt", ".xml")) or any(sheet.kind for sheet in digest.sheets)
