"""Publishing: a night is written aside and swapped in, so that a reader sees the old report or the new one, whole.

Everything is written into a hidden folder inside the outputs folder and forced to the disk. Then a journal names what
will be swapped, and each top-level entry (a month's folder, `data`, `index.html`) is put in place: in one step where
the system can exchange two names, else by two renames. Whatever ends the process in between, `recover` finishes what
the journal promises; without a journal nothing had been replaced and what was written aside is thrown away.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from aftersales.exchange import exchange

JOURNAL = ".publishing.json"
ASIDE = ".staging-"
BESIDE = r" \(新 \d{4}-\d{2}-\d{2} \d{4}\)"
"""What is added to the name of an entry that had to be published beside the one it should replace."""
TRIES, PAUSE = 3, 0.5
AT_ONCE = 8


class PublishError(Exception):
    """The outputs folder cannot be written; what was published before still stands."""


@dataclass(frozen=True, slots=True)
class Staging:
    """The folder aside, in which tonight's outputs are written under the names they will have."""

    outputs: Path
    folder: Path

    def path(self, *names: str) -> Path:
        """Where to write one file, its folders made. The names must stay inside (see `safe_name`)."""
        path = self.folder.joinpath(*names)
        if ".." in Path(*names).parts or not path.resolve().is_relative_to(self.folder.resolve()):
            raise ValueError(f"{names} leads out of the outputs folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


@dataclass(frozen=True, slots=True)
class Published:
    """What became of tonight's top-level entries.

    `beside` maps those that could not be replaced to the names under which they stand instead, blank where even that
    failed.
    """

    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    beside: dict[str, str] = field(default_factory=dict)


def open_staging(outputs: Path) -> Staging:
    """Repair what an earlier run left, and make a folder aside. PublishError where the outputs cannot be written."""
    try:
        outputs.mkdir(parents=True, exist_ok=True)
        recover(outputs)
        folder = Path(tempfile.mkdtemp(prefix=ASIDE, dir=outputs))
    except OSError as error:
        raise PublishError(f"输出文件夹不能写：{outputs}（{error.strerror or error}）") from error
    return Staging(outputs, folder)


def discard(staging: Staging) -> None:
    """Throw away what was written aside, unless it is promised: then the next run will put it in place."""
    if _read_journal(staging.outputs).get("folder") != staging.folder.name:
        shutil.rmtree(staging.folder, ignore_errors=True)


def publish(staging: Staging, as_of: datetime, unless_only: Collection[str] = ()) -> Published:
    """Swap tonight's entries in. An entry that differs from what stands in nothing but `unless_only` is left alone.

    PublishError (a full disk, a folder that cannot be written) comes before anything was replaced.
    """
    outputs = staging.outputs
    try:
        entries = sorted(entry.name for entry in staging.folder.iterdir())
        changed = [name for name in entries if not _same(staging.folder / name, outputs / name, unless_only)]
        for name in changed:
            _force_to_disk(staging.folder / name)
        _write_journal(staging, changed)
    except OSError as error:
        discard(staging)
        raise PublishError(f"写不了新报表到 {outputs}，原有报表未动（{error.strerror or error}）") from error
    beside: dict[str, str] = {}
    for name in changed:
        if _replaced(staging.folder, outputs, name):
            _remove_older_beside(outputs, name)
        else:
            beside[name] = _put_beside(staging.folder, outputs, name, as_of)
    _finish(outputs)
    replaced = tuple(name for name in changed if name not in beside)
    return Published(replaced, tuple(name for name in entries if name not in changed), beside)


def recover(outputs: Path) -> tuple[str, ...]:
    """Finish the swaps that a killed run had promised, and sweep up; the names that were put in place."""
    journal = _read_journal(outputs)
    folder = outputs / str(journal.get("folder", ""))
    mended = []
    for name, number in journal.get("entries", {}).items():
        waiting, target = folder / name, outputs / name
        if not waiting.exists() or (target.exists() and _number(target) == number):
            continue
        if _replaced(folder, outputs, name):
            mended.append(name)
        elif not target.exists():
            raise PublishError(f"上次中断的发布还没有完成，{target} 暂时不能写")
    _finish(outputs)
    return tuple(mended)


def _swap(folder: Path, outputs: Path, name: str) -> None:
    """Put `folder/name` into `outputs`; what stood there ends up below `folder`."""
    new, target = folder / name, outputs / name
    if not target.exists():
        new.rename(target)
    elif new.is_file() and target.is_file():
        new.replace(target)
    elif not exchange(new, target):
        old = folder / ".old" / name
        old.parent.mkdir(exist_ok=True)
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise


def _replaced(folder: Path, outputs: Path, name: str) -> bool:
    """Whether the entry could be put in place; someone who has it open may be done in a moment."""
    for attempt in range(TRIES):
        try:
            _swap(folder, outputs, name)
        except OSError:
            if attempt + 1 < TRIES:
                time.sleep(PAUSE)
        else:
            return True
    return False


def _put_beside(folder: Path, outputs: Path, name: str, as_of: datetime) -> str:
    """Publish the entry under a name of its own; blank where that fails too (the entry is lost till the next run)."""
    beside = f"{Path(name).stem} (新 {as_of:%Y-%m-%d %H%M}){Path(name).suffix}"
    try:
        if (outputs / beside).is_dir():
            shutil.rmtree(outputs / beside)
        (folder / name).replace(outputs / beside)
    except OSError:
        return ""
    return beside


def _remove_older_beside(outputs: Path, name: str) -> None:
    """What once had to be published beside an entry is out of date as soon as the entry itself is."""
    stem, suffix = re.escape(Path(name).stem), re.escape(Path(name).suffix)
    pattern = re.compile(f"{stem}{BESIDE}{suffix}")
    for other in sorted(outputs.iterdir()):
        if pattern.fullmatch(other.name):
            _remove(other)


def _finish(outputs: Path) -> None:
    """Take the journal away, then everything hidden that belonged to a run.

    A disk that cannot say that the new names are safe keeps the journal: the next run looks again.
    """
    try:
        _force_folder(outputs)
    except OSError:
        return
    (outputs / JOURNAL).unlink(missing_ok=True)
    for left in sorted(outputs.glob(f"{ASIDE}*")):
        _remove(left)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _number(path: Path) -> int:
    """What stays the same about a file or folder when it gets another name."""
    return path.stat().st_ino


def _write_journal(staging: Staging, changed: list[str]) -> None:
    entries = {name: _number(staging.folder / name) for name in changed}
    written = staging.folder / JOURNAL
    written.write_text(json.dumps({"folder": staging.folder.name, "entries": entries}), encoding="utf-8")
    _force(written)
    written.replace(staging.outputs / JOURNAL)
    _force_folder(staging.outputs)


def _read_journal(outputs: Path) -> dict[str, Any]:
    """What a run has promised. A journal that a power cut tore, or that leads elsewhere, promises nothing."""
    try:
        journal = json.loads((outputs / JOURNAL).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return journal if _is_ours(journal) else {}


def _is_ours(journal: object) -> bool:
    """Whether it is as we write it: whoever can write the outputs must not make us move other files."""
    match journal:
        case {"folder": str(folder), "entries": dict(entries)}:
            plain = (name == Path(name).name != ".." for name in (folder, *entries))
            return folder.startswith(ASIDE) and all(plain) and all(isinstance(n, int) for n in entries.values())
    return False


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path


def _same(new: Path, old: Path, unless_only: Collection[str]) -> bool:
    """Whether both hold the same files with the same bytes, those called as in `unless_only` not counted."""
    if not old.exists() or new.is_dir() != old.is_dir():
        return False
    if new.is_file():
        return _same_bytes(new, old)
    ours = {name: path for name, path in _files(new) if path.name not in unless_only}
    theirs = {name: path for name, path in _files(old) if path.name not in unless_only}
    return ours.keys() == theirs.keys() and all(_same_bytes(path, theirs[name]) for name, path in ours.items())


def _same_bytes(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
    except PermissionError:  # someone has it open: whether it can be replaced shows when it is tried
        return False


def _force_to_disk(folder: Path) -> None:
    """Several files at once, as a disk takes them together: a thousand small ones then cost no more than a few."""
    entries = sorted(folder.rglob("*"))
    with ThreadPoolExecutor(AT_ONCE) as hands:
        list(hands.map(_force, (path for path in entries if not path.is_dir())))
    for path in (*(path for path in entries if path.is_dir()), folder):
        _force_folder(path)


def _force(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _force_folder(path: Path) -> None:
    """A folder's names to the disk, on systems that can."""
    if os.name == "posix":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
