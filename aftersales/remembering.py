"""Reading one file, or knowing it: what a worker process does where digests are kept."""

from __future__ import annotations

from dataclasses import dataclass

from aftersales.digest import Reading
from aftersales.intake.guard import load_settled
from aftersales.intake.refusal import Refused
from aftersales.ledger.cache import Cache
from aftersales.ledger.packed import DamagedError
from aftersales.model import Digest, FoundFile


@dataclass(frozen=True, slots=True)
class Answer:
    """The digest as the cache packs it, the name of its entry (blank = none), and whether an old entry was damaged."""

    packed: bytes
    key: str
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Remembering:
    """Reads a file unless its content is known under its name."""

    reading: Reading
    cache: Cache

    def __call__(self, found: FoundFile) -> Answer:
        """The digest of one file, from the cache where that is what reading it would give."""
        damaged = False
        try:
            digest = self._known(found)
        except DamagedError:
            digest, damaged = None, True
        known = digest is not None
        if digest is None:
            digest = self.reading(found)
        key = self.cache.key_of(digest)
        return Answer(self.cache.put("" if known else key, digest, self.reading.as_of), key, damaged)

    def _known(self, found: FoundFile) -> Digest | None:
        if not self.cache.looks:
            return None
        try:
            loaded = load_settled(found, self.reading.limits)
        except Refused:  # reading it says why
            return None
        key = self.cache.key(found.name, loaded.sha256, loaded.modified)
        return self.cache.get(key, loaded.modified, self.reading.as_of)
