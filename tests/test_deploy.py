"""The schedule files: what can be checked without the systems they are for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import click
import pytest
import typer

from aftersales.cli.app import app
from aftersales.messages.secrets import NAMES, PING, PREFIX

DEPLOY = Path(__file__).parents[1] / "deploy"
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def text_of(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def options_of(command: click.Command) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts if name.startswith("-")}


@pytest.mark.parametrize(
    ("name", "times"),
    [("aftersales.cron", 2), ("aftersales.service", 1), ("windows/night.cmd", 1), ("Containerfile", 1)],
)
def test_every_command_and_option_exists(name: str, times: int) -> None:
    group = typer.main.get_command(app)
    commands = getattr(group, "commands")  # noqa: B009 - typer's own class, which click's types do not know
    called = re.findall(r"""^[^#\n]*(?:pipeline\.py |CMD \[")(\w+)(.*)$""", text_of(name), re.MULTILINE)
    assert len(called) == times
    for command, rest in called:
        known = options_of(group) | options_of(commands[command])
        assert set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", rest)) - known == set()


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    for name in ("aftersales.service", "aftersales.timer"):
        unit = text_of(name).replace("/opt/aftersales/.venv/bin/python", sys.executable)
        (tmp_path / name).write_text(unit, encoding="utf-8")
    said = subprocess.run(  # noqa: S603
        [shutil.which("systemd-analyze") or "", "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, "")


def test_the_lines_of_cron_have_five_times_a_user_and_no_percent_sign() -> None:
    lines = [line for line in text_of("aftersales.cron").splitlines() if line and not line.startswith("#")]
    jobs = [line for line in lines if not re.match(r"\w+=", line)]
    assert [job.split()[:6] for job in jobs] == [
        ["30", "2", "*", "*", "*", "aftersales"],
        ["0", "8", "*", "*", "*", "aftersales"],
    ]
    assert not [job for job in jobs if "%" in job]  # cron takes it for a line end
    assert text_of("aftersales.cron").endswith("\n")


def test_the_task_of_windows_makes_up_for_a_night_and_starts_no_second_one() -> None:
    task = ET.fromstring(text_of("windows/aftersales-task.xml"))  # noqa: S314 - our own
    settings = {part.tag.removeprefix(TASK): part.text for part in task.find(f"{TASK}Settings") or ()}
    assert (settings["StartWhenAvailable"], settings["MultipleInstancesPolicy"]) == ("true", "IgnoreNew")
    command = task.findtext(f".//{TASK}Command") or ""
    assert command == r"C:\aftersales\deploy\windows\night.cmd"
    assert text_of("windows/aftersales-task.xml").isascii()
    assert "exit /b %ERRORLEVEL%" in text_of("windows/night.cmd")


def test_the_container_installs_by_hash_and_runs_as_nobody_special() -> None:
    lines = text_of("Containerfile").splitlines()
    assert any("--require-hashes --requirement requirements.lock" in line for line in lines)
    users = [line for line in lines if line.startswith("USER ")]
    assert users == ["USER aftersales"]
    assert lines.index("USER aftersales") < next(at for at, line in enumerate(lines) if line.startswith("ENTRYPOINT"))
    copied = [line.split()[1] for line in lines if line.startswith("COPY ")]
    assert [name for name in copied if not (DEPLOY.parent / name).exists()] == []


def test_every_secret_is_in_the_example_without_a_value() -> None:
    lines = text_of("aftersales.env.example").splitlines()[1:]
    wanted = {prefix + name for channel, prefix in PREFIX.items() for name in NAMES[channel]}
    assert {line.strip("#=") for line in lines} == wanted | {PING, "AFTERSALES_PASSWORDS"}
    assert all(line.startswith("#") and line.endswith("=") for line in lines)


def test_every_file_is_said_to_be_tried_or_not() -> None:
    told = set(re.findall(r"`([\w./-]+)`", text_of("README.md")))
    files = {path.relative_to(DEPLOY).as_posix() for path in DEPLOY.rglob("*") if path.is_file()} - {"README.md"}
    assert files - told == set()
