"""Workbooks drawn as the XML of their sheets, so that a test shows every byte that matters."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from aftersales.intake.readers import read
from aftersales.model import FoundFile, Workbook
from aftersales.settings.model import Limits

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

DATES = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="14"/></cellXfs></styleSheet>'


def sheet(rows: str, after: str = "", prefix: str = "", namespace: str = MAIN) -> str:
    """The XML of one sheet around the XML of its rows."""
    mark, name = (f"{prefix}:", f"xmlns:{prefix}") if prefix else ("", "xmlns")
    return f'<{mark}worksheet {name}="{namespace}"><{mark}sheetData>{rows}</{mark}sheetData>{after}</{mark}worksheet>'


def cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *cells: str, more: str = "") -> str:
    return f'<row r="{number}"{more}>{"".join(cells)}</row>'


def table(rows: int = 3) -> str:
    """A plain log: a heading, then one line a row."""
    lines = [row(1, cell("A1", "日期"), cell("B1", "客户"))]
    lines += [row(n, cell(f"A{n}", "2026-10-01"), cell(f"B{n}", f"客户{n}")) for n in range(2, rows + 1)]
    return "".join(lines)


def parts(
    sheets: dict[str, str], *, states: dict[str, str] | None = None, shared: str = "", styles: str = "", epoch: str = ""
) -> dict[str, str]:
    """All parts of a workbook; `sheets` are the XML by name, `states` those that are hidden."""
    states = states or {}
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" state="{states.get(name, "visible")}" r:id="rId{n}"/>'
        for n, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    made = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr{epoch}/>'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}'
        f'<Relationship Id="s" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="t" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    }
    made |= {f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets.values(), 1)}
    return made | ({"xl/sharedStrings.xml": shared} if shared else {}) | ({"xl/styles.xml": styles} if styles else {})


def zipped(entries: Mapping[str, str | bytes] | Sequence[tuple[str, str | bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items() if isinstance(entries, Mapping) else entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def book(rows: str, after: str = "", **options: str) -> bytes:
    """A workbook with one sheet, 回访."""
    return zipped(parts({"回访": sheet(rows, after)}, **options))


def open_document(rows: str, more: Mapping[str, str] | None = None) -> bytes:
    """An OpenDocument table with one sheet, 回访, around the XML of its rows; `more` are other parts."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{name}="{space}{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<office:document-content {names} xmlns:calcext="urn:org:documentfoundation:names:calc"><office:body>'
        f'<office:spreadsheet><table:table table:name="回访">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    held = {"mimetype": kind, "META-INF/manifest.xml": "<manifest/>", "content.xml": content}
    return zipped(held | dict(more or {}))


def found(path: Path) -> FoundFile:
    status = path.stat()
    return FoundFile(path.name, str(path), status.st_size, status.st_mtime)


def opened(folder: Path, name: str, content: bytes, **limits: int) -> Workbook:
    """Put a file into a folder and read it."""
    path = folder / name
    path.write_bytes(content)
    return read(found(path), Limits(**limits))


def codes(workbook: Workbook) -> list[str]:
    return [problem.code for problem in workbook.problems]
