"""`explain FILE`: how each sheet was understood, column by column, and why it is this kind and no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from aftersales.cli.checked import TALLY, kind_words
from aftersales.cli.problems_told import counted, problem_document, show_problems
from aftersales.kinds.model import Kind
from aftersales.kinds.wording import heading_key
from aftersales.learn.study import ColumnSeen, SheetSeen, Studied, TableSeen
from aftersales.model import Candidate, RowKind, Tally
from aftersales.problems import Effect, Problem, Severity
from aftersales.recognise.decide import ENOUGH, FULL
from aftersales.recognise.mapping import EXACT, NEAR, NUMBERING, WEAK
from aftersales.recognise.vocabulary import Vocabulary, vocabulary

if TYPE_CHECKING:
    from aftersales.checking import CheckResult
    from aftersales.cli.screen import Screen

WHY = {
    EXACT: "表头相符",
    WEAK: "表头含糊，内容符合",
    NEAR: "表头近似，像笔误",
    NUMBERING: "序号，不保留",
}
"""How a column was understood, in a sentence; other evidence speaks for itself."""
OTHERS = 5
"""So many of the kinds that it is not are told."""
TELLING = 2.0
"""From this weight on a field of a kind's signature is missed."""
ROWS = 12


def explain_file(studied: Studied, result: CheckResult, kinds: Mapping[str, Kind], screen: Screen) -> None:
    """Every sheet with its kind, rows, columns, the other kinds and its problems."""
    words = vocabulary(kinds)
    tallies = {sheet.sheet: sheet.tally for digest in result.digests for sheet in digest.sheets}
    if screen.as_json:
        screen.document(_document(studied, result.problems, tallies, words))
        return
    screen.line(f"{studied.file}（用 {studied.reader} 读取）" if studied.reader else studied.file, "bold")
    own = {seen.grid.sheet for seen in studied.seen}
    for seen in studied.seen:
        screen.line()
        mine = [problem for problem in result.problems if problem.place.sheet == seen.grid.sheet]
        _explain_sheet(seen, mine, tallies.get(seen.grid.sheet, Tally()), words, screen)
    rest = [problem for problem in result.problems if problem.place.sheet not in own or not problem.place.sheet]
    if rest:
        show_problems(rest, screen)
    screen.line()
    screen.line(counted(result.problems), "bold")


def _explain_sheet(
    seen: SheetSeen, problems: Sequence[Problem], tally: Tally, words: Vocabulary, screen: Screen
) -> None:
    kinds = words.kinds
    name = "、".join(dict.fromkeys(kinds[table.kind].zh for table in seen.tables))
    screen.line(f"工作表“{seen.grid.sheet}”：{name or _unread(problems)}", "bold")
    if seen.grid.rows:
        _explain_rows(seen, problems, tally, screen)
    for table in seen.tables:
        screen.line()
        layout = table.layout or "列表"
        at = f"，表头在第 {table.header_row} 行" if table.header_row else ""
        screen.line(f"{kinds[table.kind].zh}（{table.kind}），{layout}{at}；每一列怎样理解：")
        screen.table(
            ("列", "表头", "字段", "怎样认出", "内容（例）"),
            [_column_line(column, kinds[table.kind]) for column in table.columns],
            shares=(0, 4, 6, 5, 6),
        )
    _explain_choice(seen, words, screen)
    told = [problem for problem in problems if problem.place.sheet]
    if told:
        show_problems(told, screen)
    if not seen.tables and any(problem.effect is Effect.SHEET_LEFT_OUT for problem in problems):
        screen.line(f"可以试：python pipeline.py learn {seen.grid.file} --sheet {seen.grid.sheet}")


def _unread(problems: Sequence[Problem]) -> str:
    left_out = next((p for p in problems if p.effect is Effect.SHEET_LEFT_OUT), None)
    return f"没有读取，{left_out.message}" if left_out else "不是登记表（封面、说明、空表或图表），不读取"


def _explain_rows(seen: SheetSeen, problems: Sequence[Problem], tally: Tally, screen: Screen) -> None:
    """Where every row went, and which rows are no records."""
    screen.line(
        f"{tally.rows} 行 = 记录 {tally.records} + 退回 {tally.rejected} + 重复 {tally.duplicate}"
        f" + 表头 {tally.heading} + 说明 {tally.note} + 空行 {tally.blank}"
    )
    rejected = {p.place.row for p in problems if p.effect is Effect.ROW_LEFT_OUT and p.kind.severity is Severity.ERROR}
    named = (
        ("表头行", seen.rows.get(RowKind.HEADING, ())),
        ("说明行（标题、合计、签字）", seen.rows.get(RowKind.NOTE, ()) if seen.tables else ()),
        ("空行", seen.rows.get(RowKind.BLANK, ()) if seen.tables else ()),
        ("退回的行", sorted(rejected)),
    )
    for word, rows in named:
        if rows:
            screen.line(f"  {word}：{spans(rows)}")


def spans(rows: Sequence[int]) -> str:
    """Row numbers as people say them.

    >>> spans([1, 2, 3, 7, 9, 10])
    '第 1–3、7、9–10 行'
    """
    ends: list[list[int]] = []
    for row in rows:
        if ends and row == ends[-1][1] + 1:
            ends[-1][1] = row
        else:
            ends.append([row, row])
    said = [f"{first}" if first == last else f"{first}–{last}" for first, last in ends]
    more = f" 等 {len(rows)} 行" if len(said) > ROWS else " 行"
    return f"第 {'、'.join(said[:ROWS])}{more}"


def _column_line(column: ColumnSeen, kind: Kind) -> tuple[str, ...]:
    mapped = column.mapped
    heading = (
        f"{mapped.heading}（{mapped.unit}）" if mapped.unit and mapped.unit not in mapped.heading else mapped.heading
    )
    known = {f.name: f.zh for f in kind.fields}
    fields = "、".join(f"{known.get(name, '')} {name}".strip() for name in mapped.fields) or "—"
    why = WHY.get(mapped.evidence, mapped.evidence) or "没有字段，原样保留"
    return column.letter, heading, fields, why, "、".join(column.samples)


# -- why this kind and no other ---------------------------------------------------------------------------------------


def _explain_choice(seen: SheetSeen, words: Vocabulary, screen: Screen) -> None:
    """The evidence for the kind, and for each of the next ones what speaks for it and what it lacks."""
    won = {table.kind for table in seen.tables}
    chosen = [candidate for candidate in seen.candidates if candidate.kind in won]
    others = [candidate for candidate in seen.candidates if candidate.kind not in won][:OTHERS]
    if not seen.candidates:
        return
    screen.line()
    for candidate in chosen:
        said = "；".join(candidate.evidence)
        screen.line(f"为什么是{kind_words(candidate.kind, words.kinds)}：得分 {candidate.score:.2f}；{said}")
    if others:
        screen.line("为什么不是别的：" if won else "比较过的登记表：")
        best = max((candidate.score for candidate in chosen), default=None)
        screen.table(
            ("登记表", "得分", "像的地方", "不像的地方"),
            [
                (
                    kind_words(c.kind, words.kinds),
                    f"{c.score:.2f}",
                    _speaks(c),
                    "；".join(why_not(c, best, seen, words)),
                )
                for c in others
            ],
            numbers=(1,),
            shares=(3, 0, 4, 6),
        )


def _speaks(candidate: Candidate) -> str:
    return "；".join(said for said in candidate.evidence if not said.startswith("缺少")) or "—"


def why_not(candidate: Candidate, best: float | None, seen: SheetSeen, words: Vocabulary) -> list[str]:
    """What keeps a sheet from being of a kind: required columns, its own headings, the points, the better one."""
    said = [evidence for evidence in candidate.evidence if evidence.startswith("缺少")]
    lacking = [zh for zh in _lacking(words.kinds[candidate.kind], _headings(seen), words) if zh not in "".join(said)]
    said += [f"没有它特有的列：{'、'.join(lacking)}"] if lacking else []
    least = ENOUGH / FULL
    if candidate.score < least:
        said.append(f"得分不到 {least:.2f}")
    elif best is not None and candidate.score < best:
        said.append(f"得分比第一名低 {best - candidate.score:.2f}")
    return said


def _headings(seen: SheetSeen) -> set[str]:
    if seen.tables:
        return {heading_key(column.mapped.heading) for table in seen.tables for column in table.columns}
    return {
        heading_key(cell) for row in seen.grid.rows[:20] for cell in row if isinstance(cell, str) and len(cell) < 40
    }


def _lacking(kind: Kind, headings: Iterable[str], words: Vocabulary) -> list[str]:
    """The telling fields of a kind that no heading names, the most telling first."""
    known = words.meanings[kind.id]
    there = {name for key in headings if key in known for name in known[key].fields}
    telling = sorted(kind.signature.items(), key=lambda part: -part[1])
    return [kind.field(name).zh for name, weight in telling if weight >= TELLING and name not in there][:OTHERS]


# -- for programs -----------------------------------------------------------------------------------------------------


def _document(
    studied: Studied, problems: Sequence[Problem], tallies: Mapping[str, Tally], words: Vocabulary
) -> dict[str, Any]:
    return {
        "file": studied.file,
        "reader": studied.reader,
        "sheets": [_sheet_document(seen, tallies.get(seen.grid.sheet, Tally()), words) for seen in studied.seen],
        "problems": [problem_document(problem) for problem in problems],
    }


def _sheet_document(seen: SheetSeen, tally: Tally, words: Vocabulary) -> dict[str, Any]:
    won = {table.kind for table in seen.tables}
    best = max((c.score for c in seen.candidates if c.kind in won), default=None)
    return {
        "sheet": seen.grid.sheet,
        "kind": "、".join(dict.fromkeys(table.kind for table in seen.tables)),
        **{name: getattr(tally, name) for name in TALLY},
        "row_numbers": {str(kind): list(rows) for kind, rows in seen.rows.items()},
        "tables": [_table_document(table) for table in seen.tables],
        "candidates": [
            {
                "kind": c.kind,
                "score": c.score,
                "evidence": list(c.evidence),
                "why_not": [] if c.kind in won else why_not(c, best, seen, words),
            }
            for c in seen.candidates
        ],
    }


def _table_document(table: TableSeen) -> dict[str, Any]:
    return {
        "kind": table.kind,
        "layout": table.layout,
        "header_row": table.header_row or None,
        "columns": [
            {
                "column": column.letter,
                "heading": column.mapped.heading,
                "fields": list(column.mapped.fields),
                "unit": column.mapped.unit,
                "evidence": column.mapped.evidence,
                "samples": list(column.samples),
            }
            for column in table.columns
        ],
    }
