"""The nights after the first one: nothing is new, or one file in a hundred; beside walking over the folder.

The files of one in a hundred are given each other's contents, so that their contents are new and the company's figures
stay as they were.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from measure import Cost, measure

WALK = """
import os, sys
waiting, sizes = [sys.argv[1]], []
while waiting:
    with os.scandir(waiting.pop()) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                sizes.append(entry.stat(follow_symlinks=False).st_size)
"""
SETTLED = 4.0
"""Seconds after which a copied file is believed to be left alone."""

Command = Callable[[Path, Path], list[str]]
"""Inputs, outputs → the command line; its state stands beside the outputs."""


class Nights(NamedTuple):
    """What each night took, and walking over the same folder and looking at each file."""

    cold: Cost
    nothing_new: Cost
    one_percent: Cost
    walk: Cost


def run_nights(command: Command, folder: Path, place: Path, repeats: int, root: Path) -> Nights:
    """The median of several rounds, each from empty outputs and no state, on a copy of the folder."""
    rounds: list[Nights] = []
    for _ in range(repeats):
        shutil.rmtree(place, ignore_errors=True)
        inputs = Path(shutil.copytree(folder, place / "inputs"))
        time.sleep(SETTLED)
        night = command(inputs, place / "outputs")
        cold, idle = measure(night, root), measure(night, root)
        if "没有新内容" not in idle.output:
            sys.exit(f"the second night was no idle one:\n{idle.output}")
        exchange_contents(inputs)
        changed = measure(night, root)
        walk = measure([sys.executable, "-c", WALK, str(inputs)], root)
        rounds.append(Nights(cold, idle, changed, walk))
        print(f"  ours: {cold.seconds:.2f} s, {idle.seconds:.3f} s, {changed.seconds:.2f} s", file=sys.stderr)
    return Nights(*(_median(costs) for costs in zip(*rounds, strict=True)))


def exchange_contents(inputs: Path) -> None:
    """Give one log in a hundred, and two at least, the content of the next of them."""
    logs = sorted(path for path in inputs.rglob("*.xlsx") if path.parent != inputs)
    chosen = logs[:: max(1, min(100, len(logs) // 2))]
    contents = [path.read_bytes() for path in chosen]
    for path, content in zip(chosen, [*contents[1:], contents[0]], strict=True):
        path.write_bytes(content)


def print_nights(nights: Nights, scripts: dict[str, Cost]) -> None:
    """One line a night, with its ratios to the cold one, to walking, and to the scripts, which know no other night."""
    names = [f"{name} ×" for name in scripts]
    print(
        f"{'night':14}{'wall s':>9}{'cpu s':>9}{'of cold':>9}{'of walk':>9}" + "".join(f"{name:>10}" for name in names)
    )
    for name, cost in zip(("cold", "nothing new", "1 % changed", "walk and stat"), nights, strict=True):
        faster = "".join(f"{script.seconds / cost.seconds:10.1f}" for script in scripts.values())
        print(
            f"{name:14}{cost.seconds:9.3f}{cost.cpu_seconds:9.3f}{cost.seconds / nights.cold.seconds:9.3f}"
            f"{cost.seconds / nights.walk.seconds:9.1f}{faster}"
        )


def _median(costs: tuple[Cost, ...]) -> Cost:
    middle = statistics.median_low(cost.seconds for cost in costs)
    return next(cost for cost in costs if cost.seconds == middle)
