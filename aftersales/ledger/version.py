"""What the reading of a file depends on besides the file: our own code, the libraries it uses, the settings that matter."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b, sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from aftersales.settings.model import Settings

PACKAGE = Path(__file__).parents[1]
ROOMS = ("intake", "recognise", "clean", "kinds", "settings")
MODULES = (
    *("digest", "model", "problems", "problem_catalogue", "excerpts", "frames", "civil_time", "shipped", "safe_text"),
    *("remembering", "ledger/cache", "ledger/packed", "ledger/version"),
)
LIBRARIES = ("python-calamine", "openpyxl", "defusedxml", "rapidfuzz", "msoffcrypto-tool")


def version_of_reading(settings: Settings, passwords: Sequence[str]) -> str:
    """A text that changes whenever the same file might be read otherwise. Passwords are in it as a hash only."""
    told = (
        platform.python_version(),
        *(f"{name} {_installed(name)}" for name in LIBRARIES),
        hash_of(files_of_reading()),
        json.dumps({name: kind.model_dump() for name, kind in settings.kinds.items()}, ensure_ascii=False),
        settings.limits.model_dump_json(),
        json.dumps(dict(settings.satisfaction.words), ensure_ascii=False, sort_keys=True),
        *passwords,
    )
    return blake2b("\0".join(told).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def files_of_reading() -> Iterator[Path]:
    """The files of this program that have a say in how a file is read."""
    for room in ROOMS:
        yield from sorted(path for path in (PACKAGE / room).iterdir() if path.suffix in (".py", ".yaml"))
    yield from (PACKAGE / f"{module}.py" for module in MODULES)


def hash_of(files: Iterable[Path]) -> str:
    """SHA-256 of files of this program: of their places in it and what they hold."""
    seen = sha256()
    for path in files:
        content = path.read_bytes()
        seen.update(f"{path.relative_to(PACKAGE).as_posix()} {len(content)}\n".encode())
        seen.update(content)
    return seen.hexdigest()


def _installed(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "-"
