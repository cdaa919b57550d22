"""The terminal: results on stdout, progress and log lines on stderr, nothing from a cell that could act on it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from aftersales.cli.columns import LEAST, laid_out, wrapped
from aftersales.privacy import masked
from aftersales.safe_text import one_line, without_unseen

WIDE = 240
"""Columns where the output is no terminal: lines are then for programs and files, and are not broken."""

NARROW = 160

Advance = Callable[[str, int, int], None]


class Screen:
    """Prints for people, or as JSON. `loudness` is 0 by default, above with -v, below with -q.

    Phones are masked in everything that is printed (`raw` text excepted) unless `hides_phones` is switched off.
    """

    def __init__(self, *, loudness: int = 0, as_json: bool = False, colour: bool = True) -> None:
        self.loudness = loudness
        self.hides_phones = True
        self.as_json = as_json
        self.out = _console(sys.stdout, colour=colour)
        self.err = _console(sys.stderr, colour=colour)

    def line(self, text: str = "", style: str = "") -> None:
        """One sentence of the result; in a window it is broken between words, and goes on below its beginning."""
        indent = " " * (len(text) - len(text.lstrip(" ")))
        shown = self._shown(text)
        lines = wrapped(shown, max(LEAST, self.width - len(indent))) if self.is_narrow else [shown]
        for line in lines:
            self._print(self.out, Text(indent + line, style))

    def code(self, line: str) -> None:
        """A line to copy: its indentation stays."""
        indent = len(line) - len(line.lstrip(" "))
        self._print(self.out, Text(" " * indent + self._shown(line)))

    def log(self, text: str, least: int = 0) -> None:
        """A log line, from this loudness on."""
        if self.loudness >= least:
            self._print(self.err, Text(self._shown(text), "dim"))

    def fault(self, text: str) -> None:
        """What went wrong; said however quiet the call."""
        self._print(self.err, Text(self._shown(text), "bold red"))

    def trace(self, text: str) -> None:
        """A traceback, where no file could keep it."""
        self._print(self.err, Text(without_unseen(masked(text))))

    def table(
        self,
        headings: Sequence[str],
        rows: Iterable[Sequence[object]],
        numbers: Iterable[int] = (),
        shares: Sequence[int] = (),
        *,
        heading: bool = True,
    ) -> None:
        """A table of the result; the columns at `numbers` are aligned to the right, and nothing is ever cut off.

        `shares` are the parts of a terminal's width that the columns get where they need more than there is (0: all
        that they need), so that tables below each other have their columns below each other.
        """
        cells = [[self._shown("" if cell is None else str(cell)) for cell in row] for row in rows]
        lines = laid_out([list(headings), *cells], self.width, set(numbers), shares if self.is_narrow else ())
        for at, row in enumerate(lines):
            for line in row if at or heading else ():
                self._print(self.out, Text(line, "bold" if not at else ""))

    @property
    def width(self) -> int:
        """How many places a line has."""
        return self.out.width

    @property
    def is_narrow(self) -> bool:
        """Whether a person looks at it in a window, and not a program or a file."""
        return self.out.width <= NARROW

    def document(self, content: Any) -> None:
        """The result as JSON; the text is plain ASCII, so nothing in it can act on a terminal."""
        self._write(json.dumps(self._told(content), ensure_ascii=True, indent=2) + "\n")

    def raw(self, text: str) -> None:
        """Text for another program, as it is."""
        self._write(text)

    @contextmanager
    def progress(self) -> Iterator[Advance]:
        """A bar on a terminal, log lines with -v elsewhere. The yielded function takes stage, done and total."""
        if self.err.is_terminal and self.loudness == 0:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            with Progress(*columns, console=self.err, transient=True) as bar:
                task = bar.add_task("")
                yield lambda stage, done, total: bar.update(task, description=stage, completed=done, total=total)
        else:
            last = [""]

            def advance(stage: str, done: int, total: int) -> None:
                if stage != last[0]:
                    last[0] = stage
                    self.log(f"{stage} {done}/{total}", 1)

            yield advance

    def _shown(self, text: str) -> str:
        return one_line(masked(text) if self.hides_phones else text)

    def _told(self, content: Any) -> Any:
        """A document with the phones in its texts masked; its keys are ours."""
        if isinstance(content, str):
            return masked(content) if self.hides_phones else content
        if isinstance(content, dict):
            return {key: self._told(part) for key, part in content.items()}
        return [self._told(part) for part in content] if isinstance(content, list | tuple) else content

    def _print(self, console: Console, content: object) -> None:
        try:
            console.print(content, markup=False, highlight=False, soft_wrap=isinstance(content, Text))
        except (
            OSError
        ):  # whoever read us has gone, or what we are written to is full: what was done stands all the same
            _close(console.file)

    def _write(self, text: str) -> None:
        try:
            self.out.file.write(text)
            self.out.file.flush()
        except OSError:
            _close(self.out.file)


def _console(stream: TextIO | None, *, colour: bool) -> Console:
    """A console on a stream; a stream that whoever started us has closed is nowhere."""
    stream = stream or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open as long as the program
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    terminal = stream.isatty()
    return Console(file=stream, no_color=not colour or None, width=None if terminal else WIDE, highlight=False)


def _close(stream: IO[str]) -> None:
    """The reader of our output went away (`| head`): what is still to say goes nowhere, the work goes on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
