"""The cache as one run uses it: what was known of the drop folder when it began, and what is to be known when it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from aftersales.ledger.cache import Cache
from aftersales.ledger.packed import DamagedError
from aftersales.ledger.seen import Trace, load_traces, save_traces, settled
from aftersales.model import Digest, FoundFile

MOST = 10
"""So many names are told of files that are gone."""


@dataclass(slots=True)
class Shelf:
    """`known` are the traces of the last run by file, `traces` those of this one; `started` in ns by our clock, 0 = unknown."""

    cache: Cache
    root: str
    as_of: date
    started: int = 0
    known: Mapping[str, Trace] = field(default_factory=dict)
    traces: dict[str, Trace] = field(default_factory=dict)
    damaged: int = 0
    remarks: list[str] = field(default_factory=list)

    def same(self, found: FoundFile) -> Digest | None:
        """The digest of a file that looks as it did when it was read last; it is not even opened."""
        trace = self.known.get(found.name)
        if trace is None or not found.stamp or trace.stamp != found.stamp:
            return None
        return self._fetch(found.name, trace, self.as_of)

    def earlier(self, name: str) -> Digest | None:
        """What the file gave when it could be read last, whatever it looks like now; its trace is carried on."""
        trace = self.known.get(name)
        if trace is None or not trace.key:
            return None
        self.traces[name] = replace(trace, stamp=())
        return self._fetch(name, trace, None)

    def note(self, found: FoundFile, digest: Digest) -> None:
        """Remember what a file gave, and how it looked if it had been left alone and is what was found."""
        key = self.cache.key_of(digest)
        sure = bool(key) and settled(found.stamp, self.started) and digest.modified == found.modified
        self.traces[found.name] = Trace(key, digest.sha256, digest.modified, found.stamp if sure else ())

    def keep(self) -> tuple[str, ...]:
        """At the end of a night: remember what was seen, remove what is of no use any more. What is to be remarked."""
        said = (f"缓存有 {self.damaged} 处损坏，已丢弃，相应的文件重新读取",) if self.damaged else ()
        said = (*self.remarks, *said)
        if not save_traces(self.cache.folder, self.root, self.traces):
            return (*said, f"缓存写不进去，下次要多读一些文件：{self.cache.folder}")
        self.cache.prune({trace.key for trace in self.traces.values()})
        return said

    def missing(self, named: frozenset[str]) -> tuple[str, ...]:
        """What the last run still found and this one neither found nor `named` in a problem, in words."""
        gone = sorted(self.known.keys() - self.traces.keys() - named)
        new = {self.traces[name].sha256: name for name in sorted(self.traces.keys() - self.known.keys(), reverse=True)}
        moved = {name: new[self.known[name].sha256] for name in gone if self.known[name].sha256 in new}
        lost = [name for name in gone if name not in moved]
        pairs = [f"{old} → {now}" for old, now in moved.items()]
        return (*_told("上次还在、这次不见了的文件", lost), *_told("改了名字或位置的文件", pairs))

    def _fetch(self, name: str, trace: Trace, as_of: date | None) -> Digest | None:
        if not self.cache.looks or trace.key != self.cache.key(name, trace.sha256, trace.modified):  # another version's
            return None
        try:
            return self.cache.get(trace.key, trace.modified, as_of)
        except DamagedError:
            self.damaged += 1
            return None


def open_shelf(cache: Cache, root: str, as_of: date, started: int) -> Shelf:
    """The shelf over a cache, with what the last run left of the drop folder at `root`."""
    known, damaged = load_traces(cache.folder, root)
    return Shelf(cache, root, as_of, started, known, damaged=int(damaged))


def _told(what: str, names: list[str]) -> tuple[str, ...]:
    more = f" 等 {len(names)} 个" if len(names) > MOST else ""
    return (f"{what}：{'、'.join(names[:MOST])}{more}",) if names else ()
