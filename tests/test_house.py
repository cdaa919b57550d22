"""The rules of the house, read from the code itself: arrows, homes, sizes, problem codes, nothing of one machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from aftersales.problem_catalogue import ENTRIES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "aftersales"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("problems", "problem_catalogue", "safe_text", "exits", "exchange"),
    ("settings.part",),
    ("settings.schemes", "settings.operations", "settings.worklists"),
    ("model", "frames", "kinds.model", "settings.model", "report.page"),
    ("",),  # the stages and what serves them: everything that no other line names
    ("run",),
    ("cli", "pipeline"),
)
STAGES = ("intake", "recognise", "clean", "consolidate", "classify", "measures", "appraisal", "ledger")
NEVER = (
    *(("report", stage) for stage in (*STAGES, "publish", "outputs")),
    ("kinds", "measures"),
    ("kinds", "report"),
    ("measures", "kinds.load"),
    ("measures", "report"),
    *((stage, "report") for stage in STAGES),
)
HOMES = {
    "xlsxwriter": (
        "report.workbook",
        "report.slip_workbook",
        "report.return_workbook",
        "report.handover_workbook",
        "blank_sheets.book",
    ),
    "python_calamine": ("intake",),
    "jinja2": ("report.html", "report.templating"),
    "vl_convert": ("report.charts",),
    "ruamel": ("settings", "shipped"),
    "typer": ("cli", "pipeline"),
    "rich": ("cli", "pipeline"),
    "filelock": ("ledger.lock",),
    "distributed": ("cluster",),
    "chinese_calendar": ("measures", "clean", "calendar"),
}
BOUNDARIES = ("cli.app", "intake", "side_by_side")
"""Where a broad except isolates: the process's outermost edge, one file's reading, and a forked process.

A forked process has no other way to say what went wrong than to send it to its parent, which raises it (`ChildError`).
"""

VAGUE = {"utils", "helpers", "common", "base", "manager", "handler", "misc", "util", "helper"}
CLOCKS = {"now", "utcnow", "today", "time", "localtime", "gmtime"}
LATER: dict[str, str] = {
    "text-cut": "comes with the limits on what a report page shows of one cell",
}
"""Catalogue entries that no code uses yet → why. An entry that is used by now must leave this list."""


def name_of(path: Path) -> str:
    """The module below `aftersales`, such as `report.page`; `pipeline` for the entry."""
    if path == ROOT / "pipeline.py":
        return "pipeline"
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@lru_cache(maxsize=1)
def modules() -> dict[str, ast.Module]:
    paths = [ROOT / "pipeline.py", *sorted(PACKAGE.rglob("*.py"))]
    return {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def within(name: str, home: str) -> bool:
    return name == home or name.startswith(f"{home}.")


def parts_imported(tree: ast.AST, package: str = "") -> Iterator[str]:
    """Every module that is imported anywhere in the tree, with the names taken from it, absolute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            up = ["aftersales", *package.split(".")][: -node.level + 1 or None] if node.level else []
            base = ".".join([*up, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


@lru_cache(maxsize=1)
def arrows() -> dict[str, set[str]]:
    """For each of our modules those of ours that it imports, whether for types or late."""
    known = set(modules())
    found = {}
    for name, tree in modules().items():
        package = name if (PACKAGE / Path(*name.split(".")) / "__init__.py").exists() else name.rpartition(".")[0]
        ours = {part.removeprefix("aftersales").removeprefix(".") for part in parts_imported(tree, package)
                if within(part, "aftersales")}  # fmt: skip
        found[name] = {part for part in ours if part in known and part} - {name}
    return found


def layer(name: str) -> int:
    named = [at for at, homes in enumerate(LAYERS) for home in homes if home and within(name, home)]
    return named[0] if named else LAYERS.index(("",))


def test_imports_point_down() -> None:
    wrong = [f"{one} → {other}" for one, others in arrows().items() for other in sorted(others)
             if layer(other) > layer(one)]  # fmt: skip
    assert wrong == []


def test_the_stages_are_brought_together_in_one_place_only() -> None:
    wrong = [
        f"{one} → {other}"
        for one, others in arrows().items()
        for other in sorted(others)
        if other == "run" and not within(one, "cli")
    ]
    assert wrong == []


def test_no_module_imports_itself_by_a_detour() -> None:
    left = {one: {other for other in others if other in arrows()} for one, others in arrows().items()}
    while True:
        free = {one for one, others in left.items() if not others}
        if not free:
            break
        left = {one: others - free for one, others in left.items() if one not in free}
    assert left.pop("", set()) == set()
    assert left == {}, "these import each other in a circle"


@pytest.mark.parametrize(("one", "other"), NEVER)
def test_neighbours_do_not_know_each_other(one: str, other: str) -> None:
    wrong = [
        f"{name} → {part}"
        for name, parts in arrows().items()
        for part in sorted(parts)
        if within(name, one) and within(part, other) and not part.endswith((".model", ".page"))
    ]
    assert wrong == []


def test_no_page_imports_another_page() -> None:
    pages = {name for name in modules() if name.startswith("report.pages.")}
    assert [f"{one} → {other}" for one in sorted(pages) for other in sorted(arrows()[one] & pages)] == []


@pytest.mark.parametrize("library", sorted(HOMES))
def test_each_foreign_library_has_one_home(library: str) -> None:
    homes = HOMES[library]
    strangers = [
        name
        for name, tree in modules().items()
        if any(within(part, library) for part in parts_imported(tree))
        and not any(within(name, home) or name.startswith(f"{home}_") for home in homes)
    ]
    assert strangers == []


def test_only_the_entry_asks_for_the_time() -> None:
    asking = [
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"datetime", "date", "time"}
        and name != "pipeline"
    ]
    assert asking == []


def test_nothing_is_caught_broadly_except_at_the_boundaries() -> None:
    broad = [
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
        and not any(within(name, home) for home in BOUNDARIES)
    ]
    assert broad == []


# -- sizes and names --------------------------------------------------------------------------------------------------


def test_no_module_is_longer_than_it_may_be() -> None:
    paths = [ROOT / "pipeline.py", *(path for folder in (PACKAGE, ROOT / "bench", ROOT / "docs", ROOT / "tests")
             for path in sorted(folder.rglob("*.py")))]  # fmt: skip
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_bytes().splitlines()) for path in paths}
    allowed = {path: 600 if path.startswith("tests/") else 300 for path in lengths}  # pictures of sheets take room
    assert {path: lines for path, lines in lengths.items() if lines > allowed[path]} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    long = {
        f"{name}.{node.name}": node.end_lineno - node.lineno + 1
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > 40
    }
    assert long == {}


def test_every_module_is_named_for_what_it_holds() -> None:
    assert [name for name in modules() if VAGUE & set(re.split(r"[._]", name))] == []


# -- problem codes ----------------------------------------------------------------------------------------------------


def texts_in_code() -> set[str]:
    return {
        node.value
        for name, tree in modules().items()
        if name != "problem_catalogue"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_problem_that_code_raises_stands_in_the_catalogue() -> None:
    raised = {
        node.args[0].value
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"Problem", "BadCell"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert raised, "no code was found: the test looks for the wrong calls"
    assert raised - {entry[0] for entry in ENTRIES} == set()


def test_every_entry_of_the_catalogue_is_raised_somewhere() -> None:
    for code, why in LATER.items():
        print(f"{code}: {why}")  # noqa: T201 - shown with -s or when the test fails
    used = texts_in_code()
    assert {entry[0] for entry in ENTRIES} - used - set(LATER) == set()
    assert set(LATER) & used == set(), "used by now: take it off the list"


# -- nothing of one machine -------------------------------------------------------------------------------------------


def text_files() -> Iterator[Path]:
    folders = [PACKAGE, *(ROOT / name for name in ("tests", "bench", "docs", "templates", ".ci"))]
    suffixes = {".py", ".md", ".yaml", ".toml", ".j2", ".css", ".js", ".txt", ".lock", ".json", ".sh", ""}
    for path in (*ROOT.iterdir(), *(path for folder in folders for path in folder.rglob("*"))):
        if (
            path.is_file()
            and path.suffix in suffixes
            and {"__pycache__", "work"}.isdisjoint(path.relative_to(ROOT).parts)
        ):
            yield path  # `bench/work` is what the benchmark wrote on this machine


def test_no_file_names_a_place_on_one_machine() -> None:
    place = re.compile(r"(?<![\w.*/])/(?:root|home|Users|work|tmp|mnt)/\w")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if place.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-dev.lock", "Makefile", ".ci/run", "pyproject.toml"]
)
def test_no_package_host_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"https?:|index-url|trusted-host|find-links", text) == []
