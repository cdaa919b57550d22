"""`purge`: lists first, deletes only months whose annual report is done, and only after a yes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from aftersales.archive import purged_months
from tests.cli.conftest import Call


def annual(year: str, **facts: object) -> dict[str, object]:
    """What `periods.json` says of an annual report that is done."""
    told = {"title": f"{year}年售后年报", "headline": "", "settled_on": "", "months": [], "status": "已完成"}
    return {**told, "html": f"售后年报-{year}.html", "workbook": f"售后年报-{year}.xlsx", **facts}


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """Two months of 2025, whose annual report is done, and one of 2026."""
    folder = tmp_path / "outputs"
    for month in ("2025-03", "2025-12", "2026-01"):
        path = folder / month / "data/measures.csv"
        path.parent.mkdir(parents=True)
        path.write_text("x" * 3000, encoding="utf-8")
        (folder / month / "run.json").write_text(json.dumps({"month_counts": {"records": 7}}), encoding="utf-8")
    for year, facts in (("2025", annual("2025")), ("2026", annual("2026", status="进行中"))):
        (folder / year).mkdir()
        for ending in ("html", "xlsx"):
            (folder / year / f"售后年报-{year}.{ending}").write_text("", encoding="utf-8")
        (folder / year / "periods.json").write_text(json.dumps({year: facts}, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs/2025-03").mkdir()
    (tmp_path / "inputs/2025-03/回访.xlsx").write_text("", encoding="utf-8")
    return folder


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(text))


def months(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name[4:5] == "-")


def test_it_lists_what_may_go_and_why_the_rest_must_stay(call: Call, outputs: Path) -> None:
    said = call("purge", "--before", "2026-03", "--no-input")

    assert said.code == 2
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert "2025-03 1 3 KB 年报已完成，可以删除" in lines
    assert "2026-01 1 3 KB 保留：2026 年的年报还没有完成" in lines
    assert "请加 --yes" in said.err
    assert months(outputs) == ["2025-03", "2025-12", "2026-01"]
    assert purged_months(outputs) == {}


def test_a_yes_deletes_only_what_was_listed_as_deletable(
    call: Call, outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "y\n")

    said = call("purge", "--before", "2026-03")

    assert said.code == 0
    assert months(outputs) == ["2026-01"]
    assert "已删除：2025-03、2025-12" in said.out
    assert {(one.month, one.on, one.files, one.records) for one in purged_months(outputs).values()} == {
        ("2025-03", "2026-11-21", 1, 7),
        ("2025-12", "2026-11-21", 1, 7),
    }
    assert (outputs / "2025/periods.json").exists()
    assert [path.name for path in outputs.iterdir() if path.name.startswith(".staging")] == []


@pytest.mark.parametrize("text", ["n\n", "\n"])
def test_anything_but_a_yes_deletes_nothing(
    call: Call, outputs: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    answer(monkeypatch, text)

    said = call("purge", "--before", "2026-03")

    assert (said.code, months(outputs)) == (0, ["2025-03", "2025-12", "2026-01"])
    assert "没有删除任何东西" in said.out


def test_the_month_named_itself_stays(call: Call, outputs: Path) -> None:
    assert call("purge", "--before", "2025-12", "--yes").code == 0

    assert months(outputs) == ["2025-12", "2026-01"]


def test_nothing_in_the_drop_folder_is_touched(call: Call, outputs: Path) -> None:
    call("purge", "--before", "2026-03", "--yes")

    assert (outputs.parent / "inputs/2025-03/回访.xlsx").exists()


def test_a_link_is_not_followed(call: Call, outputs: Path) -> None:
    elsewhere = outputs.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "keep.txt").write_text("", encoding="utf-8")
    (outputs / "2025-05").symlink_to(elsewhere, target_is_directory=True)
    (outputs / "2025-03/link").symlink_to(elsewhere, target_is_directory=True)

    said = call("purge", "--before", "2026-03", "--yes")

    assert said.code == 0
    assert "是链接，不是文件夹，不跟随" in said.out
    assert (elsewhere / "keep.txt").exists()
    assert (outputs / "2025-05").is_symlink()
    assert not (outputs / "2025-03").exists()


def test_what_once_had_to_be_published_beside_goes_with_its_month(call: Call, outputs: Path) -> None:
    (outputs / "2025-03 (新 2026-01-05 0300)").mkdir()
    (outputs / "2025-03 (我的备份)").mkdir()

    call("purge", "--before", "2025-04", "--yes")

    assert months(outputs) == ["2025-03 (我的备份)", "2025-12", "2026-01"]


@pytest.mark.parametrize(
    "facts",
    [
        "",
        "[]",
        '{"2025": 3}',
        '{"2025": {}}',
        json.dumps({"2025": annual("2025", html="../2026/售后年报-2026.html")}),
        json.dumps({"2025": annual("2025", status="待定稿")}),
        json.dumps({"2025": annual("2025", archive={"2025-03": "viel"})}),
    ],
)
def test_an_annual_report_that_is_damaged_or_gone_lets_nothing_go(call: Call, outputs: Path, facts: str) -> None:
    (outputs / "2025/periods.json").write_text(facts, encoding="utf-8")

    said = call("purge", "--before", "2026-03", "--yes")

    assert (said.code, months(outputs)) == (0, ["2025-03", "2025-12", "2026-01"])


@pytest.mark.parametrize("ending", ["html", "xlsx"])
def test_a_report_without_both_its_files_is_not_done(call: Call, outputs: Path, ending: str) -> None:
    (outputs / f"2025/售后年报-2025.{ending}").unlink()

    call("purge", "--before", "2026-03", "--yes")

    assert months(outputs) == ["2025-03", "2025-12", "2026-01"]


def test_json_lists_and_with_yes_deletes(call: Call, outputs: Path) -> None:
    listed, done = (json.loads(call("purge", "--before", "2026-03", "--json", *more).out) for more in ((), ("--yes",)))

    assert [(one["month"], one["deleted"], bool(one["refused"])) for one in listed["months"]] == [
        ("2025-03", False, False),
        ("2025-12", False, False),
        ("2026-01", False, True),
    ]
    assert [one["deleted"] for one in done["months"]] == [True, True, False]
    assert months(outputs) == ["2026-01"]


def test_a_month_that_is_none_is_refused(call: Call, outputs: Path) -> None:
    said = call("purge", "--before", "2026-13", "--yes")

    assert said.code == 2
    assert "不是月份" in said.err
    assert months(outputs) == ["2025-03", "2025-12", "2026-01"]


def test_a_second_purge_adds_to_the_ledger_and_a_damaged_ledger_is_kept_aside(call: Call, outputs: Path) -> None:
    call("purge", "--before", "2025-04", "--yes")
    call("purge", "--before", "2026-01", "--yes")
    assert list(purged_months(outputs)) == ["2025-03", "2025-12"]

    (outputs / "state/purged.json").write_text("{", encoding="utf-8")
    (outputs / "2025-06").mkdir()
    call("purge", "--before", "2026-01", "--yes")

    assert list(purged_months(outputs)) == ["2025-06"]
    assert (outputs / "state/purged.json.damaged").read_text(encoding="utf-8") == "{"


def test_without_outputs_there_is_nothing_to_clear(call: Call, tmp_path: Path) -> None:
    said = call("purge", "--before", "2026-01", "--yes")

    assert (said.code, said.out.strip()) == (0, "2026-01 以前没有保存着的月份")
    assert not (tmp_path / "outputs").exists()
