"""The commands: what they ask of the stages, what they say, and with which code they end."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from aftersales.ledger.lock import LockedError
from aftersales.problems import ConfigError
from aftersales.publish import Published, PublishError
from tests.cli.conftest import BAD_DATE, NOW, Call, Stages, outcome

ROOT = Path(__file__).parents[2]


def test_a_bare_call_gives_a_short_help_with_examples(call: Call) -> None:
    said = call()
    assert said.code == 0
    assert "python pipeline.py run --month 2026-10" in said.out
    assert said.err == ""


def test_run_asks_for_the_folders_beside_the_config_file_and_the_moment_given(
    call: Call, stages: Stages, tmp_path: Path
) -> None:
    (tmp_path / "shop").mkdir()
    config = tmp_path / "shop" / "c.yaml"
    config.write_text("folders: {outputs: 报表}\n", encoding="utf-8")
    said = call("run", "--month", "2026-10", "--month", "2026-09", "--config", config, "--state", tmp_path / "s")
    assert said.code == 0
    [options] = stages.asked
    assert options.inputs == tmp_path / "shop" / "inputs"
    assert options.outputs == tmp_path / "shop" / "报表"
    assert options.state == tmp_path / "s"
    assert options.months == ("2026-10", "2026-09")
    assert options.as_of == NOW
    assert (options.dry_run, options.strict, options.rebuild) == (False, False, False)


def test_flags_win_over_the_environment_and_that_over_the_file_beside_the_program(
    call: Call, stages: Stages, tmp_path: Path
) -> None:
    for name in ("config.yaml", "env.yaml", "flag.yaml"):
        (tmp_path / name).write_text(f"company: {{name: {name}}}\n", encoding="utf-8")
    env = {"AFTERSALES_CONFIG": str(tmp_path / "env.yaml")}
    call("run")
    call("run", env=env)
    call("--config", tmp_path / "flag.yaml", "run", env=env)
    assert [options.settings.company.name for options in stages.asked] == ["config.yaml", "env.yaml", "flag.yaml"]


def test_a_day_alone_as_the_moment_means_its_last_minute(call: Call, stages: Stages) -> None:
    call("run", "--as-of", "2026-11-21")
    call("run", "--as-of", "2026-11-21T08:30", "--dry-run", "--strict", "--rebuild")
    assert [options.as_of for options in stages.asked] == [
        datetime(2026, 11, 21, 23, 59),  # noqa: DTZ001
        datetime(2026, 11, 21, 8, 30),  # noqa: DTZ001
    ]
    assert stages.asked[1].dry_run
    assert stages.asked[1].strict
    assert stages.asked[1].rebuild


OPEN = Published(beside={"2026-10": "2026-10 (新 2026-11-21 0300)"})


@pytest.mark.parametrize(
    ("facts", "code", "told"),
    [
        ({}, 0, ""),
        ({"gate_failures": ("退回行占 30%",)}, 3, "没有通过：退回行占 30%"),
        ({"stale": ("callback",), "gate_failures": ("x",)}, 4, "缺少必须有的登记表：callback"),
        ({"missing_inputs": True}, 4, "登记表文件夹缺失"),
        ({"published": OPEN, "missing_inputs": True}, 5, "新的放在“2026-10 (新 2026-11-21 0300)”"),
    ],
)
def test_run_ends_with_the_code_of_its_outcome_and_says_why(
    call: Call, stages: Stages, facts: dict[str, Any], code: int, told: str
) -> None:
    stages.outcome = outcome(**facts)
    said = call("-q", "run")
    assert said.code == code
    assert told in said.err


@pytest.mark.parametrize(
    ("fault", "code", "told"),
    [
        (ConfigError(["config.yaml:1:1: 不认识的设置“x”", "config.yaml:2:1: 缺少“name”"]), 2, "config.yaml:2:1: 缺少"),
        (LockedError("state"), 75, "另一次运行正在进行"),
        (PublishError("输出文件夹不能写"), 5, "输出文件夹不能写"),
        (OSError(errno.ENOSPC, "No space left on device", "a.csv"), 5, "磁盘已满"),
        (OSError(errno.EBADF, "Bad file descriptor"), 1, "程序出错"),
        (RuntimeError("secret detail"), 1, "程序出错"),
    ],
)
def test_what_goes_wrong_has_its_code_and_a_chinese_line(
    call: Call, stages: Stages, fault: Exception, code: int, told: str
) -> None:
    stages.fault = fault
    said = call("-q", "run")
    assert said.code == code
    assert told in said.err
    assert "Traceback" not in said.err
    assert said.out == ""


def test_our_own_fault_leaves_its_traceback_in_the_logs(call: Call, stages: Stages, tmp_path: Path) -> None:
    stages.fault = RuntimeError("secret detail")
    said = call("run", "--outputs", tmp_path / "out")
    [log] = (tmp_path / "out" / "logs").glob("*.txt")
    assert log.name == "error-2026-11-21-030000.txt"
    assert "RuntimeError: secret detail" in log.read_text(encoding="utf-8")
    assert str(log) in said.err
    assert len(said.err.splitlines()) == 1


def test_a_traceback_that_no_log_can_keep_is_shown(call: Call, stages: Stages, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    stages.fault = RuntimeError("secret detail")
    said = call("run", "--outputs", tmp_path / "out")
    assert said.code == 1
    assert "RuntimeError: secret detail" in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("run", "--nonsense"),
        ("run", "--month", "2026-13"),
        ("run", "--as-of", "soon"),
        ("check", "x.xlsx"),
    ],
)
def test_a_wrong_call_ends_with_2_before_anything_is_read(
    call: Call, stages: Stages, arguments: tuple[str, ...]
) -> None:
    assert call(*arguments).code == 2
    assert stages.asked == []


def test_a_wrong_config_file_is_refused_with_every_complaint(call: Call, stages: Stages, tmp_path: Path) -> None:
    text = "workers: x\ntargets: {callback.satisfacton_rate: 1}\nkinds: {callback: {headings: {nobody: [a]}}}\n"
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    said = call("run")
    assert said.code == 2
    assert stages.asked == []
    assert [line.split(" ")[0] for line in said.err.splitlines()] == [
        "config.yaml:1:10:",
        "config.yaml:2:11:",
        "config.yaml:3:31:",
    ]
    (tmp_path / "config.yaml").write_text(text.splitlines()[2], encoding="utf-8")
    assert call("run").err.startswith("config.yaml:1:31: kinds.callback.headings.nobody: 没有这个字段")


def test_results_go_to_stdout_and_troubles_to_stderr(call: Call, stages: Stages) -> None:
    stages.outcome = outcome(problems=(BAD_DATE,), published=OPEN, gate_failures=("退回行占比 30%",))
    said = call("run", "-v")
    assert "文件 3" in said.out
    assert "看不懂的日期" in said.out
    assert "已发布:2026-10" in said.out
    assert "没能替换 2026-10（可能有人正打开）" in said.err
    assert "没有通过：退回行占比 30%" in said.err
    assert "read 0.50 秒" in said.err


def test_every_run_that_may_publish_adds_its_lines_to_the_log_of_the_month(
    call: Call, stages: Stages, tmp_path: Path
) -> None:
    log = tmp_path / "outputs" / "logs" / "run-2026-11.log"
    call("run", "--dry-run")
    assert not log.exists()
    stages.outcome = outcome(problems=(BAD_DATE,), gate_failures=("退回行占 30%",))
    call("run")
    call("run")
    lines = log.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == lines[3:]
    assert lines[0] == (
        "2026-11-21 03:00:00 退出码 3（已发布，没有通过把关） 统计到 2026-11-21T03:00 文件 3 问题 1 月份 2026-10"
    )
    assert lines[1] == "2026-11-21 03:00:00 没有通过：退回行占 30%"
    assert lines[2] == "2026-11-21 03:00:00 错误 看不懂的日期 × 1（1 个文件，如 十月/[31m回访.xlsx）"


def test_nothing_from_a_cell_acts_on_the_terminal(call: Call, stages: Stages) -> None:
    stages.outcome = outcome(problems=(BAD_DATE,))
    for arguments in (("run",), ("check",), ("check", "--json")):
        assert "\x1b" not in call(*arguments).out


def test_run_as_json_is_one_document(call: Call, stages: Stages) -> None:
    stages.outcome = outcome(gate_failures=("x",))
    said = call("run", "--json")
    assert json.loads(said.out) == {
        "exit_code": 3,
        "unchanged": False,
        "months": ["2026-10"],
        "counts": {"files": 3, "problems": 1},
        "unpublished": [],
        "beside": {},
        "gate_failures": ["x"],
        "stale": [],
        "missing_inputs": False,
        "changes": [],
        "seconds": {"read": 0.5},
    }


@pytest.mark.usefixtures("stages")
def test_check_lists_every_sheet_and_every_problem_with_its_cell_and_remedy(call: Call) -> None:
    said = call("check")
    lines = said.out.splitlines()
    assert said.code == 0
    sheet = ["十月/回访.xlsx", "›", "回访", "售后回访记录", "2", "3", "1", "0", "0", "1", "1", "6"]
    assert lines[1].split() == sheet
    assert lines[2].split()[:4] == ["十月/回访.xlsx", "›", "封面", "不是登记表"]
    assert lines[4:7] == [
        "该格按空白（1）",
        "十月/[31m回访.xlsx › 回访",
        "C7    回访日期“不详”看不懂  请写成 2026-10-05 这样的日期",
    ]
    assert lines[-1] == (
        "1 个文件，2 张工作表，认出 1 张；记录 3 行，退回 1 行，重复 0 行；要改 1 处，请核对 0 处，提示 0 条"
    )


@pytest.mark.usefixtures("stages")
def test_check_as_json_counts_rows_as_the_table_of_sources_does(call: Call) -> None:
    told = json.loads(call("check", "--json").out)
    sheet = told["sheets"][0]
    parts = ("records", "rejected", "duplicate", "blank", "heading", "note")
    assert sheet["rows"] == sum(sheet[part] for part in parts) == 6
    assert told["summary"]["recognised"] == 1
    assert told["problems"][0]["cell"] == "C7"
    assert told["problems"][0]["effect"] == "value_left_blank"


def test_check_reads_only_the_files_named(call: Call, stages: Stages, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.touch()
    assert call("check", file).code == 0
    assert stages.files == [file]


def test_categorise_writes_a_row_for_a_row_and_keeps_no_formula_alive(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes("n,text\n1,砖有色差\n2,\n3,=1+1\n4,砖有色差\n".encode("gb18030"))
    said = call("categorise", file, "--trade", "tile")
    rows = [line.split(",") for line in said.out.splitlines()]
    assert rows[0] == ["text", "codes", "names", "evidence"]
    assert [row[0] for row in rows[1:]] == ["砖有色差", "", "'=1+1", "砖有色差"]
    assert rows[1] == rows[4]
    assert "色差" in rows[1][3]
    assert rows[2] == ["", "", "", ""]


def test_categorise_refuses_another_trade_and_a_table_without_texts(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("remark\n砖有色差\n", encoding="utf-8")
    assert "没有 text 这一列" in call("categorise", file).err
    assert call("categorise", file, "--trade", "boats").code == 2


def test_the_entry_works_without_utf8_with_a_reader_that_goes_away_and_with_closed_streams() -> None:
    run = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, ROOT / "pipeline.py"], env={"LC_ALL": "C"}, capture_output=True, check=False
    )
    assert run.returncode == 0
    assert "月报" in run.stdout.decode("utf-8")
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, ROOT / "pipeline.py"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
    shell = f'"{sys.executable}" "{ROOT / "pipeline.py"}" >&- 2>&-'
    assert subprocess.run(shell, shell=True, check=False).returncode == 0  # noqa: S602 - our own words


# -- folders and files that cannot be meant ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folders", "told"),
    [
        ({"inputs": "a", "outputs": "a/outputs"}, "输出文件夹在登记表文件夹里面"),
        ({"inputs": "a", "state": "a/x/state"}, "状态文件夹在登记表文件夹里面"),
        ({"inputs": "a", "outputs": "link"}, "输出文件夹和登记表文件夹是同一个"),
        ({"inputs": "a/b", "outputs": "a"}, "登记表文件夹在输出文件夹里面"),
        ({"inputs": "link/b", "outputs": "a"}, "登记表文件夹在输出文件夹里面"),
    ],
)
def test_folders_that_lie_in_each_other_are_refused_before_anything_is_read(
    call: Call, stages: Stages, tmp_path: Path, folders: dict[str, str], told: str
) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "a", target_is_directory=True)
    said = call("run", *(part for name, path in folders.items() for part in (f"--{name}", tmp_path / path)))
    assert (said.code, stages.asked) == (2, [])
    assert told in said.err
    assert not list((tmp_path / "a").rglob("logs"))


def test_folders_that_only_begin_alike_are_fine(call: Call, stages: Stages, tmp_path: Path) -> None:
    assert call("run", "--inputs", tmp_path / "a", "--outputs", tmp_path / "ab", "--state", tmp_path / "a-b").code == 0
    assert len(stages.asked) == 1


def test_a_folder_closed_to_us_is_the_stages_to_tell(
    call: Call, stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inputs").mkdir()
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    stages.outcome = outcome(missing_inputs=True, months=())
    said = call("run", "--inputs", tmp_path / "inputs")
    assert said.code == 4
    assert "登记表文件夹缺失、读不了或没有登记表文件" in said.err


def test_a_pipe_a_folder_or_nothing_to_check_is_said_in_chinese(call: Call, stages: Stages, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    told = {"pipe.xlsx": "这是管道或设备", "folder.xlsx": "这是文件夹", "none.xlsx": "没有这个文件"}
    for name, words in told.items():
        said = call("check", tmp_path / name)
        assert (said.code, stages.asked) == (2, [])
        assert words in said.err
        assert "Usage" not in said.err


def test_a_full_disk_is_told_with_the_folder_even_where_the_system_names_none(
    call: Call, stages: Stages, tmp_path: Path
) -> None:
    stages.fault = OSError(errno.ENOSPC, "No space left on device")
    said = call("run", "--outputs", tmp_path / "reports")
    assert said.code == 5
    assert str(tmp_path / "reports") in said.err


def test_a_folder_that_closes_to_us_during_the_run_is_told_where_we_write_and_our_fault_elsewhere(
    call: Call, stages: Stages, tmp_path: Path
) -> None:
    stages.fault = PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "reports/2026-10/run.json"))
    said = call("run", "--outputs", tmp_path / "reports")
    assert said.code == 5
    assert "不能写（Permission denied）" in said.err

    stages.fault = PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "elsewhere"))
    assert call("run", "--outputs", tmp_path / "reports").code == 1


def test_phones_are_masked_on_the_screen_unless_the_shop_wants_them(call: Call, stages: Stages, tmp_path: Path) -> None:
    stages.outcome = outcome(gate_failures=("138-0000-0001 退回",))
    assert "138****0001" in call("run").err
    (tmp_path / "config.yaml").write_text("privacy: {mask: false}\n", encoding="utf-8")
    assert "138-0000-0001" in call("run").err


def test_mistakes_that_only_the_kinds_and_categories_know_are_told_with_the_others(call: Call, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(
        """\
rules: {small_sample: 0}
kinds:
  callback:
    headings:
      caled_by: [客服]
  mine: {zh: 我的, fields: []}
  other: {zh: 别的, fields: [{name: 中文}]}
categories:
  profile: 瓷砖
  words: {没有此类: {words: [甲]}, 色差: {words: 1}}
  aliases: {甲类: 没有的类}
nonsense: 1
""",
        encoding="utf-8",
    )
    said = call("run")
    assert said.code == 2
    lines = [int(line.split(":")[1]) for line in said.err.splitlines()]
    assert lines == [1, 5, 6, 7, 9, 10, 10, 11, 12]
