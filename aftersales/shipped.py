"""The YAML files that come with the program: kinds, categories, schemes. Like a module, each is parsed once, not every night.

What was parsed is kept beside the file, where Python keeps its compiled modules, under the hash of the text that it was
parsed from. An installation that nobody may write to, or a file that JSON cannot hold, is parsed anew.

`python -m aftersales.shipped` parses them all, for installations in which no night may write.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any


def content_of(entry: Traversable) -> Any:
    """The content of a file of this program: plain dicts, lists and scalars."""
    text = entry.read_bytes()
    if not isinstance(entry, Path):  # within an archive: there is no place beside it
        return parsed(text.decode("utf-8"))
    place = entry.parent / "__pycache__" / f"{entry.stem}.json"
    key = sha256(text).hexdigest()
    try:
        kept = json.loads(place.read_bytes())
        if kept["of"] == key:
            return kept["content"]
    except (OSError, ValueError, LookupError, TypeError):  # never kept, or damaged
        pass
    content = parsed(text.decode("utf-8"))
    if not sys.dont_write_bytecode:
        _keep(content, key, place)
    return content


def parsed(text: str) -> Any:
    """The content of a YAML text."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - only what was never parsed needs it

    return YAML(typ="safe", pure=True).load(text)


def keep_all(folder: Traversable) -> None:
    """Parse every YAML file below a folder of this program, so that it is kept."""
    for entry in folder.iterdir():
        if entry.is_dir():
            keep_all(entry)
        elif entry.name.endswith(".yaml"):
            content_of(entry)


def _keep(content: Any, key: str, place: Path) -> None:
    try:
        told = json.dumps({"of": key, "content": content}, ensure_ascii=False)
    except TypeError:  # a date, say
        return
    if json.loads(told)["content"] != content:  # a key that is no text
        return
    own = place.with_suffix(f".{os.getpid()}")
    try:
        place.parent.mkdir(exist_ok=True)
        own.write_text(told, encoding="utf-8")
        own.replace(place)
    except OSError:  # nobody may write here: it is parsed again next time
        with suppress(OSError):
            own.unlink(missing_ok=True)


if __name__ == "__main__":
    keep_all(files("aftersales"))
