"""D: records across files, months and runs."""

from __future__ import annotations

import errno
import os
import time
from datetime import datetime
from pathlib import Path

import pytest

from aftersales import publish as publishing
from aftersales.exchange import exchange
from aftersales.ledger.lock import LockedError, only_run
from aftersales.publish import PublishError, recover
from tests.sheets import night, worked

from .named import shown, situation

COMPLAINTS = """
    客户投诉登记表
    | 投诉编号 | 投诉日期   | 客户姓名 | 电话        | 投诉内容   | 处理人 | 处理状态 | 赔偿金额 |
    | TS001    | 2026-10-03 | 李雪     | 13900000001 | 瓷砖有色差 | 王芳   | 处理中   |          |
    | TS002    | 2026-10-04 | 谢兰     | 13900000002 | 地砖空鼓   | 王芳   | 处理中   | 300      |
"""
CORRECTION = """
    更正登记表
    | 登记表     | 单号  | 更正栏目 | 改为 |
    | 投诉登记表 | TS002 | 赔偿金额 | 500  |
"""


def text_of(outputs: Path) -> dict[str, str]:
    """The tables of a published month."""
    return {path.name: path.read_text(encoding="utf-8-sig") for path in (outputs / "2026-10/data").glob("*.csv")}


@situation(
    "D1",
    "yesterday's rows pasted again",
    "the second is a duplicate where a number or customer and day tell; else both stay",
)
def test_rows_pasted_again_count_once(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "D1", times=3)

    assert found.codes.count("row-duplicate") == 3 * 2


@situation("D2", "one record in the sheets of two clerks", "counted once, both places told")
def test_two_clerks_write_the_same_down(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "D2")

    [problem] = [problem for problem in found.problems if problem.code == "row-duplicate"]
    assert file.path.removeprefix("99") in problem.facts["other"]


@situation("D3", "nearly the same record", "both count; the pair is suggested")
def test_near_duplicates_are_a_question(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "D3")

    assert "row-near" in found.codes


@situation("D4", "two identical events without number and customer", "both count, and are listed")
def test_events_that_nothing_tells_apart_both_count(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "D4", kinds=("guidance", "audit"))

    assert "row-alike" in found.codes


@situation(
    "D5",
    "correction sheet",
    "applied in order before anything is counted; what stood there is told, in a closed month too",
)
def test_a_correction_is_applied_and_told(tmp_path: Path) -> None:
    done = worked(tmp_path, {"投诉": COMPLAINTS, "更正_10月": CORRECTION})

    assert done.figure("complaint.compensation_amount") == 500
    assert "原为“300”" in done.said("corrected")[0]


@situation("D6", "correction that fits no record, or two", "changes nothing; sent back with the candidates")
def test_a_correction_that_is_not_clear_goes_back(tmp_path: Path) -> None:
    done = worked(tmp_path, {"投诉": COMPLAINTS, "更正_10月": CORRECTION.replace("TS002", "TS009")})

    assert done.figure("complaint.compensation_amount") == 300
    assert "相近的：TS002、TS001" in done.said("correction-refused")[0]


@situation("D7", "record dated outside the month of its file", "belongs to its own month; told")
def test_a_record_belongs_to_its_own_month(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "D7")

    assert any("2026-08" in set(frame["month"].dropna()) for frame in found.consolidated.records.values())


@situation("D8", "person not on the roster, or already gone", "kept as written, listed")
def test_strangers_and_leavers_are_listed(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "D8", times=3)

    assert {"unknown-person", "person-left"} & set(found.codes)


@situation("D9", "a required kind of sheet is missing", "exit 4 where the shop asks for it; nothing is invented")
def test_a_missing_sheet_is_told_by_the_gate(tmp_path: Path) -> None:
    asked = {"gates": {"required_kinds": ["callback"]}}

    assert night(tmp_path, {"投诉": COMPLAINTS}, settings=asked).outcome.exit_code == 4


@situation("D10", "calendar without the year", "the run goes on")
def test_a_year_without_holidays_is_run_like_any_other(tmp_path: Path) -> None:
    at = datetime(2031, 2, 1, 9)  # noqa: DTZ001 - the shop's own time
    outcome = night(tmp_path, {"投诉": COMPLAINTS.replace("2026-", "2031-").replace("-10-", "-01-")}, as_of=at).outcome

    assert (outcome.exit_code, outcome.months) == (0, ("2031-01",))


@situation("D11", "layout of a group changes on the 15th", "both layouts count in one month; new columns are told")
def test_two_layouts_in_one_month(tmp_path: Path) -> None:
    done = worked(
        tmp_path,
        {
            "上半月": "| 回访日期 | 客户姓名 | 电话 | 回访人 | 满意度 |\n| 2026-10-05 | 李雪 | 13900000001 | 王芳 | 满意 |",
            "下半月": """
                | 序号 | 客户名称 | 手机号码 | 跟踪日期 | 是否满意 | 跟踪人 | 楼层 |
                | 1 | 谢兰 | 13900000002 | 2026-10-20 | 不满意 | 王芳 | 3楼 |
            """,
        },
    )

    assert done.column("callback", "satisfaction") == [4.0, 2.0]
    assert done.figure("callback.calls") == 2
    assert done.said("unknown-column") == [
        "下半月.xlsx › Sheet1 › G1: 列“楼层”没有对应的字段，内容原样留在明细的“其他”里"
    ]


@situation("D12", "nothing changed since the last run", "no file is opened, outputs stay, and a line says so; exit 0")
def test_an_unchanged_night_touches_nothing(tmp_path: Path) -> None:
    first = night(tmp_path, {"投诉": COMPLAINTS})
    before = {path: path.stat().st_mtime_ns for path in (first.outputs / "2026-10").rglob("*")}

    again = night(tmp_path, {})

    assert again.outcome.exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in (again.outputs / "2026-10").rglob("*")} == before


@situation("D13", "setting changed", "open months are computed anew; closed ones say that the settings changed")
def test_a_new_target_changes_the_verdict_and_no_figure(tmp_path: Path) -> None:
    def verdicts(target: float) -> list[tuple[str, str]]:
        done = night(tmp_path, {"投诉": COMPLAINTS}, settings={"targets": {"complaint.count": target}})
        rows = [row for row in done.table("measures") if row["measure"] == "complaint.count"]
        return [(row["value"], row["verdict"]) for row in rows if not row["store"] and not row["person"]][:1]

    one, other = verdicts(1), verdicts(99)

    assert one[0][0] == other[0][0] == "2"
    assert one[0][1] != other[0][1]


@situation("D14", "two runs at once", "the second ends at once with 75, nothing touched")
def test_the_second_run_is_refused(tmp_path: Path) -> None:
    night(tmp_path, {"投诉": COMPLAINTS})
    before = text_of(tmp_path / "outputs")
    with only_run(tmp_path / "state"), pytest.raises(LockedError):
        night(
            tmp_path, {"投诉": COMPLAINTS + "    | TS003 | 2026-10-09 | 曾涛 | 13900000003 | 开裂 | 王芳 | 处理中 | |"}
        )
    assert text_of(tmp_path / "outputs") == before


class Killed(BaseException):
    """The process ends here."""


@situation("D15", "killed in the middle of publishing", "the last report still opens; the next run repairs")
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_kill_leaves_a_whole_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    night(tmp_path, {"投诉": COMPLAINTS})
    before = text_of(tmp_path / "outputs")
    done = 0
    real = exchange

    def killed(one: Path, other: Path) -> bool:
        nonlocal done
        done += 1
        if done == at:
            raise Killed
        return real(one, other)

    changed = {"投诉": COMPLAINTS.replace("300", "900")}
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "exchange", killed)
        try:
            night(tmp_path, changed)
        except Killed:
            left = text_of(tmp_path / "outputs")
            recover(tmp_path / "outputs")
            assert left == before or "900" in left["measures.csv"]

    assert "900" in text_of(night(tmp_path, {}).outputs)["measures.csv"]


@situation("D16", "report open in Excel", "the new one stands beside it, exit 5; never a lost report")
def test_an_open_report_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = night(tmp_path, {"投诉": COMPLAINTS})
    monkeypatch.setattr(publishing, "exchange", lambda *_: False)
    monkeypatch.setattr(publishing, "PAUSE", 0.0)
    real = Path.rename

    def open_in_excel(path: Path, target: Path) -> Path:
        if path == first.outputs / "2026-10":
            raise PermissionError(errno.EACCES, "in use")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", open_in_excel)
    again = night(tmp_path, {"投诉": COMPLAINTS.replace("300", "900")})

    assert again.outcome.exit_code == 5
    assert "300" in text_of(first.outputs)["measures.csv"]
    [beside] = again.outcome.unpublished
    assert "900" in (first.outputs / again.outcome.published.beside[beside] / "data/measures.csv").read_text(
        "utf-8-sig"
    )


@situation("D17", "disk full, share read-only", "told before anything is replaced; not exit 0")
def test_a_full_disk_leaves_the_last_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = night(tmp_path, {"投诉": COMPLAINTS})
    before = text_of(first.outputs)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(PublishError):
            night(tmp_path, {"投诉": COMPLAINTS.replace("300", "900")})
    assert text_of(first.outputs) == before


@situation(
    "D18", "server in another time zone, run about midnight", "the moment asked for decides, never the server's clock"
)
@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/New_York"])
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot change its time zone for one process")
def test_the_zone_of_the_server_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        at = datetime(2026, 10, 3, 23, 59)  # noqa: DTZ001 - the shop's own time
        done = worked(tmp_path, {"投诉": COMPLAINTS}, as_of=at)
    finally:
        monkeypatch.undo()
        time.tzset()

    assert done.column("complaint", "month") == ["2026-10", "2026-10"]
    assert [said.split(": ")[0] for said in done.said("future-date")] == ["投诉.xlsx › Sheet1 › B4"]
