"""Finds the files of the drop folder. Nothing in it is written, renamed or locked, and only plain files are named."""

from __future__ import annotations

import dataclasses
import errno
import os
import stat
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from aftersales.intake import bundles
from aftersales.intake.archive import MEGABYTE
from aftersales.intake.guard import EXPECTED, oversized
from aftersales.intake.readers import suffix_of
from aftersales.intake.refusal import Refused
from aftersales.model import FoundFile
from aftersales.problems import Place, Problem

if TYPE_CHECKING:
    from aftersales.settings.model import Limits

NOT_NAMED = ("thumbs.db", "desktop.ini")
OWNER_MARKS = (("~$", ""), (".~lock.", "#"), (".~", ""))  # Excel, LibreOffice, WPS
BUNDLE, NOT_OURS = ".zip", "__MACOSX"
WORKBOOK_PARTS = frozenset({"[content_types].xml", "content.xml"})  # a zip that holds one of these is one document
ARCHIVES = frozenset({".zip", ".rar", ".7z", ".gz", ".tar", ".tgz"})
DOCUMENTS = (".doc", ".docx", ".wps", ".pdf", ".rtf", ".odt", ".ppt", ".pptx", ".dps", ".htm", ".html", ".mht")
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic", ".mp3", ".mp4", ".wav", ".mov")
PROGRAMS = (".exe", ".msi", ".bat", ".lnk", ".url", ".json", ".md", ".log", ".db", ".ini", ".py", ".js", ".eml", ".msg")
UNFINISHED = (".tmp", ".bak", ".part", ".download", ".crdownload")
OTHER_SORTS = frozenset((*DOCUMENTS, *PICTURES, *PROGRAMS, *UNFINISHED))


@dataclass(slots=True)
class _Walk:
    root: str
    limits: Limits
    files: list[FoundFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def refused(self, name: str, refused: Refused) -> None:
        self.problems.append(Problem(refused.code, Place(name), facts=refused.facts))

    def problem(self, code: str, name: str, **facts: str) -> None:
        self.problems.append(Problem(code, Place(name), facts=facts))


def find(inputs: Path, limits: Limits) -> tuple[list[FoundFile], list[Problem]]:
    """Every file that may be a table, in the order of names, and what was seen and is none.

    Raises OSError when the folder itself is missing or cannot be listed.
    """
    walk = _Walk(os.path.realpath(inputs), limits)
    folders = [(walk.root, "")]
    while folders:
        folder, name = folders.pop()
        try:
            entries = _listed(folder)
        except OSError as fault:
            if not name:
                raise
            walk.problem(_code(fault), name)
            continue
        folders.extend(reversed(_look(walk, entries, name)))
    return sorted(walk.files), sorted(walk.problems, key=lambda problem: (problem.place, problem.code))


def shown_name(name: str) -> str:
    r"""A file's name as it can be shown and written: composed characters, nothing invisible, GBK names read as such.

    >>> shown_name("回访\u202e.xlsx"), shown_name("回访.xlsx".encode("gbk").decode("utf-8", "surrogateescape"))
    ('回访\ufffd.xlsx', '回访.xlsx')
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("gb18030", "replace")
    plain = unicodedata.normalize("NFC", name)
    return "".join("\ufffd" if unicodedata.category(mark) in ("Cc", "Cf", "Cs") else mark for mark in plain)


def stamp_of(status: os.stat_result) -> tuple[int, ...]:
    """How a file looks from outside: whatever changes its content changes one of these.

    The number of the device is not among them, as a share gets another one each time it is connected.
    """
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _listed(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: (unicodedata.normalize("NFC", entry.name), entry.name))


def _look(walk: _Walk, entries: list[os.DirEntry[str]], parent: str) -> list[tuple[str, str]]:
    """Note the files of one folder; gives the folders in it."""
    below: list[tuple[str, str]] = []
    open_names = {owned for entry in entries if (owned := _owned(entry.name))}
    for entry in entries:
        if _unnamed(entry.name):
            continue
        name = f"{parent}/{shown_name(entry.name)}".lstrip("/")
        try:
            path = _inside(walk, entry, name)
            if path is None:
                continue
            status = os.lstat(path)
        except OSError as fault:
            walk.problem(_code(fault), name)
            continue
        if stat.S_ISDIR(status.st_mode):
            if suffix_of(name) in EXPECTED:
                walk.problem("file-not-regular", name, detail="这是文件夹，只是名字像表格；里面的文件照常读取")
            below.append((path, name))
        elif not stat.S_ISREG(status.st_mode):
            walk.problem("file-not-regular", name, detail="这是管道或设备，不是文件")
        else:
            _take(walk, FoundFile(name, path, status.st_size, status.st_mtime, stamp=stamp_of(status)))
            if entry.name in open_names:
                walk.problem("file-open-elsewhere", name, detail=shown_name(entry.name))
    return below


def _inside(walk: _Walk, entry: os.DirEntry[str], name: str) -> str | None:
    """The path to read, or None: links out of the folder, to nothing or to folders (walked anyway) are reported."""
    if not entry.is_symlink() and not (os.name == "nt" and entry.is_dir()):
        return entry.path
    target = os.path.realpath(entry.path)
    if not Path(target).is_relative_to(walk.root):
        walk.problem("file-outside", name)
        return None
    code = _broken_link(target) if entry.is_symlink() else ""
    if code:
        walk.problem(code, name)
        return None
    return target


def _broken_link(target: str) -> str:
    """What is wrong with a link within the folder, or blank; one to a folder leads to nothing new."""
    try:
        return "link-folder" if stat.S_ISDIR(Path(target).stat().st_mode) else ""
    except FileNotFoundError:
        return "link-broken"
    except OSError as fault:
        if fault.errno == errno.ELOOP:
            return "link-loop"
        raise


def _take(walk: _Walk, found: FoundFile) -> None:
    """Note a file as one to be read, or say why it is not."""
    suffix = suffix_of(found.name)
    if suffix == BUNDLE and found.member is None:
        _take_bundle(walk, found)
    elif suffix in ARCHIVES:
        walk.problem("unstable-archive", found.name)
    elif suffix in OTHER_SORTS:
        walk.problem("file-ignored", found.name)
    elif found.size > walk.limits.file_mb * MEGABYTE:
        walk.refused(found.name, oversized(found.size, walk.limits))
    else:
        walk.files.append(dataclasses.replace(found, name=_unique(walk, found.name)))


def _take_bundle(walk: _Walk, bundle: FoundFile) -> None:
    """Note the files within a zip bundle, each on its own; a workbook that was only renamed is one file."""
    if bundle.size > walk.limits.file_mb * MEGABYTE:
        walk.refused(bundle.name, oversized(bundle.size, walk.limits))
        return
    try:
        held = bundles.entries(bundle.path, bundle.size, walk.limits)
    except Refused as refused:
        walk.refused(bundle.name, refused)
        return
    if any(entry.name.lower() in WORKBOOK_PARTS for entry in held):
        walk.files.append(dataclasses.replace(bundle, name=_unique(walk, bundle.name)))
        return
    for entry in sorted(held, key=lambda entry: (entry.name, entry.member)):
        parts = entry.name.split("/")
        if parts[0] == NOT_OURS or _unnamed(parts[-1]):
            continue
        name = f"{bundle.name}/{shown_name(entry.name)}"
        if entry.fault:
            walk.problem("file-suspicious", name, detail=entry.fault)
        elif entry.encrypted:
            walk.problem("file-encrypted", name)
        else:
            saved = entry.modified or bundle.modified
            _take(walk, FoundFile(name, bundle.path, entry.size, saved, entry.member, bundle.stamp))


def _unique(walk: _Walk, name: str) -> str:
    """A name of its own for each of two files whose names look the same."""
    suffix = PurePosixPath(name).suffix
    stem = name.removesuffix(suffix)
    number, unique = 1, name
    while unique in walk.names:
        number += 1
        unique = f"{stem}〔{number}〕{suffix}"
    walk.names.add(unique)
    return unique


def _code(fault: OSError) -> str:
    return "file-no-permission" if isinstance(fault, PermissionError) else "file-vanished"


def _unnamed(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in NOT_NAMED


def _owned(name: str) -> str:
    """The file of which this one says that somebody has it open, or blank."""
    for mark, end in OWNER_MARKS:
        if name.startswith(mark) and name.endswith(end):
            return name[len(mark) : len(name) - len(end)]
    return ""
