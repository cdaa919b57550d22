"""The committed sample folder and its truth are what the generator writes."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from .folder import TRUTH, write_folder

COMMITTED = Path(__file__).parents[2] / "inputs" / "示例"


def _contents(folder: Path) -> dict[str, object]:
    """Every file below the folder; archives by their members, since compressors differ between machines."""
    contents: dict[str, object] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        contents[name] = _unpacked(path.read_bytes())
    return contents


def _unpacked(content: bytes) -> object:
    """What an archive holds, archives inside it as well; anything else as it is."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {member: _unpacked(archive.read(member)) for member in archive.namelist()}


def test_the_committed_folder_and_truth_are_what_the_generator_writes(tmp_path: Path) -> None:
    truth = write_folder(tmp_path, 2026)
    assert json.loads(TRUTH.read_text(encoding="utf-8")) == json.loads(json.dumps(truth))
    assert _contents(tmp_path) == _contents(COMMITTED)


def test_the_same_seed_writes_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    for name, seed in (("first", 7), ("again", 7), ("other", 8)):
        write_folder(tmp_path / name, seed)
    bytes_of = {
        name: {p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*") if p.is_file()}
        for name in ("first", "again", "other")
    }
    assert bytes_of["first"] == bytes_of["again"]
    assert bytes_of["first"] != bytes_of["other"]


def test_the_shop_that_has_trouble_with_hollow_tiles_falls_from_91_to_78_percent() -> None:
    months = json.loads(TRUTH.read_text(encoding="utf-8"))["months"]
    before, after = (months[month]["callback"]["stores"]["高桥店"] for month in ("2026-09", "2026-10"))
    assert (before["satisfied"], before["rated"]) == (21, 23)
    assert (after["satisfied"], after["rated"]) == (18, 23)
    assert after["problem_households"]["空鼓脱落"] == 4
