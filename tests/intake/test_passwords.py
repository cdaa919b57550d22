"""Workbooks with a password are opened with those of the environment, where the extra is installed."""

from __future__ import annotations

import io
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

from aftersales.intake.encrypted import passwords
from aftersales.intake.readers import read
from aftersales.model import Workbook
from aftersales.settings.model import Limits
from tests.intake.drawn_books import book, cell, codes, found, row

DIGITS = random.Random(1)
NUMBERS = "".join(row(n, cell(f"A{n}", str(DIGITS.random()))) for n in range(1, 401))  # too little cannot be locked


@pytest.fixture
def office() -> ModuleType:
    return pytest.importorskip("msoffcrypto", reason="the extra “passwords” is not installed")


def locked(office: ModuleType, word: str) -> bytes:
    buffer = io.BytesIO()
    office.OfficeFile(io.BytesIO(book(NUMBERS))).encrypt(word, buffer)
    return buffer.getvalue()


def opened(folder: Path, data: bytes, *known: str) -> Workbook:
    path = folder / "回访.xlsx"
    path.write_bytes(data)
    return read(found(path), Limits(), known)


def test_the_right_password_among_several_opens_it_and_says_so(tmp_path: Path, office: ModuleType) -> None:
    workbook = opened(tmp_path, locked(office, "售后2026"), "错的", "售后2026")
    assert len(workbook.grids[0].rows) == 400
    assert codes(workbook) == ["file-unlocked"]


def test_without_it_the_file_is_named_and_what_to_do(tmp_path: Path, office: ModuleType) -> None:
    workbook = opened(tmp_path, locked(office, "售后2026"), "错的")
    assert codes(workbook) == ["file-encrypted"]
    assert "AFTERSALES_PASSWORDS" in workbook.problems[0].remedy
    assert "错的" not in str(workbook.problems)


def test_a_workbook_that_is_only_protected_against_changes_needs_no_password(
    tmp_path: Path, office: ModuleType
) -> None:
    assert len(opened(tmp_path, locked(office, "VelvetSweatshop")).grids[0].rows) == 400


def test_without_the_extra_it_is_refused_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000) + "EncryptedPackage".encode("utf-16-le") + bytes(3_000)
    monkeypatch.setitem(sys.modules, "msoffcrypto", None)
    assert codes(opened(tmp_path, data, "售后2026")) == ["file-encrypted"]


def test_passwords_stand_one_a_line_or_apart_by_bars() -> None:
    assert passwords({"AFTERSALES_PASSWORDS": " 2026 |售后\n\nabc "}) == ("2026", "售后", "abc")
    assert passwords({}) == ()
