"""Zip bundles: each workbook within is a file of its own, and nothing hostile gets further than its name."""

from __future__ import annotations

import functools
import hashlib
import struct
import zipfile
import zlib
from pathlib import Path

from aftersales.intake.files import find
from aftersales.intake.pool import each
from aftersales.intake.readers import read
from aftersales.model import FoundFile, Workbook
from aftersales.settings.model import Limits
from tests.intake.drawn_books import book, codes, table
from tests.intake.work_functions import digest

LIMITS = Limits()


def bundle(folder: Path, files: dict[str, bytes], name: str = "十月.zip") -> Path:
    """A bundle as most programs write it."""
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in files.items():
            info = zipfile.ZipInfo(member, (2026, 10, 31, 18, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return folder / name


def gbk_bundle(folder: Path, member: str, content: bytes) -> None:
    """A bundle whose one name is in GBK, without the flag for UTF-8, written byte by byte."""
    name, packed = member.encode("gb18030"), content
    sizes = struct.pack("<III", zlib.crc32(content), len(packed), len(content))
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 0, 0, 0) + sizes + struct.pack("<HH", len(name), 0) + name
    entry = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 0, 0, 0) + sizes
    entry += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    body = local + packed
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(body), 0)
    (folder / "旧.zip").write_bytes(body + entry + end)


def opened(folder: Path) -> dict[str, Workbook]:
    return {found.name: read(found, LIMITS) for found in find(folder, LIMITS)[0]}


def problems(folder: Path, **limits: int) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.file) for problem in find(folder, Limits(**limits))[1]]


def test_the_workbooks_of_a_bundle_are_files_of_their_own(tmp_path: Path) -> None:
    content = book(table())
    bundle(tmp_path, {"一组/回访.xlsx": content, "二组/回访.csv": "日期,客户\n2026-10-01,甲\n".encode("gbk")})
    files = opened(tmp_path)
    assert list(files) == ["十月.zip/一组/回访.xlsx", "十月.zip/二组/回访.csv"]
    first = files["十月.zip/一组/回访.xlsx"]
    assert (len(first.grids[0].rows), first.grids[0].file) == (3, "十月.zip/一组/回访.xlsx")
    assert first.sha256 == hashlib.sha256(content).hexdigest()
    assert files["十月.zip/二组/回访.csv"].grids[0].rows[1] == ("2026-10-01", "甲")


def test_a_member_was_saved_when_the_bundle_says_by_the_clock_of_the_shop(tmp_path: Path) -> None:
    bundle(tmp_path, {"回访.xlsx": book(table())})
    (found,) = find(tmp_path, LIMITS)[0]
    assert found.modified == 1_793_440_800.0  # 2026-10-31 18:00 in Shanghai


def test_names_in_gbk_without_the_flag_are_read_as_such(tmp_path: Path) -> None:
    gbk_bundle(tmp_path, "九月\\回访登记.xlsx", book(table()))
    assert list(opened(tmp_path)) == ["旧.zip/九月/回访登记.xlsx"]
    assert problems(tmp_path) == []


def test_a_path_that_leads_out_of_the_bundle_is_refused(tmp_path: Path) -> None:
    good = book(table())
    bundle(
        tmp_path, {"../出去.xlsx": good, "/根.xlsx": good, "C:/盘.xlsx": good, "a/../../b.xlsx": good, "好.xlsx": good}
    )
    assert list(opened(tmp_path)) == ["十月.zip/好.xlsx"]
    assert [code for code, _ in problems(tmp_path)] == ["file-suspicious"] * 4


def test_what_is_no_table_is_listed_and_a_bundle_in_a_bundle_is_not_opened(tmp_path: Path) -> None:
    inner = bundle(tmp_path, {"回访.xlsx": book(table())}, "内.zip").read_bytes()
    (tmp_path / "内.zip").unlink()
    bundle(tmp_path, {"内.zip": inner, "说明.docx": b"x", "__MACOSX/._a.xlsx": b"x", "~$回访.xlsx": b"x"})
    assert opened(tmp_path) == {}
    assert problems(tmp_path) == [("unstable-archive", "十月.zip/内.zip"), ("file-ignored", "十月.zip/说明.docx")]


def test_limits_hold_for_the_whole_bundle_before_anything_is_inflated(tmp_path: Path) -> None:
    bundle(tmp_path, {f"{n}.csv": b"a,b\n" * 200_000 for n in range(4)})
    (problem,) = find(tmp_path, Limits(inflated_mb=2))[1]
    assert (problem.code, problem.facts["setting"]) == ("file-too-large", "limits.inflated_mb")
    (problem,) = find(tmp_path, Limits(entries=3))[1]
    assert (problem.code, problem.facts["setting"]) == ("file-too-large", "limits.entries")
    assert len(find(tmp_path, Limits(file_mb=1))[0]) == 4


def test_a_member_that_is_not_what_the_directory_says_costs_only_itself(tmp_path: Path) -> None:
    path = bundle(tmp_path, {"好.csv": b"a,b\n1,2\n", "谎.csv": b"c,d\n" * 5_000})
    data = path.read_bytes()
    place = data.rindex(b"PK\x01\x02")
    path.write_bytes(data[: place + 24] + struct.pack("<I", 100) + data[place + 28 :])
    assert {name: codes(workbook) for name, workbook in opened(tmp_path).items()} == {
        "十月.zip/好.csv": [],
        "十月.zip/谎.csv": ["file-unreadable"],
    }


def test_a_bundle_that_is_cut_off_waits_and_a_broken_one_is_told(tmp_path: Path) -> None:
    path = bundle(tmp_path, {"回访.xlsx": book(table())})
    path.write_bytes(path.read_bytes()[:-30])
    assert problems(tmp_path) == [("file-truncated", "十月.zip")]
    path.write_bytes(b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, 400, 90, 0))
    assert problems(tmp_path) == [("file-unreadable", "十月.zip")]


def test_a_workbook_that_was_named_zip_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "回访.zip").write_bytes(book(table()))
    files = opened(tmp_path)
    assert (list(files), len(files["回访.zip"].grids[0].rows)) == (["回访.zip"], 3)


def test_members_pass_through_the_workers(tmp_path: Path) -> None:
    bundle(tmp_path, {"甲.xlsx": book(table()), "乙.xlsx": b"", "丙.xlsx": book(table(9))})
    files: list[FoundFile] = find(tmp_path, LIMITS)[0]
    done = list(each(files, functools.partial(digest, LIMITS), workers=2, limits=LIMITS))
    assert [(one.file, [p.code for p in one.problems]) for one in done] == [
        ("十月.zip/丙.xlsx", []),
        ("十月.zip/乙.xlsx", ["file-empty"]),
        ("十月.zip/甲.xlsx", []),
    ]
