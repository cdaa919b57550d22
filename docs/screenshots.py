"""Pictures of the sample's page and workbook for `docs/look.md`: `python -m docs.screenshots`.

Needs Chromium, LibreOffice and pdftoppm. The pictures are of the made-up company in `inputs/示例`; who changes the look
makes them anew and looks at them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
MONTH = "2026-10"
LARGEST, LARGEST_OF_ALL = 150_000, 600_000  # bytes
SCREENS = {"page-desktop": (960, 640, "light"), "page-phone": (360, 740, "light"), "page-dark": (960, 420, "dark")}
SHEETS = {"workbook-cover": "封面", "workbook-reasons": "未完全满意分类", "workbook-callbacks": "回访满意度"}
DOTS = "62"  # an inch
ALIAS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<match target="pattern"><test name="family"><string>Microsoft YaHei</string></test>
<edit name="family" mode="append" binding="same"><string>Noto Sans CJK SC</string></edit></match></fontconfig>
"""
"""Where the workbook's font is not installed another one for Chinese takes its place, for its digits too."""


def main() -> None:
    """Publish the sample into a temporary folder and take the pictures of it."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        _publish(work)
        month = work / "outputs" / MONTH
        with sync_playwright() as playwright:
            started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            _screens(started, month / f"售后月报-{MONTH}.html")
            started.close()
        _sheets(month / f"售后月报-{MONTH}.xlsx", work)
    sizes = {path.name: path.stat().st_size for path in sorted(PICTURES.glob("*.png"))}
    for name, size in sizes.items():
        sys.stdout.write(f"{name} {size // 1000} KB\n")
    if max(sizes.values()) > LARGEST or sum(sizes.values()) > LARGEST_OF_ALL:
        sys.exit("the pictures are too large for the repository")


def _publish(work: Path) -> None:
    as_of = json.loads((ROOT / "tests/sample/truth.json").read_text(encoding="utf-8"))["as_of"]
    folders = {"--inputs": ROOT / "inputs/示例", "--outputs": work / "outputs", "--state": work / "state"}
    given = [str(part) for pair in folders.items() for part in pair]
    subprocess.run(  # noqa: S603 - our own program
        [sys.executable, str(ROOT / "pipeline.py"), "run", *given, "--as-of", as_of[:16], "--month", MONTH],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _screens(browser: Browser, page: Path) -> None:
    for name, (width, height, scheme) in SCREENS.items():
        tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        tab.goto(page.as_uri())
        tab.screenshot(path=PICTURES / f"{name}.png")
        tab.close()


def _sheets(book: Path, work: Path) -> None:
    """The first printed page of some sheets, found by the sheet's name in its footer."""
    fonts = work / "fonts.conf"
    fonts.write_text(ALIAS, encoding="utf-8")
    profile = f"-env:UserInstallation=file://{work}/profile"
    _tool("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(work), str(book), fonts=fonts)
    pdf = work / f"{book.stem}.pdf"
    pages = _tool("pdftotext", "-layout", str(pdf), "-", fonts=fonts).split("\f")
    for name, title in SHEETS.items():
        at = next(at for at, text in enumerate(pages, start=1) if text.rstrip().endswith(title))
        one = ("-f", str(at), "-l", str(at), "-singlefile", str(pdf), str(PICTURES / name))
        _tool("pdftoppm", "-png", "-r", DOTS, *one, fonts=fonts)


def _tool(name: str, *arguments: str, fonts: Path) -> str:
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    path = shutil.which(name)
    if path is None:
        sys.exit(f"{name} is not installed")
    done = subprocess.run([path, *arguments], check=True, capture_output=True, text=True, env=environment)  # noqa: S603
    return done.stdout


if __name__ == "__main__":
    main()
