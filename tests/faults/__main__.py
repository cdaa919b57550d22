"""Sweeps a night: a kill and every refusal of the disk, at each point where it touches what it writes."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.faults.saboteur import KILL, REFUSALS
from tests.faults.sweep import CLOSING_NIGHT, NIGHT, scene, struck


def main() -> int:
    """Print what did not hold, and the counts; 1 when anything did not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only every so many points")
    parser.add_argument("--fault", choices=[KILL, *REFUSALS], action="append", help="only these")
    parser.add_argument("--closing", action="store_true", help="a night on which two months close")
    asked = parser.parse_args()
    ends: Counter[str] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        found = scene(folder, CLOSING_NIGHT if asked.closing else NIGHT)
        _say(f"a night touches the disk {found.touches} times")
        for fault in asked.fault or [KILL, *REFUSALS]:
            for for_ever in (False,) if fault == KILL else (False, True):
                for at in range(1, found.touches + 1, asked.every):
                    result = struck(found, "any", at, fault, for_ever=for_ever, place=folder)
                    ends[f"{fault}{' for ever' if for_ever else ''}: exit {result.code}"] += result.struck
                    wrong += bool(result.wrong)
                    for line in result.wrong:
                        _say(f"{result.name} (exit {result.code}): {line}")
    for name, count in sorted(ends.items()):
        _say(f"R8  {name:<28} {count}")
    _say(f"R8  nights after which something did not hold: {wrong}")
    return min(wrong, 1)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
