"""`status`: whether the nights go on, what waits, which logs have fallen silent. Now is 2026-11-21 03:00."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

HEAD = "code,severity,effect,file,sheet,cell,row,field,value,message,remedy,affects\n"


def remember(home: Path, finished: str, code: int = 0, **more: object) -> None:
    (home / "state").mkdir(exist_ok=True)
    facts = {"finished": finished, "exit_code": code, "as_of": finished[:16], "months": ["2026-10"], "counts": {}}
    (home / "state" / "last_run.json").write_text(json.dumps(facts | more), encoding="utf-8")


def logged(home: Path, *runs: tuple[str, int]) -> None:
    folder = home / "outputs" / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"at": at, "exit_code": code, "months": [], "counts": {}}) for at, code in runs]
    (folder / "run-2026-11.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_before_the_first_run_it_says_so(call: Call) -> None:
    said = call("status")
    assert said.code == 4
    assert "还没有成功运行过" in said.err


def test_a_good_night_is_told_with_until_when_the_next_must_come(call: Call, tmp_path: Path) -> None:
    remember(tmp_path, "2026-11-20T02:31:10")
    said = call("status")
    assert said.code == 0
    assert "最近一次成功：2026-11-20 02:31（24 小时前），月份 2026-10" in said.out
    assert "下一次：最迟 2026-11-21 04:31 前应再成功运行一次" in said.out
    assert said.err == ""


@pytest.mark.parametrize(
    ("finished", "max_age", "code"),
    [
        ("2026-11-20T01:00:00", "26h", 0),
        ("2026-11-20T00:59:59", "26h", 4),
        ("2026-11-20T00:59:59", "2d", 0),
        ("2026-11-21T02:00:00", "30m", 4),
    ],
)
def test_too_old_is_exit_4(call: Call, tmp_path: Path, finished: str, max_age: str, code: int) -> None:
    remember(tmp_path, finished)
    said = call("status", "--max-age", max_age)
    assert said.code == code
    assert ("请看定时任务是否还在运行" in said.err) == (code == 4)


def test_a_later_look_that_found_nothing_new_counts(call: Call, tmp_path: Path) -> None:
    remember(tmp_path, "2026-11-10T02:30:00", looked="2026-11-21T02:30:00")
    assert call("status").code == 0


def test_after_a_failure_the_good_run_before_it_counts_and_the_failure_is_told(call: Call, tmp_path: Path) -> None:
    remember(tmp_path, "2026-11-21T02:30:00", 5)
    logged(tmp_path, ("2026-11-20T02:30:00", 0), ("2026-11-21T02:30:00", 5))
    said = call("status")
    assert said.code == 0
    assert "最近一次成功：2026-11-20 02:30" in said.out
    assert "最近一次运行没有成功：2026-11-21 02:30 退出码 5" in said.err


def test_a_failed_gate_is_still_a_published_night_and_missing_logs_are_none(call: Call, tmp_path: Path) -> None:
    logged(tmp_path, ("2026-11-21T02:30:00", 3))
    assert call("status").code == 0
    logged(tmp_path, ("2026-11-21T02:30:00", 4))
    assert call("status").code == 4


def test_a_run_in_the_future_does_not_hide_that_nights_are_lost(call: Call, tmp_path: Path) -> None:
    remember(tmp_path, "2027-11-21T02:30:00")
    logged(tmp_path, ("2026-11-01T02:30:00", 0))
    said = call("status")
    assert said.code == 4
    assert "2026-11-01 02:30" in said.err
    assert "时钟不对" in said.err


@pytest.mark.parametrize("damaged", ["", "{", "[1]", '{"finished": 3}', '{"finished": "2026-11-21T02:30:00"}'])
def test_a_damaged_state_is_no_obstacle(call: Call, tmp_path: Path, damaged: str) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "last_run.json").write_text(damaged, encoding="utf-8")
    logged(tmp_path, ("2026-11-20T23:00:00", 0))
    assert call("status").code == 0


def test_what_waits_and_what_is_to_be_mended(call: Call, tmp_path: Path) -> None:
    remember(tmp_path, "2026-11-21T02:30:00")
    data = tmp_path / "outputs" / "data"
    data.mkdir(parents=True)
    (data / "problems.csv").write_text(
        "\ufeff" + HEAD + "file-empty,warning,file_left_out,十月/新.xlsx,,,,,,文件是空的,等,\n"
        "not-a-date,error,row_left_out,十月/回访.xlsx,回访,C7,7,date,不详,看不懂,改,\n"
        "not-a-date,error,row_left_out,十月/回访.xlsx,回访,C8,8,date,不详,看不懂,改,\n"
        "ditto-filled,info,kept,十月/回访.xlsx,回访,C9,9,date,,同上,,\n",
        encoding="utf-8",
    )
    said = call("status")
    assert "等待的文件：1 个" in said.out
    assert "  十月/新.xlsx：文件是空的" in said.out
    assert "待更正：2 个文件 3 处" in said.out
    assert json.loads(call("status", "--json").out)["to_mend"] == {"files": 2, "problems": 3}


def callbacks(home: Path, *lines: str) -> None:
    folder = home / "outputs" / "2026-11" / "data" / "records"
    folder.mkdir(parents=True)
    text = "\ufeffrecord_id,date,store\n" + "".join(f"r,{line}\n" for line in lines)
    (folder / "callback.csv").write_text(text, encoding="utf-8")


def test_a_shop_that_hands_in_later_than_it_uses_to_is_named(call: Call, tmp_path: Path) -> None:
    remember(tmp_path, "2026-11-21T02:30:00")
    # Working days until Friday the 20th without a record: 11 12 13 16 17 18 19 20 = 8 for 高桥店, none for 红星店.
    silent = [f"2026-11-{day:02},高桥店" for day in range(1, 11)]
    going_on = [f"2026-11-{day:02},红星店" for day in range(9, 21)]
    rare = ["2026-11-01,五里牌店", "2026-11-02,五里牌店", "2099-01-01,高桥店", "2026,高桥店", ",高桥店"]
    callbacks(tmp_path, *silent, *going_on, *rare)
    document = json.loads(call("status", "--json").out)
    late = {"kind": "售后回访记录", "store": "高桥店", "last": "2026-11-10", "working_days": 8, "usual": 1}
    assert document["stale"] == [late]
    assert "比平时晚交的登记表" in call("status").out


def test_as_json_for_programs(call: Call, tmp_path: Path) -> None:
    remember(tmp_path, "2026-11-20T03:00:00", counts={"files": 3})
    document = json.loads(call("status", "--json").out)
    assert (document["ok"], document["age_hours"], document["due"]) == (True, 24.0, "2026-11-21T05:00:00")
    assert document["last_good"] == {
        "at": "2026-11-20T03:00:00",
        "exit_code": 0,
        "as_of": "2026-11-20T03:00",
        "months": ["2026-10"],
        "counts": {"files": 3},
    }


@pytest.mark.parametrize("age", ["26", "soon", "0h", "-1h", "1y"])
def test_an_age_that_is_none_is_refused(call: Call, age: str) -> None:
    assert call("status", f"--max-age={age}").code == 2


def test_tables_that_are_damaged_are_no_obstacle(call: Call, tmp_path: Path) -> None:
    remember(tmp_path, "2026-11-21T02:30:00")
    data = tmp_path / "outputs" / "data"
    data.mkdir(parents=True)
    for damaged in (b"\xff\xfe\x00", HEAD.encode() + b'x,"' + b"y" * 200_000, b""):
        (data / "problems.csv").write_bytes(damaged)
        assert call("status").code == 0
