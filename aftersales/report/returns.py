"""A return sheet as data: what a clerk has to change in one file, and the rows concerned as the clerk wrote them."""

from __future__ import annotations

from dataclasses import dataclass

from aftersales.problems import Effect, Severity

EFFECTS = {
    Effect.FILE_LEFT_OUT: "整个文件没有计入",
    Effect.SHEET_LEFT_OUT: "整张表没有计入",
    Effect.ROW_LEFT_OUT: "这一行没有计入",
    Effect.VALUE_LEFT_BLANK: "这一格当作没填，这一行照样计入",
    Effect.KEPT: "照样计入，数字可能不对",
    Effect.MERGED: "合并成一条，只计一次",
}
"""What holds until it is changed, in words."""


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing to change. `column` (1 = A) and `row` are 0 where the whole row, sheet or file is meant.

    A cell that is wrong in the same way for several records is one thing, and counts so many `times`.
    """

    sheet: str
    row: int
    column: int
    where: str
    written: str
    wrong: str
    write: str
    effect: Effect
    severity: Severity
    affects: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class CopiedRow:
    """One row of the clerk's sheet: its number in Excel and its cells as text."""

    number: int
    cells: tuple[str, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class CopiedSheet:
    """The rows of one sheet that have something to change, with their headings; cells start in `first_column` (1 = A).

    `missing` counts the rows that were too many to copy.
    """

    sheet: str
    first_column: int
    rows: tuple[CopiedRow, ...]
    missing: int = 0


@dataclass(frozen=True, slots=True)
class ReturnSheet:
    """All that one clerk reads about one file in one month's folder, the costliest first.

    `checked` names the version of the file that was read, `unlisted` counts what is left for the next time, and
    `remark` says why there are no copies, where there should be some. `language` is the one that it speaks.
    """

    company: str
    month: str
    file: str
    checked: str
    mends: tuple[Mend, ...]
    copies: tuple[CopiedSheet, ...] = ()
    unlisted: int = 0
    remark: str = ""
    language: str = "zh"

    @property
    def headline(self) -> str:
        """How much is to be changed and what it costs until then."""
        counts = {effect: sum(mend.times for mend in self.mends if mend.effect is effect) for effect in Effect}
        said = [words.format(counts[effect]) for effect, words in _COUNTED.items() if counts[effect]]
        return f"有 {sum(counts.values()) + self.unlisted} 处要改：{'，'.join(said)}。"


_COUNTED = {
    Effect.FILE_LEFT_OUT: "整个文件没有计入",
    Effect.SHEET_LEFT_OUT: "{} 张表没有计入",
    Effect.ROW_LEFT_OUT: "{} 处使整行没有计入",
    Effect.VALUE_LEFT_BLANK: "{} 格当作没填",
    Effect.KEPT: "{} 处照样计入但要核对",
    Effect.MERGED: "{} 处重复，只计一次",
}
