"""`ledger.json`: the seal on a month's folder. It names every file of it with its hash, and carries its own.

A month's folder in the outputs and its copy in the state folder hold the same seal, so that either can be told from a
damaged one and made good from the other.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path, PurePosixPath
from typing import Any

from aftersales.ledger.model import Carry, Event, Seal

NAME = "ledger.json"
OLDER = "ledger"
"""The folder beside the seal with the tables of earlier versions."""
RESTATEMENTS = "data/restatements.csv"
"""The one file of a closed month that later nights write."""
TABLES = tuple(f"data/{name}.csv" for name in ("measures", "scores", "score_lines", "proposals"))
"""The figures themselves: kept of every version, and looked at every night."""
_NEVER_SEALED = frozenset({NAME, RESTATEMENTS})


class DamagedSealError(Exception):
    """A seal that is not as it was written."""


def read_seal(folder: Path) -> Seal | None:
    """The seal of a month's folder; None where there is none. DamagedSealError where it cannot be believed."""
    try:
        told: dict[str, Any] = json.loads((folder / NAME).read_bytes())
        if told.pop("checksum") != _checksum(told):
            raise DamagedSealError(str(folder))
        files = {name: (size, sha256) for name, (size, sha256) in told.pop("files").items()}
        history = tuple(Event(**event) for event in told.pop("history"))
        carried = tuple(Carry(**carry) for carry in told.pop("carried"))
        seal = Seal(**told, history=history, files=files, carried=carried)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise DamagedSealError(str(folder)) from error
    if not seal.history or seal.month != folder.name.lstrip(".") or not all(map(_inside, seal.files)):
        raise DamagedSealError(str(folder))
    return seal


def write_seal(folder: Path, seal: Seal) -> None:
    """Put the seal on a folder, in one step."""
    told = json.loads(json.dumps(asdict(seal), ensure_ascii=False))
    write_forced(folder / NAME, {**told, "checksum": _checksum(told)}, indent=1)


def sealed(folder: Path, before: Seal | None, event: Event) -> Seal:
    """The seal that closes a month's folder as it stands, with what its `run.json` tells about its making.

    How long the stages took is taken out of `run.json`, so that equal nights are sealed alike.
    """
    facts = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    write_forced(folder / "run.json", {name: told for name, told in facts.items() if name != "seconds"}, indent=2)
    files = marks_of(folder)
    version = 1 + max((past.version for past in before.history), default=0) if before else 1
    told = replace(event, version=version, as_of=facts["as_of"], sha256=_checksum(files))
    return Seal(
        month=folder.name,
        history=(*(before.history if before else ()), told),
        files=files,
        version=facts["version"],
        code=facts.get("code_sha256", ""),
        settings=facts.get("settings", {}),
        carried=tuple(Carry(**carry) for carry in facts.get("carry_over", ())),
    )


def marks_of(folder: Path) -> dict[str, tuple[int, str]]:
    """Size and hash of every file that a seal covers, by its place in the folder."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {
        name: ((folder / name).stat().st_size, sha256_of(folder / name))
        for name in names
        if name not in _NEVER_SEALED and not PurePosixPath(name).name.startswith((".", "~$"))
    }


def table_marks(folder: Path) -> dict[str, str]:
    """The hashes of a month's tables of figures, for its `run.json`: so that nothing else is sealed later."""
    return {name: sha256_of(folder / name) for name in TABLES}


def edited_tables(folder: Path) -> tuple[str, ...]:
    """The tables of figures that are not as the folder's `run.json` says they were published."""
    told = json.loads((folder / "run.json").read_text(encoding="utf-8")).get("tables", {})
    return tuple(name for name in TABLES if name in told and not _is(folder / name, told[name]))


def _is(path: Path, sha256: str) -> bool:
    try:
        return sha256_of(path) == sha256
    except OSError:
        return False


def wrong_files(folder: Path, seal: Seal, closely: Iterable[str] = ()) -> tuple[str, ...]:
    """The files that are not as they were sealed: missing, of another size, or changed since.

    Only those named and those that were written after the seal are read.
    """
    looked_into = frozenset(closely)
    written = _newest(folder / NAME)
    wrong = []
    for name, (size, sha256) in seal.files.items():
        path = folder / name
        try:
            believed = name not in looked_into and _newest(path) <= written
            right = path.stat().st_size == size and (believed or sha256_of(path) == sha256)
        except OSError:
            right = False
        if not right:
            wrong.append(name)
    return tuple(wrong)


def _newest(path: Path) -> int:
    """When the file was changed in any way; 0 where there is none."""
    try:
        status = path.stat()
    except OSError:
        return 0
    return max(status.st_mtime_ns, status.st_ctime_ns)


def copy_sealed(seal: Seal, sources: Iterable[Path], target: Path) -> tuple[str, ...]:
    """A copy of a sealed folder, each file from the first source that has it as it was sealed; those that none has."""
    lost = []
    for name, (_, sha256) in seal.files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if not any(_copied(source / name, target / name, sha256) for source in sources):
            lost.append(name)
    write_seal(target, seal)
    return tuple(lost)


def swap_in(new: Path, target: Path) -> None:
    """Put a folder in place of another; a kill in between leaves none, which the next run makes good."""
    if target.exists():
        old = target.with_name(f".old-{target.name}")
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
        new.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    else:
        new.rename(target)


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_forced(path: Path, told: object, indent: int) -> None:
    """Replace a file by this as JSON, in one step and forced to the disk."""
    own = path.with_name(f".{path.name}")
    with own.open("w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(told, ensure_ascii=False, indent=indent) + "\n")
        file.flush()
        os.fsync(file.fileno())
    own.replace(path)


def _copied(source: Path, target: Path, sha256: str) -> bool:
    """Whether the source has the file as it was sealed. A target that cannot be written is no fault of the source: OSError."""
    try:
        content = source.read_bytes()
    except OSError:
        return False
    if hashlib.sha256(content).hexdigest() != sha256:
        return False
    target.write_bytes(content)
    return True


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name


def _checksum(told: object) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
