"""A workbook for people, written into a folder of their choice and never over what somebody may have filled in."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from aftersales.problems import ConfigError
from aftersales.safe_text import safe_name


def written(out: Path, inputs: Path, name: str, write: Callable[[Path], None]) -> tuple[Path, bool]:
    """Where the workbook stands, and whether it was written: a different one of that name is left as it is.

    Raises:
        ConfigError: if the folder is the drop folder, which we never write to, or cannot be written to.
    """
    if out.resolve().is_relative_to(inputs.resolve()):
        raise ConfigError([f"{out}：这是登记表文件夹，程序不往里面写；请用 --out 换一个文件夹"])
    path = out / safe_name(f"{name}.xlsx")
    try:
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=out, prefix=".") as aside:
            made = Path(aside) / "made.xlsx"
            write(made)
            if path.exists() and path.read_bytes() != made.read_bytes():
                return path, False
            os.replace(made, path)  # noqa: PTH105 - the one that is said to be atomic
    except OSError as error:
        raise ConfigError([f"{out}: 写不进去（{error.strerror or error}），请用 --out 换一个文件夹"]) from error
    return path, True
