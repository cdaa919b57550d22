"""A night that reads only what changed gives what a night from nothing gives, whatever happened to the files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from aftersales.asked import Clock, Options
from aftersales.digest import Reading
from aftersales.intake.conflict_copies import held_back
from aftersales.intake.files import find
from aftersales.kinds import load_kinds
from aftersales.model import Digest, FoundFile
from aftersales.problems import Problem
from aftersales.reading import read_night
from aftersales.run import run
from tests.sheets import AS_OF, SAVED, asked, write

LATER = datetime(2100, 1, 1)  # noqa: DTZ001 - a clock by which every file was left alone long ago
DAY = 86_400
HEADING = "| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 满意度 | 备注 |"


def calls(*rows: str, title: str = "售后回访记录") -> str:
    return "\n".join((title, HEADING, *(f"| {row} |" for row in rows)))


def row(random: Random) -> str:
    """A callback: dates with and without a year, some of them ahead."""
    day = random.choice(("2026-10-05", "2026.10.7", "10月9日", "10月9日", "2026-11-20", "昨天"))
    word = random.choice(("满意", "不满意", "还行吧", "巴适"))
    return f"{day} | 五里牌店 | 李雪 | 139{random.randrange(10**8):08} | 王芳 | {word} | {random.choice(('', '空鼓'))}"


def read(options: Options) -> tuple[list[Digest], list[Problem], list[str]]:
    """What the night reads, and the names of the files that a worker opened and read."""
    opened: list[str] = []
    digests, problems, shelf = read_night(options, Clock(lambda stage, *_: opened.append(stage)))
    shelf.keep()
    return digests, problems, opened


def afresh(options: Options) -> tuple[list[Digest], list[Problem]]:
    """The same without any cache or worker."""
    settings = options.settings
    found, problems = find(options.inputs, settings.limits)
    reading = Reading(load_kinds(settings.kinds), settings.limits, options.as_of.date(), settings.satisfaction.words)
    digests, held = held_back([reading(file) for file in found])
    return digests, [*problems, *held]


# -- one change -------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = (
        "2026-10-05 | 五里牌店 | 李雪 | 13900000001 | 王芳 | 满意 | ",
        "2026-10-06 | 高桥店 | 谢兰 | 13900000002 | 王芳 | 满意 | ",
    )
    write(tmp_path / "inputs", {"回访": calls(rows[0]), "二组/回访": calls(rows[1])})
    return tmp_path


def at(folder: Path, **options: object) -> Options:
    return asked(folder, started=LATER, **options)


def test_the_second_night_opens_no_file(folder: Path) -> None:
    first, _, opened = read(at(folder))
    assert len(opened) == 2

    second, _, opened = read(at(folder))

    assert second == first
    assert opened == []


def test_only_the_changed_file_is_opened(folder: Path) -> None:
    read(at(folder))
    write(folder / "inputs", {"回访": calls("2026-10-08 | 五里牌店 | 李雪 | 13900000001 | 王芳 | 一般 | ")})

    digests, _, opened = read(at(folder))

    assert len(opened) == 1
    assert digests == afresh(at(folder))[0]


def test_a_file_that_was_just_saved_is_not_believed_by_its_looks(folder: Path) -> None:
    read(asked(folder, started=None))

    _, _, opened = read(asked(folder, started=None))

    assert len(opened) == 2, "looked at again, by content"


def test_a_rebuild_reads_all_and_renews_the_cache(folder: Path) -> None:
    first, _, _ = read(at(folder))
    entries = {path.name: path.stat().st_ino for path in (folder / "state/cache").glob("*.digest")}

    again, _, opened = read(at(folder, rebuild=True))

    assert again == first
    assert len(opened) == 2
    renewed = {path.name: path.stat().st_ino for path in (folder / "state/cache").glob("*.digest")}
    assert renewed.keys() == entries.keys()
    assert set(renewed.values()) != set(entries.values())


def test_a_dry_run_keeps_nothing(folder: Path) -> None:
    run(at(folder, dry_run=True), lambda *_: None)

    assert not (folder / "state/cache").exists()


@pytest.mark.parametrize("damage", [lambda b: b[:-1], lambda b: b[:0], lambda b: bytes(len(b)), lambda b: b + b"x"])
def test_a_damaged_cache_is_thrown_away_and_told(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    first, _, _ = read(at(folder))
    for path in (folder / "state/cache").glob("*.digest"):
        path.write_bytes(damage(path.read_bytes()))

    digests, _, shelf = read_night(at(folder), Clock(lambda *_: None))

    assert digests == first
    assert shelf.keep() == ("缓存有 2 处损坏，已丢弃，相应的文件重新读取",)
    assert read(at(folder))[2] == []


def test_a_damaged_list_of_files_only_costs_a_look_at_each(folder: Path) -> None:
    first, _, _ = read(at(folder))
    listed = folder / "state/cache/files.json"
    listed.write_bytes(listed.read_bytes()[:-7])

    digests, _, opened = read(at(folder))

    assert (digests, len(opened)) == (first, 2)


# -- files that go and move -------------------------------------------------------------------------------------------


def gone(folder: Path) -> tuple[str, ...]:
    """What a night says about files that it misses."""
    _, problems, shelf = read_night(at(folder), Clock(lambda *_: None))
    shelf.keep()
    return shelf.missing(frozenset(problem.place.file for problem in problems))


def test_a_file_that_is_gone_is_told_once(folder: Path) -> None:
    assert gone(folder) == ()
    (folder / "inputs/二组/回访.xlsx").unlink()

    assert gone(folder) == ("上次还在、这次不见了的文件：二组/回访.xlsx",)
    assert gone(folder) == ()


def test_a_file_that_moved_is_not_gone(folder: Path) -> None:
    gone(folder)
    (folder / "inputs/二组/回访.xlsx").rename(folder / "inputs/二组/十月回访.xlsx")

    assert gone(folder) == ("改了名字或位置的文件：二组/回访.xlsx → 二组/十月回访.xlsx",)


def test_another_drop_folder_misses_nothing_of_this_one(folder: Path) -> None:
    gone(folder)
    write(folder / "other", {"投诉": calls()})

    _, _, shelf = read_night(at(folder, inputs=folder / "other"), Clock(lambda *_: None))

    assert shelf.missing(frozenset()) == ()


# -- anything in any order --------------------------------------------------------------------------------------------


def edit(files: list[Path], random: Random) -> None:
    path = random.choice(files)
    fresh = calls(
        *(row(random) for _ in range(random.randint(1, 4))), title=random.choice(("售后回访记录", "2026年回访"))
    )
    saved = SAVED + random.randint(-40, 1) * DAY
    write(path.parent, {path.name: fresh})
    os.utime(path, (saved, saved))


def touch(files: list[Path], random: Random) -> None:
    saved = SAVED + random.choice((-40 * DAY, 0, 60))
    os.utime(random.choice(files), (saved, saved))


def rename(files: list[Path], random: Random) -> None:
    name = random.choice(("回访", "2025年回访", "9月回访", "高桥店回访", "回访 - 副本"))
    path = random.choice(files)
    path.rename(path.parent / f"{name}{random.randrange(3)}.xlsx")


def move(files: list[Path], random: Random) -> None:
    path = random.choice(files)
    target = path.parents[len(path.parts) - path.parts.index("inputs") - 2] / random.choice(("2025年", "一组", ""))
    target.mkdir(exist_ok=True)
    path.rename(target / path.name)


def delete(files: list[Path], random: Random) -> None:
    if len(files) > 2:
        random.choice(files).unlink()


def add(files: list[Path], random: Random) -> None:
    path = files[0].parent / f"新{random.randrange(100)}.xlsx"
    shutil.copy2(random.choice(files), path)
    if random.random() < 0.7:
        edit([path], random)


def spoil(files: list[Path], random: Random) -> None:
    """A byte of the cache changes on the disk."""
    inputs = files[0].parents[len(files[0].parts) - files[0].parts.index("inputs") - 1]
    entries = sorted((inputs.parent / "state/cache").iterdir()) if (inputs.parent / "state/cache").exists() else []
    if entries:
        path = random.choice(entries)
        content = bytearray(path.read_bytes())
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
        path.write_bytes(content)


CHANGES = (edit, touch, touch, touch, rename, move, delete, add, spoil)


def some_settings(random: Random) -> Mapping[str, object]:
    return random.choice(({}, {}, {"satisfaction": {"words": {"巴适": 5}}}))


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happened_the_night_reads_what_a_first_night_would(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    write(
        tmp_path / "inputs", {f"{name}": calls(row(random), row(random)) for name in ("回访", "9月回访", "一组/回访")}
    )
    as_of, settings = AS_OF, some_settings(random)
    for step in range(12):
        done = []
        for _ in range(random.randrange(3)):
            change = random.choice(CHANGES)
            change(sorted((tmp_path / "inputs").rglob("*.xlsx")), random)
            done.append(change.__name__)
        as_of += timedelta(days=random.choice((0, 0, 0, 1, 30, -30)))
        settings = some_settings(random) if random.random() < 0.2 else settings
        options = at(tmp_path, as_of=as_of, settings=settings)

        digests, problems, _ = read(options)

        assert (digests, problems) == afresh(options), f"step {step} after {done}"


def contents(outputs: Path) -> dict[str, bytes]:
    paths = (path for path in outputs.rglob("*") if path.is_file() and path.name not in ("run.json", ".lock"))
    return {path.relative_to(outputs).as_posix(): path.read_bytes() for path in paths}


def test_the_published_bytes_are_those_of_a_first_night(tmp_path: Path) -> None:
    random = Random(1)
    inputs = write(tmp_path / "inputs", {"回访": calls(row(random), row(random)), "二组/回访": calls(row(random))})
    for change in (None, edit, rename, add):
        if change is not None:
            change(sorted(inputs.rglob("*.xlsx")), random)
        run(at(tmp_path), lambda *_: None)
    shutil.copytree(inputs, tmp_path / "new/inputs", copy_function=shutil.copy2)

    run(at(tmp_path / "new"), lambda *_: None)

    first, again = contents(tmp_path / "new/outputs"), contents(tmp_path / "outputs")
    assert len(first) > 10
    assert {name: again.get(name) for name in first} == first


def test_nothing_is_believed_of_a_file_nobody_looked_at() -> None:
    assert FoundFile("a.xlsx", "a.xlsx", 1, 1.0).stamp == ()
