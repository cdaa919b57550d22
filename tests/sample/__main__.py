"""`python -m tests.sample --out inputs/示例`: write the sample folder, and its truth beside this code."""

from __future__ import annotations

import argparse
from pathlib import Path

from .folder import TRUTH, write_folder, write_truth


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.sample", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder to write, for example inputs/示例")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--truth", type=Path, default=TRUTH, help="where the truth goes")
    chosen = parser.parse_args()
    write_truth(write_folder(chosen.out, chosen.seed), chosen.truth)


if __name__ == "__main__":
    main()
