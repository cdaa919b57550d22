"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aftersales.problems import ConfigError

InputsOption = Annotated[Path | None, typer.Option("--inputs", readable=False, metavar="DIR", help="登记表文件夹")]
OutputsOption = Annotated[Path | None, typer.Option("--outputs", readable=False, metavar="DIR", help="报表输出文件夹")]
StateOption = Annotated[Path | None, typer.Option("--state", readable=False, metavar="DIR", help="本机状态文件夹")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="YYYY-MM-DD[THH:MM]", help="统计时点，代替时钟")]


def existing(path: Path) -> Path:
    """A file that can be opened; ConfigError where there is none."""
    if path.is_file():
        return path
    if path.is_dir():
        raise ConfigError([f"{path}：这是文件夹，不是文件；要检查整个文件夹请用 check --inputs {path}"])
    raise ConfigError([f"{path}：这是管道或设备，不是文件" if path.exists() else f"没有这个文件：{path}"])
