"""A YAML file as plain text values that still know their line and column.

The composed nodes are read, not the constructed values: `12:30`, `no` and `2026-10-01` stay the text that stands in the
file, a key that is set twice is seen, and every value can be pointed at. Turning text into numbers is the models' work.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from aftersales.problems import ConfigError

Where = tuple[str | int, ...]
NULL = "tag:yaml.org,2002:null"
TEXT = "tag:yaml.org,2002:str"


@dataclass(slots=True)
class Source:
    """What stands in one file: `data` (dicts, lists, text, None), and where each key and value begins."""

    name: str
    data: Any = None
    keys: dict[Where, tuple[int, int]] = field(default_factory=dict)
    values: dict[Where, tuple[int, int]] = field(default_factory=dict)
    numbers: set[Where] = field(default_factory=set)
    """Where something stands without quotes that YAML takes for a number, a date or a yes or no."""
    complaints: list[tuple[tuple[int, int], str]] = field(default_factory=list)

    def complain(self, path: Where, what: str, *, at_key: bool = False) -> None:
        """Note what is wrong at a place; a place that is not in the file stands for the nearest one around it."""
        self.complaints.append((self.mark(path, at_key=at_key), what))

    def mark(self, path: Where, *, at_key: bool = False) -> tuple[int, int]:
        """The line and column (from 1) of a key or of its value, or of the nearest thing around them."""
        marks = (self.keys, self.values) if at_key else (self.values, self.keys)
        for length in range(len(path), -1, -1):
            for known in marks:
                if path[:length] in known:
                    return known[path[:length]]
        return (1, 1)

    def complain_dotted(self, complaint: str) -> None:
        """Note a complaint that names its place as `kinds.callback.headings: what`."""
        dotted, _, what = complaint.partition(": ")
        places = {".".join(map(str, where)): where for where in self.keys}
        around = [name for name in places if f"{dotted}.".startswith(f"{name}.")]
        self.complain(places[max(around, key=len)] if around else (), f"{dotted}: {what}", at_key=True)

    def refuse(self) -> None:
        """Raise all complaints at once, in the order of the file; return if there is none."""
        if self.complaints:
            in_order = sorted(dict.fromkeys(self.complaints), key=lambda complaint: complaint[0])
            raise ConfigError([f"{self.name}:{line}:{column}: {what}" for (line, column), what in in_order])


def read_source(path: Path) -> Source:
    """The file's values and places. ConfigError where it cannot be read or is no YAML at all."""
    source = Source(path.name)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError([f"{path}: 打不开设置文件({error.strerror or error})"]) from error
    except UnicodeDecodeError as error:
        raise ConfigError([f"{path.name}:1:1: 不是 UTF-8 编码，请用“另存为”选择 UTF-8 编码后再保存"]) from error
    try:
        root = YAML().compose(text)
        source.data = None if root is None else _value(root, (), source, set())
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        source.complaints.append((at, f"YAML 写法有误：{_reason(error)}"))
    except YAMLError as error:
        source.complaints.append(((1, 1), f"YAML 写法有误：{str(error).splitlines()[0]}"))
    except RecursionError:
        source.complaints = [((1, 1), "括号或缩进套得太深，请检查有没有多余的“[”或“{”")]
    return source


def _reason(error: MarkedYAMLError) -> str:
    problem = str(error.problem or error.context or "看不懂这一行")
    if "'\\t'" in problem:
        return "缩进要用空格，不能用 Tab 键"
    return f"请检查缩进、冒号和引号({problem})"


def _value(node: Node, path: Where, source: Source, seen: set[int]) -> Any:
    """The node as plain values. A node met twice is a reference (`*name`), which the configuration does not have."""
    at = (node.start_mark.line + 1, node.start_mark.column + 1)
    source.values[path] = at
    if id(node) in seen:
        source.complaints.append((at, "不支持用 & 和 * 引用，请把内容写全"))
        return None
    seen.add(id(node))
    if isinstance(node, ScalarNode):
        if node.tag not in (NULL, TEXT):
            source.numbers.add(path)
        return None if node.tag == NULL else str(node.value)
    if isinstance(node, SequenceNode):
        return [_value(item, (*path, index), source, seen) for index, item in enumerate(node.value)]
    if isinstance(node, MappingNode):
        return _mapping(node, path, source, seen)
    raise TypeError(f"nothing for a {type(node).__name__}")


def _mapping(node: MappingNode, path: Where, source: Source, seen: set[int]) -> dict[str, Any]:
    entries: dict[str, Any] = {}
    for key_node, value_node in node.value:
        at = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if not isinstance(key_node, ScalarNode):
            source.complaints.append((at, "冒号前面要写一个名称"))
            continue
        key = str(key_node.value)
        if key in entries:
            first = source.keys[(*path, key)][0]
            source.complaints.append((at, f"“{key}”重复设置，第 {first} 行已经写过"))
            continue
        source.keys[(*path, key)] = at
        entries[key] = _value(value_node, (*path, key), source, seen)
        if entries[key] is None:  # an empty value begins only where the next line does
            source.values[(*path, key)] = at
    return entries
