import os
import socket
import unicodedata
from pathlib import Path

import pytest

from aftersales.intake.files import find
from aftersales.settings.model import Limits
from tests.intake.drawn_books import book, table

LIMITS = Limits()


def put(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(book(table()))


def names(root: Path) -> list[str]:
    return [file.name for file in find(root, LIMITS)[0]]


def problems(root: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.file) for problem in find(root, LIMITS)[1]]


def test_files_are_found_in_all_folders_in_the_order_of_their_names(tmp_path: Path) -> None:
    put(tmp_path, "二组/10月/b.xlsx", "二组/a.csv", "一组/c.XLS", "z.et", "无后缀")
    assert names(tmp_path) == ["z.et", "一组/c.XLS", "二组/10月/b.xlsx", "二组/a.csv", "无后缀"]
    assert problems(tmp_path) == []


def test_owner_and_system_files_are_silent_but_say_who_has_a_file_open(tmp_path: Path) -> None:
    put(
        tmp_path,
        "~$回访.xlsx",
        "回访.xlsx",
        ".~lock.售后.ods#",
        "售后.ods",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "~$别的.xlsx",
    )
    assert names(tmp_path) == ["售后.ods", "回访.xlsx"]
    assert problems(tmp_path) == [("file-open-elsewhere", "售后.ods"), ("file-open-elsewhere", "回访.xlsx")]


def test_other_sorts_are_listed_and_not_opened(tmp_path: Path) -> None:
    put(tmp_path, "说明.docx", "照片.JPG", "十月.rar", "下载中.xlsx.crdownload")
    assert names(tmp_path) == []
    assert problems(tmp_path) == [
        ("file-ignored", "下载中.xlsx.crdownload"),
        ("unstable-archive", "十月.rar"),
        ("file-ignored", "照片.JPG"),
        ("file-ignored", "说明.docx"),
    ]


def test_a_folder_named_like_a_workbook_is_reported_and_walked(tmp_path: Path) -> None:
    put(tmp_path, "x.xlsx/里面.xlsx")
    assert names(tmp_path) == ["x.xlsx/里面.xlsx"]
    assert problems(tmp_path) == [("file-not-regular", "x.xlsx")]


def test_pipes_and_sockets_are_not_opened(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "a.xlsx")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "b.xlsx"))
        assert names(tmp_path) == []
        assert problems(tmp_path) == [("file-not-regular", "a.xlsx"), ("file-not-regular", "b.xlsx")]


def test_links_are_followed_within_the_folder_only(tmp_path: Path) -> None:
    root = tmp_path / "inputs"
    put(root, "真.xlsx", "组/a.xlsx")
    put(tmp_path, "外面.xlsx", "外面的/b.xlsx")
    try:
        (root / "内.xlsx").symlink_to(root / "真.xlsx")
    except OSError:
        pytest.skip("this system allows no symbolic links here")
    (root / "外.xlsx").symlink_to(tmp_path / "外面.xlsx")
    (root / "外夹").symlink_to(tmp_path / "外面的")
    (root / "圈").symlink_to(root)
    (root / "断.xlsx").symlink_to(root / "没有.xlsx")
    (root / "绕.xlsx").symlink_to(root / "绕回.xlsx")
    (root / "绕回.xlsx").symlink_to(root / "绕.xlsx")
    assert names(root) == ["内.xlsx", "真.xlsx", "组/a.xlsx"]
    assert problems(root) == [
        ("link-folder", "圈"),
        ("file-outside", "外.xlsx"),
        ("file-outside", "外夹"),
        ("link-broken", "断.xlsx"),
        ("link-loop", "绕.xlsx"),
        ("link-loop", "绕回.xlsx"),
    ]


def test_a_folder_without_permission_is_named_and_the_rest_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "好/a.xlsx", "锁/b.xlsx")
    real = os.scandir

    def locked(folder: str) -> object:
        if folder.endswith("锁"):
            raise PermissionError(13, "locked")
        return real(folder)

    monkeypatch.setattr(os, "scandir", locked)
    assert names(tmp_path) == ["好/a.xlsx"]
    assert problems(tmp_path) == [("file-no-permission", "锁")]


def test_a_missing_inputs_folder_is_the_callers_to_report(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        find(tmp_path / "没有", LIMITS)


def test_a_file_over_the_limit_is_not_even_opened(tmp_path: Path) -> None:
    with (tmp_path / "大.xlsx").open("wb") as file:
        file.truncate(10 << 30)
    assert names(tmp_path) == []
    assert [problem.message for problem in find(tmp_path, LIMITS)[1]] == [
        "文件大小 10240 MB 超过上限 100 MB（设置 limits.file_mb）"
    ]


def test_names_are_composed_and_two_that_look_the_same_stay_two(tmp_path: Path) -> None:
    put(tmp_path, unicodedata.normalize("NFD", "é.xlsx"))
    assert names(tmp_path) == ["é.xlsx"]
    put(tmp_path, "é.xlsx")
    if len(list(tmp_path.iterdir())) == 2:  # some file systems compose names themselves
        assert names(tmp_path) == ["é.xlsx", "é〔2〕.xlsx"]


def test_a_name_in_gbk_bytes_and_one_with_a_line_break_can_be_shown(tmp_path: Path) -> None:
    try:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "回访.csv".encode("gbk")))).write_bytes(b"a,b\n")
        put(tmp_path, "a\nb.xlsx")
    except OSError:
        pytest.skip("this file system takes no such names")
    assert names(tmp_path) == ["a\ufffdb.xlsx", "回访.csv"]


def test_nothing_in_the_folder_is_touched(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", "组/b.xlsx")
    before = {path: path.lstat().st_mtime_ns for path in sorted(tmp_path.rglob("*"))}
    find(tmp_path, LIMITS)
    assert {path: path.lstat().st_mtime_ns for path in sorted(tmp_path.rglob("*"))} == before
