"""Whether something starts the program every night, as far as this machine lets its user see."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from aftersales.care.environment import Look
from aftersales.care.finding import Finding, notice, ok

OURS = ("pipeline.py", "aftersales")
CRON_FILES = (Path("/etc/crontab"), Path("/etc/cron.d"), Path("/etc/cron.daily"))
SECONDS = 10


def look(command: Sequence[str]) -> str | None:
    """What a command of the system says; None where it is not there, fails or hangs."""
    try:
        told = subprocess.run(  # noqa: S603 - our own fixed commands
            command, capture_output=True, timeout=SECONDS, check=True, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.decode(errors="replace")


def schedule(
    ask: Look = look, files: Sequence[Path] = CRON_FILES, *, windows: bool = sys.platform == "win32"
) -> Finding:
    """Found, or not to be seen from here: another user or another machine may have it."""
    found = list(_on_windows(ask) if windows else (*_in_cron(ask, files), *_in_systemd(ask)))
    if found:
        return ok("定时任务", f"在{'、'.join(found)}里找到")
    return notice(
        "定时任务",
        "没有找到（也可能在别的用户、容器或别的机器上）",
        "见 docs/operators.zh-CN.md 的“每晚运行”：deploy/ 里有 cron、systemd 和 Windows 任务",
    )


def _in_cron(ask: Look, files: Sequence[Path]) -> Iterator[str]:
    if _named(ask(("crontab", "-l"))):
        yield " crontab "
    for place in files:
        try:
            paths = sorted(place.iterdir()) if place.is_dir() else [place]
        except OSError:  # not for everybody to see
            continue
        for path in paths:
            try:
                text = path.read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            if _named(text):
                yield f" {path} "


def _in_systemd(ask: Look) -> Iterator[str]:
    for words in ((), ("--user",)):
        if _named(ask(("systemctl", *words, "list-timers", "--all", "--no-legend", "--plain"))):
            yield f" systemd {' '.join(words)}".rstrip() + " "


def _on_windows(ask: Look) -> Iterator[str]:
    if _named(ask(("schtasks", "/Query", "/FO", "CSV"))):
        yield "任务计划程序"


def _named(text: str | None) -> bool:
    """Whether a line that is no comment names the program."""
    lines = (line.strip() for line in (text or "").splitlines())
    return any(name in line for line in lines if not line.startswith("#") for name in OURS)
