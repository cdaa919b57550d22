"""The version under which digests are kept covers everything that reading a file depends on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from aftersales.ledger.version import PACKAGE, files_of_reading, version_of_reading
from aftersales.settings.model import Settings

LISTED = """
import sys, pathlib
import aftersales.remembering
for module in list(sys.modules.values()):
    if getattr(module, "__name__", "").startswith("aftersales") and module.__file__:
        print(pathlib.Path(module.__file__).resolve())
"""


def test_every_module_that_reads_is_in_it() -> None:
    command = [sys.executable, "-c", LISTED]
    done = subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, check=True, text=True)  # noqa: S603 - ours
    loaded = {Path(line) for line in done.stdout.splitlines()}
    covered = {path.resolve() for path in files_of_reading()}

    assert len(loaded) > 50
    assert {path.relative_to(PACKAGE).as_posix() for path in loaded - covered} <= {"__init__.py", "ledger/__init__.py"}


@pytest.mark.parametrize(
    "change",
    [
        {"kinds": {"callback": {"headings": {"called_by": ["客服姓名"]}}}},
        {"limits": {"cells": 100}},
        {"satisfaction": {"words": {"巴适": 5}}},
    ],
)
def test_settings_that_matter_change_it(change: dict[str, object]) -> None:
    assert version_of_reading(Settings.model_validate(change), ()) != version_of_reading(Settings(), ())


def test_settings_that_do_not_matter_leave_it() -> None:
    other = Settings.model_validate({"company": {"name": "甲"}, "targets": {"x": 1.0}, "workers": 3})

    assert version_of_reading(other, ()) == version_of_reading(Settings(), ())


def test_a_password_changes_it_and_does_not_show() -> None:
    secret = version_of_reading(Settings(), ("芝麻开门",))

    assert secret != version_of_reading(Settings(), ())
    assert "芝麻" not in secret
