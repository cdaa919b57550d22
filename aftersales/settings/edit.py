"""Adds to the `kinds:` of a config file and leaves every other byte of it as it is, comments included.

Only the lines of `kinds:` are written anew. What comes out is read again and compared with what was asked for, so a
file is either as wanted or untouched.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode
from ruamel.yaml.scalarstring import SingleQuotedScalarString

from aftersales.problems import ConfigError
from aftersales.settings.source import read_source

KEY = "kinds"
BACKUP = ".bak"
_PLAIN = re.compile(r"\w[\w/（）、㎡]*")
"""Text that needs no quotes anywhere; whether it would be a number or a truth value, the writer knows itself."""
Additions = Mapping[str, Mapping[str, Any]]
"""Kind → what is added to it: `headings` (field → wordings), `titles`, and for a new kind zh, row, fields …"""


class EditError(Exception):
    """The file would not hold what was asked for: our bug, and nothing was written."""


def lines_to_add(additions: Additions) -> str:
    """The additions as they would stand in `config.yaml`.

    >>> print(lines_to_add({"callback": {"headings": {"called_by": ["客服姓名"]}}}), end="")
    kinds:
      callback:
        headings:
          called_by: [客服姓名]
    """
    return _dumped({KEY: _styled(additions)})


def with_additions(text: str, additions: Additions) -> str:
    r"""The text of a config file with the additions in it; the same text where nothing is new.

    >>> print(with_additions("workers: 2   # two\n", {"callback": {"titles": ["电访"]}}), end="")
    workers: 2   # two
    <BLANKLINE>
    kinds:
      callback:
        titles: [电访]
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    root = YAML().compose(plain)
    if isinstance(root, MappingNode) and root.flow_style:
        return _edited(plain, additions).replace("\n", newline)
    found = _entry(root)
    if found is None:
        between = "" if not plain.strip() else "\n" if plain.endswith("\n") else "\n\n"
        return f"{plain}{between}{lines_to_add(additions)}".replace("\n", newline)
    key, node = found
    lines = plain.splitlines(keepends=True)
    first, last = key.start_mark.line, max(_last_line(node), key.start_mark.line)
    section = "".join(lines[first : last + 1])
    merged = _edited(section, additions)
    if merged == section:
        return text
    rest = "".join(lines[last + 1 :])
    return f"{''.join(lines[:first])}{merged}{rest}".replace("\n", newline)


def add_to_file(path: Path, additions: Additions, check: Callable[[Path], object]) -> Path | None:
    """Add to a config file; gives the backup of the former one, or None where nothing was new.

    The new text stands in a file beside it first, is read, compared and given to `check` (which raises ConfigError),
    and only then takes the place of the old one in one step.
    """
    before = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    after = with_additions(before, additions)
    if after == before:
        return None
    with NamedTemporaryFile("wb", dir=path.parent, prefix=".config-", suffix=".yaml", delete=False) as file:
        beside = Path(file.name)
        file.write(after.encode("utf-8"))
    try:
        _compare(path, beside, additions)
        _check(check, path, beside)
        backup = path.with_name(path.name + BACKUP)
        if path.exists():
            backup.write_bytes(path.read_bytes())
            beside.chmod(path.stat().st_mode & 0o777)
        else:
            beside.chmod(0o644)
        os.replace(beside, path)  # noqa: PTH105 - the one that is said to be atomic
    finally:
        beside.unlink(missing_ok=True)
    return backup


def _check(check: Callable[[Path], object], path: Path, beside: Path) -> None:
    """Complaints are about the file as its owner knows it."""
    try:
        check(beside)
    except ConfigError as error:
        raise ConfigError([told.replace(beside.name, path.name) for told in error.complaints]) from error


def _compare(old: Path, new: Path, additions: Additions) -> None:
    """The new file must say what the old one said and the additions, and nothing else."""
    source = read_source(new)
    source.refuse()
    before = read_source(old).data if old.exists() else None
    wanted = _joined(dict(before or {}), additions)
    if source.data != wanted:
        raise EditError(f"{old.name}: the edited file would say something else")


def _joined(data: dict[str, Any], additions: Additions) -> dict[str, Any]:
    kinds = dict(data.get(KEY) or {})
    for kind, addition in additions.items():
        kinds[kind] = union(kinds.get(kind), addition)
    return {**data, KEY: kinds}


def union(old: Any, new: Any) -> Any:
    """Two parts of a config file together: mappings key by key, lists without repetition; what is already written stays."""
    if isinstance(new, Mapping):
        known = dict(old or {})
        return {**known, **{key: union(known.get(key), value) for key, value in new.items()}}
    if isinstance(new, Sequence) and not isinstance(new, str):
        items = list(old or ())
        return [*items, *(union(None, item) for item in new if not _has(items, item))]
    return new if old is None else old


def _has(items: Sequence[Any], item: Any) -> bool:
    """Whether a list has the item, or an entry of the same name (a field that is already declared)."""
    if isinstance(item, Mapping) and "name" in item:
        return any(isinstance(one, Mapping) and one.get("name") == item["name"] for one in items)
    return item in items


# -- the section of the file ------------------------------------------------------------------------------------------


def _entry(root: Node | None) -> tuple[Node, Node] | None:
    """The key `kinds` and its value."""
    if not isinstance(root, MappingNode):
        return None
    return next(((key, value) for key, value in root.value if isinstance(key, ScalarNode) and key.value == KEY), None)


def _last_line(node: Node) -> int:
    """The last line with something of the node in it; the end of a block also holds what comes after it."""
    if isinstance(node, ScalarNode):
        ends_before = node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line
        return int(node.end_mark.line) - (1 if ends_before else 0)
    if getattr(node, "flow_style", False):
        return int(node.end_mark.line)
    inner = [part for pair in node.value for part in (pair if isinstance(pair, tuple) else (pair,))]
    return max((_last_line(part) for part in inner), default=int(node.start_mark.line))


def _edited(text: str, additions: Additions) -> str:
    """A part of the file that has `kinds:` at its top, with the additions, comments kept."""
    yaml = _yaml()
    content = yaml.load(text)
    kinds = content.get(KEY)
    before = _plain(kinds)
    after = _joined({KEY: before}, additions)[KEY]
    if after == before:
        return text
    if not isinstance(kinds, CommentedMap):
        content[KEY] = kinds = CommentedMap()
    _put_in(kinds, additions)
    written = io.StringIO()
    yaml.dump(content, written)
    return written.getvalue()


def _put_in(there: CommentedMap, new: Mapping[str, Any]) -> None:
    for key, value in new.items():
        old = there.get(key)
        if isinstance(value, Mapping) and isinstance(old, CommentedMap):
            _put_in(old, value)
        elif isinstance(value, Sequence) and not isinstance(value, str) and isinstance(old, CommentedSeq):
            known = _plain(old)
            old.extend(_styled(item) for item in value if not _has(known, item))
        elif old is None:
            there[key] = _styled(value)


def _plain(node: Any) -> Any:
    """Containers of ruamel as plain values, scalars as the text that they are compared by."""
    if isinstance(node, Mapping):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, Sequence) and not isinstance(node, str):
        return [_plain(item) for item in node]
    return node if node is None or isinstance(node, bool) else str(node)


def _styled(value: Any) -> Any:
    """Lists of words on one line, as they stand in the examples; a field of a new kind on one line too."""
    if isinstance(value, Mapping):
        made = CommentedMap((key, _styled(part)) for key, part in value.items())
        if "name" in value:
            made.fa.set_flow_style()
        return made
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = CommentedSeq(_styled(item) for item in value)
        if not any(isinstance(item, Mapping) for item in value):
            items.fa.set_flow_style()
        return items
    return value if not isinstance(value, str) or _PLAIN.fullmatch(value) else SingleQuotedScalarString(value)


def _dumped(content: Mapping[str, Any]) -> str:
    written = io.StringIO()
    _yaml().dump(dict(content), written)
    return written.getvalue()


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.add_representer(type(None), lambda it, _: it.represent_scalar("tag:yaml.org,2002:null", "null"))
    return yaml
