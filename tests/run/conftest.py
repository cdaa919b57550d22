"""The sample folder, run once for all tests that look at what it gives."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from aftersales.run import run
from aftersales.settings.load import load_settings
from tests.sheets import Night, asked

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Night:
    """A night over the sample, as of the day that its truth names."""
    folder = tmp_path_factory.mktemp("sample")
    settings = load_settings(ROOT / "config.yaml").model_copy(update={"workers": 1})
    truth = json.loads((ROOT / "tests/sample/truth.json").read_text(encoding="utf-8"))
    at = datetime.fromisoformat(truth["as_of"])
    options = asked(folder, inputs=ROOT / "inputs/示例", settings=settings, as_of=at)
    return Night(run(options, lambda *_: None), options.outputs)
