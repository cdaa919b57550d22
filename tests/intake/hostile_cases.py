"""Broken and hostile files, each with the code of its refusal; files that only look it, each with its rows.

Shared by the tests of the intake and by `python -m tests.reliability`, which prints the goals as figures.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile

import xlwt

from tests.intake.drawn_books import OLE, book, cell, open_document, parts, row, sheet, table, zipped

HTML = b"<html><head><meta charset=gbk></head><body><p>1</p></body></html>"
SPREADSHEET_XML = (
    b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def lying(data: bytes, name: str, size: int) -> bytes:
    """The same archive, its directory declaring another size for one part."""
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))
    return data[: place + 24] + struct.pack("<I", size) + data[place + 28 :]


def old_workbook() -> bytes:
    made = xlwt.Workbook()
    made.add_sheet("回访").write(0, 0, "客户")
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def large_old_workbook() -> bytes:
    made = xlwt.Workbook()
    page = made.add_sheet("回访")
    for number in range(1_000):
        page.write(number, 0, f"客户{number}")
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


ODS_CELL = '<table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell>'

REFUSED: dict[str, tuple[str, bytes, str]] = {
    "no bytes": ("a.xlsx", b"", "file-empty"),
    "only zeros, as a share leaves it": ("a.xlsx", bytes(20_000), "file-truncated"),
    "half a workbook": ("a.xlsx", book(table(300))[:700], "file-truncated"),
    "a workbook whose second half is zeros": ("a.xlsx", book(table(300))[:900] + bytes(1_000), "file-truncated"),
    "a csv whose end is zeros": ("a.csv", b"a,b\n" * 99 + bytes(600), "file-truncated"),
    "the head of an old workbook": ("a.xls", OLE + bytes(100), "file-truncated"),
    "a password": ("a.xlsx", OLE + bytes(2_000) + utf16("EncryptedPackage") + bytes(3_000), "file-encrypted"),
    "an old Word document": ("a.xls", OLE + bytes(2_000) + utf16("WordDocument") + bytes(3_000), "file-unknown-format"),
    "a broken old workbook": ("a.xls", OLE + bytes(2_000) + utf16("Workbook") + bytes(3_000), "file-unreadable"),
    "a web page without a table as xls": ("a.xls", HTML, "file-unknown-format"),
    "a DTD in XML of 2003": (
        "a.xls",
        SPREADSHEET_XML.replace(b"<Workbook", b"<!DOCTYPE x []><Workbook"),
        "file-suspicious",
    ),
    "a PDF as xlsx": ("a.xlsx", b"%PDF-1.7 ...", "file-unknown-format"),
    "a Word document as xlsx": ("a.xlsx", zipped({"word/document.xml": "<w/>"}), "file-unknown-format"),
    "a workbook without its workbook": (
        "a.xlsx",
        zipped({"[Content_Types].xml": "<Types/>", "xl/worksheets/sheet1.xml": sheet(table())}),
        "file-unknown-format",
    ),
    "a DTD in an OpenDocument table": (
        "a.ods",
        zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": "<!DOCTYPE x [<!ENTITY e 'boom'>]><x>&e;</x>",
            }
        ),
        "file-suspicious",
    ),
    "a bundle as xlsx": ("a.xlsx", zipped({"回访.xlsx": "x"}), "file-unknown-format"),
    "a bundle without a suffix": ("a", zipped({"回访.xlsx": "x"}), "unstable-archive"),
    "a workbook without its last byte": ("a.xlsx", book(table(300))[:-1], "file-truncated"),
    "an old workbook without its last byte": ("a.xls", old_workbook()[:-1], "file-truncated"),
    "an old workbook without its last hundred bytes": ("a.xls", old_workbook()[:-100], "file-truncated"),
    "an old workbook cut before its directory": ("a.xls", large_old_workbook()[:9_000], "file-truncated"),
    "the first three bytes of a workbook": ("a.xlsx", b"PK\x03", "file-truncated"),
    "the first byte of an old workbook": ("a.xls", OLE[:1], "file-truncated"),
    "a million repeated rows in an OpenDocument table": (
        "a.ods",
        open_document(f'<table:table-row table:number-rows-repeated="1000000">{ODS_CELL * 10}</table:table-row>'),
        "file-too-large",
    ),
    "noise as csv": ("a.csv", bytes(random.Random(1).randbytes(3_000)), "file-unknown-format"),
    "prose as txt": ("a.txt", "明天开会\n请准时\n".encode(), "file-ignored"),
    "prose as xlsx": ("a.xlsx", "明天开会\n".encode(), "file-unknown-format"),
    "noise without a suffix": ("noise", b"\x01\x02\x03", "file-ignored"),
    "a DTD in the sheet": (
        "a.xlsx",
        zipped(parts({"回访": '<!DOCTYPE x [<!ENTITY e "boom">]>' + sheet(table())})),
        "file-suspicious",
    ),
    "a DTD in a part nobody reads": (
        "a.xlsx",
        zipped(parts({"回访": sheet(table())}) | {"docProps/app.xml": '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'}),
        "file-suspicious",
    ),
    "names that differ in case": (
        "a.xlsx",
        zipped([*parts({"回访": sheet(table())}).items(), ("XL/Worksheets/Sheet1.xml", sheet(table(9)))]),
        "file-suspicious",
    ),
    "names that differ in the slant of a slash": (
        "a.xlsx",
        zipped([*parts({"回访": sheet(table())}).items(), ("xl\\worksheets\\sheet1.xml", sheet(table(9)))]),
        "file-suspicious",
    ),
    "a part larger than it says": (
        "a.xlsx",
        lying(book(table(500)), "xl/worksheets/sheet1.xml", 100),
        "file-suspicious",
    ),
}


def packed_zeros(megabytes: int) -> bytes:
    """A workbook whose shared texts are so many megabytes of one letter."""
    buffer = io.BytesIO(book(table()))
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/sharedStrings.xml", "w") as part,
    ):
        for _ in range(megabytes):
            part.write(b"A" * (1 << 20))
    return buffer.getvalue()


def many_entries(number: int) -> bytes:
    """A workbook with so many small parts that nobody needs."""
    buffer = io.BytesIO(book(table()))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_STORED) as archive:
        for at in range(number):
            archive.writestr(f"xl/media/{at}.bin", b"")
    return buffer.getvalue()


SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))

REFUSED |= {
    "a cell without end": ("a.csv", b"x" * 1_100_000, "file-too-large"),
    "a workbook without a sheet": ("a.xlsx", zipped(parts({})), "file-unknown-format"),
    "70,000 entries": ("a.xlsx", many_entries(70_000), "file-too-large"),
    "a billion laughs in XML of 2003": (
        "a.xls",
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]><Workbook xmlns="{SPACE}">&l8;</Workbook>'.encode(),
        "file-suspicious",
    ),
    "an XML of 2003 that names a file": (
        "a.xls",
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/hostname">]><Workbook xmlns="{SPACE}"/>'.encode(),
        "file-suspicious",
    ),
    "tables nested without end": ("a.xls", b"<html><table><tr><td>" * 9_000, "file-suspicious"),
    "a web archive without a table": (
        "a.xls",
        b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx",
        "file-unknown-format",
    ),
}

TOLD: dict[str, tuple[str, bytes, list[int], str]] = {
    "a row number twice": ("a.xlsx", book(row(5, cell("A5", "甲")) + row(5, cell("A5", "乙"))), [1], "rows-miscounted"),
    "a value in the last cell of all": (
        "a.xlsx",
        book(table(800) + row(1_048_576, cell("XFD1048576", "x"))),
        [800],
        "far-cells",
    ),
    "a sheet spread over everything": (
        "a.xlsx",
        book("".join(row(n, f'<c r="A{n}"><v>1</v></c>', f'<c r="XFD{n}"><v>1</v></c>') for n in range(1, 2_001))),
        [],
        "sheet-too-wide",
    ),
    "macros": ("a.xlsm", zipped(parts({"回访": sheet(table())}) | {"xl/vbaProject.bin": "macro"}), [3], "macro-file"),
    "another file inside": (
        "a.xlsx",
        zipped(parts({"回访": sheet(table())}) | {"xl/embeddings/oleObject1.bin": "x"}),
        [3],
        "embedded-objects",
    ),
    "links to another file": (
        "a.xlsx",
        zipped(parts({"回访": sheet(table())}) | {"xl/externalLinks/externalLink1.xml": "<externalLink/>"}),
        [3],
        "external-links",
    ),
}
"""What is read only in part, or with a remark: name, bytes, rows of each sheet that is read, code."""

GHOSTS = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(4, 300_000))
COMPRESSIBLE = "".join(row(n, *(cell(f"{letter}{n}", "满意" * 40) for letter in "ABCD")) for n in range(1, 20_001))
TOUCHY = ("+86 138 0000 0000", "-5", "@王芳", "Null", "None", "n/a", "NA", "TRUE", "1E5", "=1+1", "#1", "007")

LOOK_ALIKES: dict[str, tuple[str, bytes, int]] = {
    "well compressed": ("a.xlsx", book(COMPRESSIBLE), 20_000),
    "300,000 coloured empty rows": ("a.xlsx", book(table() + GHOSTS), 3),
    "a merged block over everything": (
        "a.xlsx",
        book(table(), '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        3,
    ),
    "a link over everything": (
        "a.xlsx",
        book(table(), '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'),
        3,
    ),
    "a lying dimension": (
        "a.xlsx",
        zipped(parts({"回访": sheet(table(201)).replace("<sheetData>", '<dimension ref="A1"/><sheetData>')})),
        201,
    ),
    "touchy texts": ("a.xlsx", book("".join(row(n, cell(f"A{n}", text)) for n, text in enumerate(TOUCHY, 1))), 12),
    "touchy texts as csv": ("a.csv", "\n".join(f"{text},1" for text in TOUCHY).encode(), 12),
    "a DTD beside the content of an OpenDocument table": (
        "a.ods",
        open_document(f"<table:table-row>{ODS_CELL}</table:table-row>", {"Basic/script-lc.xml": "<!DOCTYPE x []><x/>"}),
        1,
    ),
    "an old workbook": ("a.xls", old_workbook(), 1),
}
"""What must pass without a word: name, bytes, rows."""
