"""Nights before and after a change of the inputs, and what must hold whatever happens between them."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aftersales.ledger.months import open_ledger
from tests.faults.saboteur import KILL, Saboteur, sabotaged
from tests.sheets import write

BESIDE = re.compile(r".* \(新 \d{4}-\d\d-\d\d \d{4}\)(\..*)?")
OWN = {"logs"}
"""Folders that every run writes in."""
SECONDS = {"run.json"}
DONE, OUR_FAULT, NOT_PUBLISHED = 0, 1, 5
BEFORE = {
    "九月回访": """
        五里牌店2026年9月售后回访
        回访日期 | 客户姓名 | 电话 | 满意度 | 回访人
        2026-09-05 | 王芳 | 13800000001 | 满意 | 刘敏
        2026-09-06 | 李强 | 13800000002 | 一般 | 刘敏
        """,
    "十月回访": """
        五里牌店2026年10月售后回访
        回访日期 | 客户姓名 | 电话 | 满意度 | 回访人
        2026-10-05 | 陈涛 | 13800000003 | 满意 | 刘敏
        32月 | 周丽 | 13800000004 | 满意 | 刘敏
        """,
}
AFTER = {
    "十月回访": """
        五里牌店2026年10月售后回访
        回访日期 | 客户姓名 | 电话 | 满意度 | 回访人
        2026-10-05 | 陈涛 | 13800000003 | 不满意 | 刘敏
        2026-10-06 | 周丽 | 13800000004 | 满意 | 刘敏
        """,
    "十一月回访": """
        五里牌店2026年11月售后回访
        回访日期 | 客户姓名 | 电话 | 满意度 | 回访人
        2026-11-02 | 何静 | 13800000005 | 满意 | 刘敏
        """,
}
CONFIG = "company: {name: 试验店}\nstores: [{name: 五里牌店}]\nworkers: 1\n"


@dataclass(frozen=True)
class Scene:
    """A shop's folder after one good night, its inputs changed since, and both nights as they should look.

    `again` is the second night made twice: with closed months the reports of the open one have more to say.
    """

    home: Path
    first: dict[str, str]
    second: dict[str, str]
    again: dict[str, str]
    sorts: Counter[str]
    day: str

    @property
    def touches(self) -> int:
        """How often the second night touches what it writes."""
        return self.sorts.total()

    def count(self, sort: str) -> int:
        """How often it does so in one way."""
        return self.sorts[sort]


NIGHT, CLOSING_NIGHT = "2026-11-03", "2026-11-09"
"""The day of both nights; and a day of the second night on which two months close."""


def arguments_of(home: Path, day: str = NIGHT) -> list[str]:
    """The folders of a shop, and the day of a night."""
    return [
        *("--inputs", str(home / "inputs"), "--outputs", str(home / "outputs")),
        *("--state", str(home / "state"), "--as-of", day),
    ]


def scene(folder: Path, day: str = NIGHT) -> Scene:
    """Work out both nights undisturbed; `day` is that of the second."""
    home = folder / "shop"
    write(home / "inputs", BEFORE)
    (home / "config.yaml").write_text(CONFIG, encoding="utf-8")
    quiet = Saboteur((str(home),), "any", 0, KILL)
    assert sabotaged(quiet, arguments_of(home), home, folder / "first.txt").code == DONE
    first = entries(home / "outputs")
    write(home / "inputs", AFTER)
    trial = folder / "trial"
    shutil.copytree(home, trial, symlinks=True)
    watched = Saboteur(watched_in(trial), "any", 0, KILL)
    ended = sabotaged(watched, arguments_of(trial, day), trial, folder / "second.txt")
    assert ended.code == DONE
    second = entries(trial / "outputs")
    assert first != second
    assert sabotaged(Saboteur((), "any", 0, KILL), arguments_of(trial, day), trial, folder / "again.txt").code == DONE
    again = entries(trial / "outputs")
    return Scene(home, first, second, again, Counter(touch.split(" ")[0] for touch in ended.touches), day)


def watched_in(home: Path) -> tuple[str, ...]:
    """What a fault may strike: everything that a run writes."""
    return (str(home / "outputs"), str(home / "state"))


@dataclass
class Found:
    """What did not hold after one fault, and how the run ended."""

    name: str
    code: int
    wrong: list[str] = field(default_factory=list)
    struck: bool = True


def struck(found: Scene, sort: str, at: int, fault: str, *, for_ever: bool, place: Path) -> Found:
    """One fault in a copy of the shop, a look at what it left, and an undisturbed night after it."""
    home = place / "struck"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(found.home, home, symlinks=True)
    told = place / "told.txt"
    saboteur = Saboteur(watched_in(home), sort, at, fault, for_ever)
    ended = sabotaged(saboteur, arguments_of(home, found.day), home, told)
    code = ended.code
    result = Found(f"{fault} at {sort} {at}{' and after' if for_ever else ''}", code)
    if code >= 0 and len(ended.touches) < at:
        result.struck = False
        return result
    left = entries(home / "outputs")
    result.wrong += mixtures(left, found)
    if code == DONE and left != found.second:
        result.wrong.append("ended with 0, but not all of the night is there")
    if code == OUR_FAULT:
        result.wrong.append(f"ended as a fault of ours: {told.read_text(encoding='utf-8')[-300:]}")
    healed = sabotaged(Saboteur((), "any", 0, KILL), arguments_of(home, found.day), home, told).code
    after = entries(home / "outputs")
    if healed != DONE:
        result.wrong.append(f"the next night ended with {healed}: {told.read_text(encoding='utf-8')[-300:]}")
    if after != found.again:
        result.wrong += [f"the next night did not mend {name}" for name in differing(after, found.second)]
    result.wrong += [f"left behind: {path.name}" for path in leftovers(home / "outputs")]
    ledger = open_ledger(home / "outputs", home / "state", write=False)
    if ledger.remarks or ledger.mend or ledger.astray or ledger.closed != closed_by(found.day):
        result.wrong.append(f"the ledger is not whole: {sorted(ledger.closed)} {ledger.remarks}")
    return result


def closed_by(day: str) -> frozenset[str]:
    """The months that are closed after the second night."""
    return frozenset({"2026-09", "2026-10"}) if day == CLOSING_NIGHT else frozenset()


def mixtures(left: dict[str, str], found: Scene) -> list[str]:
    """Entries that are neither of the first night nor of the second, and those that have gone."""
    wrong = [
        f"{name} is of neither night"
        for name, content in left.items()
        if content not in (found.first.get(name), found.second.get(name))
    ]
    return wrong + [f"{name} has gone" for name in found.first if name not in left]


def differing(one: dict[str, str], other: dict[str, str]) -> Iterator[str]:
    """The entries that are not the same in both."""
    return (name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name))


def entries(outputs: Path) -> dict[str, str]:
    """Every published top-level entry with a fingerprint of all its files but the seconds."""
    return {
        path.name: fingerprint(path)
        for path in sorted(outputs.iterdir())
        if not path.name.startswith(".") and path.name not in OWN and not BESIDE.fullmatch(path.name)
    }


def leftovers(outputs: Path) -> Iterable[Path]:
    """What an undisturbed night does not leave: folders aside, journals, things published beside."""
    return [
        path
        for path in outputs.iterdir()
        if BESIDE.fullmatch(path.name) or (path.name.startswith(".") and path.name != ".lock")
    ]


def fingerprint(path: Path) -> str:
    """The names and bytes of a file, or of all files below a folder."""
    found = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file() and file.name not in SECONDS:
            found.update(file.relative_to(path.parent).as_posix().encode())
            found.update(file.read_bytes())
    return found.hexdigest()
