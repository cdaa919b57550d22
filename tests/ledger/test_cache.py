"""The cache of digests: what is found again, what is not, and that no byte of it can do harm."""

from __future__ import annotations

import os
import pickle
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from pathlib import Path

import pytest

from aftersales.digest import Reading
from aftersales.intake.files import find
from aftersales.kinds import load_kinds
from aftersales.ledger.cache import Cache
from aftersales.ledger.packed import CHECK, MARK, DamagedError, pack, unpack
from aftersales.model import Digest
from aftersales.problems import Place, Problem
from aftersales.settings.model import Limits
from aftersales.waiting import WHY

ROOT = Path(__file__).parents[2]
DAY, NEXT, BEFORE = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 1)
SAVED = 1_793_500_000.0
PLAIN = Digest("一组/回访.xlsx", "ab" * 32, SAVED, "calamine")
AHEAD = replace(PLAIN, problems=(Problem("future-date", Place(PLAIN.file), facts={"as_of": "2026-11-02"}),))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", "version 1")


def kept(cache: Cache, digest: Digest, day: date = DAY) -> str:
    key = cache.key_of(digest)
    cache.put(key, digest, day)
    return key


def test_every_file_of_the_sample_comes_back_as_it_was_packed() -> None:
    found, _ = find(ROOT / "inputs", Limits())
    reading = Reading(load_kinds({}), Limits(), DAY, {})

    for file in found:
        digest = reading(file)
        assert unpack(pack(digest)) == digest


def test_an_entry_is_found_by_content_name_day_and_version(cache: Cache) -> None:
    kept(cache, PLAIN)

    assert cache.get(cache.key(PLAIN.file, PLAIN.sha256, SAVED), SAVED, DAY) == PLAIN
    others = (
        cache.key("二组/回访.xlsx", PLAIN.sha256, SAVED),
        cache.key(PLAIN.file, "cd" * 32, SAVED),
        cache.key(PLAIN.file, PLAIN.sha256, SAVED + 86_400),
        replace(cache, version="version 2").key(PLAIN.file, PLAIN.sha256, SAVED),
    )
    assert [cache.get(other, SAVED, DAY) for other in others] == [None] * 4


def test_a_file_saved_again_on_the_same_day_has_its_new_time(cache: Cache) -> None:
    key = kept(cache, PLAIN)

    assert cache.get(key, SAVED + 60, DAY) == replace(PLAIN, modified=SAVED + 60)


@pytest.mark.parametrize(
    ("digest", "known_on"),
    [(PLAIN, {DAY, NEXT}), (AHEAD, {DAY})],
    ids=["without a day ahead", "with a day ahead"],
)
def test_a_day_ahead_is_judged_anew_on_another_day(cache: Cache, digest: Digest, known_on: set[date]) -> None:
    key = kept(cache, digest)

    assert {day for day in (BEFORE, DAY, NEXT) if cache.get(key, SAVED, day)} == known_on


def test_on_whatever_day_the_last_good_version_is_found(cache: Cache) -> None:
    assert cache.get(kept(cache, AHEAD), SAVED, None) == AHEAD


@pytest.mark.parametrize("code", WHY)
def test_what_passes_by_itself_is_not_kept(cache: Cache, code: str) -> None:
    assert cache.key_of(replace(PLAIN, problems=(Problem(code, Place(PLAIN.file)),))) == ""
    assert cache.key_of(replace(PLAIN, sha256="")) == "", "a reader that crashed or was too slow"


@pytest.mark.parametrize("at", [0, 3, len(MARK) + 2, len(MARK) + CHECK + 5, -1])
def test_a_changed_byte_is_damage_and_the_entry_goes(cache: Cache, at: int) -> None:
    key = kept(cache, PLAIN)
    [path] = cache.folder.iterdir()
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)

    with pytest.raises(DamagedError):
        cache.get(key, SAVED, DAY)
    assert cache.get(key, SAVED, DAY) is None, "it was removed"


@pytest.mark.parametrize("length", [0, 5, len(MARK) + CHECK, 60])
def test_half_an_entry_is_damage(cache: Cache, length: int) -> None:
    key = kept(cache, PLAIN)
    [path] = cache.folder.iterdir()
    path.write_bytes(path.read_bytes()[:length])

    with pytest.raises(DamagedError):
        cache.get(key, SAVED, DAY)


class Evil:
    """Calls a function when it is unpickled by whoever trusts it."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (str(self.target),)


def test_nothing_in_an_entry_can_run(tmp_path: Path) -> None:
    told = pickle.dumps((DAY, Evil(tmp_path / "made")))
    forged = MARK + blake2b(told, digest_size=CHECK).digest() + told

    with pytest.raises(DamagedError):
        unpack(forged)
    assert not (tmp_path / "made").exists()
    pickle.loads(told)  # noqa: S301 - our own: shows that the forgery is a real one
    assert (tmp_path / "made").exists()


def test_entries_nobody_used_and_halves_are_swept_up(cache: Cache) -> None:
    used, unused = kept(cache, PLAIN), kept(cache, replace(PLAIN, file="旧.xlsx"))
    (cache.folder / f".123-{unused}.digest").write_bytes(b"half")
    (cache.folder / "files.json").write_bytes(b"")

    cache.prune({used})

    assert sorted(path.name for path in cache.folder.iterdir()) == sorted([f"{used}.digest", "files.json"])


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    cache = Cache(tmp_path / "cache", "1")

    assert unpack(cache.put(cache.key_of(PLAIN), PLAIN, DAY)) == (DAY, PLAIN)
    assert cache.get(cache.key_of(PLAIN), SAVED, DAY) is None


def test_nobody_else_may_read_what_is_kept(cache: Cache) -> None:
    kept(cache, PLAIN)

    assert cache.folder.stat().st_mode & 0o077 == 0 or os.name == "nt"
