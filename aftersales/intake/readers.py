"""One file of the drop folder → its sheets as grids. What the suffix says is a hint; what the bytes show decides."""

from __future__ import annotations

import dataclasses
import posixpath
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from aftersales.intake import compiled, open_xml, text_table, web_archive, web_table, xml_table
from aftersales.intake.contents import Contents, Opened
from aftersales.intake.encrypted import unlocked
from aftersales.intake.guard import EXPECTED, Format, load_settled, recognise
from aftersales.intake.refusal import Refused
from aftersales.model import FoundFile, Workbook
from aftersales.problems import Place, Problem

if TYPE_CHECKING:
    from aftersales.intake.archive import Archive
    from aftersales.intake.guard import Loaded
    from aftersales.settings.model import Limits

READERS: Mapping[Format, Callable[[Opened], Contents]] = {
    Format.XLSX: open_xml.workbook,
    Format.XLSB: compiled.binary_workbook,
    Format.XLS: compiled.old_workbook,
    Format.ODS: compiled.open_document_table,
    Format.TEXT: text_table.workbook,
    Format.XML: xml_table.workbook,
    Format.HTML: web_table.workbook,
    Format.MHTML: web_archive.workbook,
}
"""The reader of every format."""

MACROS = "_VBA_PROJECT".encode("utf-16-le")
MACRO_PART = "xl/vbaproject.bin"
OBJECTS = ("xl/embeddings/", "xl/activex/")


def read(found: FoundFile, limits: Limits, passwords: Sequence[str] = ()) -> Workbook:
    """The file's sheets; a refused file gives a workbook without grids and the problem that says why.

    Raises OSError when the file cannot be opened; a panic of the compiled reader passes through to the process
    boundary in `pool`.
    """
    sha256, modified = "", found.modified
    try:
        loaded = load_settled(found, limits)
        sha256, modified = loaded.sha256, loaded.modified
        return _unlocked(found, loaded, limits, passwords)
    except Refused as refused:
        problem = Problem(refused.code, Place(found.name), facts=refused.facts)
        return Workbook(found.name, sha256, modified, "", (), problems=(problem,))


def _unlocked(found: FoundFile, loaded: Loaded, limits: Limits, passwords: Sequence[str]) -> Workbook:
    """Read the file, with one of the passwords where it asks for one."""
    try:
        return _read(found, loaded, limits)
    except Refused as refused:
        if refused.code != "file-encrypted" or (plain := unlocked(loaded.data, passwords)) is None:
            raise
    opened = _read(found, dataclasses.replace(loaded, data=plain), limits)
    said = Problem("file-unlocked", Place(found.name))
    return dataclasses.replace(opened, problems=(said, *opened.problems))


def _read(found: FoundFile, loaded: Loaded, limits: Limits) -> Workbook:
    suffix = suffix_of(found.name)
    form, archive = recognise(loaded.data, suffix, limits)
    contents = READERS[form](Opened(found.name, suffix, loaded.data, limits, archive))
    if not contents.grids and not contents.unread:
        raise Refused("file-unknown-format", detail="工作簿里没有工作表")
    problems = (*_about_file(found.name, suffix, form, loaded.data, archive), *contents.problems)
    return Workbook(
        found.name, loaded.sha256, loaded.modified, contents.reader, contents.grids, contents.unread, problems
    )


def suffix_of(name: str) -> str:
    """The suffix in lower case; blank where a name has none.

    >>> suffix_of("一组/回访.XLSX"), suffix_of("回访登记")
    ('.xlsx', '')
    """
    return posixpath.splitext(name)[1].lower()


def _about_file(file: str, suffix: str, form: Format, data: bytes, archive: Archive | None) -> list[Problem]:
    problems = []
    if suffix in EXPECTED and form not in EXPECTED[suffix]:
        problems.append(Problem("wrong-suffix", Place(file), facts={"suffix": suffix, "actual": str(form)}))
    if MACRO_PART in archive if archive is not None else form is Format.XLS and MACROS in data:
        problems.append(Problem("macro-file", Place(file)))
    if archive is not None and any(name.startswith(OBJECTS) for name in archive.names):
        problems.append(Problem("embedded-objects", Place(file)))
    return problems
