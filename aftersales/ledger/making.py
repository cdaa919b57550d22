"""What figures are made with, as hashes: the program, each block of the settings, every input file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from aftersales import __version__
from aftersales.ledger.model import Seal
from aftersales.ledger.version import PACKAGE, hash_of
from aftersales.settings.model import Settings

_SHORT = 16


@dataclass(frozen=True, slots=True)
class Making:
    """The program (version, hash of its files), the settings block by block, the hash of every input by its name."""

    version: str
    code: str
    settings: Mapping[str, str]
    inputs: Mapping[str, str]

    def without(self, files: Collection[str]) -> Making:
        """The same without these inputs."""
        return replace(self, inputs={name: sha256 for name, sha256 in self.inputs.items() if name not in files})


def making_now(settings: Settings, inputs: Mapping[str, str]) -> Making:
    """What this run makes figures with."""
    return Making(__version__, code_sha256(), settings_hashes(settings), inputs)


def making_then(seal: Seal, folder: Path) -> Making:
    """What the figures of a sealed folder were made with."""
    facts = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    inputs = {file["file"]: file["sha256"] for file in facts["inputs"]}
    return Making(seal.version, seal.code, seal.settings, inputs)


def settings_hashes(settings: Settings) -> dict[str, str]:
    """A hash for each block of the settings, so that a later run can tell which one was changed."""
    blocks = settings.model_dump(mode="json", by_alias=True)
    return {
        name: _hash(json.dumps(block, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        for name, block in blocks.items()
    }


@lru_cache(maxsize=1)
def code_sha256() -> str:
    """A hash of every file of this program that can change a figure: its code, kinds, schemes and dictionaries."""
    return hash_of(sorted(path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".yaml"}))[:_SHORT]


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_SHORT]
