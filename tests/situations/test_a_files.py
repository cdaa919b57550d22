"""A: the file itself, as a share, WPS, a web system or a hostile hand leaves it."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from aftersales.digest import Reading
from aftersales.intake.files import find
from aftersales.intake.pool import each
from aftersales.kinds import load_kinds
from aftersales.problems import Effect
from aftersales.settings.model import Limits
from tests.mess.compare import Seen, seen
from tests.sheets import AS_OF, SAVED, night, worked, write

from .named import shown, situation

CALLS = """
    售后回访记录
    | 回访日期   | 门店     | 客户姓名 | 电话        | 回访人 | 满意度 |
    | 2026-10-05 | 五里牌店 | 李雪     | 13900000001 | 王芳   | 满意   |
"""
MORE = CALLS + "    | 2026-10-06 | 五里牌店 | 谢兰     | 13900000002 | 王芳   | 满意   |\n"


def effect_of(found: Seen, code: str) -> Effect:
    return next(problem.effect for problem in found.problems if problem.code == code)


@situation(
    "A1", "owner file ~$… beside the workbook", "a note; a file that cannot be read counts in its last good version"
)
def test_an_owner_file_is_a_note_and_no_table(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "A1")

    assert [p.place.file for p in found.problems if p.code == "file-open-elsewhere"] == [file.path]
    assert not any(source.file.startswith("~$") for source in found.consolidated.sources)


@situation("A2", "half-copied workbook, or one full of zeros", "waits: its last good version counts, if there is one")
def test_a_file_that_is_still_being_copied_waits(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "A2", times=4)

    assert effect_of(found, "file-truncated") is Effect.FILE_LEFT_OUT


@situation("A3", "file of zero bytes", "waits: its last good version counts, if there is one")
def test_a_file_without_bytes_waits(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "A3")

    assert effect_of(found, "file-empty") is Effect.FILE_LEFT_OUT


@situation(
    "A4", "workbook with a password", "left out, with the advice to save it without; passwords may be registered"
)
def test_a_password_is_told_as_what_it_is(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "A4")

    assert effect_of(found, "file-encrypted") is Effect.FILE_LEFT_OUT


@situation("A5", "GBK csv renamed to .xlsx", "read by its bytes; the wrong suffix is told")
def test_bytes_decide_what_a_file_is(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "A5")

    assert file.path.endswith(".xlsx")
    assert next(s.reader for s in found.consolidated.sources if s.file == file.path) == "csv"


@situation("A6", "HTML table saved as .xls, often in GBK", "read as the table it shows; the clerk is told")
def test_a_web_table_is_read(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "A6")

    assert "html-xls" in found.codes


@situation("A7", "XML of 2003, or a web archive, as .xls", "read; the wrong suffix is told")
def test_xml_of_2003_is_read(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "A7")

    assert "wrong-suffix" in found.codes


@situation("A8", "WPS .et", "read like the .xls that it is inside")
def test_the_format_of_wps_is_read(tmp_path: Path) -> None:
    _, file = shown(tmp_path, "A8")

    assert file.path.endswith(".et")


@situation("A9", ".xls that some readers refuse", "read; what no reader can open is left out by name")
def test_old_workbooks_are_read(tmp_path: Path) -> None:
    _, file = shown(tmp_path, "A9")

    assert file.path.endswith(".xls")


@situation("A10", 'dimension says "A1"', "every row is read")
def test_a_lying_dimension_loses_no_row(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "A10")

    assert next(s.tally.records for s in found.consolidated.sources if s.file == file.path) >= 8


@situation("A11", "one formatted cell in row 1,048,576", "formatting is no content: same rows as without it")
def test_far_formats_are_no_rows(tmp_path: Path) -> None:
    _, file = shown(tmp_path, "A11")

    assert file.sheet.far[0][0] > 4_000


@situation("A12", "data behind 600 empty rows", "read to the end; the gap is told")
def test_reading_does_not_stop_at_a_gap(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "A12")

    assert [p.facts["rows"] for p in found.problems if p.code == "row-gap"] == [600]


@situation("A13", "styles.xml that breaks the rules", "values are read all the same")
def test_broken_styles_cost_no_value(tmp_path: Path) -> None:
    shown(tmp_path, "A13")


@situation("A14", "parts named with back slashes", "read")
def test_back_slashes_are_slashes(tmp_path: Path) -> None:
    shown(tmp_path, "A14")


@situation("A15", "Strict Open XML", "read")
def test_strict_workbooks_are_read(tmp_path: Path) -> None:
    shown(tmp_path, "A15")


@situation(
    "A16", "the file twice, or two versions of it", "same bytes count once; two versions are both held and asked about"
)
def test_copies_count_once_and_versions_are_asked_about(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "A16", times=6)

    assert {"file-copy": Effect.MERGED, "conflict-copy": Effect.FILE_LEFT_OUT}.items() <= {
        (code, effect_of(found, code)) for code in found.codes
    }


@situation(
    "A17", "same path, new content", "the newest content counts; a closed month names both versions by their hash"
)
def test_a_clerk_goes_on_filling_a_sheet(tmp_path: Path) -> None:
    assert night(tmp_path, {"回访": CALLS}).outcome.counts["records"] == 1

    again = night(tmp_path, {"回访": MORE})

    assert [row["customer"] for row in again.table("records/callback")] == ["李雪", "谢兰"]


@situation(
    "A18", "late file for an earlier month, with its old date", "picked up; a closed month is restated, not changed"
)
def test_a_late_file_is_picked_up(tmp_path: Path) -> None:
    night(tmp_path, {"回访": CALLS})
    write(tmp_path / "inputs", {"迟到": CALLS.replace("李雪     | 13900000001", "曾涛     | 13900000009")})
    os.utime(tmp_path / "inputs" / "迟到.xlsx", (SAVED - 9_000_000, SAVED - 9_000_000))

    again = night(tmp_path, {})

    assert {row["customer"] for row in again.table("records/callback")} == {"李雪", "曾涛"}


@situation(
    "A19",
    "sub-folders; zip with GBK names; a member that leads out",
    "walked and read; a path that leads out is refused",
)
def test_folders_and_bundles_are_opened(tmp_path: Path) -> None:
    _, file = shown(tmp_path, "A19", times=3)

    assert "/" in file.path


def test_a_bundle_leads_nowhere_else(tmp_path: Path) -> None:
    write(tmp_path / "回访", {"回访": CALLS})
    (tmp_path / "inputs").mkdir()
    with zipfile.ZipFile(tmp_path / "inputs" / "打包.zip", "w") as bundle:
        bundle.write(tmp_path / "回访" / "回访.xlsx", "../../出去.xlsx")
        bundle.write(tmp_path / "回访" / "回访.xlsx", "一组/回访.xlsx")

    found = seen(tmp_path)

    assert [source.file for source in found.consolidated.sources] == ["打包.zip/一组/回访.xlsx"]
    assert "file-suspicious" in found.codes
    assert not (tmp_path / "出去.xlsx").exists()


@situation("A20", "file name says year, month, group", "a hint where the cells lack it; a contradiction is told")
def test_a_file_name_lends_the_year_and_is_contradicted_aloud(tmp_path: Path) -> None:
    shown(tmp_path, "A20")
    said = worked(tmp_path / "other", {"2026年9月_五里牌店回访": CALLS}).said("other-month")

    assert len(said) == 1
    assert "2026-09" in said[0]


@situation("A21", "macros, external links, objects", "never run or followed; stored values are read and it is told")
def test_nothing_in_a_workbook_runs(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "A21", times=2)

    assert {"macro-file", "external-links"} & set(found.codes)


@situation("A22", "zip bomb", "refused by what its directory declares, before anything is unpacked")
def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "A22")

    assert effect_of(found, "file-too-large") is Effect.FILE_LEFT_OUT


@situation("A23", "entity bomb, external entity", "refused; nothing is expanded or fetched")
def test_entities_are_not_expanded(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "A23", times=2)

    assert effect_of(found, "file-suspicious") is Effect.FILE_LEFT_OUT


@situation("A24", "file vanishes between listing and reading", "that file is named; the run goes on with the others")
def test_a_file_that_vanishes_costs_only_itself(tmp_path: Path) -> None:
    write(tmp_path, {"一": CALLS, "二": MORE})
    found, _ = find(tmp_path, Limits())
    (tmp_path / "一.xlsx").unlink()

    reading = Reading(load_kinds({}), Limits(), AS_OF.date(), {})
    one, two = each(found, reading, workers=1, limits=Limits(), on_done=lambda _: None)

    assert [problem.code for problem in one.problems] == ["file-vanished"]
    assert two.sheets[0].tally.records == 2


@situation("A25", "Chinese, spaces, 260 characters and more, names that differ in case", "read under their own names")
def test_long_and_alike_names_stay_apart(tmp_path: Path) -> None:
    _, file = shown(tmp_path / "long", "A25")
    done = worked(tmp_path, {"call": CALLS, "CALL": MORE})

    assert len(file.path) > 260
    sources = [source.file for source in done.results.consolidated.sources]
    assert sorted(sources) == ["CALL.xlsx", "call.xlsx"] or os.name == "nt"
