"""What Excel refuses or repairs when it opens a workbook, read from the XML, since Excel itself is not at hand.

Each check gives what is wrong as a sentence; a sound workbook gives none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring
from openpyxl.utils import column_index_from_string, range_boundaries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LONGEST_TEXT, LONGEST_FORMULA, LONGEST_NAME, LONGEST_FOOTER = 32_767, 8_192, 31, 255
MOST_ROWS, MOST_COLUMNS, MOST_LINKS, MOST_BREAKS, MOST_FORMATS = 1_048_576, 16_384, 65_530, 1_026, 64_000
TALLEST, WIDEST, MOST_NUMBER_FORMATS = 409.5, 255, 200
ORDER = ("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "autoFilter",
         "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
         "headerFooter", "rowBreaks", "colBreaks", "drawing", "legacyDrawing", "tableParts", "extLst")  # fmt: skip
FORMULA = re.compile(
    r"(?:\d+\*)?\d+/\d+|'[^']+'![A-Z]+\d+|(?:[-+*/()]|\d+|\$?[A-Z]{1,3}\$?\d+|ROUND|SUM|SUBTOTAL|[:,])+"
)
_CELL = re.compile(r"([A-Z]{1,3})(\d+)")
Parts = Mapping[str, ET.Element]


def broken(content: bytes) -> list[str]:
    """Everything in a workbook that Excel would not take."""
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        parts = {name: fromstring(archive.read(name)) for name in names if name.endswith((".xml", ".rels", ".vml"))}
    found = [f"{name} twice in the file" for name, times in Counter(names).items() if times > 1]
    found += [*_declared(parts, names), *_related(parts, names), *_named(parts), *_styled(parts)]
    formats = len(parts["xl/styles.xml"].findall(f"{MAIN}cellXfs/{MAIN}xf"))
    laid_over = len(parts["xl/styles.xml"].findall(f"{MAIN}dxfs/{MAIN}dxf"))
    titles = {sheet.get("name", "") for sheet in parts["xl/workbook.xml"].iter(f"{MAIN}sheet")}
    for name, sheet in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            told = (*_cells(sheet, formats), *_layout(sheet), *_overlays(sheet, laid_over), *_links(sheet, titles))
            found += [f"{name}: {trouble}" for trouble in told]
    return found


def _declared(parts: Parts, names: list[str]) -> Iterator[str]:
    """Every part has a content type, and every type a part."""
    types = parts["[Content_Types].xml"]
    said = {element.get("PartName", "").lstrip("/") for element in types if element.tag.endswith("Override")}
    known = {element.get("Extension") for element in types if element.tag.endswith("Default")}
    yield from (f"{name} is declared but not there" for name in sorted(said - set(names)))
    for name in names:
        if name not in said and name.rpartition(".")[2] not in known:
            yield f"{name} has no content type"


def _related(parts: Parts, names: list[str]) -> Iterator[str]:
    """Every relation leads to a part of this file; none leaves it."""
    for name, relations in parts.items():
        if not name.endswith(".rels"):
            continue
        folder = name.partition("_rels/")[0]
        for relation in relations:
            target = relation.get("Target", "")
            place = target.lstrip("/") if target.startswith("/") else folder + target
            while "../" in place:
                place = re.sub(r"[^/]+/\.\./", "", place, count=1)
            if relation.get("TargetMode") == "External" or place not in names:
                yield f"{name} leads to {target}"


def _named(parts: Parts) -> Iterator[str]:
    """Names of sheets and defined names."""
    book = parts["xl/workbook.xml"]
    titles = [sheet.get("name", "") for sheet in book.iter(f"{MAIN}sheet")]
    yield from (f"sheet name {title!r} twice" for title, n in Counter(map(str.casefold, titles)).items() if n > 1)
    for title in titles:
        units = len(title.encode("utf-16-le")) // 2
        if not 0 < units <= LONGEST_NAME or re.search(r"[\[\]:*?/\\]", title) or title.strip("'") != title:
            yield f"sheet name {title!r}"
    for name in book.iter(f"{MAIN}definedName"):
        sheets = re.findall(r"'((?:[^']|'')+)'!|([^'!,]+)!", name.text or "")
        if not sheets or any((quoted.replace("''", "'") or bare) not in titles for quoted, bare in sheets):
            yield f"defined name {name.get('name')} = {name.text}"


def _styled(parts: Parts) -> Iterator[str]:
    styles = parts["xl/styles.xml"]
    sizes = {kind: len(styles.findall(f"{MAIN}{kind}s/{MAIN}{kind}")) for kind in ("font", "fill", "border")}
    numbers = {int(one.get("numFmtId", 0)) for one in styles.iter(f"{MAIN}numFmt")}
    if len(numbers) > MOST_NUMBER_FORMATS:
        yield f"{len(numbers)} number formats"
    formats = styles.findall(f"{MAIN}cellXfs/{MAIN}xf")
    if len(formats) > MOST_FORMATS:
        yield f"{len(formats)} formats"
    for at, one in enumerate(formats):
        if any(int(one.get(f"{kind}Id", 0)) >= size for kind, size in sizes.items()):
            yield f"format {at} names a font, fill or border that is not there"
        if (number := int(one.get("numFmtId", 0))) >= 164 and number not in numbers:
            yield f"format {at} names number format {number}"


def _cells(sheet: ET.Element, formats: int) -> Iterator[str]:
    """Rows and cells in their order, with values that a cell can hold."""
    before = 0
    for row in sheet.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        number = int(row.get("r", 0))
        if not before < number <= MOST_ROWS or float(row.get("ht", 0)) > TALLEST or int(row.get("outlineLevel", 0)) > 7:
            yield f"row {number} after row {before}"
        before, last = number, 0
        for cell in row:
            place = _CELL.fullmatch(cell.get("r", ""))
            column = column_index_from_string(place[1]) if place else 0
            if place is None or int(place[2]) != number or not last < column <= MOST_COLUMNS:
                yield f"cell {cell.get('r')} in row {number}"
            last = column
            yield from _value(cell, formats)


def _value(cell: ET.Element, formats: int) -> Iterator[str]:
    place = cell.get("r")
    text, rule, value = (cell.find(f"{MAIN}{part}") for part in ("is", "f", "v"))
    if int(cell.get("s", 0)) >= formats:
        yield f"{place} has format {cell.get('s')}"
    if text is not None and len("".join(text.itertext()).encode("utf-16-le")) > LONGEST_TEXT * 2:
        yield f"{place} holds a text too long"
    if rule is not None and (not FORMULA.fullmatch(rule.text or "") or len(rule.text or "") > LONGEST_FORMULA):
        yield f"{place} holds the formula {rule.text}"
    if cell.get("t") not in (None, "inlineStr", "s") or (
        cell.get("t") is None and value is not None and not _finite(value)
    ):
        yield f"{place} holds {cell.get('t')} {value.text if value is not None else ''}"


def _finite(value: ET.Element) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", value.text or "") is not None


def _layout(sheet: ET.Element) -> Iterator[str]:
    """The order of a sheet's elements, merged cells, widths, breaks, footers."""
    order = [ORDER.index(element.tag.removeprefix(MAIN)) for element in sheet]
    if order != sorted(order):
        yield f"its elements stand as {[ORDER[at] for at in order]}"
    merged = [range_boundaries(one.get("ref")) for one in sheet.iter(f"{MAIN}mergeCell")]
    yield from (
        f"merged cells {one} and {other}" for one, other in pairwise(sorted(merged, key=_from_top)) if _meet(one, other)
    )
    yield from (f"merged cell {one} alone" for one in merged if one[:2] == one[2:])
    if any(float(column.get("width", 0)) > WIDEST for column in sheet.iter(f"{MAIN}col")):
        yield "a column too wide"
    if len(list(sheet.iter(f"{MAIN}brk"))) > MOST_BREAKS:
        yield "too many page breaks"
    for footer in (*sheet.iter(f"{MAIN}oddFooter"), *sheet.iter(f"{MAIN}oddHeader")):
        if len((footer.text or "").encode("utf-16-le")) > LONGEST_FOOTER * 2:
            yield "a footer too long"


def _from_top(box: tuple[int, int, int, int]) -> tuple[int, int]:
    return box[1], box[0]


def _meet(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _overlays(sheet: ET.Element, laid_over: int) -> Iterator[str]:
    """Conditional formats and sparklines: sound ranges, formats that are there."""
    for one in sheet.iter(f"{MAIN}conditionalFormatting"):
        boxes = [range_boundaries(box) for box in (one.get("sqref") or "").split()]
        if not boxes or any(left > right or top > bottom for left, top, right, bottom in boxes):
            yield f"a conditional format over {one.get('sqref')}"
        for rule in one.iter(f"{MAIN}cfRule"):
            if rule.get("dxfId") and int(rule.get("dxfId", 0)) >= laid_over:
                yield f"a conditional format with format {rule.get('dxfId')}"
    drawn = [one.findtext(f"{XM}sqref") for one in sheet.iter(f"{X14}sparkline")]
    yield from (f"two sparklines in {cell}" for cell, times in Counter(drawn).items() if times > 1)
    filtered = [one.get("ref") for one in sheet.iter(f"{MAIN}autoFilter")]
    if len(filtered) > 1:
        yield f"filters over {filtered}"


def _links(sheet: ET.Element, titles: set[str]) -> Iterator[str]:
    """Links that lead to a cell of a sheet of this file, one a cell."""
    links = list(sheet.iter(f"{MAIN}hyperlink"))
    if len(links) > MOST_LINKS:
        yield f"{len(links)} links"
    yield from (f"two links in {cell}" for cell, n in Counter(link.get("ref") for link in links).items() if n > 1)
    for link in links:
        inside = re.fullmatch(r"'((?:[^']|'')+)'!([A-Z]+)(\d+)", link.get("location") or "")
        if inside is None or inside[1].replace("''", "'") not in titles or link.get(RELATED):
            yield f"a link to {link.get('location') or link.get(RELATED)}"
