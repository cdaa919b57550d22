"""Digests of files that were read before, so that a night reads only what is new.

An entry is found by what was read, not by when: the content's hash, the file's name (it may tell shop, year and month), the
day on which it was saved (it may tell the year of a date), and the version of code and settings. So an entry is never
wrong, only unused; two runs at once, a killed run or a folder of another version do no harm.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path

from aftersales.civil_time import local_time
from aftersales.ledger.packed import DamagedError, pack, unpack
from aftersales.model import Digest

ENDING = ".digest"
AHEAD = "future-date"
"""The one thing that is said of a file because of the day of the run."""
PASSING = frozenset({"file-empty", "file-truncated", "file-vanished", "file-no-permission"})
"""What may have healed by the next run although nothing about the file shows it."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries. `looks` is off when everything shall be read again, `keeps` where nothing may be written."""

    folder: Path
    version: str
    looks: bool = True
    keeps: bool = True

    def key(self, name: str, sha256: str, modified: float) -> str:
        """The name of the entry for a file of this name and content that was saved at this time."""
        told = "\0".join((self.version, sha256, local_time(modified)[:10], name))
        return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()

    def key_of(self, digest: Digest) -> str:
        """The name of the entry for this digest; blank where it may be another one tomorrow, from the same bytes."""
        passing = not digest.sha256 or any(problem.code in PASSING for problem in digest.problems)
        return "" if passing else self.key(digest.file, digest.sha256, digest.modified)

    def get(self, key: str, modified: float, as_of: date | None) -> Digest | None:
        """What reading the file on that day would give, if it is known (None = whatever the day).

        A file without dates ahead of the day on which it was read has none on any later day either; of others only the
        same day is known. DamagedError where the entry is not as it was written; it is removed.
        """
        path = self._path(key)
        try:
            read_on, digest = _entry(path.read_bytes())
        except OSError:
            return None
        except DamagedError:
            if self.keeps:
                path.unlink(missing_ok=True)
            raise
        if as_of is not None and as_of != read_on and (as_of < read_on or _is_ahead(digest)):
            return None
        return digest if digest.modified == modified else replace(digest, modified=modified)

    def put(self, key: str, digest: Digest, as_of: date) -> bytes:
        """Keep a digest as far as the disk has room; gives its packed form, which `unpacked` reads."""
        packed = pack((as_of, digest))
        self.keep(key, packed)
        return packed

    def keep(self, key: str, packed: bytes) -> None:
        """Keep a digest that is packed already."""
        if self.keeps and key:
            self._write(self._path(key), packed)

    def prune(self, used: Collection[str]) -> None:
        """Remove every entry but these, and whatever a killed run left half written."""
        names = {f"{key}{ENDING}" for key in used}
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.name not in names and (entry.name.endswith(ENDING) or entry.name.startswith(".")):
                    Path(entry.path).unlink(missing_ok=True)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be found."""
        try:
            with os.scandir(self.folder) as entries:
                return not any(entry.name.endswith(ENDING) for entry in entries)
        except OSError:
            return True

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{ENDING}"

    def _write(self, path: Path, packed: bytes) -> None:
        """Under another name first; not forced to the disk, since a torn entry shows by its checksum."""
        own = self.folder / f".{os.getpid()}-{path.name}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            own.write_bytes(packed)
            own.replace(path)
        except OSError:  # no room: the file is read again next time, which costs time and nothing else
            with suppress(OSError):
                own.unlink(missing_ok=True)


def unpacked(packed: bytes) -> Digest:
    """The digest that `Cache.put` packed."""
    return _entry(packed)[1]


def _entry(packed: bytes) -> tuple[date, Digest]:
    match unpack(packed):
        case (date() as read_on, Digest() as digest):
            return read_on, digest
    raise DamagedError("no digest")


def _is_ahead(digest: Digest) -> bool:
    return any(problem.code == AHEAD for problem in digest.problems)
