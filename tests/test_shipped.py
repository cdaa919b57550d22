"""The files that come with the program are parsed once, and read as they are written, whatever was kept of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import aftersales
from aftersales.shipped import content_of, keep_all, parsed

SHIPPED = sorted(Path(aftersales.__file__).parent.rglob("*.yaml"))


@pytest.fixture(autouse=True)
def keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def file(folder: Path, text: str) -> Path:
    (folder / "words.yaml").write_text(text, encoding="utf-8")
    return folder / "words.yaml"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def kept(folder: Path) -> Path:
    return folder / "__pycache__" / "words.json"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_file_is_read_as_it_is_written(path: Path, tmp_path: Path) -> None:
    copy = file(tmp_path, path.read_text(encoding="utf-8"))

    assert content_of(copy) == content_of(copy) == parsed(path.read_text(encoding="utf-8"))
    assert kept(tmp_path).is_file()


def test_what_was_kept_is_read_instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(tmp_path, "words: [裂]")
    content_of(path)
    monkeypatch.setattr("aftersales.shipped.parsed", lambda _: pytest.fail("parsed again"))

    assert content_of(path) == {"words": ["裂"]}


def test_a_file_that_was_changed_is_parsed_again(tmp_path: Path) -> None:
    content_of(file(tmp_path, "words: [裂]"))

    assert content_of(file(tmp_path, "words: [裂纹]")) == {"words": ["裂纹"]}


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff", b"[]", b"1", json.dumps({"of": 1}).encode()])
def test_what_was_kept_badly_is_parsed_again(tmp_path: Path, damage: bytes) -> None:
    path = file(tmp_path, "words: [裂]")
    content_of(path)
    kept(tmp_path).write_bytes(damage)

    assert content_of(path) == {"words": ["裂"]}
    assert json.loads(kept(tmp_path).read_bytes())["content"] == {"words": ["裂"]}


@pytest.mark.parametrize("text", ["when: 2026-10-03", "2: two"])
def test_what_json_cannot_hold_is_not_kept(tmp_path: Path, text: str) -> None:
    assert content_of(file(tmp_path, text)) == parsed(text)
    assert not kept(tmp_path).exists()


def test_where_nobody_may_write_it_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").write_text("no folder")

    assert content_of(file(tmp_path, "words: [裂]")) == {"words": ["裂"]}
    assert names(tmp_path) == ["__pycache__", "words.yaml"]


def test_nothing_is_written_where_python_writes_no_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    content_of(file(tmp_path, "words: [裂]"))

    assert names(tmp_path) == ["words.yaml"]


def test_all_files_can_be_parsed_ahead(tmp_path: Path) -> None:
    (tmp_path / "kinds").mkdir()
    file(tmp_path, "words: [裂]")
    file(tmp_path / "kinds", "id: repair")
    keep_all(tmp_path)

    assert kept(tmp_path).is_file()
    assert kept(tmp_path / "kinds").is_file()
