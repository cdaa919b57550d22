"""Find and read: every file of the drop folder becomes a digest, from the cache or in worker processes."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from aftersales.asked import Clock, Options
from aftersales.civil_time import EAST_OF_GREENWICH
from aftersales.digest import Reading
from aftersales.intake.conflict_copies import held_back
from aftersales.intake.encrypted import passwords
from aftersales.intake.files import find
from aftersales.intake.motion import changed, young
from aftersales.intake.pool import each, left_out
from aftersales.kinds import load_kinds
from aftersales.ledger.cache import Cache, unpacked
from aftersales.ledger.shelf import Shelf, open_shelf
from aftersales.ledger.version import version_of_reading
from aftersales.model import Digest, FoundFile
from aftersales.problems import Place, Problem
from aftersales.remembering import Answer, Remembering
from aftersales.waiting import with_earlier_versions

CACHE = "cache"
BEGINNING = datetime(1970, 1, 1)  # noqa: DTZ001 - civil time of the stores, as everywhere


def read_all(
    options: Options, clock: Clock, named: list[FoundFile] | None = None
) -> tuple[list[Digest], list[Problem]]:
    """The digests of the drop folder (or of the files named), in name order; what was known helps, nothing is kept."""
    digests, problems, _ = read_night(options, clock, named, keeps=False)
    return digests, problems


def read_night(
    options: Options, clock: Clock, named: list[FoundFile] | None = None, *, keeps: bool = True
) -> tuple[list[Digest], list[Problem], Shelf]:
    """The digests in name order, what was wrong, and the shelf that is to be kept once the night is published."""
    looked = time.monotonic()
    try:
        found, problems = find(options.inputs, options.settings.limits) if named is None else (named, [])
    except OSError:  # the drop folder itself is missing or closed to us: no file was found, and the outcome says so
        found, problems = [], []
    clock.done("find")
    secrets = passwords(os.environ)
    shelf = _shelf(options, secrets, keeps=keeps)
    kinds, words = load_kinds(options.settings.kinds), options.settings.satisfaction.words
    reading = Reading(kinds, options.settings.limits, options.as_of.date(), words, secrets)
    read = _Reader(options, Remembering(reading, shelf.cache), shelf, clock)
    gc.disable()  # what is read holds no cycles: searching it for some again and again takes as long as loading it
    try:
        digests = read.settled(found, looked)
    finally:
        gc.enable()
    if named is None:
        digests, problems = with_earlier_versions(digests, problems, sorted(shelf.known), shelf.earlier)
    digests, held = held_back(digests)
    gc.freeze()
    clock.done("read")
    return digests, [*problems, *held], shelf


def _shelf(options: Options, secrets: Sequence[str], *, keeps: bool) -> Shelf:
    """What is known of the drop folder; nothing is written where nothing is to be kept, nor looked up for a rebuild."""
    folder = options.state / CACHE
    cache = Cache(folder, version_of_reading(options.settings, secrets), keeps=keeps)
    if options.rebuild or cache.is_empty:
        cache = replace(cache, looks=False)
    return open_shelf(cache, os.path.realpath(options.inputs), options.as_of.date(), nanoseconds(options.started))


def nanoseconds(moment: datetime | None) -> int:
    """A moment of the stores' clock as file systems count; 0 for none."""
    return 0 if moment is None else (int((moment - BEGINNING).total_seconds()) - EAST_OF_GREENWICH) * 10**9


class _Reader:
    """Reads files, as far as they are not known, and tells whoever watches."""

    def __init__(self, options: Options, work: Remembering, shelf: Shelf, clock: Clock) -> None:
        self._options = options
        self._work = work
        self._shelf = shelf
        self._clock = clock
        self._each: Callable[..., Iterator[Answer | Digest]] = each
        if options.settings.engine == "dask":
            from aftersales.cluster import Cluster  # noqa: PLC0415 - an extra

            self._each = Cluster(options.settings, work.reading.passwords, shelf.remarks).each

    def settled(self, found: list[FoundFile], looked: float) -> list[Digest]:
        """The digest of each file; one that was being written is read again, and left for later if it still is."""
        files = dict(enumerate(found))
        digests = self._read(files)
        watched = young(found, self._shelf.started)
        for patient in (True, False):
            watched = changed(watched, looked)
            looked = time.monotonic()
            files |= watched
            again = {at: file for at, file in watched.items() if patient and file.member is None}
            digests |= {at: _in_motion(file) for at, file in watched.items() if at not in again} | self._read(again)
        for at, file in files.items():
            self._shelf.note(file, digests[at])
        return [digests[at] for at in files]

    def _read(self, files: Mapping[int, FoundFile]) -> dict[int, Digest]:
        known = {at: digest for at, file in files.items() if (digest := self._shelf.same(file)) is not None}
        new = {at: file for at, file in files.items() if at not in known}
        answers = self._each(
            list(new.values()),
            self._work,
            workers=workers(self._options),
            limits=self._options.settings.limits,
            on_done=counter(self._clock, "读取", len(new)),
        )
        return known | {at: self._opened(answer) for at, answer in zip(new, answers, strict=True)}

    def _opened(self, answer: Answer | Digest) -> Digest:
        if isinstance(answer, Digest):
            return answer
        self._shelf.damaged += answer.damaged
        return unpacked(answer.packed)


def _in_motion(found: FoundFile) -> Digest:
    return left_out(found, Problem("file-vanished", Place(found.name)))


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
