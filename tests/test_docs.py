"""The docs say what the code says: generated pages are current, nothing is left out, links lead somewhere."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import click
import pytest
import typer

from aftersales import __version__
from aftersales.cli.app import app
from aftersales.exits import Exit
from aftersales.kinds.load import built_in_kinds
from aftersales.measures.catalogue import MEASURES
from aftersales.problem_catalogue import ENTRIES
from docs.__main__ import RULE, pages

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = pages()
WRITTEN = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
OURS = ("/opt/aftersales", "/srv/shop", "/etc/systemd/system", "/usr/bin", "/var/lock")
"""Places that stand for the reader's own; no other absolute path belongs in a page."""


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """The page without its code blocks."""
    return re.sub(r"```.*?```", "", text, flags=re.DOTALL)


@lru_cache(maxsize=1)
def code() -> str:
    """Everything that a name in backticks may come from."""
    paths = [
        ROOT / "pipeline.py",
        *(path for path in (ROOT / "aftersales").rglob("*") if path.suffix in {".py", ".yaml"}),
    ]
    names = [path.relative_to(ROOT).as_posix() for path in (ROOT / "aftersales").rglob("*")]
    return "\n".join([*names, *(path.read_text(encoding="utf-8") for path in paths)])


# -- generated pages --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_generated_page_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name], "run make docs"


def test_settings_are_told_with_their_type_default_and_meaning() -> None:
    assert "| `fines.late_entry` | 数字 或 null ≥ 0 | null |" in PAGES["config.md"]
    assert "| `stores[].name` | 文字 | （必填） | 门店名称 |" in PAGES["config.md"]
    assert "| `people[].from` | 日期 2026-10-01 或 null | null | 入职日期 |" in PAGES["config.md"]
    assert "| `gates.max_rejected_share` | 数字 ≥ 0 ≤ 1 或 null | null |" in PAGES["config.md"]
    rows = [line for line in PAGES["config.md"].splitlines() if line.startswith("| `")]
    assert [row for row in rows if row.split(" | ")[-1].strip(" |") == ""] == []


def test_every_problem_stands_with_its_remedy() -> None:
    rows = {line.split("`")[1]: line for line in PAGES["problems.md"].splitlines() if line.startswith("| `")}
    assert list(rows) == [entry[0] for entry in ENTRIES]
    assert [entry[0] for entry in ENTRIES if entry[5] not in rows[entry[0]]] == []


def test_every_measure_stands_with_its_definition() -> None:
    page = PAGES["measures.md"]
    assert [m.id for m in MEASURES if f"| `{m.id}` | {m.zh} | {m.definition} |" not in page] == []


def test_every_kind_stands_with_all_its_fields() -> None:
    page = PAGES["kinds.md"]
    for kind in built_in_kinds().values():
        section = page.split(f"## {kind.zh} `{kind.id}`\n")[1].split("\n## ")[0]
        assert [field.name for field in kind.fields if f"| `{field.name}` | {field.zh} |" not in section] == []


def test_every_rule_that_code_names_is_a_rule_of_the_sources() -> None:
    known = set(re.findall(r"^\| (S\d-\d\d) \|", PAGES["rules.md"], re.MULTILINE))
    named = {rule for measure in MEASURES for rule in measure.rules} | set(RULE.findall(code()))
    assert named
    assert named - known == set()


def test_a_rule_says_which_measures_and_proposals_compute_it() -> None:
    page = PAGES["rules.md"]
    assert re.search(r"\| S2-23 \|.*\| `delivery\.sms_same_day_rate`、待办 `sms_missing` \|", page)
    assert re.search(r"\| S2-18 \|.*`audit\.false`.*建议 `appraisal/conduct_fines\.py` \|", page)
    assert re.search(r"\| S0-33 \|.*\| 建议 `appraisal/conduct_fines\.py` \|", page)
    assert re.search(r"\| S4-27 \|.*\| 尚未计算 \|", page)
    rules = re.findall(r"^\| (S\d-\d\d) \|", page, re.MULTILINE)
    assert rules == sorted(set(rules))


# -- the command line -------------------------------------------------------------------------------------------------

GUIDES = ("README.md", "README.zh-CN.md", "docs/reference.md", "docs/reference.zh-CN.md")
OPERATORS = ("docs/operators.md", "docs/operators.zh-CN.md")


def options_of(command: click.Command) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts if name.startswith("-")} | {"-h", "--help"}


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_and_option_is_in_the_guide(guide: str) -> None:
    group = typer.main.get_command(app)
    commands = getattr(group, "commands")  # noqa: B009 - typer's own class, which click's types do not know
    text = text_of(guide)
    told = set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", text))
    wanted = options_of(group).union(*(options_of(command) for command in commands.values()))
    assert wanted - told == set()
    assert [name for name in commands if not re.search(rf"`{name}\b", text)] == []


@pytest.mark.parametrize("guide", [*GUIDES, *OPERATORS])
def test_no_guide_promises_an_option_that_does_not_exist(guide: str) -> None:
    group = typer.main.get_command(app)
    commands = getattr(group, "commands")  # noqa: B009 - as above
    known = options_of(group).union(*(options_of(command) for command in commands.values()))
    told = set(re.findall(r"`(--[a-z][\w-]*)", prose(text_of(guide))))
    assert told - known == set()


@pytest.mark.parametrize("guide", ["README.md", "README.zh-CN.md", *OPERATORS])
def test_every_exit_code_is_in_the_guide(guide: str) -> None:
    rows = {int(number) for number in re.findall(r"^\| (\d+) \|", text_of(guide), re.MULTILINE)}
    assert {int(code) for code in Exit} - rows == set()


# -- pages written by hand --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", prose(path.read_text(encoding="utf-8")))
    ours = [target for target in targets if "://" not in target]
    assert [target for target in ours if not (path.parent / target.partition("#")[0]).exists()] == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_page_names_a_place_of_one_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    posix = re.findall(r"(?<![\w.*/>`…》\]）\u4e00-\u9fff-])/[a-z][\w.-]*(?:/[\w.-]+)+", text)
    windows = re.findall(r"\b[A-Z]:\\[\w.\\-]+", text)
    assert [place for place in posix if not place.startswith(OURS)] == []
    assert [place for place in windows if not place.startswith(r"C:\aftersales")] == []
    assert re.findall(r"[\w.]+@[\w-]+\.\w+|(?:\d{1,3}\.){3}\d{1,3}", text) == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [("README.md", "README.zh-CN.md"), OPERATORS, ("docs/reference.md", "docs/reference.zh-CN.md")],
)
def test_both_languages_have_the_same_sections_tables_and_commands(english: str, chinese: str) -> None:
    one, two = text_of(english), text_of(chinese)
    for pattern in (
        r"^(#+) ",
        r"^\| (`[^`|]+`)",
        r"^(make \w+|git clone|schtasks /\w+|OnCalendar.*|30 2 .*)",
        r"^(\w+=.*)$",
    ):
        assert re.findall(pattern, one, re.MULTILINE) == re.findall(pattern, two, re.MULTILINE), pattern


def test_the_glossary_knows_each_term_once_and_names_what_exists() -> None:
    lines = text_of("docs/glossary.md").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ") and "---" not in line][1:]
    terms = [row[0] for row in rows]
    assert len(terms) == len(set(terms))
    assert len(terms) >= 50
    names = {name for row in rows for name in re.findall(r"`([^`]+)`", row[2])}
    outside = {"rules.md", "state/run.lock"}
    settings = {row.split("`")[1] for row in PAGES["config.md"].splitlines() if row.startswith("| `")}
    known = settings | {name.partition(".")[0] for name in settings} | outside
    attributes = {name: re.sub(r"^[A-Z]\w+\.", "", name.rstrip("/")) for name in names - known}
    assert [name for name, attribute in sorted(attributes.items()) if attribute not in code()] == []


def test_every_decision_is_in_the_list_under_its_number() -> None:
    folder = DOCS / "decisions"
    files = sorted(path.name for path in folder.glob("0*.md"))
    listed = re.findall(
        r"^\| (\d+) \| \[(.+)\]\((.+)\) \|", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [name for _, _, name in listed] == files
    assert all(int(later[:4]) == int(earlier[:4]) + 1 for earlier, later in pairwise(files))
    for number, title, name in listed:
        heading = (folder / name).read_text(encoding="utf-8").splitlines()[0]
        assert heading.startswith(f"# {number}. {title[:10]}"), name


def test_architecture_shows_every_folder_of_the_package() -> None:
    text = text_of("docs/architecture.md")
    folders = [path.parent.name for path in sorted((ROOT / "aftersales").glob("*/__init__.py"))]
    assert [name for name in folders if f"{name}/" not in text] == []


def test_the_changelog_tells_of_this_version() -> None:
    assert f"## [{__version__}]" in text_of("CHANGELOG.md")
