"""Compare the pipeline with the analyst's script, plain and tuned, as whole processes: cold, and on the nights after.

python bench/run.py [--shape many|large|both] [--scale 1.0] [--repeats 3] [--only plain|tuned|ours ...]
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import statistics
import sys
from pathlib import Path
from typing import NamedTuple

from generate import SHAPES, generate
from measure import Cost, measure
from nights import Nights, print_nights, run_nights

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "bench" / "work"
AS_OF = "2026-11-01"
KEYS = ("callback.calls", "callback.households", "callback.rated", "callback.satisfied", "complaint.count")
CONTENDERS = ("plain", "tuned", "ours")

Figures = dict[str, dict[str, int]]


class Result(NamedTuple):
    """The median run of one contender, and the figures it found."""

    cost: Cost
    figures: Figures


def inputs_of(shape: str, scale: float) -> tuple[Path, int, int]:
    """The folder for this shape and scale, written if it is missing; its files and rows."""
    folder = WORK / f"{shape}-{scale:g}"
    files, rows_each = SHAPES[shape]
    files = max(2, round(files * scale))
    done = WORK / f"{folder.name}.config.yaml"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        print(f"writing {folder.relative_to(ROOT)} …", file=sys.stderr)
        generate(shape, folder, scale)
    return folder, files, files * rows_each


def command_of(contender: str, folder: Path, outputs: Path, inputs: Path | None = None) -> list[str]:
    """The command line of one contender; ours also gets a state folder of its own and the names of the shops.

    `inputs` is a copy of the folder, to be used in its stead.
    """
    inputs = inputs or folder
    if contender != "ours":
        return [sys.executable, f"bench/{contender}.py", "--inputs", str(inputs), "--outputs", str(outputs)]
    config = folder.with_name(f"{folder.name}.config.yaml")
    return [
        *(sys.executable, "pipeline.py", "run", "--inputs", str(inputs), "--outputs", str(outputs)),
        *("--state", str(outputs.with_name("state")), "--as-of", AS_OF, "--config", str(config)),
    ]


def run_cold(contender: str, folder: Path, repeats: int) -> Result:
    """The median of several runs, each with empty outputs and no state."""
    place = WORK / "runs" / contender
    costs: list[Cost] = []
    for _ in range(repeats):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        costs.append(measure(command_of(contender, folder, place / "outputs"), ROOT))
        print(f"  {contender}: {costs[-1].seconds:.2f} s", file=sys.stderr)
    middle = statistics.median_low(cost.seconds for cost in costs)
    cost = next(cost for cost in costs if cost.seconds == middle)
    figures = published(place / "outputs") if contender == "ours" else json.loads(cost.output)
    return Result(cost, figures)


def run_ours(folder: Path, repeats: int) -> tuple[Result, Nights]:
    """Ours from cold and on the nights after; the figures are those after some files changed."""
    place = WORK / "runs" / "ours"
    nights = run_nights(
        lambda inputs, outputs: command_of("ours", folder, outputs, inputs), folder, place, repeats, ROOT
    )
    return Result(nights.cold, published(place / "outputs")), nights


def published(outputs: Path) -> Figures:
    """The company's figures from `measures.csv` of every month: rows without shop, person, category, product, unit."""
    figures: Figures = {}
    for path in sorted(outputs.glob("[0-9][0-9][0-9][0-9]-[0-9][0-9]/data/measures.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                whole = not any(row[split] for split in ("store", "person", "category", "product", "unit"))
                if whole and row["measure"] in KEYS:
                    figures.setdefault(row["month"], {})[row["measure"]] = int(float(row["value"]))
    return figures


def disagreements(results: dict[str, Result]) -> list[str]:
    """Every key figure on which two contenders differ."""
    months = sorted({month for result in results.values() for month in result.figures})
    found = []
    for month in months:
        for key in KEYS:
            seen = {name: result.figures.get(month, {}).get(key) for name, result in results.items()}
            if len(set(seen.values())) > 1:
                found.append(f"{month} {key}: " + ", ".join(f"{name} {value}" for name, value in seen.items()))
    return found


def print_table(results: dict[str, Result], files: int, rows: int) -> None:
    """One line per contender, with its ratio to ours (or to the last one run)."""
    base = results.get("ours") or list(results.values())[-1]
    print(
        f"{'':8}{'wall s':>9}{'ratio':>8}{'cpu s':>9}{'largest MB':>12}"
        f"{'tree MB':>9}{'ratio':>8}{'ms/file':>9}{'µs/row':>9}"
    )
    for name, (cost, _) in results.items():
        print(
            f"{name:8}{cost.seconds:9.2f}{cost.seconds / base.cost.seconds:8.2f}{cost.cpu_seconds:9.2f}"
            f"{cost.largest_process:12.0f}{cost.tree_peak:9.0f}{cost.tree_peak / base.cost.tree_peak:8.2f}"
            f"{1000 * cost.seconds / files:9.2f}{1e6 * cost.seconds / rows:9.1f}"
        )


def print_growth(shape: str, scale: float, repeats: int, whole: Result) -> None:
    """Ours at a quarter of the size: what a file and a row more cost, and the start that does not grow."""
    folder, fewer_files, fewer_rows = inputs_of(shape, scale / 4)
    quarter = run_cold("ours", folder, repeats)
    _, files, rows = inputs_of(shape, scale)
    extra = whole.cost.seconds - quarter.cost.seconds
    start = quarter.cost.seconds - extra * fewer_rows / (rows - fewer_rows)
    print(
        f"growth of ours: {fewer_files} files {quarter.cost.seconds:.2f} s, {files} files {whole.cost.seconds:.2f} s; "
        f"{1000 * extra / (files - fewer_files):.2f} ms per further file, "
        f"{1e6 * extra / (rows - fewer_rows):.1f} µs per further row, {start:.2f} s whatever the size"
    )


def compare(shape: str, scale: float, repeats: int, contenders: list[str]) -> bool:
    """Run and print one shape; True if all agree."""
    folder, files, rows = inputs_of(shape, scale)
    print(f"\n{shape}, scale {scale:g}: {files} files, {rows} rows, median of {repeats}, cold")
    results = {name: run_cold(name, folder, repeats) for name in contenders if name != "ours"}
    nights = None
    if "ours" in contenders:
        results["ours"], nights = run_ours(folder, repeats)
    print_table(results, files, rows)
    if nights is not None:
        print_nights(nights, {name: result.cost for name, result in results.items() if name != "ours"})
    differences = disagreements(results)
    for line in differences:
        print(f"DISAGREE {line}")
    if not differences and len(results) > 1:
        print(f"all agree on {', '.join(KEYS)}")
    if "ours" in results:
        print_growth(shape, scale, repeats, results["ours"])
    return not differences


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", choices=[*SHAPES, "both"], default="both")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--only", choices=CONTENDERS, action="append", help="run only these (repeatable)")
    chosen = parser.parse_args()
    shapes = list(SHAPES) if chosen.shape == "both" else [chosen.shape]
    contenders = [name for name in CONTENDERS if name in (chosen.only or CONTENDERS)]
    agreed = [compare(shape, chosen.scale, chosen.repeats, contenders) for shape in shapes]
    sys.exit(0 if all(agreed) else 1)


if __name__ == "__main__":
    main()
