"""The generated pages say what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.__main__ import pages

FOLDER = Path(__file__).parents[1] / "docs"
PAGES = pages()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_generated_page_is_up_to_date(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name], "run make docs"


def test_every_setting_kind_measure_and_problem_has_its_words() -> None:
    for name, text in PAGES.items():
        rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]
        assert rows, name
        assert all(row[-1].strip() or name != "problems.md" for row in rows)
    assert "| `fines.late_entry` | 数字 或 null ≥ 0 | null |" in PAGES["config.md"]
    assert "| `stores[].name` | 文字 | (必填) | 门店名称 |" in PAGES["config.md"]
