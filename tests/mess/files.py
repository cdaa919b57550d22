"""Mess of the file itself (A): what a share, a browser, WPS or a hostile hand leaves in a drop folder."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from .drawn import SEALED, File, Line, Parts, Role, Sheet, Spot

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = {MAIN: b"http://purl.oclc.org/ooxml/spreadsheetml/main",
          OFFICE: b"http://purl.oclc.org/ooxml/officeDocument/relationships"}  # fmt: skip
BOMB = 110 << 20


def owner_file(spot: Spot) -> bool:
    """A1: the small file that Excel leaves beside a workbook that somebody has open."""
    if not spot.claim("format", "name"):
        return False
    spot.file.said.append("file-open-elsewhere")
    name = f"~${spot.file.path}"
    spot.folder.files.append(File(name, [], "bytes", left_out=True, content=b"\x03abc" + bytes(158)))
    return True


def half_copied(spot: Spot) -> bool:
    """A2: the copy is not complete, or as long as it will be and still full of zeros."""
    if not spot.seal():
        return False
    cuts: tuple[Callable[[bytes], bytes], ...] = (
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: bytes(len(content)),
        lambda content: content[: len(content) // 2] + bytes(len(content) // 2),
    )
    return _left_out(spot, "file-truncated", spot.random.choice(cuts))


def no_bytes(spot: Spot) -> bool:
    """A3: a file of no bytes."""
    return spot.seal() and _left_out(spot, "file-empty", lambda _: b"")


def password(spot: Spot) -> bool:
    """A4: a workbook with a password is an old container under a new suffix."""
    hidden = OLE + bytes(2_000) + "EncryptedPackage".encode("utf-16-le") + bytes(3_000)
    return spot.seal() and _left_out(spot, "file-encrypted", lambda _: hidden)


def renamed_csv(spot: Spot) -> bool:
    """A5: a csv in GBK that somebody renamed to .xlsx."""
    if not spot.convert("csv"):
        return False
    spot.file.suffix = ".xlsx"
    return _said(spot, "wrong-suffix")


def web_table(spot: Spot) -> bool:
    """A6: a web system's HTML that calls itself .xls."""
    return not spot.sheet.merges and spot.convert("html") and _said(spot, "html-xls")


def xml_2003(spot: Spot) -> bool:
    """A7: XML of 2003 that calls itself .xls."""
    return spot.convert("xml") and _said(spot, "wrong-suffix")


def wps(spot: Spot) -> bool:
    """A8: WPS's own suffix, BIFF inside."""
    return spot.convert("et")


def old_excel(spot: Spot) -> bool:
    """A9: an old .xls."""
    return spot.convert("xls")


def lying_dimension(spot: Spot) -> bool:
    """A10: the sheet says that it is A1 alone."""
    return spot.xlsx() and _edit(spot, "xl/worksheets/sheet1.xml", _dimension)


def far_format(spot: Spot) -> bool:
    """A11: one coloured cell far below; formatting is no content."""
    if not spot.xlsx() or not spot.claim("far"):
        return False
    spot.sheet.far.append((spot.random.choice((5_000, 50_000, 1_048_576)), spot.random.randint(1, 30)))
    return True


def long_gap(spot: Spot) -> bool:
    """A12: six hundred empty rows, then more records."""
    if not spot.claim("gap"):
        return False
    records = spot.sheet.of(Role.RECORD)
    at = spot.sheet.lines.index(spot.random.choice(records[2:-2]))
    if any(spot.sheet.lines.index(a) < at <= spot.sheet.lines.index(b) for a, b, _, _ in spot.sheet.merges):
        return False
    spot.sheet.lines[at:at] = [Line(Role.BLANK) for _ in range(600)]
    spot.sheet.said.append("row-gap")
    return True


def broken_styles(spot: Spot) -> bool:
    """A13: fills that openpyxl refuses, as some exporters write them."""

    def emptied(part: bytes) -> bytes:
        start, end = part.index(b"<fills"), part.index(b"</fills>")
        return part[:start] + b'<fills count="2"><nofill/><x/>' + part[end:]

    return spot.xlsx() and _edit(spot, "xl/styles.xml", emptied)


def back_slashes(spot: Spot) -> bool:
    """A14: the parts' names have back slashes."""
    if not spot.xlsx() or not spot.claim("names"):
        return False
    spot.file.edits.append(lambda parts: {name.replace("/", "\\") if "worksheets" in name else name: part
                                          for name, part in parts.items()})  # fmt: skip
    return True


def strict(spot: Spot) -> bool:
    """A15: Strict Open XML."""

    def made_strict(parts: Parts) -> Parts:
        for loose, fixed in STRICT.items():
            parts = {name: part.replace(loose, fixed) for name, part in parts.items()}
        return parts

    if not spot.xlsx() or not spot.claim("names"):
        return False
    spot.file.edits.append(made_strict)
    return True


def copy(spot: Spot) -> bool:
    """A16: the same file twice; or two versions of it, of which nobody knows which one is right."""
    if not spot.claim("name", "format"):
        return False
    file = spot.file
    called = spot.random.choice(("副本-{}", "{} - 复制", "{}(1)", "{} - 副本", "{}.sync-conflict-20261013-1012"))
    twin = File(called.format(file.name), [], file.format, file.suffix, situations=["A16"])
    spot.folder.files.append(twin)
    if spot.random.random() < 0.7 or file.situations:
        twin.copy_of = file
        return _said(Spot(spot.folder, twin, spot.random), "file-copy")
    spot.seal()
    other = Sheet(spot.sheet.name, spot.sheet.kind, spot.sheet.columns, spot.sheet.lines[:-1], spot.sheet.month)
    twin.sheets = [other]
    file.claimed.add(SEALED)
    twin.claimed.add(SEALED)
    for version in (file, twin):
        version.held = True
        version.said.append("conflict-copy")
    return True


def sub_folder(spot: Spot) -> bool:
    """A19: in a folder of a folder, or in a zip whose names are in GBK."""
    if not spot.claim("name"):
        return False
    if spot.random.random() < 0.4:
        spot.file.bundle = f"{spot.file.name}.zip"
    spot.file.name = f"{spot.random.choice(('一组', '二组'))}/交来的表/{spot.file.name}"
    return True


def month_in_name(spot: Spot) -> bool:
    """A20: only the file's name says the year."""
    if not spot.claim("name", "period"):
        return False
    column = spot.column("date")
    if column is None:
        return False
    year, month = spot.sheet.month.split("-")
    spot.file.name += spot.random.choice((f"{year}年{int(month)}月", f"_{year}{month}", f"{year}-{month}"))
    for line in spot.sheet.of(Role.RECORD):
        meant = str(line.truth[column.field])
        line.cells[column] = f"{int(meant[5:7])}月{int(meant[8:])}日"
    spot.sheet.said.append("year-assumed")
    return True


def macros(spot: Spot) -> bool:
    """A21: macros, or formulas that fetch from other files."""
    if not spot.xlsx() or not spot.claim("parts"):
        return False
    if spot.random.random() < 0.5:
        spot.file.edits.append(lambda parts: parts | {"xl/vbaProject.bin": b"macro"})
        return _said(spot, "macro-file")
    spot.file.edits.append(lambda parts: parts | {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    return _said(spot, "external-links")


def bomb(spot: Spot) -> bool:
    """A22: a hundred megabytes in a hundred kilobytes."""

    def swollen(content: bytes) -> bytes:
        buffer = io.BytesIO(content)
        with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet2.xml", bytes(BOMB))
        return buffer.getvalue()

    return spot.seal() and _left_out(spot, "file-too-large", swollen)


def entities(spot: Spot) -> bool:
    """A23: entities that grow, or that fetch a file."""
    heads = (b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>', b'<!DOCTYPE x SYSTEM "file:///etc/passwd">')
    head = spot.random.choice(heads)
    if not spot.xlsx() or not spot.seal():
        return False
    spot.file.left_out = True
    spot.file.said.append("file-suspicious")
    return _edit(spot, "xl/sharedStrings.xml", lambda part: part.replace(b"<sst", head + b"<sst", 1), sealed=True)


def long_path(spot: Spot) -> bool:
    """A25: Chinese, spaces, and more than 260 characters."""
    if not spot.claim("name"):
        return False
    spot.file.name = "/".join(["售后 资料 归档" * 6] * 8) + f"/{spot.file.name} （最终 版）"
    return True


def _said(spot: Spot, code: str) -> bool:
    spot.file.said.append(code)
    return True


def _left_out(spot: Spot, code: str, edit: Callable[[bytes], bytes]) -> bool:
    spot.file.left_out = True
    spot.file.said.append(code)
    spot.file.bytes_edit = edit
    return True


def _edit(spot: Spot, name: str, edit: Callable[[bytes], bytes], *, sealed: bool = False) -> bool:
    """Change one part of the workbook when it is written."""
    if not sealed and not spot.claim(name):
        return False
    spot.file.edits.append(lambda parts: parts | {name: edit(parts[name])} if name in parts else parts)
    return True


def _dimension(part: bytes) -> bytes:
    start = part.index(b'<dimension ref="') + len(b'<dimension ref="')
    return part[:start] + b"A1" + part[part.index(b'"', start) :]


OPERATORS: Mapping[str, Callable[[Spot], bool]] = {
    "A1": owner_file, "A2": half_copied, "A3": no_bytes, "A4": password, "A5": renamed_csv,
    "A6": web_table, "A7": xml_2003, "A8": wps, "A9": old_excel,
    "A10": lying_dimension, "A11": far_format, "A12": long_gap, "A13": broken_styles, "A14": back_slashes, "A15": strict,
    "A16": copy, "A19": sub_folder, "A20": month_in_name, "A21": macros, "A22": bomb, "A23": entities, "A25": long_path,
}  # fmt: skip
