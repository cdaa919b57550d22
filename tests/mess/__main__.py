"""`python -m tests.mess --seed 7 --out folder`: a drop folder with the mess asked for, and truth.json beside it."""

from __future__ import annotations

import argparse
from pathlib import Path

from .make import OPERATORS, make, write


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mess", description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True, help="the drop folder; truth.json is written beside it")
    parser.add_argument("--situations", default="", help="ids of docs/situations.md, for example A10,B3")
    parser.add_argument(
        "--all", action="store_true", help="every situation that can be drawn, each in a file of its own"
    )
    parser.add_argument("--files", type=int, default=4, help="how many files, where the seed chooses")
    chosen = parser.parse_args()
    asked = sorted(OPERATORS) if chosen.all else [part for part in chosen.situations.split(",") if part]
    unknown = [situation for situation in asked if situation not in OPERATORS]
    if unknown:
        parser.error(f"cannot draw {', '.join(unknown)}; known: {' '.join(sorted(OPERATORS))}")
    chosen.out.mkdir(parents=True, exist_ok=True)
    if any(chosen.out.iterdir()):
        parser.error(f"{chosen.out} is not empty")
    write(make(chosen.seed, asked, count=chosen.files), chosen.out)


if __name__ == "__main__":
    main()
